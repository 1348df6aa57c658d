"""Where a platform delivers: one address for all the accounts of an application, and what proves that it is ours."""

from __future__ import annotations

import re

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from parvis.connectors.port import AccountAccess

_BOX = re.compile(r"[A-Za-z0-9_.-]{1,128}")


def boxes_of(access: AccountAccess) -> list[str]:
    """The last part of the addresses that lead to this account, the one to declare first.

    Platforms know one address for a whole application: named after one account, it would die with that account.
    """
    named = [access.credentials.get("app_id", ""), access.platform_id]
    return list(dict.fromkeys(one for one in named if _BOX.fullmatch(one)))


def address_of(access: AccountAccess) -> str:
    """The whole address to declare, or an empty text while `settings.PUBLIC_URL` is not known."""
    boxes = boxes_of(access)
    if not settings.PUBLIC_URL or not boxes:
        return ""
    return settings.PUBLIC_URL + reverse("webhooks:receive", args=[access.platform, boxes[0]])


def verify_token(platform: str, box: str) -> str:
    """What Facebook repeats to prove that we declared this address. Derived: no copy of the database tells it."""
    return salted_hmac("parvis.webhooks.verify_token", f"{platform}:{box}", algorithm="sha256").hexdigest()[:40]
