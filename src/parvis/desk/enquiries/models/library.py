"""The library of approved answers."""

from __future__ import annotations

from django.db import models

from parvis.desk.records.ids import new_id


class LibraryAnswer(models.Model):
    """One approved answer to one subject. Placeholders in braces are filled at each use."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    subject = models.CharField(max_length=120)
    theme = models.CharField(max_length=80, blank=True)
    questions = models.JSONField(default=list)  # how citizens ask it: what suggestions are matched with
    text = models.TextField()
    short = models.TextField(blank=True)  # for platforms where the whole does not fit
    placeholders = models.JSONField(default=list)  # [{"name", "label"}]
    sources = models.JSONField(default=list)
    owner = models.CharField(max_length=120)
    review_by = models.DateField()
    validated = models.BooleanField(default=False)  # by the institution
    redirect = models.CharField(max_length=120, blank=True)  # the body that answers instead
    retired_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=120)  # an actor's reference

    class Meta:
        ordering = ["theme", "subject"]

    def __str__(self) -> str:
        return self.subject
