"""The people of the communications directorate, and the code that lets the first one in."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from .permissions import Role


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str, *, display_name: str, role: str) -> User:
        """A saved, active person. Callers are `people.actions`, which check and audit."""
        user = self.model(username=username, display_name=display_name, role=role)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A named person. `role` is one of `permissions.Role`; what it grants is in that table, not here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField("nom d'utilisateur", max_length=64, unique=True)
    display_name = models.CharField("nom affiché", max_length=120)
    role = models.CharField("rôle", max_length=32, default=Role.READER.value)
    is_active = models.BooleanField("compte actif", default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    def __str__(self) -> str:
        return self.display_name


class SetUpCode(models.Model):
    """The one-time code that guards the set-up page, hashed; wrong tries are counted here."""

    code_hash = models.CharField(max_length=256)
    created_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(null=True)
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    last_try_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"set-up code of {self.created_at:%Y-%m-%d}"
