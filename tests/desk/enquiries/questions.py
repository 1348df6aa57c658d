"""What the stories of enquiries begin with: questions of invented people, on two platforms."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from parvis.connectors.port import Act, Batch, Capability, RemoteComment, RemotePost
from parvis.desk.enquiries.actions.opening import open_question
from parvis.desk.enquiries.models import Question
from parvis.desk.people.actors import process
from parvis.desk.records.actions.comments import receive_comments
from parvis.desk.records.models import Account, Comment
from tests.desk.cast import POLLER, WRITTEN_AT, remote
from tests.desk.cast import receive as receive_on_facebook

MAY_REPLY = (Capability(Act.REPLY),)
WHEN = "Bonjour, quand sera versée la prestation de décembre?"


def asked(text: str = WHEN, number: int = 1, **changes: Any) -> Question:
    """A question of a person on Facebook, opened by the desk's own process: what the judge thinks is another story."""
    given: dict[str, Any] = {"capabilities": MAY_REPLY, "author_id": f"citizen-{number}"}
    [received] = receive_on_facebook([remote(number, text, **(given | changes))])
    return open_question(actor=process("judge"), comment=received.comment)


def asked_on(platform: str, text: str = WHEN, number: int = 1, **changes: Any) -> Question:
    """The same elsewhere."""
    account, _ = Account.objects.get_or_create(
        platform=platform, platform_id=f"{platform}-1", defaults={"name": "Ministère de l'Exemple"}
    )
    given: dict[str, Any] = {
        "platform_id": f"{platform}-{number}",
        "kind": "comment",
        "thread_id": f"{platform}-{number}",
        "post_id": f"{platform}-post",
        "text": text,
        "created_at": WRITTEN_AT,
        "author_id": f"{platform}-citizen-{number}",
        "capabilities": MAY_REPLY,
    }
    post = RemotePost(f"{platform}-post", "Le bureau de l'Exemple ouvre lundi.", WRITTEN_AT)
    batch = Batch(cursor="c", posts=(post,), comments=(RemoteComment(**(given | changes)),))
    [received] = receive_comments(actor=POLLER, account=account, batch=batch, as_of=timezone.now())
    return open_question(actor=process("judge"), comment=received.comment)


def again(question: Question) -> Question:
    """As it is now."""
    return Question.objects.select_related("comment", "dispatch__effect").get(pk=question.pk)


def comment_of(question: Question) -> Comment:
    return Comment.objects.get(pk=question.comment_id)
