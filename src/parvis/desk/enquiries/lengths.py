"""How long a text may be, as each platform counts. Connectors say so, by name."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.utils.module_loading import import_string

from parvis.connectors.lengths import Length


def length_on(platform: str, text: str, *, private: bool = False) -> Length:
    """How long the platform finds this text, and how long it may be there, in public or in private."""
    kind = f"{platform}.private_reply"
    name = settings.TEXT_LENGTHS[kind if private and kind in settings.TEXT_LENGTHS else platform]
    measure: Callable[[str], Length] = import_string(name)
    return measure(text)


def wording_for(platform: str, text: str, short: str, *, private: bool = False) -> str:
    """The whole text where it fits, else the short one; the whole again when there is no short one."""
    return text if length_on(platform, text, private=private).fits or not short.strip() else short
