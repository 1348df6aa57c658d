"""Posts, comments and their revisions: what arrived, word for word."""

from __future__ import annotations

from django.db import models

from ..ids import new_id
from ..verbatim import from_bytes
from .accounts import Account


class Post(models.Model):
    """A publication that people answer. Context for reading, so it follows the platform's edits."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="posts")
    platform = models.CharField(max_length=32)
    platform_id = models.CharField(max_length=255)
    text = models.TextField(blank=True)  # displayable
    ours = models.BooleanField(default=True)
    published_at = models.DateTimeField()
    permalink = models.TextField(blank=True)
    attachments = models.JSONField(default=list)  # their metadata: context, like the text
    raw = models.BinaryField()
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["platform", "platform_id"], name="post_once")]

    def __str__(self) -> str:
        return f"{self.platform}:{self.platform_id}"


class Comment(models.Model):
    """One comment, reply or mention. Immutable: what it says is in its revisions, how it stands in `Standing`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="comments")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="comments")
    platform = models.CharField(max_length=32)
    platform_id = models.CharField(max_length=255)
    kind = models.CharField(max_length=32)
    thread_id = models.CharField(max_length=255)
    parent_id = models.CharField(max_length=255, blank=True)
    post_platform_id = models.CharField(max_length=255, blank=True)
    author_id = models.CharField(max_length=255, blank=True)
    author_name = models.TextField(blank=True)
    author_handle = models.TextField(blank=True)
    ours = models.BooleanField(default=False)
    written_at = models.DateTimeField()
    received_at = models.DateTimeField()
    permalink = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["platform", "platform_id"], name="comment_once")]
        indexes = [
            models.Index(fields=["platform", "thread_id", "written_at"], name="comment_thread"),
            models.Index(fields=["platform", "author_id", "written_at"], name="comment_author"),
            models.Index(fields=["received_at"], name="comment_received"),
        ]

    def __str__(self) -> str:
        return f"{self.platform}:{self.platform_id}"


class Revision(models.Model):
    """One state of a comment: its text, what is attached. Number 1 arrived first; an edit on the platform adds one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    comment = models.ForeignKey(Comment, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    verbatim = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    text = models.TextField(blank=True)  # displayable: same code points, but for NUL and lone surrogates
    search = models.TextField(blank=True)  # folded
    seen_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)  # as the platform says
    raw = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "number"], name="revision_once")]

    def __str__(self) -> str:
        return f"{self.comment_id} r{self.number}"

    @property
    def exact_text(self) -> str:
        return from_bytes(self.verbatim)


class Standing(models.Model):
    """How a comment stands on its platform, as last seen. The only part that changes."""

    comment = models.OneToOneField(Comment, models.PROTECT, primary_key=True, related_name="standing")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    visibility = models.CharField(max_length=16)
    capabilities = models.JSONField(default=list)
    reply_count = models.PositiveIntegerField(default=0)
    # The comment whose removal took this reply along: it is not public, though nobody decided so of it.
    taken_with = models.ForeignKey(Comment, models.PROTECT, null=True, related_name="taken")
    # Fingerprint of what is attached to this revision; "" until an answer tells it, which a delivery may not.
    attached = models.CharField(max_length=64, blank=True)
    seen_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["visibility"], name="standing_visibility")]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.visibility}"


class UnknownItem(models.Model):
    """Something a platform sent that no mapping knows: kept raw, listed, nothing stops."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="unknown_items")
    kind = models.CharField(max_length=120)
    platform_id = models.CharField(max_length=255, blank=True)
    reason = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    raw = models.BinaryField()
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "digest"], name="unknown_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.platform_id}"
