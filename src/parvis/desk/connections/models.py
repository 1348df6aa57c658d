"""Connected accounts with their sealed tokens, and the attempts to connect one."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from parvis.desk.records.ids import new_id
from parvis.desk.records.models import Account


class Connection(models.Model):
    """How we may speak for an account. Disconnected: `revoked_at` is set and `sealed` is empty."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="connection")
    base_url = models.CharField(max_length=500, blank=True)  # who gave the tokens: they go nowhere else
    sealed = models.BinaryField()
    key_id = models.CharField(max_length=16, blank=True)
    generation = models.PositiveIntegerField(default=1)  # of the credentials: a late renewal replaces none newer
    scopes = models.JSONField(default=list)
    grantor_id = models.CharField(max_length=128, blank=True)  # on Facebook, one person's consent serves many pages
    expires_at = models.DateTimeField(null=True)
    connected_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    connected_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    renewed_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)
    problem = models.TextField(blank=True)  # of the last renewal or check, as a French sentence
    try_after = models.DateTimeField(null=True)  # when a failed renewal or check may be tried again
    leased_until = models.DateTimeField(null=True)  # one process at a time uses a single-use refresh token

    def __str__(self) -> str:
        return f"connection of {self.account_id}"

    @property
    def purpose(self) -> str:
        """What the seal is bound to."""
        return f"connection:{self.account_id}"


class Attempt(models.Model):
    """One person on their way through a platform's consent screen. Forgotten after a day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    platform = models.CharField(max_length=32)
    state_hash = models.CharField(max_length=64, unique=True)
    session_hash = models.CharField(max_length=64)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    expects = models.CharField(max_length=128, blank=True)  # platform id, when an account is connected again
    redirect_uri = models.CharField(max_length=500)
    sealed = models.BinaryField()  # PKCE's verifier; then what was granted, until pages are chosen
    started_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"attempt on {self.platform}"

    @property
    def purpose(self) -> str:
        return f"attempt:{self.pk}"
