"""Failures from the control page: whatever a test may ask for, a trainer may ask for too, and end."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from parvis.sandbox.faults import KINDS
from parvis.sandbox.items import PLATFORMS, State
from parvis.sandbox.server import Running
from parvis.sandbox.world import World

from .conftest import Web
from .test_sandbox_control import page, send


def started(world: World) -> list[tuple[Any, ...]]:
    return [
        (one.platform, one.kind, one.left, one.method, one.path, one.seconds, one.retry_after)
        for one in world.faults.active()
    ]


def test_every_kind_can_be_started_and_is_listed_until_it_is_stopped(sandbox: Running, world: World) -> None:
    for kind in KINDS:
        send(sandbox, "/pannes", p="x", panne=kind, fois="2")
    assert {one.kind for one in world.faults.active()} == set(KINDS)
    assert f"{len(KINDS)} pannes en cours" in page(sandbox)
    first, *others = world.faults.active()
    assert send(sandbox, "/pannes/arreter", panne=str(first.number)).status_code == 303
    assert [one.number for one in world.faults.active()] == [one.number for one in others]
    send(sandbox, "/pannes/arreter", panne="toutes")
    assert world.faults.active() == []
    assert "en cours</h2>" not in page(sandbox)


def test_a_failure_is_started_with_all_that_a_test_may_say_of_it(sandbox: Running, world: World) -> None:
    made = send(
        sandbox, "/pannes", p="facebook", panne="rate_limit", fois="3", secondes="90", frappe="act", adresse="/comments"
    )
    assert made.headers["location"] == "/?fait=panne&sur=facebook&panne=rate_limit#pannes"
    send(sandbox, "/pannes", p="youtube", panne="latency", toujours="1", fois="1", secondes="1,5")
    send(sandbox, "/pannes", p="x", panne="late", fois="1", frappe="act")
    assert started(world) == [
        ("facebook", "rate_limit", 3, "act", "/comments", 90.0, 90),
        ("youtube", "latency", None, "", "", 1.5, 2),
        ("x", "late", 1, "NEW", "", 30.0, 30),
    ]
    said = page(sandbox, "/pannes/en-cours")
    assert "encore 3\u00a0fois" in said
    assert "les actes seulement" in said
    assert "adresse avec «\u00a0/comments\u00a0»" in said
    assert "1,5\u00a0s" in said


def test_what_was_struck_is_counted_and_a_spent_failure_leaves_the_list(
    sandbox: Running, world: World, web: Web
) -> None:
    send(sandbox, "/pannes", p="x", panne="server_error", fois="2")
    assert web.x("GET", "/2/users/me").status_code == 500
    assert "a frappé 1 fois" in page(sandbox, "/pannes/en-cours")
    assert web.x("GET", "/2/users/me").status_code == 500
    assert page(sandbox, "/pannes/en-cours") == ""
    assert web.x("GET", "/2/users/me").status_code == 200


@pytest.mark.parametrize("which", ["jeton-x", "toutes"])
def test_a_token_is_revoked_and_given_back(sandbox: Running, world: World, web: Web, which: str) -> None:
    send(sandbox, "/pannes", p="x", panne="revoked")
    assert web.x("GET", "/2/users/me").status_code == 401
    assert "Jeton révoqué" in page(sandbox)
    send(sandbox, "/pannes/arreter", panne=which)
    assert web.x("GET", "/2/users/me").status_code == 200
    assert page(sandbox, "/pannes/en-cours") == ""


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_comment_is_taken_down_as_the_platform_would(sandbox: Running, world: World, platform: str) -> None:
    post = world.publish(platform, "Avis")
    comment = world.comment(platform, post, "kevin", "Insulte")
    assert f'form="retirer-{platform}" name="id" value="{comment}"' in page(sandbox)
    assert send(sandbox, "/retirer", p=platform, id=comment).headers["location"].startswith("/?fait=retire")
    assert world.item(platform, comment).removed_by == "platform"
    for gone_or_ours in (comment, post, "9"):
        assert "fait=disparu" in send(sandbox, "/retirer", p=platform, id=gone_or_ours).headers["location"]
    assert world.item(platform, post).state is State.SHOWN


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"p": "ailleurs", "panne": "cut"},
        {"p": "x", "panne": "surprise"},
        {"p": "youtube", "panne": "drop_delivery"},
        *({"p": "x", "panne": "cut", "fois": one} for one in ("0", "1001", "-1", "", "١", "1e3", "9" * 500)),
        *({"p": "x", "panne": "latency", "secondes": one} for one in ("-1", "nan", "86401", "1.2.3")),
        {"p": "x", "panne": "cut", "frappe": "WEBHOOK"},
        {"p": "x", "panne": "cut", "adresse": "a" * 201},
    ],
)
def test_what_cannot_be_started_is_said_in_french(sandbox: Running, world: World, form: dict[str, str]) -> None:
    answer = requests.post(f"{sandbox.url}/pannes", data=form, timeout=10)
    assert answer.status_code == 200
    assert "Rien n’a été déclenché" in answer.text
    assert world.faults.active() == []


@pytest.mark.parametrize("which", ["", "0", "jeton-", "jeton-ailleurs", "9" * 500, "-1", "²"])
def test_stopping_what_is_not_there_stops_nothing(sandbox: Running, world: World, which: str) -> None:
    world.faults.add("x", "cut")
    assert send(sandbox, "/pannes/arreter", panne=which).status_code == 303
    assert len(world.faults.active()) == 1


def test_hostile_words_are_shown_without_harm(sandbox: Running, world: World) -> None:
    send(sandbox, "/pannes", p="x", panne="cut", adresse="</ul><script>\0")
    text = page(sandbox, "/?panne=%3Cscript%3E&sur=%22%3E%3Cb%3E")
    assert "adresse avec «\u00a0&lt;/ul&gt;&lt;script&gt;␀\u00a0»" in text
    assert "<script>" not in text.replace("<script src", "")
    assert '"><b>' not in text


def test_forms_sent_by_another_site_are_refused(sandbox: Running, world: World) -> None:
    comment = world.comment("x", world.publish("x", "Avis"), "lea", "Quand?")
    world.faults.add("x", "cut")
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert send(sandbox, "/pannes", elsewhere, p="x", panne="revoked").status_code == 403
    assert send(sandbox, "/pannes/arreter", elsewhere, panne="toutes").status_code == 403
    assert send(sandbox, "/retirer", elsewhere, p="x", id=comment).status_code == 403
    assert len(world.faults.active()) == 1
    assert world.item("x", comment).state is State.SHOWN
    assert not world.settings.get("revoked.x", False)
