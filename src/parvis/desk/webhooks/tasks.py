"""What the worker does with deliveries. A task is only a wake-up call: the deliveries' rows are the truth."""

from __future__ import annotations

from django.utils.module_loading import import_string
from django_tasks import task


@task()
def work() -> int:
    """Work on what was delivered, for a few seconds; the rest is for another task. Returns how many."""
    # By name: storing a delivery enqueues this, and needs nothing of what the worker needs.
    done: int = import_string("parvis.desk.webhooks.working.work_on_deliveries")()
    return done
