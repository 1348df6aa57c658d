"""The components say what they are given, whatever it is, and nothing else."""

from __future__ import annotations

import re

import pytest
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from parvis.web import icons, labels


def _render(source: str, **context: object) -> str:
    return Template("{% load parvis_ui %}" + source).render(Context(context))


def _render_page(address: str, page: object) -> str:
    source = "{% load parvis_ui %}{% pagination page 'commentaires' %}"
    return Template(source).render(RequestContext(RequestFactory().get(address), {"page": page}))


@pytest.mark.parametrize(
    ("value", "words"), [("remove", "Retrait proposé"), ("review", "À examiner"), ("keep", "Conforme")]
)
def test_a_disposition_is_told_by_words_and_by_shape_not_by_colour_alone(value: str, words: str) -> None:
    shown = _render("{% disposition value %}", value=value)
    assert words in shown
    assert "<svg" in shown


def test_each_disposition_has_its_own_shape() -> None:
    assert len({icons.icon(value) for value in labels.DISPOSITIONS}) == len(labels.DISPOSITIONS)


def test_french_needs_no_badge_and_an_unknown_language_shows_its_code() -> None:
    assert _render("{% language 'fr' %}") == ""
    assert "Anglais" in _render("{% language 'en' %}")
    assert "iu" in _render("{% language 'iu' %}")


@given(st.text())
def test_no_text_becomes_markup(text: str) -> None:
    shown = _render(
        "{% badge 'info' text %}{% callout title=text %}{{ text }}{% endcallout %}"
        "{% empty_state title=text %}{{ text }}{% endempty_state %}",
        text=f"<b onclick=x>{text}",
    )
    assert "<b onclick" not in shown


def test_turning_pages_keeps_the_other_parameters() -> None:
    shown = _render_page("/?q=bonjour&page=3", Paginator(range(312), 25).page(3))
    assert "51 à 75 sur 312 commentaires" in shown
    assert re.findall(r'href="([^"]+)"', shown) == ["?q=bonjour&amp;page=2", "?q=bonjour&amp;page=4"]


def test_the_only_page_offers_no_other() -> None:
    shown = _render_page("/", Paginator(range(3), 25).page(1))
    assert "href" not in shown
