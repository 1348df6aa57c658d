"""What the worker does in the background. A task is only a wake-up call: the effect's row is the truth."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django_tasks import task

from parvis.desk.people.actors import process

from .actions.deliveries import deliver_effect


@task()
def deliver(effect_id: str) -> str:
    """Carry out one effect, if it is due and nobody else is at it, with those that the same call can do; come back
    for each that is to be tried again.

    Returns its state, for the worker's log.
    """
    deliveries = deliver_effect(actor=process("worker"), effect_id=UUID(effect_id))
    for delivery in deliveries:
        if delivery.again_at:
            wake(delivery.effect_id, delivery.again_at)
    return deliveries[0].state


def wake(effect_id: UUID, at: datetime | None) -> None:
    """Enqueue a delivery, in the current transaction, not before `at`."""
    deliver.using(run_after=at).enqueue(str(effect_id))
