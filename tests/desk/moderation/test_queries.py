"""The queue, its counts and its search; what bears on one comment; the journal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parvis.connectors.port import Act
from parvis.desk.moderation.actions import Seen, keep_comment, remove_comment
from parvis.desk.moderation.filters import VIEWS, Filters
from parvis.desk.moderation.models import Decision, Entry
from parvis.desk.moderation.queries import (
    PAGE_SIZE,
    author_history,
    comment_page,
    journal_page,
    next_entry,
    queue_counts,
    queue_page,
)
from parvis.desk.records.actions.comments import Received
from parvis.desk.records.models import Comment
from parvis.desk.records.threads import thread_around
from tests.desk.cast import alice, benoit, receive, remote

pytestmark = pytest.mark.django_db

INSULT = "Vous êtes une bande d'imbéciles finis."


@pytest.fixture(autouse=True)
def _policy(policy_in_force: Any) -> None:
    """Decisions cite it."""


def arrive(*texts: str, **changes: Any) -> list[Received]:
    start = Comment.objects.count() + 1
    return receive([remote(number, text, **changes) for number, text in enumerate(texts, start)])


def remove(received: Received, **changes: Any) -> Decision:
    given: dict[str, Any] = {"criteria": ["abusive"], "quotes": ["imbéciles"], "act": Act.HIDE, "actor": alice()}
    return remove_comment(comment=received.comment, seen=Seen(received.revision.pk), **(given | changes))


def keep(received: Received) -> Decision:
    return keep_comment(actor=benoit(), comment=received.comment, seen=Seen(received.revision.pk))


def texts(**filters: Any) -> list[str]:
    found = queue_page(Filters(**({"view": "all"} | filters))).page
    return [entry.comment.standing.revision.text for entry in found]


# The queue -----------------------------------------------------------------------------------------------------


def test_each_view_holds_what_its_count_says() -> None:
    received = arrive(INSULT, INSULT + "!", "Merci", "Bonjour", "D'accord")
    remove(received[0])
    keep(received[2])
    counts = queue_counts()
    assert counts == {"proposed": 1, "unread": 2, "removed": 1, "decided": 2, "all": 5}
    for view in VIEWS:
        assert queue_page(Filters(view=view)).page.paginator.count == counts[view]


def test_counts_are_those_of_the_whole_queue_whatever_narrows_it() -> None:
    arrive(INSULT, "Merci")
    assert queue_page(Filters(platform="x")).counts["all"] == 2


def test_what_waits_longest_is_read_first_and_the_gravest_before_it() -> None:
    now = timezone.now()
    for minutes, words in ((30, "bande de caves"), (20, "Mon NAS est 046 454 286"), (10, "bande de caves, encore")):
        with time_machine.travel(now - timedelta(minutes=minutes), tick=False):
            arrive(words)
    entries = list(queue_page(Filters()).page)
    assert [entry.priority for entry in entries] == sorted((entry.priority for entry in entries), reverse=True)
    alike = [entry.arrived_at for entry in entries if entry.priority == entries[0].priority]
    assert alike == sorted(alike)


def test_a_platform_narrows_the_queue() -> None:
    arrive("Merci")
    assert (texts(platform="facebook"), texts(platform="x")) == (["Merci"], [])


def test_a_criterion_narrows_the_queue() -> None:
    arrive(INSULT, "Mon NAS est 046 454 286", "Merci")
    assert texts(criterion="abusive") == [INSULT]
    assert texts(criterion="personal_info") == ["Mon NAS est 046 454 286"]


def test_french_and_the_other_languages_are_told_apart_and_the_undecided_are_in_neither() -> None:
    french = "Je voudrais savoir quand ouvre votre bureau de la rue Principale."
    english = "I would like to know when your office on Main Street will open."
    arrive(french, english, "👍")
    assert texts(language="fr") == [french]
    assert texts(language="other") == [english]
    assert len(texts()) == 3


def test_questions_are_found() -> None:
    arrive("À quelle heure ouvrez-vous demain?", "Merci beaucoup.")
    assert texts(question=True) == ["À quelle heure ouvrez-vous demain?"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ecole", 1),
        ("ÉCOLE", 1),
        ("école", 1),
        ("fermee ecole", 1),
        ("école ouverte", 0),
        ("col", 2),
        ("100%", 1),
        ("100_", 0),
        ("l'", 1),
        ("   ", 3),
        ("Œuvre", 1),
        ("ﬁn", 1),
        ("\\", 0),
    ],
)
def test_words_are_found_whatever_the_accents_and_the_case_and_all_of_them(words: str, found: int) -> None:
    arrive("L'École est fermée à 100%.", "Le protocole, enfin!", "Une œuvre")
    assert len(texts(words=words)) == found


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=20))
def test_any_text_is_found_by_its_own_words(text: str) -> None:
    number = Comment.objects.count() + 1
    receive([remote(number, text)])
    assert text_of(number) in texts(words=text[:200]) or not text.split() or len(texts(words=text)) == PAGE_SIZE


def text_of(number: int) -> str:
    return Comment.objects.get(platform_id=f"100200300_{number}").standing.revision.text


def test_words_look_at_what_the_comment_says_now() -> None:
    arrive("Avant")
    receive([remote(1, "Après")])
    assert (texts(words="avant"), texts(words="apres")) == ([], ["Après"])


def test_pages_hold_every_comment_once() -> None:
    arrive(*(f"Commentaire {number}" for number in range(PAGE_SIZE * 2 + 3)))
    seen: list[Any] = []
    for number in (1, 2, 3):
        seen += [entry.pk for entry in queue_page(Filters(view="all"), number).page]
    assert len(seen) == len(set(seen)) == PAGE_SIZE * 2 + 3


@pytest.mark.parametrize(("asked", "given"), [("abc", 1), ("0", 2), ("-1", 2), ("99", 2), ("9" * 5000, 1), ("", 1)])
def test_a_page_that_does_not_exist_is_one_that_does(asked: str, given: int) -> None:
    arrive(*(f"Commentaire {number}" for number in range(PAGE_SIZE + 1)))
    assert queue_page(Filters(view="all"), asked).page.number == given


def test_the_queue_is_read_in_as_many_queries_for_one_comment_as_for_a_page(django_assert_num_queries: Any) -> None:
    def show() -> Sequence[Any]:
        found = queue_page(Filters(view="all")).page
        return [(e.comment.account.name, e.comment.post, e.comment.standing.revision.text, e.decision) for e in found]

    arrive("Un")
    with django_assert_num_queries(3):
        assert len(show()) == 1
    arrive(*(f"Commentaire {number}" for number in range(20)))
    with django_assert_num_queries(3):
        assert len(show()) == 21


def test_the_next_comment_is_the_one_below_then_the_first() -> None:
    arrive("Un", "Deux", "Trois")
    filters = Filters(view="all")
    keys = [entry.pk for entry in queue_page(filters).page]
    assert [next_entry(filters, key) for key in keys] == [keys[1], keys[2], keys[0]]
    assert next_entry(filters, uuid4()) == keys[0]
    assert next_entry(Filters(platform="x"), keys[0]) is None


def test_the_only_comment_of_a_view_has_no_next() -> None:
    [received] = arrive("Un")
    assert next_entry(Filters(view="all"), received.comment.pk) is None


# One comment ---------------------------------------------------------------------------------------------------


def test_a_comment_s_page_gathers_what_bears_on_it() -> None:
    [received] = arrive(INSULT)
    receive([remote(1, INSULT + " Vraiment.")])
    page = comment_page(received.comment.pk)
    assert page is not None
    assert [revision.number for revision in page.revisions] == [2, 1]
    assert page.revision.number == 2
    assert page.post is not None
    assert [finding["criterion"] for finding in page.findings][:1] == ["abusive"]
    assert (page.decisions, page.effects, page.undoable) == ([], [], None)
    assert {capability.act for capability in page.capabilities} == {Act.HIDE, Act.DELETE}


def test_what_we_wrote_and_what_does_not_exist_have_no_page() -> None:
    [received] = arrive("De notre part", ours=True)
    assert comment_page(received.comment.pk) is None
    assert comment_page(uuid4()) is None


def test_a_decision_can_be_taken_back_until_its_time_and_not_once_it_left() -> None:
    [received] = arrive(INSULT)
    decision = remove(received)
    page = comment_page(received.comment.pk)
    assert page is not None
    assert (page.undoable, page.undo_until) == (decision, decision.decided_at + timedelta(seconds=10))
    with time_machine.travel(timezone.now() + timedelta(seconds=11)):
        later = comment_page(received.comment.pk)
    assert later is not None
    assert later.undoable is None
    assert decision.effect is not None
    decision.effect.attempts = 1
    decision.effect.save()
    sent = comment_page(received.comment.pk)
    assert sent is not None
    assert sent.undoable is None


def test_the_thread_is_told_oldest_first() -> None:
    receive([remote(3, "Trois", thread_id="t"), remote(1, "Un", thread_id="t"), remote(2, "Deux", thread_id="u")])
    thread = thread_around(Comment.objects.get(platform_id="100200300_3")).comments
    assert [comment.standing.revision.text for comment in thread] == ["Un", "Trois"]


@pytest.mark.parametrize("number", [1, 2, 100, 199, 200])
def test_in_a_long_thread_a_comment_is_among_its_neighbours_with_what_it_answers(number: int) -> None:
    receive(
        [
            remote(n, f"Mot {n}", thread_id="100200300_1", parent_id="100200300_1" if n > 1 else "")
            for n in range(1, 201)
        ]
    )
    thread = thread_around(Comment.objects.get(platform_id=f"100200300_{number}")).comments
    shown = [comment.platform_id for comment in thread]
    assert f"100200300_{number}" in shown
    assert shown[0] == "100200300_1"
    assert f"100200300_{max(1, number - 1)}" in shown
    assert len(shown) <= 62
    assert [comment.written_at for comment in thread] == sorted(comment.written_at for comment in thread)


def test_a_comment_outside_any_thread_stands_alone() -> None:
    [received] = arrive("Seul", thread_id="")
    arrive("Autre", thread_id="")
    assert thread_around(received.comment).comments == [received.comment]


def test_the_author_s_past_is_counted_on_our_pages_only() -> None:
    received = arrive(INSULT, "Merci", INSULT + "!", author_id="même")
    arrive("D'un autre", author_id="autre")
    remove(received[0])
    assert author_history(received[1].comment) == {"all": 3, "removed": 1}
    [nobody] = arrive("Sans auteur connu", author_id="")
    assert author_history(nobody.comment) == {"all": 1, "removed": 0}


# The journal ---------------------------------------------------------------------------------------------------


def test_the_journal_tells_decisions_newest_first() -> None:
    received = arrive(INSULT, "Merci")
    decisions = [remove(received[0]), keep(received[1])]
    assert list(journal_page()) == decisions[::-1]


@pytest.mark.parametrize(
    ("asked", "verdicts"),
    [
        ({"verdict": "remove"}, ["remove"]),
        ({"verdict": "restore"}, []),
        ({"words": "benoît"}, ["keep"]),
        ({"words": "Exemple"}, ["keep", "remove"]),
        ({"words": "injurieux"}, ["remove"]),
        ({"words": "INJURIEUX", "verdict": "keep"}, []),
        ({"words": "'; --"}, []),
    ],
)
def test_the_journal_is_narrowed_by_a_name_a_criterion_or_a_verdict(asked: dict[str, str], verdicts: list[str]) -> None:
    received = arrive(INSULT, "Merci")
    remove(received[0])
    keep(received[1])
    assert [decision.verdict for decision in journal_page(**asked)] == verdicts


def test_entries_of_the_journal_are_not_lost_between_its_pages() -> None:
    for item in arrive(*(f"Mot {number}" for number in range(53))):
        keep(item)
    pages = [journal_page(number) for number in ("1", "2")]
    assert [len(page) for page in pages] == [50, 3]
    assert len({decision.pk for page in pages for decision in page}) == Entry.objects.count() == 53
