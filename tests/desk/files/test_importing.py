"""A file's comments are received like the rest, once, and nothing of a live account is changed by them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from parvis.connectors.port import Obstacle
from parvis.desk.files.actions import import_file
from parvis.desk.files.arrivals import Arrival
from parvis.desk.files.known import batches
from parvis.desk.files.plans import Plan, columns, look_at, proposal, sample, settled
from parvis.desk.files.queries import try_file
from parvis.desk.files.readers.shapes import NotTaken, Unusable
from parvis.desk.files.tally import Tally
from parvis.desk.moderation.models import Entry
from parvis.desk.people.actors import operator
from parvis.desk.people.permissions import NotAllowed
from parvis.desk.records import capabilities
from parvis.desk.records.models import Account, AuditEvent, Comment, Post, Revision, Standing
from parvis.desk.records.platforms import access_of
from parvis.desk.records.polling import poll_once, reconcile_once
from parvis.desk.records.verification import verify
from tests.desk.cast import CAN_HIDE, alice, david, receive, remote
from tests.desk.files.made import file
from tests.desk.files.test_platform_exports import NEW, tweet, tweets

pytestmark = pytest.mark.django_db

CSV = (
    "id,text,author,date,parent,post\n"
    "1,Bonjour la file,Ana Inventée,2026-11-20 14:05,,p1\n"
    "2,Merci,Bob Inventé,2026-11-20 15:00,1,p1\n"
    "3,,Bob Inventé,,2,p1\n"
)
Refused = list[NotTaken]


@pytest.fixture(autouse=True)
def _policy(policy_in_force: Any) -> None:
    """What arrives is judged under it."""


def plan(path: Path, platform: str = "facebook", given: str = "") -> Plan:
    found = look_at(path, platform)
    rows = sample(found)
    mapping = settled(proposal(found, rows), {}, columns(rows), accepted=True)
    return Plan(path, path.name, found, platform, given, mapping)


def bring_in(path: Path, platform: str = "facebook", given: str = "") -> tuple[Tally, Refused]:
    told: Refused = []
    return import_file(actor=operator(), plan=plan(path, platform, given), tell=told.append), told


def unheard(row: NotTaken) -> None:
    """For tests that look at the counts only."""


def attempt(path: Path, platform: str = "facebook") -> Tally:
    return try_file(plan(path, platform), tell=unheard)


def everything() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in (Account, Comment, Revision, Post, AuditEvent, Entry)}


def test_rows_become_comments_judged_and_queued_like_the_rest(tmp_path: Path) -> None:
    tally, told = bring_in(file(tmp_path, "novembre.csv", CSV))
    assert (tally.new, tally.known, told) == (3, 0, [])
    first, second, third = Comment.objects.order_by("platform_id")
    assert first.platform_id == "fichier:novembre#1"
    assert first.account.platform_id == "fichier:novembre"
    assert (first.author_name, first.post_platform_id, first.kind) == ("Ana Inventée", "p1", "comment")
    assert (second.parent_id, second.thread_id, second.kind) == (first.platform_id, first.platform_id, "reply")
    assert third.thread_id == first.platform_id
    assert Entry.objects.filter(assessment__isnull=False).count() == 3
    assert [proof.name for proof in verify() if proof.faults] == []


def test_importing_twice_takes_nothing_the_second_time(tmp_path: Path) -> None:
    path = file(tmp_path, "a.csv", CSV)
    bring_in(path)
    before = everything()
    tally, _ = bring_in(path)
    after = everything()
    assert (tally.new, tally.edited, tally.known) == (0, 0, 3)
    assert after == before | {"AuditEvent": before["AuditEvent"] + 2}  # that it began, and that it ended


def test_rows_without_an_identifier_are_told_apart_by_what_they_say_and_how_often(tmp_path: Path) -> None:
    same = "text,auteur\nBravo,Ana\nBravo,Ana\nBravo,Bob\n"
    assert bring_in(file(tmp_path, "a.csv", same))[0].new == 3
    longer = same.replace("text,auteur\n", "text,auteur\nNouveau,Zoé\n") + "Bravo,Ana\n"
    tally, _ = bring_in(file(tmp_path, "a.csv", longer))
    assert (tally.new, tally.known) == (2, 3)


def test_two_files_that_number_their_rows_from_one_are_not_taken_for_one(tmp_path: Path) -> None:
    bring_in(file(tmp_path, "a.csv", "id,text\n1,Un avis\n"))
    assert bring_in(file(tmp_path, "b.csv", "id,text\n1,Un autre\n"))[0].new == 1
    assert Revision.objects.filter(number=2).count() == 0


def test_a_changed_text_is_a_revision_once_and_an_older_file_does_not_bring_it_back(tmp_path: Path) -> None:
    old = file(tmp_path, "a.csv", "id,text\n1,Avant\n")
    bring_in(old)
    new = file(tmp_path / "..", "a.csv", "id,text\n1,Après\n")
    assert bring_in(new)[0].edited == 1
    assert bring_in(old)[0].known == 1
    assert Standing.objects.get().revision.text == "Après"


def test_one_identifier_with_two_texts_in_one_file_keeps_both(tmp_path: Path) -> None:
    path = file(tmp_path, "a.csv", "id,text\n1,Avant\n2,Autre\n1,Après\n1,Avant\n")
    expected = attempt(path)
    tally, _ = bring_in(path)
    assert (tally.new, tally.edited, tally.known) == (2, 1, 1)
    assert expected == tally
    assert [revision.text for revision in Revision.objects.order_by("number", "text")] == ["Autre", "Avant", "Après"]
    assert bring_in(path)[0].known == 4


def test_a_dry_run_counts_the_same_and_writes_nothing(tmp_path: Path) -> None:
    path = file(tmp_path, "a.csv", CSV + "4,trop,de,cellules,dans,cette,ligne\n5,Oui,Ana,hier,,\n")
    before = everything()
    expected = attempt(path)
    assert everything() == before
    tally, told = bring_in(path)
    assert expected == tally
    assert [row.number for row in told] == [5, 6]
    assert tally.not_taken == 2


def test_what_came_from_the_platform_itself_is_left_as_it_is(tmp_path: Path) -> None:
    [live] = receive([remote(7, "Le texte vivant", capabilities=CAN_HIDE)])
    content = (
        f"id,text,parent\n{live.comment.platform_id},Texte plus ancien,\nx,Une réponse,{live.comment.platform_id}\n"
    )
    tally, _ = bring_in(file(tmp_path, "a.csv", content))
    assert (tally.new, tally.edited, tally.known) == (1, 0, 1)
    standing = Standing.objects.get(comment=live.comment)
    assert standing.revision.text == "Le texte vivant"
    assert capabilities.from_json(standing.capabilities) == list(CAN_HIDE)
    reply = Comment.objects.get(kind="reply")
    assert (reply.parent_id, reply.thread_id) == (live.comment.platform_id, live.comment.thread_id)


def test_no_act_is_possible_on_a_comment_of_a_file_and_the_reason_is_said(tmp_path: Path) -> None:
    bring_in(file(tmp_path, "a.csv", CSV))
    offered = capabilities.from_json(Standing.objects.all()[0].capabilities)
    assert not any(capability.possible for capability in offered)
    assert Obstacle.FROM_FILE in {capability.obstacle for capability in offered}


def test_polling_and_reconciliation_know_nothing_of_an_account_of_files(tmp_path: Path, settings: Any) -> None:
    settings.ACCOUNT_SOURCES = []
    bring_in(file(tmp_path, "a.csv", CSV))
    account = Account.objects.get()
    assert access_of(account) is None
    assert (poll_once(), reconcile_once()) == (0, 0)
    account.refresh_from_db()
    assert account.polled_at is None


def test_an_archive_of_x_gives_our_publications_and_our_replies(tmp_path: Path) -> None:
    replied = tweet(3, "Merci!", in_reply_to_status_id_str="1")
    content = tweets("Le bureau ouvre lundi", "Fermé mardi").rstrip("]\n") + ", " + json.dumps(replied) + "]"
    path = file(tmp_path, "tweets.js", content)
    expected = attempt(path, "x")
    tally, _ = bring_in(path, "x")
    assert (tally.posts, tally.new) == (2, 1)
    assert expected == tally
    reply = Comment.objects.get()
    assert (reply.ours, reply.post) == (True, Post.objects.get(platform_id="1"))
    assert Entry.objects.count() == 0  # nobody judges what we wrote
    assert bring_in(path, "x")[0].known == 3


def test_what_our_own_account_wrote_is_ours_when_it_is_named(tmp_path: Path) -> None:
    rows = 'UCnous,2026-04-14T07:39:35+00:00,0,Ugx1,,v,"{""text"":""Nous""}"\n'
    rows += 'UCautre,2026-04-14T07:39:35+00:00,0,Ugx2,,v,"{""text"":""Eux""}"\n'
    bring_in(file(tmp_path, "comments.csv", NEW + rows), "youtube", "UCnous")
    assert {comment.ours: comment.author_id for comment in Comment.objects.all()} == {True: "UCnous", False: "UCautre"}
    assert Entry.objects.count() == 1


def test_a_row_of_another_platform_is_told(tmp_path: Path) -> None:
    path = file(tmp_path, "a.csv", "text,plateforme\nUn,Twitter\nDeux,Facebook\nTrois,Minitel\nQuatre,\n")
    tally, told = bring_in(path, "x")
    assert (tally.new, tally.not_taken) == (2, 2)
    assert [row.why for row in told] == ["elle vient de facebook, et non de x", "sa plateforme est inconnue"]


def test_an_export_of_another_platform_and_an_unknown_platform_are_refused(tmp_path: Path) -> None:
    path = file(tmp_path, "tweets.js", tweets("Un"))
    with pytest.raises(Unusable, match="fichier de x"):
        look_at(path, "facebook")
    with pytest.raises(Unusable, match="inconnue"):
        look_at(path, "minitel")


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"id": 1}, "il manque le texte"),
        ({"text": 3}, "ce qui tient lieu de texte n'en est pas un"),
        ({"text": "Un", "id": [1]}, "son identifiant n'est ni un texte ni un nombre"),
        ({"text": "Un", "date": "03/04/2026"}, "sa date ne se lit pas; écrivez-la comme 2026-11-20 14:05"),
        ({"text": "Un", "x": json.loads("[" * 200 + "]" * 200)}, "ses listes sont emboîtées démesurément"),
    ],
)
def test_a_row_that_cannot_be_a_comment_is_told_why(tmp_path: Path, row: dict[str, object], why: str) -> None:
    good = {"text": "Un avis entier", "id": "2", "date": "2026-11-20"}
    path = file(tmp_path, "a.jsonl", json.dumps(row) + "\n" + json.dumps(good) + "\n")
    tally, told = bring_in(path)
    assert (tally.new, [(row.number, row.why) for row in told]) == (1, [(1, why)])


HOSTILE = ["\0nul\0", "seul \ud83d moitié", "\u202eà rebours", "z" + "\u0301" * 500, "", " \n\t", "mot " * 40_000]


def test_hostile_texts_and_identifiers_are_kept_whole(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [{"id": f"i{n}", "text": text} for n, text in enumerate(HOSTILE)]
    rows += [{"id": text[:400], "text": "Un avis", "author": text, "post": text, "parent": text} for text in HOSTILE]
    path = file(tmp_path, "a.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    tally, told = bring_in(path, given="\0compte \ud83d\n")
    assert (tally.new, told) == (len(rows), [])
    kept = {revision.exact_text for revision in Revision.objects.all()}
    assert kept == {*HOSTILE, "Un avis"}
    assert bring_in(path, given="\0compte \ud83d\n")[0].known == len(rows)


def test_only_administration_imports_and_the_chain_says_who_and_how_much(tmp_path: Path) -> None:
    path = file(tmp_path, "a.csv", CSV)
    for actor in (alice(), david()):
        with pytest.raises(NotAllowed):
            import_file(actor=actor, plan=plan(path), tell=unheard)
    assert Account.objects.count() == 0
    bring_in(path)
    began, ended = AuditEvent.objects.filter(verb__startswith="import.").order_by("number")
    assert (began.actor, ended.actor) == ("operator:command-line", "operator:command-line")
    assert json.loads(ended.body) == {"new": 3, "edited": 0, "posts": 0, "known": 0, "not_taken": 0}
    assert "Ana" not in began.body + ended.body


def test_an_import_that_is_stopped_says_how_far_it_went_and_is_run_again(tmp_path: Path) -> None:
    path = file(tmp_path, "a.csv", "id,text\n" + "".join(f"{n},Avis {n}\n" for n in range(450)))

    def stop(tally: Tally) -> None:
        if tally.new >= 200:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_file(actor=operator(), plan=plan(path), tell=unheard, progress=stop)
    assert json.loads(AuditEvent.objects.get(verb="import.ended").body)["new"] == 200
    tally, _ = bring_in(path)
    assert (tally.known, tally.new) == (200, 250)


def test_a_batch_costs_a_few_queries_whatever_its_size(
    tmp_path: Path, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    path = file(tmp_path, "a.csv", "id,text\n" + "".join(f"{n},Avis {n}\n" for n in range(100)))
    bring_in(path)
    with django_assert_max_num_queries(20):
        bring_in(path)


def test_rows_that_never_have_the_same_columns_are_refused_at_once(tmp_path: Path) -> None:
    rows = [{"text": "bonjour", **{f"c{row}-{column}": 1 for column in range(30)}} for row in range(40)]
    path = file(tmp_path, "a.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    with pytest.raises(Unusable, match="plus de 1000 colonnes"):
        sample(look_at(path, "facebook"))


def test_long_rows_are_taken_few_at_a_time(tmp_path: Path) -> None:
    long = [Arrival(number, remote(number, "long"), length=1_500_000) for number in range(7)]
    assert [len(batch) for batch in batches(long)] == [3, 3, 1]
    assert [len(batch) for batch in batches(replace(one, length=10) for one in long)] == [7]
