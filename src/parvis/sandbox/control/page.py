"""The page: a banner that nothing here is real, the pace, the form, and three columns of public view."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from ..items import PLATFORMS, Shown
from ..world import World
from . import breakdowns
from .composer import Draft, form
from .words import NAMES, PACE_NAMES, SAID, ago, counted, exact, safe

_LONG = 1_200  # characters after which a text is folded
_OPEN_COMMENTS = 150  # in each column: the threads after that many are a click away
_BEHIND = "Afficher les réponses masquées"


def whole_page(world: World, draft: Draft, pace: str, query: Mapping[str, str]) -> str:
    said = query.get("fait", "")
    views = {platform: world.public_view(platform) for platform in PLATFORMS}
    notice = f'<p class="notice" role="status">{SAID[said]}</p>' if said in SAID else ""
    return f"""<!doctype html>
<html lang="fr-CA">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Bac à sable – Parvis</title>
<link rel="stylesheet" href="/static/control.css">
<link rel="icon" href="/static/portrait.svg">
<script src="/static/live.js" defer></script>
</head>
<body>
<aside class="unreal" aria-label="Avertissement"><strong>Bac à sable :</strong>
rien de ceci n’est réel, institution fictive.</aside>
<header>
<div><h1>Ce que le public voit</h1>
<p>Trois plateformes inventées et leurs citoyens, en ce moment même.</p></div>
{_pace(pace)}
</header>
{notice}
<main>
<div id="pannes-en-cours">{breakdowns.under_way(world)}</div>
<div class="cards">{form(world, draft, views[draft.platform])}{breakdowns.form(query)}</div>
{_tabs(draft)}
<div id="vue" class="columns">{_columns(views)}</div>
{"".join(_removal(platform, act) for platform in PLATFORMS for act in ("supprimer", "retirer"))}
</main>
<footer><p>Cette page sert à la démonstration et à la formation. Elle n’appelle aucun site extérieur.</p></footer>
</body>
</html>
"""


def columns(world: World) -> str:
    """What the page's script fetches again and again."""
    return _columns({platform: world.public_view(platform) for platform in PLATFORMS})


def _removal(platform: str, act: str) -> str:
    """The form that every button of this act sends, in a column: Supprimer as its author, or Retirer."""
    return (
        f'<form id="{act}-{platform}" method="post" action="/{act}" hidden>'
        f'<input type="hidden" name="p" value="{platform}"></form>'
    )


def _pace(pace: str) -> str:
    buttons = "".join(
        f'<button name="rythme" value="{key}" aria-pressed="{str(key == pace).lower()}">{name}</button>'
        for key, name in PACE_NAMES.items()
    )
    return (
        '<form class="pace" method="post" action="/rythme"><fieldset><legend>Rythme de la ville</legend>'
        f"<div>{buttons}</div></fieldset></form>"
    )


def _tabs(draft: Draft) -> str:
    """On a narrow screen one column shows at a time; no script is needed."""
    return "".join(
        f'<input class="tab" type="radio" name="colonne" id="voir-{one}"{" checked" if one == draft.platform else ""}>'
        for one in PLATFORMS
    ) + '<nav class="tabs" aria-label="Plateformes">{}</nav>'.format(
        "".join(f'<label class="{one}" for="voir-{one}">{NAMES[one]}</label>' for one in PLATFORMS)
    )


def _columns(views: dict[str, list[Shown]]) -> str:
    return "".join(_column(platform, views[platform]) for platform in PLATFORMS)


def _column(platform: str, view: list[Shown]) -> str:
    by_activity = sorted(view, key=lambda post: max(one.at for one in post.walk()), reverse=True)
    threads, before = "", 0
    for post in by_activity:
        threads += _thread(platform, post, before < _OPEN_COMMENTS)
        before += sum(1 for _ in post.walk())
    empty = '<p class="empty">Rien n’est publié pour le moment.</p>'
    comments = sum(1 for post in view for one in post.walk() if one.kind == "comment")
    return (
        f'<section class="column {platform}" aria-label="{NAMES[platform]}"><h2><span>{NAMES[platform]}</span>'
        f"<small>{counted(comments, 'commentaire visible', 'commentaires visibles')}</small></h2>"
        f"{threads or empty}</section>"
    )


def _thread(platform: str, post: Shown, opened: bool) -> str:
    shown = [one for one in post.replies if not one.behind_click]
    hidden = [one for one in post.replies if one.behind_click]
    count = sum(1 for _ in post.walk()) - 1
    answers = ""
    if post.replies:
        folded = _hidden(platform, hidden, f"{platform}-{post.id}") if hidden else ""
        answers = (
            f'<details class="answers" id="fil-{platform}-{safe(post.id)}"{" open" if opened else ""}>'
            f"<summary>{counted(count, 'commentaire', 'commentaires')}</summary>"
            f"<ol>{''.join(_comment(platform, one) for one in shown)}</ol>{folded}</details>"
        )
    own = "" if post.official else _author_acts(platform, post)
    comment = (
        _link(platform, "Commenter", post=post.id) if post.kind == "post" else _link(platform, "Répondre", a=post.id)
    )
    kind = "" if post.official else '<span class="badge">Mention</span>'
    return (
        f'<article class="post" id="{platform}-{safe(post.id)}">{_head(platform, post, kind)}'
        f"{_film() if platform == 'youtube' else ''}{_text(post.text, platform == 'youtube')}{_joined(post)}"
        f'<p class="acts">{comment}{own}</p>{answers}</article>'
    )


def _comment(platform: str, shown: Shown) -> str:
    visible = [one for one in shown.replies if not one.behind_click]
    hidden = [one for one in shown.replies if one.behind_click]
    nested = f"<ol>{''.join(_comment(platform, one) for one in visible)}</ol>" if visible else ""
    folded = _hidden(platform, hidden, f"{platform}-{shown.id}") if hidden else ""
    own = "" if shown.official else _author_acts(platform, shown)
    return (
        f'<li class="comment{" official" if shown.official else ""}" id="{platform}-{safe(shown.id)}">'
        f'<div class="bubble">{_head(platform, shown)}{_text(shown.text)}{_joined(shown)}</div>'
        f'<p class="acts">{_link(platform, "Répondre", a=shown.id)}{own}</p>{nested}{folded}</li>'
    )


def _hidden(platform: str, hidden: list[Shown], place: str) -> str:
    """X keeps hidden replies readable for whoever asks."""
    return (
        f'<details class="behind" id="masquees-{safe(place)}"><summary>{_BEHIND} ({len(hidden)})</summary>'
        f"<ol>{''.join(_comment(platform, one) for one in hidden)}</ol></details>"
    )


def _head(platform: str, shown: Shown, badge: str = "") -> str:
    words = [word for word in shown.name.replace("-", " ").replace("l’", "").split() if word != "de"]
    initials = "".join(word[0] for word in words[:2]).upper()
    handle = "" if platform == "facebook" else f" <i>@{safe(shown.handle)}</i>"  # Facebook shows names alone
    badge = '<span class="badge">Compte officiel fictif</span>' if shown.official else badge
    edited = f'<span title="{exact(shown.edited)}"> · modifié</span>' if shown.edited else ""
    return (
        f'<p class="head"><span class="face" aria-hidden="true">{safe(initials)}</span>'
        f'<span class="who"><b><bdi>{safe(shown.name)}</bdi></b>{handle} {badge}</span>'
        f'<time datetime="{shown.at.isoformat()}" title="{exact(shown.at)}">{ago(shown.at)}{edited}</time></p>'
    )


def _joined(shown: Shown) -> str:
    """What is attached, and what is quoted."""
    picture = f'<img class="joined" src="{safe(shown.picture)}" alt="{safe(shown.alt)}">' if shown.picture else ""
    return picture + (f'<blockquote dir="auto">{safe(shown.quoted[:280])}</blockquote>' if shown.quoted else "")


def _film() -> str:
    return '<div class="film" aria-hidden="true"></div>'


def _text(text: str, titled: bool = False) -> str:
    title, rest = text.split("\n", 1) if titled and "\n" in text else ("", text)
    head = f'<h3 dir="auto">{safe(title)}</h3>' if title else ""
    if len(rest) <= _LONG:
        return f'{head}<p class="text" dir="auto">{safe(rest.strip() if title else rest)}</p>'
    more = counted(len(rest) - _LONG, "caractère", "caractères")
    return (
        f'{head}<p class="text" dir="auto">{safe(rest[:_LONG])}…</p><details class="long">'
        f'<summary>Lire la suite ({more})</summary><p class="text" dir="auto">{safe(rest[_LONG:])}</p></details>'
    )


def _link(platform: str, words: str, **query: str) -> str:
    return f'<a href="/?{safe(urlencode({"p": platform, **query}))}#ecrire">{words}</a>'


def _author_acts(platform: str, shown: Shown) -> str:
    return (
        f"{_link(platform, 'Modifier', modifier=shown.id)}"
        f'<button form="supprimer-{platform}" name="id" value="{safe(shown.id)}">Supprimer</button>'
        f'<button form="retirer-{platform}" name="id" value="{safe(shown.id)}"'
        f' title="Retirer comme la plateforme">Retirer ({NAMES[platform]})</button>'
    )
