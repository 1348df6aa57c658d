"""The one-time code that lets the first administrator in: printed by the command, kept only hashed."""

from __future__ import annotations

import math
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from .errors import NoSetUp, TooManyTries, WrongCode
from .models import SetUpCode, User
from .permissions import Role

_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # no I, L, O, 0, 1: nobody mistakes one for another
_GROUPS, _GROUP_LENGTH = 3, 4  # 31^12, about 59 bits
TRIES = 5
WAIT = timedelta(minutes=15)


def administrator_exists() -> bool:
    return User.objects.filter(role=Role.ADMINISTRATOR).exists()


def current_code() -> str | None:
    """A fresh code such as `K7QD-XM4R-9TBH`, making any earlier one useless; None once an administrator exists.

    Only its hash is kept: the caller shows it to the person at the terminal and forgets it.
    """
    with transaction.atomic():
        if administrator_exists():
            return None
        code = "-".join("".join(secrets.choice(_LETTERS) for _ in range(_GROUP_LENGTH)) for _ in range(_GROUPS))
        SetUpCode.objects.filter(used_at__isnull=True).delete()
        SetUpCode.objects.create(code_hash=_hash(code))
        return code


def check_code(given: str) -> SetUpCode:
    """The row of the code in force if `given` is that code; counts a wrong try, and refuses after five.

    Must not run inside a transaction that the refusal would roll back, or tries would not be counted.
    """
    if administrator_exists():
        raise NoSetUp
    row = SetUpCode.objects.filter(used_at__isnull=True).order_by("-pk").first()
    if row is None:
        raise WrongCode
    now = timezone.now()
    _claim_a_try(row, now)
    if not constant_time_compare(row.code_hash, _hash(given)):
        raise WrongCode
    SetUpCode.objects.filter(pk=row.pk).update(wrong_tries=F("wrong_tries") - 1)
    return row


def use_code(row: SetUpCode) -> None:
    """Spend the code; of two people at once, the second is refused. Runs in the transaction that creates the person."""
    spent = SetUpCode.objects.filter(pk=row.pk, used_at__isnull=True).update(used_at=timezone.now())
    if spent != 1 or administrator_exists():
        raise NoSetUp


def _claim_a_try(row: SetUpCode, now: datetime) -> None:
    """Count the try before looking at it, in one conditional UPDATE: parallel guesses cannot exceed the limit."""
    SetUpCode.objects.filter(pk=row.pk, last_try_at__lt=now - WAIT).update(wrong_tries=0)
    claimed = SetUpCode.objects.filter(pk=row.pk, wrong_tries__lt=TRIES).update(
        wrong_tries=F("wrong_tries") + 1, last_try_at=now
    )
    if claimed:
        return
    row.refresh_from_db()
    left = (row.last_try_at or now) + WAIT - now
    raise TooManyTries(max(1, math.ceil(left.total_seconds() / 60)))


def _hash(code: str) -> str:
    """Spaces, dashes and case do not count: the code is copied by hand."""
    plain = "".join(letter for letter in code.upper() if letter in _LETTERS)
    return salted_hmac("parvis.set-up-code", plain, algorithm="sha256").hexdigest()
