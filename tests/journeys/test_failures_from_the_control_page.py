"""A trainer breaks the platforms from the sandbox's page: the desk says so, goes on elsewhere, and misses nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
import requests
from django.utils import timezone

from parvis.desk.records.models import Account, Comment, Health
from parvis.desk.records.polling import poll_once
from parvis.sandbox.items import PLATFORMS
from tests.journeys.house import House, faults

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def trigger(house: House, address: str, **form: str) -> None:
    answer = requests.post(house.sandbox.url + address, data=form, timeout=10)
    assert "Rien n’a été" not in answer.text


def health() -> dict[str, str]:
    return {account.platform: account.health for account in Account.objects.all()}


def everything_said(house: House) -> set[str]:
    return {
        house.world.comment(platform, house.world.publish(platform, "Avis"), "Gaston Inventé", f"Quand? {platform}")
        for platform in PLATFORMS
    }


def arrived() -> set[str]:
    return set(Comment.objects.values_list("platform_id", flat=True))


def test_a_revoked_token_stops_its_account_alone_and_nothing_is_missed(house: House) -> None:
    poll_once()
    trigger(house, "/pannes", p="facebook", panne="revoked")
    said = everything_said(house)
    poll_once()
    assert health() == {"x": Health.OK, "facebook": Health.TOKEN_REFUSED, "youtube": Health.OK}
    assert len(said - arrived()) == 1
    trigger(house, "/pannes/arreter", panne="toutes")
    poll_once()
    assert set(health().values()) == {Health.OK}
    assert arrived() == said
    assert faults() == []


def test_a_spent_quota_makes_its_account_wait_and_the_others_go_on(house: House) -> None:
    poll_once()
    trigger(house, "/pannes", p="youtube", panne="quota_exhausted", toujours="1")
    said = everything_said(house)
    poll_once()
    assert health() == {"x": Health.OK, "facebook": Health.OK, "youtube": Health.FAILING}
    account = Account.objects.get(platform="youtube")
    [fault] = house.world.faults.active()
    assert account.poll_after is not None
    assert fault.until is not None
    assert abs(account.poll_after - fault.until) < timedelta(minutes=1)
    trigger(house, "/pannes/arreter", panne=str(fault.number))
    Account.objects.filter(pk=account.pk).update(poll_after=timezone.now())  # the night has passed
    poll_once()
    assert arrived() == said


def test_comments_that_lists_show_late_arrive_once_and_whole(house: House) -> None:
    for platform in PLATFORMS:
        trigger(house, "/pannes", p=platform, panne="late", toujours="1", secondes="40")
        trigger(house, "/pannes", p=platform, panne="duplicate", toujours="1")
        trigger(house, "/pannes", p=platform, panne="shuffle", toujours="1")
    said = everything_said(house)
    poll_once()
    assert arrived() == set()
    house.world.clock.advance(41)
    poll_once()
    assert arrived() == said
    assert faults() == []
