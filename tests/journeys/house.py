"""A whole desk against the sandbox: what the poller, the pages and the worker do, step by step, for real."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from parvis.connectors.port import Act
from parvis.desk.moderation.forms import sign_seen
from parvis.desk.moderation.models import Decision, Entry
from parvis.desk.records.models import UNSETTLED, Comment, Effect
from parvis.desk.records.polling import poll_once
from parvis.desk.records.verification import verify
from parvis.sandbox.server import Running
from parvis.sandbox.world import World
from tests.desk.cast import alice


@dataclass(slots=True)
class House:
    """Alice is signed in; the three platforms answer."""

    sandbox: Running
    client: Client

    @property
    def world(self) -> World:
        return self.sandbox.world

    def arrive(self, platform: str, text: str, *, author: str = "Gaston Inventé", **where: Any) -> Comment:
        """Somebody comments our newest post there; the poller takes it in."""
        post_id = where.pop("post_id", None) or self.world.publish(platform, "Le bureau de l'Exemple ouvre lundi.")
        comment_id = self.world.comment(platform, post_id, author, text, **where)
        poll_once()
        return Comment.objects.get(platform=platform, platform_id=comment_id)

    def remove(self, comment: Comment, quote: str, act: Act | None, criterion: str = "abusive") -> Any:
        return self._decide(comment, verdict="remove", criteria=[criterion], quotes=quote, act=act.value if act else "")

    def restore(self, comment: Comment, act: Act) -> Any:
        return self._decide(comment, verdict="restore", act=act.value)

    def _decide(self, comment: Comment, **sent: Any) -> Any:
        entry = Entry.objects.select_related("comment__standing").get(comment=comment)
        seen = sign_seen(entry.comment.standing.revision_id, entry.decision_id)
        return self.client.post(reverse("moderation:decide", args=[comment.pk]), {"seen": seen, **sent})

    def work(self) -> None:
        """What the worker does once the time to undo is over."""
        Effect.objects.filter(state__in=UNSETTLED).update(due_at=timezone.now() - timedelta(seconds=1))
        with connection.cursor() as cursor:
            cursor.execute("UPDATE django_tasks_database_dbtaskresult SET run_after = %s", [_past()])
        run_tasks()

    def public_texts(self, platform: str) -> list[str]:
        return [shown.text for shown in _flat(self.world.public_view(platform))]

    def effect(self, comment: Comment) -> Effect:
        return Effect.objects.filter(comment=comment).latest("wanted_at")

    def decision(self, comment: Comment) -> Decision:
        return Decision.objects.filter(comment=comment).latest("decided_at")


def run_tasks() -> None:
    """The real worker, until nothing is due."""
    Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="journey",
        excluded_queue_names=[],
    ).run()


def faults() -> list[str]:
    """What `parvis verify` finds wrong."""
    return [fault for proof in verify() for fault in proof.faults]


def _past() -> Any:
    return connection.ops.adapt_datetimefield_value(timezone.now() - timedelta(seconds=1))


def _flat(shown: Any) -> list[Any]:
    return [one for item in shown for one in (item, *_flat(item.replies))]


def signed_in() -> Client:
    client, actor = Client(), alice()
    assert actor.user is not None
    client.force_login(actor.user)
    return client
