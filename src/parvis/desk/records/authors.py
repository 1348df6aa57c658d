"""How the people who wrote are named on screen."""

from __future__ import annotations

from django.utils.crypto import salted_hmac

from .models import Comment


def author_label(comment: Comment) -> str:
    """A pseudonym by default: people are judged on what they wrote, not on who they are."""
    if comment.ours:
        return comment.account.name or "Notre compte"
    who = comment.author_id or str(comment.pk)
    return f"Personne {salted_hmac('parvis.pseudonym', f'{comment.platform}:{who}').hexdigest()[:5].upper()}"
