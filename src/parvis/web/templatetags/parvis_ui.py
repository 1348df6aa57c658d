"""The components that need a little logic; the others are plain HTML with the classes of static/parvis."""

from __future__ import annotations

from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from parvis.web import icons, labels

register = template.Library()

register.simple_tag(icons.icon, name="icon")


@register.simple_tag
def badge(kind: str, text: str) -> SafeString:
    """A badge of any kind; a kind with a picture shows it."""
    return format_html('<span class="badge" data-kind="{}">{}{}</span>', kind, icons.icon(kind), text)


@register.simple_tag
def disposition(value: str) -> SafeString:
    """What the engine proposes: remove, review or keep."""
    return badge(value, labels.DISPOSITIONS.get(value, value))


@register.simple_tag
def platform(value: str) -> SafeString:
    return badge("platform", labels.PLATFORMS.get(value, value))


@register.simple_tag
def language(code: str) -> SafeString:
    """The language found: nothing for French, which is what is expected here."""
    if code == "fr":
        return mark_safe("")
    return badge("language", labels.LANGUAGES.get(code, f"Langue{labels.NBSP}: {code}"))


@register.simple_block_tag
def callout(content: str, kind: str = "info", title: str = "") -> SafeString:
    """A framed remark: info, success, warning or danger."""
    head = format_html('<p class="callout-title">{}</p>', title) if title else ""
    return format_html(
        '<div class="callout" data-kind="{}">{}<div class="callout-body">{}<div>{}</div></div></div>',
        kind,
        icons.icon(kind),
        head,
        content,
    )


@register.simple_block_tag
def empty_state(content: str, title: str) -> SafeString:
    """What stands where a list has nothing to show: why, and what to do next."""
    return format_html(
        '<div class="empty"><svg viewBox="0 0 48 48" aria-hidden="true" focusable="false" fill="none" '
        'stroke="currentColor" stroke-width="2.5"><path d="M5 8h38M9 17v23h30V17"/>'
        '<path d="M20 24h8v8h-8z"/></svg><h2>{}</h2>{}</div>',
        title,
        content,
    )


@register.inclusion_tag("web/components/field.html")
def form_field(field: BoundField, **attrs: Any) -> dict[str, object]:
    """Label, help, errors and input of one form field; extra attributes (`data_code=""`) go to the input."""
    given = {name.replace("_", "-"): value for name, value in attrs.items()}
    return {"field": field, "widget": field.as_widget(attrs={"class": "input", **given})}


@register.inclusion_tag("web/components/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page[Any], noun: str = "résultats") -> dict[str, object]:  # noqa: ARG001
    """Previous, next, and where one is; other query parameters are kept (`querystring` reads the request)."""
    return {"page": page, "noun": noun}
