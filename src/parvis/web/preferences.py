"""What a person prefers, kept in cookies so that the first byte of a page already looks right."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

THEMES = {"auto": "Automatique", "light": "Clair", "dark": "Sombre"}
KEYS = {"on": "Activés", "off": "Désactivés"}
_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Preferences:
    theme: str = "auto"
    keys: str = "on"


def read_preferences(request: HttpRequest) -> Preferences:
    """Unknown values, which anyone may put in a cookie, count as none."""
    theme = request.COOKIES.get("parvis_theme", "auto")
    keys = request.COOKIES.get("parvis_keys", "on")
    return Preferences(theme if theme in THEMES else "auto", keys if keys in KEYS else "on")


def keep_preferences(request: HttpRequest, response: HttpResponse) -> None:
    """Set a cookie for each known preference in the posted form."""
    for name, known in (("theme", THEMES), ("keys", KEYS)):
        value = request.POST.get(name)
        if value in known:
            response.set_cookie(
                f"parvis_{name}", value, max_age=_YEAR, httponly=True, secure=request.is_secure(), samesite="Lax"
            )
