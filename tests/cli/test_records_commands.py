"""`parvis user add`, `verify`, `reconcile`: on a desk of their own; settings that do not hold are one sentence."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from parvis.sandbox.server import running, write_accounts
from parvis.sandbox.world import World
from tests.cli.command import Done, environment, parvis

pytestmark = pytest.mark.own_database
PASSPHRASE = "une phrase de passe inventée\n"
ADD = ("user", "add", "zoe", "--name", "Zoé Exemple")
Run = Callable[..., Done]


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a desk where one person was added: made once, copied for each test."""
    home = tmp_path_factory.mktemp("desk") / "home"
    assert parvis(*ADD, given=PASSPHRASE.encode(), env={"PARVIS_HOME": str(home)}).status == 0
    return home


@pytest.fixture
def desk(run: Run, prepared: Path, tmp_path: Path) -> Run:
    """`parvis` on a desk of its own, where Zoé is known."""
    shutil.copytree(prepared, tmp_path / "home")
    return run


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """`parvis` with its home in an empty folder."""

    def there(*arguments: str, given: str = "", **env: str) -> Done:
        return parvis(*arguments, given=given.encode(), env={"PARVIS_HOME": str(tmp_path / "home"), **env})

    return there


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_a_person_is_added_once_with_the_role_asked_for(run: Run, tmp_path: Path) -> None:
    done = run(*ADD, "--role", "administrator", given=PASSPHRASE)
    assert (done.status, done.text, done.err) == (0, "Zoé Exemple peut maintenant se connecter.\n", "")
    again = run(*ADD, given=PASSPHRASE)
    assert again.status == 1
    assert "déjà pris" in again.err
    with sqlite3.connect(tmp_path / "home" / "parvis.sqlite3") as records:
        people = records.execute("SELECT username, display_name, role, password FROM people_user").fetchall()
        actors = records.execute("SELECT actor FROM records_auditevent WHERE verb = 'person.create'").fetchall()
    [(username, name, role, password)] = people
    assert (username, name, role) == ("zoe", "Zoé Exemple", "administrator")
    assert password.startswith("argon2$")
    assert actors == [("operator:command-line",)]
    assert run("verify").status == 0


@pytest.mark.parametrize(
    ("arguments", "given", "told"),
    [
        (ADD, "court\n", "Mot de passe : Ce mot de passe est trop court"),
        (ADD, "Zoé Exemple 1\n", "trop semblable"),
        (ADD, "", "il manque une réponse : mot de passe"),
        (("user", "add", "zo é", "--name", "Zoé"), PASSPHRASE, "Nom d’utilisateur : Employez des lettres sans accent"),
        (("user", "add", "zoe"), "\n" + PASSPHRASE, "Nom affiché : Ce champ est obligatoire"),
        (("user", "add", "zoe", "--name", "Zo\u202eé"), PASSPHRASE, "caractère invisible"),
    ],
)
def test_what_the_team_page_refuses_is_refused_here_too(
    run: Run, arguments: tuple[str, ...], given: str, told: str
) -> None:
    done = run(*arguments, given=given)
    assert done.status in {1, 2}
    assert told in plain(done.err)
    assert run(*ADD, given=PASSPHRASE).status == 0


def test_the_name_is_asked_for_when_it_is_missing(run: Run) -> None:
    assert run("user", "add", "zoe", given="Zoé Demandée\n" + PASSPHRASE).text.startswith("Zoé Demandée peut")


def test_a_new_desk_proves_clean_and_says_over_how_many(desk: Run) -> None:
    done = desk("verify")
    assert (done.status, done.err) == (0, "")
    assert "✓ Chaîne du journal (3)" in done.text
    assert "✗" not in done.text


def test_a_broken_chain_is_shown_and_ends_with_1(desk: Run, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "home" / "parvis.sqlite3") as records:
        records.execute("DROP TRIGGER seal_update_records_auditevent")
        records.execute("UPDATE records_auditevent SET actor = 'person:personne' WHERE number = 2")
    done = desk("verify")
    assert done.status == 1
    said = plain(done.text)
    assert "✗ Chaîne du journal (3)\n    Événement 2 : le contenu ne correspond pas à son empreinte.\n" in said
    assert "La table records_auditevent n'est plus scellée." in said


def test_before_the_desk_ever_ran_there_is_nothing_to_prove_and_it_is_said(run: Run) -> None:
    for command in ("verify", "reconcile"):
        done = run(command)
        assert (done.status, done.out) == (1, b"")
        assert "pas encore prête" in done.err
        assert "parvis serve" in done.err


def test_a_terminal_that_is_not_in_utf_8_still_gets_its_answer(desk: Run) -> None:
    assert desk("verify", PYTHONIOENCODING="ascii").out.startswith(b"\\u2713")


def test_a_desk_without_accounts_has_no_differences(desk: Run) -> None:
    assert desk("reconcile").text == "Aucun écart avec les plateformes.\n"


def test_differences_are_told_in_words_and_end_with_1(desk: Run, tmp_path: Path) -> None:
    world = World(tmp_path / "sandbox.sqlite3", seed=3)
    with running(world) as sandbox:
        write_accounts(world, sandbox.url, tmp_path / "home" / "accounts.toml")
        post = world.publish("facebook", "Le bureau de l'Exemple ouvre lundi.")
        comment = world.comment("facebook", post, "Gaston Inventé", "Un avis.")
        _poll_once(tmp_path)
        assert desk("reconcile").status == 0
        world.delete("facebook", comment)
        done = desk("reconcile")
    world.close()
    assert done.status == 1
    assert comment in done.text
    assert "a disparu de la plateforme" in done.text
    assert desk("verify").status == 0
    unread = desk("reconcile")  # the platforms are gone
    assert unread.status == 1
    assert "le compte facebook:" in unread.err
    assert "n'a pas pu être relu" in unread.err
    assert "Aucun écart" not in unread.text


def _poll_once(tmp_path: Path) -> None:
    script = "import django; django.setup(); from parvis.desk.records.polling import poll_once; assert poll_once()"
    env = environment(PARVIS_HOME=str(tmp_path / "home"), DJANGO_SETTINGS_MODULE="parvis.config.settings")
    subprocess.run([sys.executable, "-c", script], env=env, check=True)


@pytest.mark.parametrize(
    ("setting", "value", "told"),
    [
        ("PARVIS_POLL_SECONDS", "abc", "il faut un nombre entier"),
        ("PARVIS_POLL_SECONDS", "0", "il faut au moins 1"),
        ("PARVIS_DEBUG", "peut-être", "écrivez yes ou no"),
        ("PARVIS_SECRET_KEY_FILE", "/absent", "ne se lit pas"),
        ("PARVIS_HOME", "/dev/null/ici", "PARVIS_HOME"),
        ("PARVIS_POLICY_FILE", "/absente.toml", "n'existe pas"),
        ("PARVIS_POLICY_FILE", "/dev", "c'est un dossier"),
        ("DATABASE_URL", "mysql://compte:secret@machine/base", "n'est pas une base de données connue"),
        ("DATABASE_URL", "postgresql://compte:cachette@machine:port/base", "mal écrite"),
        ("DATABASE_URL", "postgresql://compte:cachette@[::1/base", "mal écrite"),
    ],
)
def test_a_setting_that_does_not_hold_is_named_in_one_sentence(run: Run, setting: str, value: str, told: str) -> None:
    done = run(*ADD, given=PASSPHRASE, **{setting: value})
    assert (done.status, done.out) == (2, b"")
    assert setting.removesuffix("_FILE") in done.err
    assert told in plain(done.err)
    assert "cachette" not in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("account = 3", "[[account]]"),
        ("account = [3]", "[[account]]"),
        ("[[account]\nplatform", "ne se lit pas (ligne 1, colonne"),
        ('[[account]]\nplatform = "x"', "le compte n° 1 n'a pas de platform_id"),
        ('[[account]]\nplatform = "minitel"\nplatform_id = "1"', "plateforme inconnue « minitel »"),
        ('[[account]]\nplatform = "x"\nplatform_id = "1"\ncredentials = "jeton-invente"', "[account.credentials]"),
        ('[[account]]\nplatform = "x"\nplatform_id = "1"\naccess_token = jeton-invente', "ne se lit pas"),
        ("\xff", "ne se lit pas"),
    ],
)
def test_a_faulty_file_of_accounts_is_named_with_its_fault_and_no_token(
    desk: Run, tmp_path: Path, content: str, told: str
) -> None:
    (tmp_path / "home" / "accounts.toml").write_bytes(content.encode("latin-1"))
    done = desk("reconcile")
    assert (done.status, done.out) == (2, b"")
    assert "PARVIS_ACCOUNTS_FILE" in done.err
    assert "accounts.toml" in done.err
    assert told in plain(done.err)
    assert "jeton-invente" not in done.err


def test_the_reading_of_platforms_does_not_start_on_a_faulty_file(desk: Run, tmp_path: Path) -> None:
    (tmp_path / "home" / "accounts.toml").write_text("account = 3", encoding="utf-8")
    done = desk("poll")
    assert (done.status, done.out) == (2, b"")
    assert "PARVIS_ACCOUNTS_FILE" in done.err


def test_a_database_that_does_not_answer_is_told(run: Run, tmp_path: Path) -> None:
    done = run("verify", DATABASE_URL="postgresql://compte:secret@127.0.0.1:1/base")
    assert (done.status, done.out) == (1, b"")
    assert "la base de données ne répond pas comme il faut" in done.err
    assert "secret" not in done.err
    (tmp_path / "home").mkdir(exist_ok=True)
    (tmp_path / "home" / "parvis.sqlite3").write_bytes(b"ce n'est pas une base de donnees" * 40)
    done = run("verify")
    assert done.status == 1
    assert "la base de données ne répond pas comme il faut" in done.err
