"""A malformed policy is answered with the place, the words at fault, and a hint that puts them right."""

from __future__ import annotations

import pytest

from parvis.policy.errors import PolicyError, PolicyErrors, render
from tests.policy.policy_texts import SMALL, edited, errors_of, only_error, underlined

REPLY = """[reply]
clock_hours = 24
business_days = 1
approval = "several"   # deuxième lecture : never, several (une réponse, plusieurs questions), always
"""


def test_an_unknown_key_is_underlined_and_the_right_one_suggested() -> None:
    error = only_error(('automation = "propose"', 'automaton = "propose"'))
    assert underlined(error) == "automaton"
    assert "clé inconnue" in error.message
    assert "automation" in error.hint


def test_an_unknown_section_is_underlined_in_its_header() -> None:
    error = only_error(("[lists]", "[listes.deux]\na = 1\n[lists]"))
    assert underlined(error) == "listes"
    assert "lists" in error.hint


def test_a_missing_key_points_at_the_section_that_lacks_it() -> None:
    error = only_error(("business_days = 1", ""))
    assert (underlined(error), error.source_line) == ("reply", "[reply]")
    assert "business_days" in error.message


def test_a_missing_key_points_at_the_right_one_of_many_sections() -> None:
    text = edited(('name = "Grossier"\n', ""))
    error = errors_of(text)[0]
    assert text.split("\n")[error.line] == 'code = "vulgar"'
    assert "name" in error.message


def test_a_missing_section_points_at_the_top() -> None:
    error = only_error((REPLY, ""))
    assert error.line == 1
    assert "reply" in error.message


@pytest.mark.parametrize(
    ("change", "words", "expected"),
    [
        (("clock_hours = 24", 'clock_hours = "24"'), '"24"', "un nombre entier"),
        (("clock_hours = 24", "clock_hours = 24.0"), "24.0", "un nombre entier"),
        (("clock_hours = 24", "clock_hours = true"), "true", "un nombre entier"),
        (("day = 2025-01-01", 'day = "2025-01-01"'), '"2025-01-01"', "une date"),
        (("valid_from = 2013-03-01", "valid_from = 2013-03-01T00:00:00"), "2013-03-01T00:00:00", "une date"),
        (('name = "Haineux"', "name = 5"), "5", "un texte"),
        (('monday = ["08:30-16:30"]', 'monday = "08:30-16:30"'), '"08:30-16:30"', "une liste"),
        (("confirmed = false", 'confirmed = "non"'), '"non"', "true ou false"),
        (('demonyms = ["caquiste"]', "demonyms = [7]"), "7", "un texte"),
    ],
)  # fmt: skip
def test_a_value_of_the_wrong_kind_is_underlined(change: tuple[str, str], words: str, expected: str) -> None:
    error = only_error(change)
    assert underlined(error) == words
    assert f"il faut ici {expected}" in error.message
    assert error.hint


def test_a_value_where_a_section_is_expected_is_underlined() -> None:
    section = (REPLY, "")
    error = only_error(section, ('outgoing_language = "fr"', 'outgoing_language = "fr"\nreply = 3'))
    assert (underlined(error), "une section" in error.message) == ("3", True)


def test_an_unknown_automation_is_answered_with_the_nearest_and_all_the_others() -> None:
    error = only_error(('automation = "propose"', 'automation = "proposer"'))
    assert underlined(error) == '"proposer"'
    assert "« propose »" in error.hint.replace("\u00a0", " ")
    assert "hide_until_reviewed" in error.hint


def test_a_criterion_that_cites_an_unknown_clause_is_told_the_nearest() -> None:
    error = only_error(('clause = "P3c"', 'clause = "P3z"'))
    assert underlined(error) == '"P3z"'
    assert "P3" in error.hint


def test_each_missing_criterion_is_named() -> None:
    errors = errors_of(edited(('code = "vulgar"', 'code = "hateful"'), ('code = "sexual"', 'code = "hateful"')))
    missing = [error.message for error in errors if "il manque le critère" in error.message]
    assert len(missing) == 2
    assert "vulgar" in missing[0]
    assert "sexual" in missing[1]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (('id = "P2a"', 'id = "P1"'), '"P1"'),
        (('number = "811"', 'number = "911"'), '"911"'),
        (("day = 2025-01-02", "day = 2025-01-01"), "2025-01-01"),
        (('record = "payload"', 'record = "comment"'), '"comment"'),
        (('code = "reader"', 'code = "moderator"'), '"moderator"'),
    ],
)
def test_a_code_used_twice_is_underlined_the_second_time(change: tuple[str, str], words: str) -> None:
    text = edited(change)
    error = errors_of(text)[0]
    assert underlined(error) == words
    assert "déjà plus haut" in error.message
    assert [words in line for line in text.split("\n")[: error.line - 1]].count(True) == 1


def test_a_sub_clause_needs_its_clause() -> None:
    error = only_error(('id = "P4d"', 'id = "Q4d"'))
    assert underlined(error) == '"Q4d"'
    assert "Q4" in error.message


def test_opening_spans_that_overlap_are_refused() -> None:
    error = only_error(('monday = ["08:30-16:30"]', 'monday = ["12:30-16:30", "08:30-13:00"]'))
    assert underlined(error) == '"12:30-16:30"'
    assert "chevauchent" in error.message


def test_opening_spans_that_touch_are_accepted() -> None:
    text = edited(('monday = ["08:30-16:30"]', 'monday = ["12:00-16:30", "08:30-12:00"]'))
    error = errors_of(text + "zut = 1\n")[-1]
    assert "zut" in error.message


@pytest.mark.parametrize("span", ["16:30-08:30", "08:30-08:30"])
def test_a_span_ends_after_it_starts(span: str) -> None:
    error = only_error(('monday = ["08:30-16:30"]', f'monday = ["{span}"]'))
    assert underlined(error) == f'"{span}"'
    assert "doit suivre" in error.hint


@pytest.mark.parametrize("span", ["8 h 30 à 16 h 30", "8:30-16:30", "08:30-24:00", "", "08:30"])
def test_a_span_that_cannot_be_read_is_shown_how_to_be_written(span: str) -> None:
    error = only_error(('monday = ["08:30-16:30"]', f'monday = ["{span}"]'))
    assert "08:30-16:30" in error.hint


@pytest.mark.parametrize("zone", ["America/Québec", "America", "", "../../etc/passwd", "\\u0000", "Z" * 400])
def test_an_unknown_time_zone_is_refused(zone: str) -> None:
    error = only_error(('timezone = "America/Toronto"', f'timezone = "{zone}"'))
    assert "fuseau horaire inconnu" in error.message
    assert error.source_line.startswith("timezone")


def test_a_mistyped_time_zone_is_told_the_nearest() -> None:
    assert "America/Toronto" in only_error(('"America/Toronto"', '"America/Toronot"')).hint


def test_a_validity_that_ends_before_it_starts_is_refused() -> None:
    error = only_error(("valid_until = 2018-12-31", "valid_from = 2020-01-01, valid_until = 2018-12-31"))
    assert underlined(error) == "2018-12-31"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("clock_hours = 24", "clock_hours = 0"), "au moins 1"),
        (("clock_hours = 24", "clock_hours = 99999"), "au plus"),
        (('title = "Présence"', 'title = "  "'), "vide"),
        (('title = "Présence"', 'title = "Pré\\u202Esence"'), "U+202E"),
        (('title = "Présence"', 'title = "Pré\\u0000sence"'), "U+0000"),
        (('title = "Présence"', f'title = "{"é" * 300}"'), "200 caractères"),
        (('outgoing_language = "fr"', 'outgoing_language = "français"'), "forme attendue"),
        (('id = "mess-2013"', 'id = "MESS 2013"'), "forme attendue"),
        (('number = "811"', 'number = "8-1-1"'), "forme attendue"),
        (('domain = "quebec.ca"', 'domain = "@quebec.ca"'), "forme attendue"),
    ],
)
def test_a_value_out_of_bounds_is_refused(change: tuple[str, str], expected: str) -> None:
    error = only_error(change)
    assert expected in error.message
    assert error.line > 1


def test_every_error_is_reported_in_the_order_of_the_file() -> None:
    errors = errors_of(
        edited(
            ('outgoing_language = "fr"', "outgoing_language = 1"),
            ('clause = "P3c"', 'clause = "P9"'),
            ('automation = "propose"', 'automation = "bloquer"'),
            ("clock_hours = 24", "clock_hour = 24"),
        )
    )
    assert [error.message.split(" «")[0] for error in errors] == [
        "il faut ici un texte, et non un nombre entier",
        "aucune clause ne porte le numéro",
        "valeur inconnue",
        "il manque la clé",
        "clé inconnue",
    ]
    assert [error.line for error in errors] == sorted(error.line for error in errors)


def test_errors_are_drawn_like_a_compiler_draws_them() -> None:
    error = PolicyError(
        "valeur inconnue", "a.toml", 12, 14, 'automation = "propos"', "vouliez-vous dire « propose »?", 8
    )
    assert render([error]).replace("\u00a0", " ") == (
        "a.toml:12:14: erreur : valeur inconnue\n"
        '   12 | automation = "propos"\n'
        "      |              ^^^^^^^^\n"
        "      astuce : vouliez-vous dire « propose »?\n"
    )


def test_two_errors_are_two_blocks() -> None:
    error = PolicyError("absent", "a.toml")
    assert render([error, error]).replace("\u00a0", " ") == "a.toml: erreur : absent\n\na.toml: erreur : absent\n"
    assert str(PolicyErrors([error])).endswith("absent")


def test_the_caret_stays_under_the_words_whatever_stands_before_them() -> None:
    error = PolicyError("m", "a.toml", 1, 7, "\t日é\u202e\x07 x", "", 1)
    _, shown, carets = render([error]).splitlines()
    assert "\u202e" not in shown
    assert "\x07" not in shown
    assert len(shown) - shown.index("x") == 1
    assert carets.index("^") == shown.index("x") + 1  # the Chinese character is two columns wide


def test_a_long_line_is_cut_around_the_fault() -> None:
    block = render([PolicyError("m", "a.toml", 1, 5001, "x" * 5000 + "ICI" + "y" * 5000, "", 3)])
    assert "ICI" in block
    assert max(map(len, block.split("\n"))) < 200


def test_messages_are_set_in_french_type() -> None:
    error = only_error(('automation = "propose"', 'automaton = "propose"'))
    assert "«\u00a0automaton\u00a0»" in error.message
    assert " »" not in error.hint
    assert " :" not in error.hint


def test_a_small_policy_needs_no_more_than_this() -> None:
    error = errors_of(SMALL.replace("clock_hours = 48", ""))
    assert ["clock_hours" in found.message for found in error] == [True]
