"""Who may do what, address by address: every URL, every role, reading and writing.

The addresses come from the resolver: a new one fails here until it has its place in the table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from parvis.connectors.port import Act
from parvis.desk.enquiries.actions.opening import open_question
from parvis.desk.enquiries.models import Answer, AnswerState, Question
from parvis.desk.moderation.actions import Seen, remove_comment
from parvis.desk.moderation.models import Decision
from parvis.desk.people.models import User
from parvis.desk.people.permissions import Permission, Role, allowed
from parvis.desk.records.models import AuditEvent, Discrepancy, Effect, Revision, Standing
from parvis.desk.records.sightings import note_discrepancy
from tests.desk.cast import receive, remote, staff

pytestmark = pytest.mark.django_db

ANONYMOUS = "anonymous"
PEOPLE = {"david": Role.READER, "alice": Role.MODERATOR, "chloe": Role.ADMINISTRATOR}
ROLES = (ANONYMOUS, *PEOPLE.values())

SIGN_IN, ELSEWHERE, SHOWN, ABSENT, REFUSED, WRONG_METHOD = "sign-in", "elsewhere", "shown", "absent", "refused", "405"
ANSWERS = {200: SHOWN, 404: ABSENT, 403: REFUSED, 405: WRONG_METHOD, 409: SHOWN, 422: SHOWN}


@dataclass(frozen=True, slots=True)
class Rights:
    """What each role gets from one address, by method."""

    get: tuple[str, str, str, str]  # anonymous, reader, moderator, administrator
    post: tuple[str, str, str, str]


def _all(answer: str) -> tuple[str, str, str, str]:
    return (answer, answer, answer, answer)


def _for(permission: Permission, answer: str) -> tuple[str, str, str, str]:
    """Strangers are led to sign-in, roles without the permission are refused, the others get the answer."""
    reader, moderator, administrator = (answer if allowed(role, permission) else REFUSED for role in PEOPLE.values())
    return (SIGN_IN, reader, moderator, administrator)


NOT_GET = _all(WRONG_METHOD)
TABLE = {
    "moderation:home": Rights(_all(ELSEWHERE), _all(ELSEWHERE)),
    "moderation:queue": Rights(_for(Permission.READ, SHOWN), _for(Permission.READ, WRONG_METHOD)),
    "moderation:comment": Rights(_for(Permission.READ, SHOWN), _for(Permission.READ, WRONG_METHOD)),
    "moderation:journal": Rights(_for(Permission.READ, SHOWN), _for(Permission.READ, WRONG_METHOD)),
    "moderation:decide": Rights(_for(Permission.DECIDE, WRONG_METHOD), _for(Permission.DECIDE, SHOWN)),
    "moderation:undo": Rights(_for(Permission.DECIDE, WRONG_METHOD), _for(Permission.DECIDE, ELSEWHERE)),
    "enquiries:questions": Rights(_for(Permission.READ, SHOWN), _for(Permission.READ, WRONG_METHOD)),
    "enquiries:question": Rights(_for(Permission.READ, SHOWN), _for(Permission.READ, WRONG_METHOD)),
    "enquiries:answer": Rights(_for(Permission.READ, SHOWN), _for(Permission.READ, WRONG_METHOD)),
    "enquiries:figures": Rights(_for(Permission.READ, SHOWN), _for(Permission.READ, WRONG_METHOD)),
    "enquiries:library": Rights(_for(Permission.READ, SHOWN), _for(Permission.READ, WRONG_METHOD)),
    "enquiries:library_answer": Rights(_for(Permission.READ, ABSENT), _for(Permission.READ, WRONG_METHOD)),
    "enquiries:library_new": Rights(_for(Permission.ANSWER, SHOWN), _for(Permission.ANSWER, SHOWN)),
    "enquiries:library_change": Rights(_for(Permission.ANSWER, ABSENT), _for(Permission.ANSWER, ABSENT)),
    "enquiries:library_validate": Rights(
        _for(Permission.ADMINISTER, WRONG_METHOD), _for(Permission.ADMINISTER, ABSENT)
    ),
    "enquiries:library_retire": Rights(_for(Permission.ADMINISTER, WRONG_METHOD), _for(Permission.ADMINISTER, ABSENT)),
    "enquiries:library_restore": Rights(_for(Permission.ADMINISTER, WRONG_METHOD), _for(Permission.ADMINISTER, ABSENT)),
    "enquiries:open": Rights(_for(Permission.ANSWER, WRONG_METHOD), _for(Permission.ANSWER, ELSEWHERE)),
    "enquiries:claim": Rights(_for(Permission.ANSWER, WRONG_METHOD), _for(Permission.ANSWER, ELSEWHERE)),
    "enquiries:release": Rights(_for(Permission.ANSWER, WRONG_METHOD), _for(Permission.ANSWER, ELSEWHERE)),
    "enquiries:discard": Rights(_for(Permission.ANSWER, WRONG_METHOD), _for(Permission.ANSWER, ELSEWHERE)),
    # Asked without what they need, or too early: the page says why.
    "enquiries:close": Rights(_for(Permission.ANSWER, WRONG_METHOD), _for(Permission.ANSWER, SHOWN)),
    "enquiries:reopen": Rights(_for(Permission.ANSWER, WRONG_METHOD), _for(Permission.ANSWER, SHOWN)),
    "enquiries:regroup": Rights(_for(Permission.ANSWER, WRONG_METHOD), _for(Permission.ANSWER, SHOWN)),
    "enquiries:draft": Rights(_for(Permission.ANSWER, WRONG_METHOD), _for(Permission.ANSWER, SHOWN)),
    "enquiries:send": Rights(_for(Permission.ANSWER, WRONG_METHOD), _for(Permission.ANSWER, SHOWN)),
    "enquiries:approve": Rights(_for(Permission.ANSWER, WRONG_METHOD), _for(Permission.ANSWER, SHOWN)),
    "enquiries:give_back": Rights(_for(Permission.ANSWER, WRONG_METHOD), _for(Permission.ANSWER, SHOWN)),
    "enquiries:call_back": Rights(_for(Permission.ANSWER, WRONG_METHOD), _for(Permission.ANSWER, SHOWN)),
    "records:accounts": Rights(_for(Permission.READ, SHOWN), _for(Permission.READ, WRONG_METHOD)),
    "records:unknown_item": Rights(_for(Permission.ADMINISTER, ABSENT), _for(Permission.ADMINISTER, WRONG_METHOD)),
    "records:discrepancy_seen": Rights(_for(Permission.DECIDE, WRONG_METHOD), _for(Permission.DECIDE, ELSEWHERE)),
    "people:sign_in": Rights((SHOWN, ELSEWHERE, ELSEWHERE, ELSEWHERE), (SHOWN, ELSEWHERE, ELSEWHERE, ELSEWHERE)),
    "people:sign_out": Rights(NOT_GET, (SIGN_IN, SIGN_IN, SIGN_IN, SIGN_IN)),
    "people:set_up": Rights(_all(ABSENT), _all(ABSENT)),
    "people:profile": Rights((SIGN_IN, SHOWN, SHOWN, SHOWN), (SIGN_IN, SHOWN, SHOWN, SHOWN)),
    "people:list": Rights(_for(Permission.ADMINISTER, SHOWN), _for(Permission.ADMINISTER, SHOWN)),
    "people:deactivate": Rights(NOT_GET, _for(Permission.ADMINISTER, ELSEWHERE)),
    "people:reactivate": Rights(NOT_GET, _for(Permission.ADMINISTER, ELSEWHERE)),
    "people:reset_password": Rights(_for(Permission.ADMINISTER, SHOWN), _for(Permission.ADMINISTER, SHOWN)),
    "connections:list": Rights(_for(Permission.ADMINISTER, SHOWN), NOT_GET),
    "connections:start": Rights(_for(Permission.ADMINISTER, SHOWN), _for(Permission.ADMINISTER, SHOWN)),
    "connections:callback": Rights(_for(Permission.ADMINISTER, "400"), NOT_GET),  # a return without its state
    "connections:choose": Rights(_for(Permission.ADMINISTER, ABSENT), _for(Permission.ADMINISTER, ABSENT)),
    "connections:disconnect": Rights(_for(Permission.ADMINISTER, ABSENT), _for(Permission.ADMINISTER, ABSENT)),
    "connections:check": Rights(NOT_GET, _for(Permission.ADMINISTER, ABSENT)),
    "webhooks:notices": Rights(_for(Permission.ADMINISTER, SHOWN), NOT_GET),
    "webhooks:subscribe": Rights(NOT_GET, _for(Permission.ADMINISTER, ABSENT)),
    "webhooks:unsubscribe": Rights(NOT_GET, _for(Permission.ADMINISTER, ABSENT)),
    "ledger:quotas": Rights(_for(Permission.READ, SHOWN), _for(Permission.READ, WRONG_METHOD)),
    "ledger:usage_file": Rights(_for(Permission.READ, SHOWN), _for(Permission.READ, WRONG_METHOD)),
    "ledger:budget": Rights(_for(Permission.ADMINISTER, ABSENT), _for(Permission.ADMINISTER, ABSENT)),
    "files:start": Rights(_for(Permission.ADMINISTER, SHOWN), _for(Permission.ADMINISTER, SHOWN)),
    "files:review": Rights(_for(Permission.ADMINISTER, ABSENT), _for(Permission.ADMINISTER, ABSENT)),
    "files:export": Rights(_for(Permission.READ, SHOWN), _for(Permission.READ, WRONG_METHOD)),
    "previews:show": Rights(_for(Permission.DECIDE, WRONG_METHOD), _for(Permission.DECIDE, ABSENT)),
    "previews:picture": Rights(_for(Permission.DECIDE, ABSENT), _for(Permission.DECIDE, WRONG_METHOD)),
    "webhooks:receive": Rights(_all(ABSENT), _all(ABSENT)),  # platforms alone, with a signature
    "web:preferences": Rights(NOT_GET, _all(ELSEWHERE)),
    "web:styles": Rights(_all(ABSENT), NOT_GET),
}
# What a stranger may see at all: a form that lets people in, or that nothing is there.
OPEN_TO_STRANGERS = {"people:sign_in", "people:set_up", "web:preferences", "web:styles", "moderation:home"}
OPEN_TO_STRANGERS |= {"webhooks:receive"}
# What readers may change: nothing but what is theirs, on their own machine or about themselves.
THEIR_OWN = {"people:profile", "people:sign_out", "web:preferences"}
# An export is told in the chain: that one event is all it writes.
THEIR_OWN |= {"files:export"}


def _names(patterns: list[Any], space: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern.url_patterns, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        elif isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"


NAMES = sorted(_names(get_resolver().url_patterns))


@pytest.fixture
def addresses(policy_in_force: Any) -> dict[str, str]:
    """Each address, leading to something that exists: a comment decided, an alert open, a colleague."""
    for username, role in PEOPLE.items():
        staff(username, role)
    [received] = receive([remote(1, "Vous êtes une bande d'imbéciles finis.")])
    decision = remove_comment(
        actor=staff("alice", Role.MODERATOR),
        comment=received.comment,
        seen=Seen(Standing.objects.get().revision_id),
        criteria=["abusive"],
        quotes=["bande d'imbéciles"],
        act=Act.HIDE,
    )
    question = open_question(actor=staff("alice", Role.MODERATOR), comment=received.comment)
    answer = Answer.objects.create(
        question=question, state=AnswerState.DISCARDED, author=uuid4(), begun_at=timezone.now(), saved_at=timezone.now()
    )
    discrepancy = note_discrepancy(received.comment, "edited", expected="a", found="b")
    colleague = User.objects.get(username="david").pk
    subjects: dict[str, list[Any]] = {
        "moderation:comment": [received.comment.pk],
        "moderation:decide": [received.comment.pk],
        "moderation:undo": [decision.pk],
        "records:discrepancy_seen": [discrepancy.pk],
        "connections:start": ["x"],
        "connections:callback": ["x"],
        "connections:choose": [uuid4()],
        "connections:disconnect": [uuid4()],
        "connections:check": [uuid4()],
        "records:unknown_item": [uuid4()],
        "webhooks:receive": ["facebook", "1"],
        "webhooks:subscribe": [uuid4()],
        "webhooks:unsubscribe": [uuid4()],
        "files:review": [uuid4()],
        "previews:show": [uuid4()],
        "previews:picture": ["0" * 64],
        "ledger:budget": [uuid4()],
        "files:export": ["journal", "csv"],
        "people:deactivate": [colleague],
        "people:reactivate": [colleague],
        "people:reset_password": [colleague],
    }
    for act in ("question", "claim", "release", "close", "reopen", "regroup", "draft", "send", "discard"):
        subjects[f"enquiries:{act}"] = [question.pk]
    for act in ("answer", "approve", "give_back", "call_back"):
        subjects[f"enquiries:{act}"] = [answer.pk]
    for act in ("answer", "change", "validate", "retire", "restore"):
        subjects[f"enquiries:library_{act}"] = [uuid4()]
    subjects["enquiries:open"] = [received.comment.pk]
    return {name: reverse(name, args=subjects.get(name)) for name in NAMES}


def visitor(role: str) -> Client:
    client = Client()
    username = next((name for name, of in PEOPLE.items() if of == role), None)
    if username:
        client.force_login(User.objects.get(username=username))
    return client


def answer(client: Client, method: str, address: str) -> str:
    response = getattr(client, method)(address)
    if response.status_code in {301, 302}:
        return SIGN_IN if response["Location"].startswith(reverse("people:sign_in")) else ELSEWHERE
    return ANSWERS.get(response.status_code, str(response.status_code))


def test_every_address_has_its_place_in_the_table() -> None:
    assert sorted(TABLE) == NAMES


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", NAMES)
def test_each_role_gets_what_the_table_says(addresses: dict[str, str], name: str, role: str, method: str) -> None:
    expected = getattr(TABLE[name], method)[ROLES.index(role)]
    assert answer(visitor(role), method, addresses[name]) == expected


def test_the_table_shows_strangers_nothing_but_the_door() -> None:
    shown = {name for name, rights in TABLE.items() if {rights.get[0], rights.post[0]} - {SIGN_IN, WRONG_METHOD}}
    assert shown == OPEN_TO_STRANGERS


@pytest.mark.parametrize("name", NAMES)
def test_a_stranger_is_told_nothing_of_what_the_desk_holds(addresses: dict[str, str], name: str) -> None:
    for method in ("get", "post"):
        response = getattr(Client(), method)(addresses[name], follow=True)
        said = response.content.decode()
        for held in ("imbéciles", "Citoyenne", "Alice", "David", "mess-2013"):
            assert held not in said


@pytest.mark.parametrize("role", [ANONYMOUS, Role.READER])
@pytest.mark.parametrize("name", sorted(set(NAMES) - THEIR_OWN))
def test_neither_strangers_nor_readers_change_anything(addresses: dict[str, str], name: str, role: str) -> None:
    client = visitor(role)
    before = held()
    for method in ("get", "post", "put", "patch", "delete"):
        getattr(client, method)(addresses[name])
    assert held() == before


def held() -> list[Any]:
    """Everything that a person may change, but for what only says who is reading."""
    people = User.objects.order_by("username").values_list("username", "role", "is_active", "password", "display_name")
    return [
        list(people),
        list(Standing.objects.values_list("visibility", "revision_id")),
        list(Effect.objects.values_list("state", "attempts")),
        list(Discrepancy.objects.values_list("kind", "seen_at")),
        Decision.objects.count(),
        list(Question.objects.values_list("state", "claimed_by", "group", "reason")),
        list(Answer.objects.values_list("state", "saved")),
        Revision.objects.count(),
        AuditEvent.objects.count(),
    ]


def test_a_role_of_another_version_may_do_nothing(addresses: dict[str, str]) -> None:
    User.objects.filter(username="david").update(role="archivist")
    client = Client()
    client.force_login(User.objects.get(username="david"))
    for name in sorted(set(NAMES) - THEIR_OWN - OPEN_TO_STRANGERS):
        assert {answer(client, "get", addresses[name]), answer(client, "post", addresses[name])} <= {
            REFUSED,
            WRONG_METHOD,
        }, name


def test_a_closed_account_is_a_stranger_from_that_moment(addresses: dict[str, str]) -> None:
    client = visitor(Role.ADMINISTRATOR)
    assert answer(client, "get", addresses["people:list"]) == SHOWN
    User.objects.filter(username="chloe").update(is_active=False)
    for name in ("people:list", "moderation:queue", "records:accounts", "people:profile"):
        assert answer(client, "get", addresses[name]) == SIGN_IN


@pytest.mark.parametrize(
    "name", ["moderation:comment", "moderation:decide", "moderation:undo", "records:discrepancy_seen"]
)
def test_what_does_not_exist_is_absent_for_those_who_may_and_refused_to_the_others(
    addresses: dict[str, str], name: str
) -> None:
    address = reverse(name, args=[uuid4()])
    method = "get" if name == "moderation:comment" else "post"
    assert answer(visitor(Role.ADMINISTRATOR), method, address) == ABSENT
    assert answer(visitor(ANONYMOUS), method, address) == SIGN_IN
    if method == "post":
        assert answer(visitor(Role.READER), method, address) == REFUSED


def test_without_a_token_of_ours_no_form_is_taken(addresses: dict[str, str]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.get(username="chloe"))
    for name, address in addresses.items():
        if ELSEWHERE in TABLE[name].post or SHOWN in TABLE[name].post:
            assert client.post(address).status_code == 403, name
