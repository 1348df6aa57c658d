"""The ways to tell, besides the page: how each sends, and how often it may."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from ..models import Channel
from . import mail, webhook
from .news import News


@dataclass(frozen=True, slots=True)
class Way:
    """`send` raises `NotTold`. `pause` is kept between two messages of one threshold: news gathers meanwhile."""

    configured: Callable[[], bool]
    send: Callable[[News], None]
    pause: timedelta


WAYS: Mapping[Channel, Way] = {
    Channel.EMAIL: Way(mail.configured, mail.send, timedelta(minutes=15)),  # for people, whom questions come to all day
    Channel.WEBHOOK: Way(webhook.configured, webhook.send, timedelta()),
}


def open_ways() -> list[Channel]:
    """Those that the institution set up."""
    return [channel for channel, way in WAYS.items() if way.configured()]
