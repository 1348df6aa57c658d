"""The public address is read as an address of the web, and anything else is refused by name."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from parvis.config.env import env_url

NAME = "PARVIS_PUBLIC_URL"


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("", ""),
        ("https://parvis.example.org", "https://parvis.example.org"),
        ("https://parvis.example.org/", "https://parvis.example.org"),
        (" https://parvis.example.org/poste/ ", "https://parvis.example.org/poste"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
    ],
)
def test_an_address_is_read_without_its_last_slash(monkeypatch: pytest.MonkeyPatch, given: str, read: str) -> None:
    monkeypatch.setenv(NAME, given)
    assert env_url(NAME) == read


@pytest.mark.parametrize(
    "given",
    [
        "parvis.example.org",
        "ftp://parvis.example.org",
        "https://",
        "https://a@b",
        "https://a/?b",
        "https://a/#b",
        "http://a b",
    ],
)
def test_anything_else_stops_the_start_and_names_the_variable(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv(NAME, given)
    with pytest.raises(ImproperlyConfigured, match=NAME):
        env_url(NAME)
