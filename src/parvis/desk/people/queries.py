"""Every read about people."""

from __future__ import annotations

import uuid

from django.db.models import QuerySet

from .models import User


def everyone() -> QuerySet[User]:
    """Active people first, then by the name they go by."""
    return User.objects.order_by("-is_active", "display_name", "username")


def someone(pk: uuid.UUID) -> User | None:
    return User.objects.filter(pk=pk).first()


def nobody_yet() -> bool:
    return not User.objects.exists()
