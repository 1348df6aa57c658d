"""Administrators say who may come in; nobody else may."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.people_of_the_desk import PASSWORD, signed_in, someone

from parvis.desk.people import actions
from parvis.desk.people.actors import person
from parvis.desk.people.errors import LastAdministrator, UsernameTaken
from parvis.desk.people.models import User
from parvis.desk.people.permissions import NotAllowed, Role
from parvis.desk.records.models import AuditEvent

pytestmark = pytest.mark.django_db

BENOIT = {"display_name": "Benoît Roy", "username": "benoit", "role": "moderator", "password": PASSWORD}


def _add(client: Client, **changed: str) -> Any:
    return client.post(reverse("people:list"), BENOIT | changed)


def _press(client: Client, name: str, user: User) -> Any:
    return client.post(reverse(f"people:{name}", args=[user.pk]), follow=True)


def test_an_added_person_can_sign_in_with_their_role() -> None:
    assert _add(signed_in("chloe")).status_code == 302
    assert User.objects.get(username="benoit").role == "moderator"
    assert Client().login(username="benoit", password=PASSWORD)
    assert AuditEvent.objects.get(verb="person.create").actor == f"person:{someone('chloe').pk}"


def test_the_list_says_who_is_there_and_who_no_longer_comes_in() -> None:
    client = signed_in("chloe")
    _press(client, "deactivate", someone("david"))
    text = client.get(reverse("people:list")).content.decode()
    assert "Chloé Tremblay" in text
    assert "David Bélanger" in text
    assert "Désactivé" in text


@pytest.mark.parametrize("role", ["system", "pape", ""])
def test_a_role_that_is_not_a_person_s_is_refused(role: str) -> None:
    assert _add(signed_in("chloe"), role=role).status_code == 422
    assert not User.objects.filter(username="benoit").exists()


def test_two_people_cannot_have_one_name_whatever_the_case() -> None:
    client = signed_in("chloe")
    _add(client)
    assert "déjà pris" in _add(client, username="BENOIT").content.decode()


def test_of_two_at_once_the_second_is_told() -> None:
    chloe = person(someone("chloe"))
    given: dict[str, Any] = {
        "username": "benoit",
        "display_name": "Benoît Roy",
        "role": Role.MODERATOR,
        "password": PASSWORD,
    }
    actions.create_user(actor=chloe, **given)
    with pytest.raises(UsernameTaken):
        actions.create_user(actor=chloe, **given)
    assert AuditEvent.objects.filter(verb="person.create").count() == 1


def test_a_deactivated_person_is_out_at_once_and_may_come_back() -> None:
    chloe, alice = signed_in("chloe"), signed_in("alice")
    assert alice.get(reverse("people:profile")).status_code == 200
    _press(chloe, "deactivate", someone("alice"))
    assert alice.get(reverse("people:profile")).status_code == 302
    _press(chloe, "reactivate", someone("alice"))
    assert Client().login(username="alice", password=PASSWORD)
    assert [event.verb for event in AuditEvent.objects.order_by("number")] == ["person.deactivate", "person.reactivate"]


def test_pressing_twice_is_recorded_once() -> None:
    client = signed_in("chloe")
    _press(client, "deactivate", someone("alice"))
    _press(client, "deactivate", someone("alice"))
    assert AuditEvent.objects.filter(verb="person.deactivate").count() == 1


def test_the_last_administrator_stays() -> None:
    chloe = someone("chloe")
    with pytest.raises(LastAdministrator):
        actions.deactivate_user(actor=person(chloe), user=chloe)
    assert "dernier compte" in _press(signed_in("chloe"), "deactivate", chloe).content.decode()
    assert User.objects.get(pk=chloe.pk).is_active


def test_a_forgotten_password_is_replaced_and_open_sessions_end() -> None:
    alice = signed_in("alice")
    address = reverse("people:reset_password", args=[someone("alice").pk])
    assert signed_in("chloe").post(address, {"new": "une pagaie toute neuve 5"}).status_code == 302
    assert alice.get(reverse("people:profile")).status_code == 302
    assert Client().login(username="alice", password="une pagaie toute neuve 5")
    assert AuditEvent.objects.filter(verb="person.reset_password").count() == 1


def test_a_person_who_does_not_exist() -> None:
    assert signed_in("chloe").post(reverse("people:deactivate", args=[uuid.uuid4()])).status_code == 404


@pytest.mark.parametrize("username", ["alice", "david"])
@pytest.mark.parametrize("name", ["list", "deactivate", "reactivate", "reset_password"])
def test_the_team_is_for_administrators(name: str, username: str) -> None:
    chloe = someone("chloe")
    args = [] if name == "list" else [chloe.pk]
    client = signed_in(username)
    address = reverse(f"people:{name}", args=args)
    assert client.post(address, BENOIT).status_code == 403
    assert User.objects.get(pk=chloe.pk).is_active
    assert not User.objects.filter(username="benoit").exists()
    assert Client().post(address)["Location"].startswith("/connexion/")


def test_the_actions_themselves_check_the_role() -> None:
    alice, david = person(someone("alice")), someone("david")
    with pytest.raises(NotAllowed):
        actions.create_user(actor=alice, username="x", display_name="X", role=Role.ADMINISTRATOR, password=PASSWORD)
    for refused in (actions.deactivate_user, actions.reactivate_user):
        with pytest.raises(NotAllowed):
            refused(actor=alice, user=david)
    with pytest.raises(NotAllowed):
        actions.reset_password(actor=alice, user=david, password=PASSWORD)
    assert not AuditEvent.objects.exists()
