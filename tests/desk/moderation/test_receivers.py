"""When a comment arrives: judged, kept and queued in one transaction; a failing engine loses nothing."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

import pytest

from parvis.desk.moderation import judging, receivers
from parvis.desk.moderation.filters import Filters
from parvis.desk.moderation.models import Assessment, Entry, EntryState
from parvis.desk.moderation.queries import comment_page, queue_page
from parvis.desk.moderation.receivers import PROPOSED
from parvis.desk.records.models import Comment, Revision
from parvis.desk.records.policies import NoPolicyInForce
from parvis.desk.records.verification import verify
from parvis.engine.assess import assess_together
from parvis.engine.findings import Comment as Subject
from tests.desk.cast import receive, remote

pytestmark = pytest.mark.django_db

INSULT = "Vous êtes une bande d'imbéciles finis."
SIN = "Mon NAS est 046 454 286, rappelez-moi"
CIVIL = "Je ne suis pas d'accord avec cette mesure."


@pytest.fixture(autouse=True)
def _policy(policy_in_force: Any) -> None:
    """Comments are assessed under it."""


@pytest.fixture
def broken_on_insults(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that fails on some texts, quoting them, as a library that meets what it did not foresee does."""

    def failing(subjects: Sequence[Subject], policy: Any) -> Any:
        for subject in subjects:
            if "imbéciles" in subject.text:
                raise ValueError(f"cannot read {subject.text!r}")
        return assess_together(subjects, policy)

    monkeypatch.setattr(judging, "assess_together", failing)


def entry(number: int) -> Entry:
    return Entry.objects.select_related("assessment").get(comment__platform_id=f"100200300_{number}")


def test_what_asks_for_a_person_comes_first_and_the_rest_waits_to_be_read() -> None:
    receive([remote(1, CIVIL), remote(2, INSULT), remote(3, SIN)])
    assert entry(1).priority < PROPOSED <= entry(2).priority
    assert (entry(2).criterion, entry(3).criterion, entry(1).criterion) == ("abusive", "personal_info", "")
    proposed = [found.comment.platform_id for found in queue_page(Filters()).page]
    assert set(proposed) == {"100200300_2", "100200300_3"}
    assert {one.state for one in Entry.objects.all()} == {EntryState.WAITING}


def test_a_judgement_says_under_what_it_was_made() -> None:
    receive([remote(1, SIN)])
    assessment = Assessment.objects.get()
    assert assessment.policy.version.startswith("mess-2013@")
    assert assessment.engine.startswith(("judge-", "lexical-"))
    assert assessment.findings[0]["criterion"] == "personal_info"
    [found] = assessment.pii
    assert SIN[found["start"] : found["end"]] == "046 454 286"


def test_a_comment_is_judged_with_what_it_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Subject] = []

    def noting(subjects: Sequence[Subject], policy: Any) -> Any:
        read.extend(subjects)
        return assess_together(subjects, policy)

    monkeypatch.setattr(judging, "assess_together", noting)
    receive([remote(1, "Une question?")])
    receive([remote(2, "Une réponse.", parent_id="100200300_1", thread_id="100200300_1"), remote(3, "Seul")])
    assert [(subject.thread, subject.platform) for subject in read] == [
        ((), "facebook"),
        (("Une question?",), "facebook"),
        ((), "facebook"),
    ]
    assert {subject.post for subject in read} == {"Le bureau de l'Exemple ouvre lundi."}


def test_what_we_wrote_ourselves_is_neither_judged_nor_queued() -> None:
    receive([remote(1, INSULT, ours=True)])
    assert Comment.objects.count() == 1
    assert not Assessment.objects.exists()
    assert not Entry.objects.exists()


def test_an_edit_is_judged_anew_and_the_first_judgement_is_kept() -> None:
    receive([remote(1, CIVIL)])
    receive([remote(1, INSULT)])
    assert [a.disposition for a in Assessment.objects.order_by("revision__number")] == ["keep", "remove"]
    assert entry(1).assessment == Assessment.objects.get(revision__number=2)
    assert entry(1).criterion == "abusive"


def test_the_same_comment_seen_again_is_not_judged_again() -> None:
    receive([remote(1, INSULT)])
    receive([remote(1, INSULT)])
    assert Assessment.objects.count() == 1


@pytest.mark.usefixtures("broken_on_insults")
def test_a_failing_engine_loses_no_comment_and_each_is_listed_as_not_analysed() -> None:
    receive([remote(1, CIVIL), remote(2, INSULT), remote(3, SIN)])
    assert Comment.objects.count() == Revision.objects.count() == Entry.objects.count() == 3
    assert Assessment.objects.count() == 2
    failed = entry(2)
    assert (failed.assessment, failed.disposition, failed.priority >= PROPOSED) == (None, "", True)
    assert failed.comment_id in {found.pk for found in queue_page(Filters()).page}
    page = comment_page(failed.comment_id)
    assert page is not None
    assert page.findings == []
    assert page.revision.text == INSULT
    assert [proof for proof in verify() if proof.faults] == []


@pytest.mark.usefixtures("broken_on_insults")
def test_a_failing_engine_puts_nothing_personal_in_the_logs(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        receive([remote(1, f"{INSULT} {SIN}", author_name="Ginette Inventée")])
    logged = " ".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records)
    assert "engine failed" in logged
    assert "ValueError" in logged
    assert str(Comment.objects.get().pk) in logged
    for secret in ("imbéciles", "046 454", "Ginette", "cannot read"):
        assert secret not in logged


@pytest.mark.usefixtures("broken_on_insults")
def test_a_comment_that_failed_is_analysed_once_it_is_edited() -> None:
    receive([remote(1, INSULT)])
    receive([remote(1, CIVIL)])
    assert entry(1).disposition == "keep"


def test_without_a_policy_in_force_nothing_is_half_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_policy() -> Any:
        raise NoPolicyInForce

    monkeypatch.setattr(receivers, "version_in_force", no_policy)
    with pytest.raises(NoPolicyInForce):
        receive([remote(1, CIVIL)])
    assert not Comment.objects.exists()


@pytest.mark.parametrize("hidden", ["\x00", "\ud83d", "\u200b", "\u202e", "\ufeff", "\U000e0041"])
@pytest.mark.parametrize(
    "text", ["Vous êtes une bande d{}'imbéciles", "{}Mon NAS est {}046 454 286{}", "ta{} gueule {}"]
)
def test_what_hides_in_a_text_stops_neither_intake_nor_the_pages(text: str, hidden: str) -> None:
    written = text.format(hidden, hidden, hidden)
    receive([remote(1, written)])
    assert Revision.objects.get().exact_text == written
    page = comment_page(entry(1).comment_id)
    assert page is not None
    length = len(page.revision.text)
    for finding in page.findings:
        assert all(0 <= start < end <= length for start, end in finding["spans"])
