"""What a column holds is proposed from its name and contents; what is doubtful is said to be. Dates are not guessed."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.desk.files.dates import read_date
from parvis.desk.files.mapping import propose
from parvis.desk.files.plans import NotMapped, settled

MONTREAL = ZoneInfo("America/Toronto")
SAMPLE = {"2026-11-20 14:05": "Bonjour à tous", "2026-11-21 09:00": "Merci pour la réponse"}


def table(*names: str) -> list[dict[str, object]]:
    """Two rows with a date, a text and a number, under these names."""
    return [dict(zip(names, (day, text, number), strict=True)) for number, (day, text) in enumerate(SAMPLE.items(), 1)]


@pytest.mark.parametrize(
    "names",
    [
        ("Quand", "Message", "No"),
        ("created_at", "text", "id"),
        ("Date de création", "Commentaire", "Identifiant"),
        ("TIMESTAMP", "Comment Text", "Comment ID"),
        ("Écrit le", "Propos", "Numéro"),
    ],
)
def test_usual_names_in_french_and_english_need_nobody(names: tuple[str, str, str]) -> None:
    proposed = propose(table(*names))
    assert proposed.columns == {"date": names[0], "text": names[1], "id": names[2]}
    assert proposed.plain


def test_unknown_names_are_proposed_from_what_stands_under_them_and_doubted() -> None:
    proposed = propose(table("A", "B", "C"))
    assert proposed.columns == {"date": "A", "text": "B"}
    assert proposed.doubtful == {"date", "text"}
    assert not proposed.plain


def test_two_columns_for_one_field_are_doubted_and_the_wordier_is_proposed() -> None:
    proposed = propose([{"message": "ok", "texte": "Un avis bien plus long que l'autre"}])
    assert (proposed.columns["text"], proposed.plain) == ("texte", False)


def test_an_identifier_that_repeats_is_doubted() -> None:
    rows = [{"text": "Un", "id": "7"}, {"text": "Deux", "id": "7"}]
    assert propose(rows).doubtful == {"id"}


def test_a_date_column_that_holds_no_dates_is_doubted() -> None:
    assert propose([{"text": "Un", "date": "hier"}]).doubtful == {"date"}


def test_what_is_doubtful_is_left_out_until_it_is_accepted_and_what_is_asked_comes_first() -> None:
    proposed = propose(table("A", "B", "C"))
    known = ["A", "B", "C"]
    with pytest.raises(NotMapped, match="texte"):
        settled(proposed, {}, known, accepted=False)
    assert settled(proposed, {}, known, accepted=True) == {"date": "A", "text": "B"}
    assert settled(proposed, {"text": "B"}, known, accepted=False) == {"text": "B"}
    assert settled(proposed, {"text": "A", "id": "C"}, known, accepted=True) == {"text": "A", "id": "C"}


@pytest.mark.parametrize("asked", [{"texte": "B"}, {"text": "Z"}])
def test_a_field_or_a_column_that_does_not_exist_is_refused(asked: dict[str, str]) -> None:
    with pytest.raises(NotMapped, match="n'existe pas"):
        settled(propose(table("A", "B", "C")), asked, ["A", "B", "C"], accepted=True)


@given(st.lists(st.dictionaries(st.text(max_size=8), st.none() | st.text() | st.integers() | st.floats(), max_size=5)))
def test_any_rows_at_all_get_a_proposal(rows: list[dict[str, object]]) -> None:
    assert set(propose(rows).columns.values()) <= {column for row in rows for column in row}


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-11-20 14:05", datetime(2026, 11, 20, 14, 5, tzinfo=MONTREAL)),
        ("2026-11-20", datetime(2026, 11, 20, tzinfo=MONTREAL)),
        ("2026/11/20 14:05:09", datetime(2026, 11, 20, 14, 5, 9, tzinfo=MONTREAL)),
        ("2026-11-20T14:05:09.123456+00:00", datetime(2026, 11, 20, 14, 5, 9, 123456, tzinfo=UTC)),
        ("2026-11-20T14:05:09Z", datetime(2026, 11, 20, 14, 5, 9, tzinfo=UTC)),
        ("2026-11-20 14:05:09 UTC", datetime(2026, 11, 20, 14, 5, 9, tzinfo=UTC)),
        ("Wed Oct 10 20:19:24 +0000 2018", datetime(2018, 10, 10, 20, 19, 24, tzinfo=UTC)),
        (1_700_000_000, datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)),
        ("1700000000", datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)),
        (1_700_000_000_000, datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)),
        (datetime(2026, 11, 20, 14, 5), datetime(2026, 11, 20, 14, 5, tzinfo=MONTREAL)),  # noqa: DTZ001
    ],
)
def test_a_date_is_read(written: object, moment: datetime) -> None:
    assert read_date(written, MONTREAL) == moment


@pytest.mark.parametrize(
    "written",
    ["03/04/2026", "hier", "", "2026", "0001-01-01T00:00:00+14:00", "9999-12-31", 12, True, float("nan"), None],
)
def test_a_date_that_could_be_two_or_none_is_not_guessed(written: object) -> None:
    assert read_date(written, MONTREAL) is None


@given(st.text() | st.floats() | st.integers() | st.datetimes())
def test_nothing_breaks_the_reading_of_dates(written: object) -> None:
    found = read_date(written, MONTREAL)
    assert found is None or found.tzinfo is UTC
