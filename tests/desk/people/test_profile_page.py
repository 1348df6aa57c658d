"""One's own account."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.people_of_the_desk import PASSWORD, signed_in, someone

from parvis.desk.records.models import AuditEvent

pytestmark = pytest.mark.django_db
NEW = "un aviron de cèdre rouge 7"


def test_a_changed_password_keeps_this_session_and_ends_the_others() -> None:
    here, elsewhere = signed_in("alice"), signed_in("alice")
    page = reverse("people:profile")
    assert here.post(page, {"present": PASSWORD, "new": NEW}).status_code == 302
    assert here.get(page).status_code == 200
    assert elsewhere.get(page).status_code == 302
    assert Client().login(username="alice", password=NEW)
    assert AuditEvent.objects.filter(verb="person.change_password").count() == 1


@pytest.mark.parametrize(
    ("present", "new", "words"),
    [("faux", NEW, "n’est pas le bon"), (PASSWORD, "court", "12 caractères"), (PASSWORD, "", "obligatoire")],
)
def test_what_is_refused_changes_nothing(present: str, new: str, words: str) -> None:
    response = signed_in("alice").post(reverse("people:profile"), {"present": present, "new": new})
    assert response.status_code == 422
    assert words in response.content.decode()
    assert someone("alice").check_password(PASSWORD)
    assert not AuditEvent.objects.exists()


def test_the_page_says_who_one_is() -> None:
    text = signed_in("david").get(reverse("people:profile")).content.decode()
    assert "David Bélanger" in text
    assert "Lecture" in text
