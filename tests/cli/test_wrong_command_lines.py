"""A wrong command line: what is wrong, how to say it, status 2; all of it in French."""

from __future__ import annotations

import re

import pytest

from tests.cli.command import asked

# Words of the library's own messages and pages.
ENGLISH = re.compile(
    r"\b(usage:|error|invalid|missing|required|unexpected|such|show this|this|exit|default|arguments? \(|"
    r"commands|options:|try|must|valid|requires|does)\b",
    re.IGNORECASE,
)
PAGES = [
    [],
    ["serve"],
    ["demo"],
    ["web"],
    ["worker"],
    ["poll"],
    ["assess"],
    ["gate"],
    ["deadline"],
    ["import"],
    ["verify"],
    ["reconcile"],
    ["policy"],
    ["policy", "check"],
    ["policy", "show"],
    ["user"],
    ["user", "add"],
]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("line", "wrong", "advice"),
    [
        ("asess x", "la commande « asess » n'existe pas", "Vouliez-vous dire « parvis assess »?"),
        ("policy chek", "la commande « chek » n'existe pas", "Vouliez-vous dire « parvis policy check »?"),
        ("zzz", "la commande « zzz » n'existe pas", "Connues : assess, deadline, demo, gate,"),
        ("l'avis", "la commande « l'avis » n'existe pas", "Connues : assess, deadline, demo, gate,"),
        ("--bogus", "l'option « --bogus » n'existe pas", "Essayez : parvis --aide"),
        ("assess --jbos 2 -", "l'option « --jbos » n'existe pas", "Vouliez-vous dire « --jobs »?"),
        ("assess -z -", "l'option « -z » n'existe pas", "Essayez : parvis assess --aide"),
        ("assess", "il manque l'argument ENTRÉE", "Usage : parvis assess [OPTIONS] ENTRÉE"),
        ("user add", "il manque l'argument NOM_D_UTILISATEUR", "Usage : parvis user add [OPTIONS] NOM_D_UTILISATEUR"),
        ("assess a b (c)", "il y a un argument de trop : b (c).", "Usage : parvis assess [OPTIONS] ENTRÉE"),
        ("verify tout", "il y a un argument de trop : tout.", "Usage : parvis verify [OPTIONS]"),
        ("policy check a b", "il y a un argument de trop : b.", "Usage : parvis policy check [OPTIONS] [FICHIER]"),
        ("assess --jobs deux -", "l'option --jobs ne convient pas : il faut un nombre entier, 1 ou plus", "Usage : "),
        ("assess --jobs 0 -", "l'option --jobs ne convient pas : il faut un nombre entier, 1 ou plus", "Usage : "),
        ("demo --port 99999", "l'option --port ne convient pas : il faut un nombre entier de 1 à 65535", "Usage : "),
        ("serve --port 80.5", "l'option --port ne convient pas : il faut un nombre entier de 1 à 65535", "Usage : "),
        ("assess - --jobs", "l'option --jobs attend une valeur", "Écrivez : --jobs VALEUR"),
        ("assess - -o", "l'option -o attend une valeur", "Écrivez : -o VALEUR"),
        ("assess --aide=oui", "l'option --aide ne reçoit pas de valeur", "Écrivez : --aide"),
        ("user add zoe --role chef", "le rôle « chef » n'existe pas", "administrator, moderator, reader"),
        ("user add zoe --password secret", "l'option « --password » n'existe pas", "Essayez : parvis user add --aide"),
    ],
)
def test_it_is_told_with_how_to_say_it(line: str, wrong: str, advice: str) -> None:
    done = asked(*line.split(" "))
    said = plain(done.err)
    assert (done.status, done.out) == (2, b"")
    assert said.startswith("parvis : ")
    assert wrong in said
    assert advice in said
    assert not ENGLISH.search(said), said


def test_asking_for_nothing_shows_what_can_be_asked() -> None:
    for line in ([], ["policy"], ["user"]):
        done = asked(*line)
        assert (done.status, done.out) == (2, b"")
        assert plain(done.err) == plain(asked(*line, "--aide").text)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: "_".join(page) or "parvis")
def test_each_help_page_is_in_french_and_complete(page: list[str]) -> None:
    done = asked(*page, "--aide")
    assert (done.status, done.err) == (0, "")
    said = plain(done.text)
    assert said.startswith(f"Usage : {' '.join(['parvis', *page])} [OPTIONS]")
    assert "Affiche cette page." in said
    assert not ENGLISH.search(said), said
    assert not re.search(r" :|« | »", done.text), "a colon or a quotation mark could be parted from its word"
    meanings = re.findall(r"^  (\S.*?)(?:  |$)", said, re.MULTILINE)
    assert len(meanings) > 0
    for name in ("-h", "--help"):
        assert asked(*page, name).out == done.out


def test_every_command_is_on_the_first_page_and_has_its_own() -> None:
    said = asked("--aide").text
    listed = re.findall(r"^  ([a-z]+)  ", said.partition("Commandes")[2], re.MULTILINE)
    assert listed == [page[0] for page in PAGES if len(page) == 1]
