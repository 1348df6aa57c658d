"""The top bar offers what a person may open, says where one is, and hides what is not installed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse
from tests.people_of_the_desk import signed_in

pytestmark = pytest.mark.django_db


def _places(username: str, name: str) -> dict[str, str]:
    text = signed_in(username).get(reverse(name)).content.decode()
    links = re.findall(r'<li><a href="[^"]+"(?: aria-current="(\w+)")?>([^<]+)</a></li>', text)
    return {label: current for current, label in links}


def test_an_administrator_is_offered_the_team_and_told_where_they_are() -> None:
    assert _places("chloe", "people:list")["Équipe"] == "page"


def test_others_are_not_offered_the_team() -> None:
    places = _places("alice", "people:profile")
    assert "Équipe" not in places
    assert "File" in places


def test_a_page_outside_the_bar_lights_nothing() -> None:
    assert set(_places("chloe", "people:profile").values()) == {""}


def test_a_place_that_is_not_installed_is_hidden(settings: Any) -> None:
    settings.NAVIGATION = [("Ailleurs", "nowhere:page", "read"), ("Équipe", "people:list", "administer")]
    assert list(_places("chloe", "people:profile")) == ["Équipe"]
