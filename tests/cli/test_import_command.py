"""`parvis import`: counted, mapped and reported as documented, on a desk of its own."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from parvis.cli.importing import stoppable
from parvis.desk.files.tally import Tally
from tests.cli.command import Done, parvis

Run = Callable[..., Done]
pytestmark = pytest.mark.own_database
PLAIN = "id,text,date\n1,Bonjour la file,2026-11-20 14:05\n2,Merci pour tout,2026-11-21\n"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a desk whose tables are ready: making them takes seconds."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "a.csv").write_text(PLAIN)
    assert imported(folder, str(folder / "a.csv"), "--platform", "x", "--dry-run").status == 0
    return folder / "home"


@pytest.fixture
def run(tmp_path: Path, desk: Path) -> Run:
    """`parvis import` on a desk of its own, of a file with this content."""
    shutil.copytree(desk, tmp_path / "home")

    def there(content: str | bytes, *arguments: str, name: str = "novembre.csv", platform: str = "x") -> Done:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return imported(tmp_path, str(path), "--platform", platform, *arguments)

    return there


def imported(folder: Path, *arguments: str) -> Done:
    return parvis("import", *arguments, env={"PARVIS_HOME": str(folder / "home")})


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def held(folder: Path) -> list[tuple[str, str]]:
    with sqlite3.connect(folder / "home" / "parvis.sqlite3") as records:
        return records.execute(
            "SELECT c.platform_id, r.text FROM records_comment c JOIN records_revision r ON r.comment_id = c.id"
            " ORDER BY c.platform_id"
        ).fetchall()


def test_a_file_is_imported_and_importing_it_again_takes_nothing(run: Run, tmp_path: Path) -> None:
    done = run(PLAIN)
    assert (done.status, done.text, done.err) == (0, "2 commentaires nouveaux, 0 déjà connu, 0 ligne non prise.\n", "")
    assert held(tmp_path) == [("fichier:novembre#1", "Bonjour la file"), ("fichier:novembre#2", "Merci pour tout")]
    again = run(PLAIN)
    assert again.text == "0 commentaire nouveau, 2 déjà connus, 0 ligne non prise.\nTout avait déjà été reçu.\n"
    verified = parvis("verify", env={"PARVIS_HOME": str(tmp_path / "home")})
    assert verified.status == 0, verified.text


def test_a_dry_run_writes_nothing_and_says_so(run: Run, tmp_path: Path) -> None:
    done = run(PLAIN, "--dry-run")
    assert plain(done.text) == (
        "Essai, rien n’a été écrit : 2 commentaires nouveaux, 0 déjà connu, 0 ligne non prise.\n"
    )
    assert held(tmp_path) == []


def test_rows_not_taken_are_told_and_end_with_1(run: Run, tmp_path: Path) -> None:
    done = run(PLAIN + "3,Oui,hier\n4,trop,2026-11-20,de cellules\n")
    assert done.status == 1
    assert plain(done.err) == (
        "ligne 4, non prise : sa date ne se lit pas; écrivez-la comme 2026-11-20 14:05.\n"
        "ligne 5, non prise : elle a 4 cellules, et l'en-tête 3.\n"
    )
    assert len(held(tmp_path)) == 2


def test_the_report_is_a_file_of_every_row_and_its_reason(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "rapport.csv"
    done = run(PLAIN + "3,Oui,hier\n", "--report", str(report))
    assert (done.status, done.err) == (1, "")
    assert report.read_text(encoding="utf-8-sig").splitlines() == [
        "ligne,raison",
        "4,sa date ne se lit pas; écrivez-la comme 2026-11-20 14:05",
    ]
    refused = run(PLAIN, "--report", str(tmp_path / "novembre.csv"))
    assert refused.status == 2
    assert "est le fichier à lire" in refused.err
    assert (tmp_path / "novembre.csv").read_text() == PLAIN
    assert run(PLAIN, "--report", str(tmp_path / "absent" / "r.csv")).status == 2


def test_doubtful_columns_are_shown_and_nothing_is_read_without_a_person(run: Run, tmp_path: Path) -> None:
    unknown = "Quoi,Jour\nBonjour la file,2026-11-20\n"
    done = run(unknown)
    assert (done.status, done.out) == (2, b"")
    assert "Colonnes du fichier (tableau CSV) : Quoi, Jour" in plain(done.err)
    assert "Texte du commentaire : --map text=Quoi" in plain(done.err)
    assert "Date : --map date=Jour" in plain(done.err)
    assert "--yes" in done.err
    assert held(tmp_path) == []
    assert run(unknown, "--yes").status == 0
    assert run(unknown, "--map", "text=Quoi", "--map", "date=Jour").text.startswith("0 commentaire nouveau, 1 déjà")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--map", "text"), "CHAMP=COLONNE"),
        (("--map", "text="), "CHAMP=COLONNE"),
        (("--map", "texte=text"), "le champ « texte » n'existe pas"),
        (("--map", "text=Absente"), "la colonne « Absente » n'existe pas"),
        (("--map", "text=text", "--map", "text=id"), "deux colonnes"),
    ],
)
def test_a_wrong_mapping_is_explained(run: Run, arguments: tuple[str, ...], told: str) -> None:
    done = run(PLAIN, *arguments)
    assert (done.status, done.out) == (2, b"")
    assert told in plain(done.err)


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"", "a.csv", "il est vide"),
        (b"id,text\n", "a.csv", "il n'a aucune ligne"),
        (b"\n\n", "a.jsonl", "il n'a aucune ligne"),
        (b"a," * 1_000_000 + b"\n1\n", "a.csv", "colonnes"),
        (b"PK\x03\x04" + bytes(200), "a.zip", "tronquée"),
        (b"PAR1", "a.parquet", "Parquet"),
        (b"\x89PNG", "a.png", "son format est inconnu"),
        (b"1,2\n3,4\n", "a.csv", "aucune colonne n'est celle du texte"),
    ],
)
def test_a_file_that_cannot_be_used_ends_with_2(run: Run, content: bytes, name: str, told: str) -> None:
    done = run(content, "--yes", name=name)
    assert (done.status, done.out) == (2, b"")
    assert told in plain(done.err)


def test_what_is_not_there_or_is_no_file_ends_with_2(run: Run, tmp_path: Path) -> None:
    for path in (tmp_path / "absent.csv", tmp_path, Path("/dev/null"), tmp_path / ("n" * 300)):
        done = imported(tmp_path, str(path), "--platform", "x")
        assert (done.status, done.out) == (2, b"")
        assert str(path)[:100] in done.err
    assert run(PLAIN, platform="minitel").status == 2
    assert imported(tmp_path, str(tmp_path / "a.csv")).status == 2


def test_an_export_of_x_is_recognised_and_its_columns_are_not_to_be_chosen(run: Run) -> None:
    tweets = "window.YTD.tweets.part0 = " + json.dumps([{"tweet": {"id_str": "1", "full_text": "Le bureau ouvre"}}])
    assert run(tweets, "--map", "text=full_text", name="tweets.js").status == 2
    done = run(tweets, name="tweets.js")
    assert (done.status, done.err) == (0, "")
    assert "1 publication de notre compte" in done.text
    wrong = run(tweets, name="tweets.js", platform="facebook")
    assert wrong.status == 2
    assert "c'est un fichier de x" in wrong.err


def test_names_of_columns_from_strangers_do_no_harm_to_a_terminal(run: Run) -> None:
    done = run(b"\x1b[2J\x07Quoi,B\nBonjour la file,1\n")
    assert done.status == 2
    assert "\x1b" not in done.err
    done = run(b"\x1b[2JQuoi,B\nBonjour la file,1\n", "--map", "text=Absente")
    assert "\x1b" not in done.err


def test_windows_1252_from_a_spreadsheet_is_read(run: Run, tmp_path: Path) -> None:
    content = 'texte;auteur\n"Où est l\'école? – merci";"Zoé Inventée"\n'.encode("cp1252")
    assert run(content).status == 0
    assert held(tmp_path)[0][1] == "Où est l'école? – merci"


def test_the_account_given_names_the_account_of_files(run: Run, tmp_path: Path) -> None:
    assert run(PLAIN, "--account", "Ministère de l'Exemple").status == 0
    assert held(tmp_path)[0][0] == "fichier:Ministère de l'Exemple#1"


def test_a_ctrl_c_that_python_loses_stops_the_import_after_the_batch() -> None:
    """It is lost when it falls into a finalizer, once in a dozen times."""
    told: list[Tally] = []
    before = signal.getsignal(signal.SIGINT)  # a shell that starts us in the background has it ignored
    with stoppable(told.append) as progress:
        progress(Tally(new=200))
        with suppress(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            progress(Tally(new=400))
    assert told == [Tally(new=200)]
    assert signal.getsignal(signal.SIGINT) is before
