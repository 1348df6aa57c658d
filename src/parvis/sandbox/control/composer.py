"""The form by which one writes as a citizen: a comment, an answer, a correction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from ..attached import KINDS
from ..items import PLATFORMS, Item, Shown
from ..world import World
from .words import KIND_NAMES, NAMES, safe


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form is about, from the page's address."""

    platform: str
    post_id: str = ""
    answered: Item | None = None
    corrected: Item | None = None
    citizen: str = ""
    open: bool = False

    @classmethod
    def of(cls, world: World, query: Mapping[str, str]) -> Draft:
        platform = query.get("p", "facebook")
        platform = platform if platform in PLATFORMS else "facebook"
        answered = world.latest(platform, query["a"]) if query.get("a") else None
        corrected = world.latest(platform, query["modifier"]) if query.get("modifier") else None
        if corrected is not None and corrected.official:
            corrected = None
        post_id = answered.post_id if answered else query.get("post", "")
        asked = any(query.get(name) for name in ("a", "post", "modifier")) or query.get("fait") == "vide"
        return cls(platform, post_id, answered, corrected, query.get("citoyen", ""), asked or "p" in query)


def form(world: World, draft: Draft, posts: list[Shown]) -> str:
    """The whole card. Only the chosen platform's posts are offered."""
    opened = " open" if draft.open else ""
    return f"""
<details class="card composer" id="ecrire"{opened}>
<summary><span>Écrire comme citoyen</span></summary>
<form method="post" action="/ecrire">
<input type="hidden" name="p" value="{draft.platform}">
{_correction(world, draft) if draft.corrected else _choices(world, draft, posts)}
<label class="wide">Texte
<textarea name="texte" rows="4" required maxlength="100000" dir="auto">{_written(draft)}</textarea></label>
<p class="send"><button type="submit">{"Enregistrer la modification" if draft.corrected else "Publier"}</button>
<a href="/?{urlencode({"p": draft.platform})}#ecrire">Recommencer</a></p>
</form>
</details>"""


def _written(draft: Draft) -> str:
    return "\n" + safe(draft.corrected.text) if draft.corrected else ""


def _correction(world: World, draft: Draft) -> str:
    assert draft.corrected is not None  # noqa: S101 - the caller just looked
    name = world.people.person(draft.platform, draft.corrected.author).name
    return f"""<input type="hidden" name="modifier" value="{safe(draft.corrected.id)}">
<p class="wide about">Modification du commentaire de <b><bdi>{safe(name)}</bdi></b> sur {NAMES[draft.platform]}</p>"""


def _choices(world: World, draft: Draft, posts: list[Shown]) -> str:
    return f"""
<fieldset class="choice"><legend>Plateforme</legend>{"".join(_tab(draft, one) for one in PLATFORMS)}</fieldset>
{_about(world, draft) or _post_select(draft, posts)}
<label>Citoyen <select name="citoyen">{"".join(_citizens(world, draft))}</select></label>
{_attached(draft)}{_quoted(draft, posts)}"""


def _attached(draft: Draft) -> str:
    kinds = "".join(f'<option value="{kind}">{KIND_NAMES[kind]}</option>' for kind in KINDS[draft.platform])
    return (
        f'<label>Joindre <select name="joint"><option value="">Rien</option>{kinds}</select></label>' if kinds else ""
    )


def _quoted(draft: Draft, posts: list[Shown]) -> str:
    """On X, a post outside our conversations may quote one of ours."""
    if draft.platform != "x" or draft.answered is not None:
        return ""
    ours = "".join(
        f'<option value="{safe(post.id)}">{safe(_short(post.text, 70))}</option>' for post in posts if post.official
    )
    return (
        '<label>Citer, hors de nos conversations <select name="cite"><option value="">Rien</option>'
        f"{ours}</select></label>"
    )


def _tab(draft: Draft, platform: str) -> str:
    current = ' aria-current="true"' if platform == draft.platform else ""
    query = urlencode({"p": platform, **({"citoyen": draft.citizen} if draft.citizen else {})})
    return f'<a class="{platform}" href="/?{query}#ecrire"{current}>{NAMES[platform]}</a>'


def _about(world: World, draft: Draft) -> str:
    item = draft.answered
    if item is None:
        return ""
    name = world.people.person(draft.platform, item.author).name
    return f"""<input type="hidden" name="post" value="{safe(item.post_id)}">
<input type="hidden" name="a" value="{safe(item.id)}">
<p class="about">En réponse à <b><bdi>{safe(name)}</bdi></b> :
«\u00a0<bdi>{safe(_short(item.text, 90))}</bdi>\u00a0»</p>"""


def _post_select(draft: Draft, posts: list[Shown]) -> str:
    options = []
    if draft.platform == "x":
        options.append('<option value="">Nouvelle publication, hors de nos conversations</option>')
    for post in posts:
        chosen = " selected" if post.id == draft.post_id or (not draft.post_id and not options[1:]) else ""
        who = "" if post.official else f"{post.name} : "
        options.append(f'<option value="{safe(post.id)}"{chosen}>{safe(_short(who + post.text, 70))}</option>')
    return f'<label>Publication <select name="post">{"".join(options)}</select></label>'


def _citizens(world: World, draft: Draft) -> list[str]:
    return [
        f'<option value="{citizen.key}"{" selected" if citizen.key == draft.citizen else ""}>'
        f"{safe(citizen.name)} ({safe(citizen.temperament)})</option>"
        for citizen in sorted(world.citizens(), key=lambda one: one.name)
    ]


def _short(text: str, length: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"
