"""Our own small pictures, drawn on a 16 × 16 grid; shape says as much as colour."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_DISC = "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1z"

_PATHS = {
    "remove": "M3.6 2 8 6.4 12.4 2 14 3.6 9.6 8l4.4 4.4-1.6 1.6L8 9.6 3.6 14 2 12.4 6.4 8 2 3.6z",
    "review": "M8 1l7 7-7 7-7-7z",
    "keep": "M6.3 13.4 1 8.1l1.7-1.7 3.6 3.6 7-7L15 4.7z",
    "close": "M3.4 2 8 6.6 12.6 2 14 3.4 9.4 8l4.6 4.6-1.4 1.4L8 9.4 3.4 14 2 12.6 6.6 8 2 3.4z",
    "question": (
        "M7 14.2V12h2.2v2.2zM4 5.3C4 3 5.8 1.6 8.1 1.6s4 1.4 4 3.6c0 1.7-.9 2.5-1.9 3.3-.8.6-1 .9-1 1.9H7.1"
        "c0-1.7.6-2.4 1.6-3.2.8-.6 1.2-1 1.2-1.9s-.7-1.6-1.8-1.6-1.9.7-1.9 1.9z"
    ),
    "info": _DISC + "M7 7v5h2V7zM7 4v2h2V4z",
    "success": _DISC + "M7 11.6l5.2-5.2L10.8 5 7 8.8 5.2 7 3.8 8.4z",
    "warning": "M8 1l7.5 13.5H.5zM7 6v4h2V6zM7 11.2v2h2v-2z",
    "danger": "M5 1h6l4 4v6l-4 4H5l-4-4V5zM7 4v5h2V4zM7 10.2v2h2v-2z",
}
_PATHS["error"] = _PATHS["danger"]


def icon(name: str) -> SafeString:
    """An SVG hidden from screen readers (words stand beside it); nothing for a name we have not drawn."""
    path = _PATHS.get(name)
    if path is None:
        return mark_safe("")
    return format_html(
        '<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false" fill-rule="evenodd"><path d="{}"/></svg>',
        path,
    )
