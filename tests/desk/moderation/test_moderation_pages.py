"""The pages of moderation, without a browser: they hold whatever people write, and cost a few queries."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from parvis.connectors.port import Act, Capability, Obstacle
from parvis.desk.moderation.actions import Seen, remove_comment
from parvis.desk.moderation.models import Decision, Entry
from tests.desk.cast import alice, david, receive, remote

pytestmark = pytest.mark.django_db

HOSTILE = [
    "",
    " \n\t ",
    "\x00nul\x00",
    "seul \ud83d moitié",
    "<script>alert(1)</script>&amp;",
    "{{ 7|add:7 }}{% debug %}",
    "\u202eà rebours\u2066caché\u200b",
    "z" + "\u0301" * 2_000,
    "mot" * 40_000,
    "\n" * 5_000,
]


@pytest.fixture(autouse=True)
def _policy(policy_in_force: Any) -> None:
    """Decisions cite it."""


def as_moderator() -> Client:
    client = Client()
    client.force_login(alice().user)  # type: ignore[arg-type]  # staff are people
    return client


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_people_write_is_listed_and_read(text: str) -> None:
    received = receive([remote(1, text)])[0]
    client = as_moderator()
    assert client.get("/file/?vue=all").status_code == 200
    assert client.get(f"/commentaires/{received.comment.pk}/").status_code == 200


def test_a_comment_is_escaped_wherever_it_shows() -> None:
    receive([remote(1, "<script>alert(1)</script>", author_name="<img src=x>")])
    for page in ("/file/?vue=all", f"/commentaires/{Entry.objects.get().pk}/"):
        shown = as_moderator().get(page).content.decode()
        assert "<script>alert" not in shown
        assert "<img src=x>" not in shown


def test_only_an_address_of_the_web_becomes_a_link() -> None:
    received = receive([remote(1, "Bonjour.", permalink="javascript:alert(1)")])[0]
    shown = as_moderator().get(f"/commentaires/{received.comment.pk}/").content.decode()
    assert "javascript:" not in shown


def test_a_rejected_youtube_comment_is_said_never_to_come_back() -> None:
    held = (Capability(Act.REJECT, reversible=False), Capability(Act.PUBLISH, obstacle=Obstacle.FINAL))
    received = receive([remote(1, "Bande d'imbéciles.", capabilities=held)])[0]
    remove_comment(
        actor=alice(),
        comment=received.comment,
        seen=Seen(received.revision.pk),
        criteria=["abusive"],
        quotes=["imbéciles"],
        act=Act.REJECT,
    )
    shown = as_moderator().get(f"/commentaires/{received.comment.pk}/").content.decode()
    assert "YouTube ne permet pas de publier de nouveau un commentaire rejeté." in shown
    assert 'value="restore"' not in shown


def test_nobody_is_named_on_the_queue() -> None:
    receive([remote(1, "Bonjour.", author_name="Théodule Inventé", author_handle="theodule")])
    shown = as_moderator().get("/file/?vue=all").content.decode()
    assert "Théodule" not in shown
    assert "theodule" not in shown


@pytest.mark.parametrize("query", ["page=0", "page=zéro", "vue=%00", "mots=%00%ED%A0%80", "critere=" + "x" * 5_000])
def test_a_mangled_address_still_gives_a_queue(query: str) -> None:
    receive([remote(1, "Bonjour.")])
    assert as_moderator().get(f"/file/?{query}").status_code == 200
    assert as_moderator().get(f"/journal/?{query}&verdict=%00").status_code == 200


def test_a_longer_queue_costs_no_more_queries(django_assert_max_num_queries: Any) -> None:
    receive([remote(number, f"Bonjour {number}.") for number in range(40)])
    client = as_moderator()
    with django_assert_max_num_queries(8):
        client.get("/file/?vue=all")


def test_a_reader_cannot_decide_by_hand() -> None:
    received = receive([remote(1, "Bonjour.")])[0]
    client = Client()
    client.force_login(david().user)  # type: ignore[arg-type]  # staff are people
    answer = client.post(f"/commentaires/{received.comment.pk}/decision/", {"verdict": "keep", "seen": "x"})
    assert answer.status_code == 403
    assert not Decision.objects.exists()


@pytest.mark.parametrize("asked", [{}, {"verdict": ""}, {"verdict": "keep"}, {"verdict": "remove", "seen": "forgé"}])
def test_a_form_that_was_not_given_here_decides_nothing(asked: dict[str, str]) -> None:
    received = receive([remote(1, "Bonjour.")])[0]
    answer = as_moderator().post(f"/commentaires/{received.comment.pk}/decision/", asked)
    assert answer.status_code == 409
    assert "Rien n’a été enregistré" in answer.content.decode()
    assert not Decision.objects.exists()
