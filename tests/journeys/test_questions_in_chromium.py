"""Three people ask the same on three platforms; one answer, in French, read by two people, settles all three in time.

The desk's own pages in a real Chromium, the real judge, grouping, gate and worker, and the three platforms' sandbox.
"""

from __future__ import annotations

import csv
import os
import re
import signal
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings as django_settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from parvis.desk.enquiries.actions.library import seed_library
from parvis.desk.enquiries.grouping import group_new_questions
from parvis.desk.enquiries.models import Question, QuestionState
from parvis.desk.people.actors import process
from parvis.desk.records.models import Effect, EffectState
from parvis.desk.records.polling import poll_once
from parvis.desk.records.sweeping import wake_effects
from tests.browser_fixtures import OpenPage
from tests.desk.cast import alice, benoit
from tests.journeys.house import House, faults, run_tasks
from tests.journeys.workers import start_worker, until

pytestmark = [pytest.mark.journey, pytest.mark.browser]

PLATFORMS = ("x", "facebook", "youtube")
DATE = "1er décembre"
AsPerson = Callable[[Any], Page]


@pytest.fixture
def as_person(open_page: OpenPage, live_server: Any) -> AsPerson:
    """A browser of their own, signed in."""

    def opened(actor: Any) -> Page:
        client = Client()
        client.force_login(actor.user)
        page = open_page()
        session = client.cookies[django_settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": django_settings.SESSION_COOKIE_NAME, "value": session, "url": str(live_server)}]
        )
        page.set_default_timeout(15_000)
        return page

    return opened


def ask_everywhere(house: House) -> None:
    """The same need, in three ways of writing."""
    handle = house.world.account("x")["handle"]
    asked = {
        "facebook": "Bonjour, à quelle date la prestation de décembre sera-t-elle déposée?",
        "x": f"@{handle} c quand le depot de la prestation de decembre svp?",
        "youtube": "When will the December benefit be deposited?",
    }
    for platform, text in asked.items():
        house.arrive(platform, text, author=f"Personne Inventée {platform}")
    poll_once()
    seed_library(actor=process("command-line"))
    group_new_questions()


def test_three_questions_one_answer_two_people_and_nothing_sent_twice(
    house: House, as_person: AsPerson, live_server: Any, settings: Any, tmp_path: Path
) -> None:
    ask_everywhere(house)
    questions = list(Question.objects.order_by("arrived_at"))
    assert [question.platform for question in questions] == ["facebook", "x", "youtube"], "each was seen as a question"
    assert len({question.group_id for question in questions}) == 1, "they were seen to be alike"

    page = as_person(alice())
    page.goto(f"{live_server}/questions/")
    page.get_by_text("à quelle date la prestation de décembre").click()
    page.get_by_role("button", name="Confirmer les cochées").click()
    expect(page.get_by_text("réglera 3 questions")).to_be_visible()
    take_an_approved_answer(page)
    the_gate_refuses(page)
    submit(page)
    assert Effect.objects.count() == 0

    second = as_person(benoit())
    second.goto(f"{live_server}/questions/?vue=to_approve")
    second.get_by_text("à quelle date la prestation de décembre").click()
    second.get_by_role("link", name="Lire la réponse").click()
    second.get_by_role("button", name="Approuver et envoyer").click()
    expect(second.get_by_text("Réponse en route").first).to_be_visible()
    assert sorted(Effect.objects.values_list("account__platform", flat=True)) == sorted(PLATFORMS)

    sent = {effect.account.platform: effect.text for effect in Effect.objects.select_related("account")}
    deliver_with_a_worker_killed_in_the_middle(house, settings, tmp_path, sent["facebook"])
    for platform in PLATFORMS:
        assert house.public_texts(platform).count(sent[platform]) == 1, platform
    ended = list(Question.objects.all())
    assert {question.state for question in ended} == {QuestionState.ANSWERED}
    assert all(question.in_time for question in ended)
    the_figures_agree(as_person, live_server, len(ended))
    assert faults() == []


def take_an_approved_answer(page: Page) -> None:
    page.locator(".suggestion", has_text=re.compile("Date|Versement|Dépôt")).first.get_by_role(
        "button", name="Prendre"
    ).click()
    blanks = page.get_by_role("group", name="À remplir avant l’envoi")
    expect(blanks).to_be_visible()
    for field in blanks.get_by_role("textbox").all():
        label = field.evaluate("one => one.labels[0].textContent.toLowerCase()")
        field.fill(DATE if "date" in label or "jour" in label else "quebec.ca")
    blanks.get_by_role("button", name="Remplir").click()
    expect(page.get_by_text("Rien à revoir")).to_be_visible()


def the_gate_refuses(page: Page) -> None:
    """An English word, and a request for the SIN: both are said at once, and neither leaves."""
    text = page.get_by_label("Texte de la réponse")
    right = text.input_value()
    text.fill(f"{right} Merci de checker votre compte. Écrivez-nous votre NAS en commentaire.")
    remarks = page.locator(".remark")
    expect(remarks.filter(has_text="checker")).to_be_visible()
    expect(remarks.filter(has_text="NAS")).to_contain_text("Ce texte ne partira pas ainsi")
    page.get_by_role("button", name="Soumettre à l’approbation").click()
    expect(page.locator("#refus")).to_contain_text("Ce texte ne peut pas partir tel quel")
    page.locator(".remark", has_text="checker").get_by_role("button", name="Corriger").click()
    expect(page.get_by_label("Texte de la réponse")).to_have_value(re.compile("vérifier"))
    page.get_by_label("Texte de la réponse").fill(right)
    expect(page.get_by_text("Rien à revoir")).to_be_visible()


def submit(page: Page) -> None:
    page.get_by_role("button", name="Soumettre à l’approbation").click()
    expect(page.get_by_text("Une deuxième personne doit relire cette réponse")).to_be_visible()


def deliver_with_a_worker_killed_in_the_middle(house: House, settings: Any, tmp_path: Path, text: str) -> None:
    """A real process, killed with SIGKILL while Facebook is answering; another one takes over."""
    Effect.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    house.world.faults.add("facebook", "obey_then_wait", seconds=8.0)
    worker = start_worker(settings, tmp_path)
    try:
        until(lambda: text in house.public_texts("facebook"))
    finally:
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
    assert Effect.objects.get(account__platform="facebook").state == EffectState.SENT
    for minutes in (5, 20):
        with time_machine.travel(timezone.now() + timedelta(minutes=minutes)):
            wake_effects()
            run_tasks()
    assert set(Effect.objects.values_list("state", flat=True)) == {EffectState.CONFIRMED.value}


def the_figures_agree(as_person: AsPerson, live_server: Any, count: int) -> None:
    """Once the deadline has passed, the board and the file that it offers tell the same."""
    due = Question.objects.latest("due_at").due_at
    with time_machine.travel(due + timedelta(hours=25)):
        page = as_person(alice())
        page.goto(f"{live_server}/questions/chiffres/")
        board = page.locator("main").inner_text()
        with page.expect_download() as download:
            page.locator("a[href*='delais.csv']").first.click()
        rows = list(csv.DictReader(Path(download.value.path()).read_text("utf-8-sig").splitlines(), delimiter=","))
    in_time = sum(int(row["À temps, en jours ouvrables"]) for row in rows)
    assert in_time == count
    assert re.search(rf"100\s%[^%]*{count}\s(?:sur|/)\s{count}", board), board
