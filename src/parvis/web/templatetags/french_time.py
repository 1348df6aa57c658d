"""Filters and a tag for moments, in the institution's time zone."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from parvis.web import french_dates

register = template.Library()


@register.filter
def absolute_time(moment: datetime | None) -> str:
    """« 23 nov. 2026, 8 h 32 »; nothing for no moment."""
    return french_dates.absolute(timezone.localtime(moment)) if moment else ""


@register.filter
def relative_time(moment: datetime | None) -> str:
    """« il y a 4 min »; nothing for no moment."""
    return french_dates.relative(timezone.localtime(moment), timezone.localtime()) if moment else ""


@register.filter
def day(moment: date | None) -> str:
    """« 23 nov. 2026 », for a date or a moment."""
    if moment is None:
        return ""
    return french_dates.french_date(timezone.localtime(moment) if isinstance(moment, datetime) else moment)


@register.simple_tag
def moment(when: datetime | None, form: str = "absolute") -> SafeString | str:
    """A `<time>` element; with `form="relative"`, the full moment stays in its title."""
    if when is None:
        return ""
    local = timezone.localtime(when)
    full = french_dates.absolute(local)
    if form == "relative":
        text = french_dates.relative(local, timezone.localtime())
        return format_html('<time datetime="{}" title="{}">{}</time>', local.isoformat(), full, text)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), full)
