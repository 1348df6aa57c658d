"""The e-mail, in French: how many questions, where, until when, and the way to them."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from parvis.web.french_dates import french_date, french_hour
from parvis.web.labels import NBSP, PLATFORMS

from .news import News

_SPENT = {
    50: "La moitié du délai est écoulée pour",
    75: "Les trois quarts du délai sont écoulés pour",
    100: "Le délai est dépassé pour",
}
_IN_SHORT = {50: f"50{NBSP}% du délai écoulé", 75: f"75{NBSP}% du délai écoulé", 100: "délai dépassé"}


def subject(news: News) -> str:
    """« Parvis : 3 questions sans réponse, 75 % du délai écoulé »."""
    return f"Parvis{NBSP}: {_questions(len(news.questions))} sans réponse, {_IN_SHORT[news.share]}"


def body(news: News, desk: str) -> str:
    """`desk` is the address of the desk's first page, without its final slash; "" when nobody said it."""
    paragraphs = [
        "Bonjour,",
        f"{_SPENT[news.share]} {_questions(len(news.questions))} sans réponse{NBSP}:",
        "\n".join(
            f"- {PLATFORMS.get(platform, platform)}{NBSP}: {_questions(count)}"
            for platform, count in news.by_platform.items()
        ),
        f"Première échéance{NBSP}: {_moment(news)}.",
    ]
    if desk:
        paragraphs.append(f"Pour y répondre{NBSP}: {desk.rstrip('/')}{reverse('enquiries:questions')}")
    paragraphs.append(f"Ce message est envoyé automatiquement par Parvis{NBSP}: il est inutile d'y répondre.")
    return "\n\n".join(paragraphs) + "\n"


def _questions(count: int) -> str:
    return f"{count:,}".replace(",", NBSP) + NBSP + ("question" if count < 2 else "questions")


def _moment(news: News) -> str:
    local = timezone.localtime(news.first_due_at)
    return f"le {french_date(local, full=True)} à {french_hour(local)}"
