"""What the queue is narrowed to: read from an address that anybody may have typed, and written back to it."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.desk.moderation.filters import VIEWS, Filters
from parvis.desk.moderation.models import Entry
from tests.desk.cast import receive, remote

ANYTHING = st.text(max_size=300)


@given(st.dictionaries(st.sampled_from(["vue", "plateforme", "critere", "langue", "question", "mots"]), ANYTHING))
def test_any_address_is_read_and_what_is_written_back_reads_the_same(query: dict[str, str]) -> None:
    filters = Filters.read(query)
    assert filters.view in VIEWS
    assert Filters.read(dict(parse_qsl(filters.address()))) == filters
    assert all(len(part) <= 200 for part in (filters.platform, filters.criterion, filters.language, filters.words))


def test_an_unknown_view_is_the_first_one() -> None:
    assert Filters.read({"vue": "toutes"}).view == "proposed"


def test_one_part_of_an_address_is_changed_and_the_others_stay() -> None:
    filters = Filters.read({"vue": "all", "plateforme": "x", "mots": "école & rue", "question": "oui"})
    assert dict(parse_qsl(filters.address(platform="youtube"))) == {
        "vue": "all",
        "plateforme": "youtube",
        "question": "oui",
        "mots": "école & rue",
    }


@pytest.mark.parametrize(
    ("filters", "narrowed"),
    [
        (Filters(), False),
        (Filters(view="all"), False),
        (Filters(platform="x"), True),
        (Filters(criterion="vulgar"), True),
        (Filters(language="fr"), True),
        (Filters(question=True), True),
        (Filters(words="a"), True),
    ],
)
def test_a_view_alone_does_not_narrow(filters: Filters, narrowed: bool) -> None:
    assert filters.narrowed is narrowed


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["vue", "plateforme", "critere", "langue", "question", "mots"])
@pytest.mark.parametrize("typed", ["\x00", "\ud800", "%", "_", "'", '"', "\\", "\u202e", "x" * 5000, "é " * 500])
def test_nothing_that_can_be_typed_stops_the_queue(policy_in_force: Any, name: str, typed: str) -> None:
    receive([remote(1, "Bonjour")])
    filters = Filters.read({"vue": "all", name: typed})
    assert len(list(filters.apply(Entry.objects.all()))) <= 1
