"""Whatever a file holds, reading it as a policy gives a policy or a clear French error, quickly."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.policy.errors import PolicyErrors
from parvis.policy.load import MAX_BYTES, load_policy, loads_policy, policy_source, shipped_policy
from tests.growth import seconds
from tests.policy.policy_texts import edited, errors_of, underlined


def complaint(path: Path) -> str:
    with pytest.raises(PolicyErrors) as refused:
        load_policy(path)
    return str(refused.value)


def test_a_policy_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "politique.toml"
    path.write_text(policy_source(), encoding="utf-8")
    assert load_policy(path) == shipped_policy()


def test_a_byte_order_mark_is_no_obstacle(tmp_path: Path) -> None:
    path = tmp_path / "politique.toml"
    path.write_text(policy_source(), encoding="utf-8-sig")
    assert load_policy(path).version == shipped_policy().version


def test_an_absent_file_is_said_to_be_absent(tmp_path: Path) -> None:
    path = tmp_path / "absente.toml"
    assert complaint(path).startswith(f"{path}: erreur\u00a0: ce fichier n'existe pas")


def test_a_folder_is_said_to_be_a_folder(tmp_path: Path) -> None:
    assert "dossier" in complaint(tmp_path)


def test_an_impossible_path_is_refused() -> None:
    assert "ne peut pas être lu" in complaint(Path("a\0b.toml"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_one_may_not_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secrète.toml"
    path.write_text("")
    path.chmod(0)
    assert "droits d'accès" in complaint(path)


@pytest.mark.parametrize("text", ["", "\n\n", "# seulement un commentaire\n", "\ufeff"])
def test_an_empty_file_is_said_to_be_empty(tmp_path: Path, text: str) -> None:
    path = tmp_path / "vide.toml"
    path.write_text(text, encoding="utf-8")
    assert "ce fichier est vide" in complaint(path)


def test_a_file_that_is_not_utf_8_is_shown_where(tmp_path: Path) -> None:
    path = tmp_path / "latin.toml"
    path.write_bytes('id = "biblio"\ntitle = "Règles"\n'.encode("latin-1"))
    assert f"{path}:2:11: erreur\u00a0: ce fichier n'est pas en UTF-8" in complaint(path)


def test_fifty_megabytes_are_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "énorme.toml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    assert "dépasse 1024 Kio" in complaint(path)


def test_a_text_too_long_is_refused_too() -> None:
    assert "dépasse 1024 Kio" in errors_of("#" * (MAX_BYTES + 1))[0].message


@pytest.mark.parametrize(
    "text",
    [
        "a" + ".a" * 400_000 + " = 1",
        "\n".join(f"k{line} = " + "[" * 4000 for line in range(100)),
        "a = " + "[" * 100_000,
        "a = " + "{b = " * 1900,
        "a = [\n" + "[\n" * 100_000,
        "a = " + "9" * 9_999,
        'a = "' + "\\u0041" * 1600 + '"',
        "[[a]]\n" * 150_000,
    ],
    ids=["dotted key", "open lists", "one line", "braces", "lines", "number", "escapes", "sections"],
)
def test_hostile_shapes_are_refused_for_a_few_times_the_price_of_a_large_policy(text: str) -> None:
    ordinary = policy_source()
    large = MAX_BYTES // len(ordinary)  # a file may be this many times longer
    assert seconds(errors_of, text) < 10 * large * seconds(lambda text: loads_policy(text, "ordinaire.toml"), ordinary)


@pytest.mark.parametrize(
    ("text", "line", "column", "expected"),
    [
        ('id "x"', 1, 4, "il manque le signe"),
        ("id = x", 1, 6, "valeur illisible"),
        ('id = "x', 1, 8, "n'est pas fermé"),
        ('id = "x\nvalid = 1', 1, 8, "n'est pas fermé"),
        ('id = "x"\n= 3', 2, 1, "n'est ni une clé"),
        ('a = "x" b', 1, 9, "de trop après la valeur"),
        ("[a\nb = 1", 1, 3, "n'est pas fermé"),
        ("a = 1\na = 2", 2, 6, "déjà une valeur"),
        ("[a]\n[a]", 2, 3, "déjà plus haut"),
        ("a = [1, 2", 1, 10, "n'est pas fermée"),
        ("a = {b = 1", 1, 11, "n'est pas fermée"),
        ('a = "\\q"', 1, 8, "barre oblique"),
        ('a = "\\uD800"', 1, 12, "ne désigne aucun caractère"),
        ("a = 2026-02-30", 1, 5, "date impossible"),
        ("a = 1\n\x00", 2, 1, "n'est ni une clé"),
        ("# a\x07", 1, 4, "caractère interdit"),
        ('a = "é\ud800"', 1, 7, "UTF-8"),
        ("a = 1\r\nb", 2, 2, "il manque le signe"),
    ],
)
def test_a_text_that_is_not_toml_is_shown_where_in_french(text: str, line: int, column: int, expected: str) -> None:
    (error,) = errors_of(text)
    assert expected in error.message
    assert (error.line, error.column) == (line, column)
    assert error.hint


@given(st.text(max_size=200))
def test_any_text_gives_errors_and_nothing_else(text: str) -> None:
    with pytest.raises(PolicyErrors) as refused:
        loads_policy(text, "essai.toml")
    str(refused.value).encode()


@given(st.integers(0, len(policy_source())), st.integers(0, 40), st.text(max_size=6))
def test_a_spoiled_policy_is_read_or_shown_wrong_inside_the_file(at: int, dropped: int, typed: str) -> None:
    text = policy_source()[:at] + typed + policy_source()[at + dropped :]
    lines = text.replace("\r\n", "\n").split("\n")
    try:
        loads_policy(text, "essai.toml")
    except PolicyErrors as errors:
        for error in errors:
            assert error.source_line == lines[error.line - 1]
            assert 1 <= error.column <= len(error.source_line) + 1
        str(errors).encode()


def test_what_is_written_with_windows_line_ends_is_found_on_its_line() -> None:
    text = edited(("clock_hours = 24", 'clock_hours = "24"'))
    (unix,), (windows,) = errors_of(text), errors_of(text.replace("\n", "\r\n"))
    assert (windows.line, underlined(windows)) == (unix.line, '"24"')
