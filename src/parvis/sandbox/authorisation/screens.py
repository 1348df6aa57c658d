"""The pages of the authorisation servers, in French and without a script."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.responses import Response

from ..control.words import NAMES, safe
from ..items import Person
from .asking import PERMISSIONS, Asking


def page(body: str, status: int = 200, kind: str = "text/html", form_action: str = "") -> Response:
    """`form_action`: an origin, besides this one, where forms may lead."""
    headers = {
        "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self';"
        f" form-action 'self' {form_action}; base-uri 'none'; frame-ancestors 'none'",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return Response(body.encode("utf-8", "replace"), status, headers, f"{kind}; charset=utf-8")


def consent_page(asking: Asking, accounts: Sequence[Person]) -> str:
    name = NAMES[asking.platform]
    several = asking.platform == "facebook"
    legend = "Les pages à confier à Parvis" if several else "Le compte à connecter"
    choices = "".join(
        f'<label class="pick"><input type="{"checkbox" if several else "radio"}" name="compte"'
        f' value="{safe(person.platform_id)}"{" checked" if number == 0 else ""}>'
        f"<span><b><bdi>{safe(person.name)}</bdi></b></span></label>"
        for number, person in enumerate(accounts)
    )
    permissions = "".join(
        f'<label class="pick"><input type="checkbox" name="permission" value="{safe(scope)}" checked>'
        f"<span>{PERMISSIONS[asking.platform][scope]}<br><code>{safe(scope)}</code></span></label>"
        for scope in asking.scopes
    )
    return _whole(
        f"{name} – Autoriser Parvis",
        asking.platform,
        f"""<h1>Autoriser Parvis sur {name}?</h1>
<p>L’application <b>Parvis</b> demande à agir pour un de vos comptes.</p>
<form method="post">
<fieldset><legend>{legend}</legend>{choices}</fieldset>
<fieldset><legend>Ce que vous accordez</legend>{permissions}</fieldset>
<div class="answers"><button name="decision" value="accorder" class="main">Autoriser</button>
<button name="decision" value="refuser">Refuser</button></div>
</form>""",
    )


def problem_page(platform: str, said: str) -> str:
    body = f"<h1>Demande refusée</h1><p>{safe(said)}</p><p>Retournez à l’application et recommencez.</p>"
    return _whole(f"{NAMES[platform]} – Demande refusée", platform, body)


def applications_page(platform: str, names: Sequence[tuple[str, str]], said: str = "") -> str:
    """What a person has authorised: (consent, accounts' names)."""
    rows = "".join(
        f'<li><span><b>Parvis</b>, pour <bdi>{safe(accounts)}</bdi></span><button name="acces" value="{safe(grant)}">'
        "Retirer l’accès</button></li>"
        for grant, accounts in names
    )
    listed = f'<form method="post"><ul>{rows}</ul></form>' if rows else "<p>Aucune application n’a accès.</p>"
    notice = f'<p role="status" class="said">{safe(said)}</p>' if said else ""
    body = f"<h1>Applications autorisées</h1>{notice}{listed}"
    return _whole(f"{NAMES[platform]} – Applications autorisées", platform, body)


def _whole(title: str, platform: str, body: str) -> str:
    return f"""<!doctype html>
<html lang="fr-CA">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{safe(title)} – Bac à sable</title>
<link rel="stylesheet" href="/autorisation/consent.css">
<link rel="icon" href="/static/portrait.svg">
</head>
<body class="{platform}">
<aside aria-label="Avertissement"><strong>Bac à sable :</strong> rien de ceci n’est réel.</aside>
<main><p class="brand">{NAMES[platform]}</p>{body}</main>
</body>
</html>
"""
