"""What the top bar shows a person: the places their role opens, and where they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from .permissions import Permission, Role, allowed


@dataclass(frozen=True, slots=True)
class Place:
    label: str
    url: str
    current: str  # the value of aria-current: "page", "true" on a page below it, or ""


def navigation(request: HttpRequest) -> dict[str, object]:
    """The entries of `settings.NAVIGATION` that this person may open and that lead somewhere."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"places": []}
    return {
        "places": list(_places(request, user.role)),
        "role_label": Role.french_of(user.role),
    }


def _places(request: HttpRequest, role: str) -> Iterator[Place]:
    match = request.resolver_match
    here = match.view_name if match else ""
    names = [name for _, name, _ in settings.NAVIGATION]
    slice_name = here.split(":")[0]
    # A page that is not itself in the bar lights the first entry of its slice, if it stands below it.
    above = next((name for name in names if here not in names and name.split(":")[0] == slice_name), "")
    for label, name, permission in settings.NAVIGATION:
        if not allowed(role, Permission(permission)):
            continue
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue  # a slice that is not installed
        below = name == above and request.path.startswith(url)
        yield Place(label, url, "page" if name == here else "true" if below else "")
