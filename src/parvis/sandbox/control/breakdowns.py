"""Failures as the page has them: the form that starts one, what is under way, the buttons that end it.

A revoked token is a fact of the world and no `Fault`; here it is one more failure, under a name of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlencode

from ..faults import ARRIVALS, DELIVERIES, Fault
from ..items import PLATFORMS
from ..world import World
from .words import BREAKDOWNS, NAMES, counted, safe, until

REVOKED = "revoked"
_TOKEN = "jeton-"  # noqa: S105 - what a button sends in place of a number: the token of a platform
_SECONDS = {"latency": 2.0, "obey_then_wait": 5.0, "late": 30.0, "rate_limit": 60.0}  # unless told otherwise
_METHODS = {"": "Selon la panne", "GET": "Les lectures", "act": "Les actes"}
_KINDS = {kind: name for names in BREAKDOWNS.values() for kind, name in names.items()}
_MOST_TIMES, _LONGEST, _LONGEST_PATH = 1000, 86_400, 200


def start(world: World, form: Mapping[str, str]) -> str:
    """Start the failure that the form describes; gives what to say of it."""
    platform, kind = form.get("p", ""), form.get("panne", "")
    if platform not in PLATFORMS or kind not in _KINDS:
        return "panne-refusee"
    if kind in DELIVERIES and platform == "youtube":
        return "panne-sans-livraison"
    if kind == REVOKED:
        world.revoke_token(platform)
        return "panne"
    times = _number("1" if form.get("toujours") else form.get("fois", "1"), 1, _MOST_TIMES)
    seconds = _number(form.get("secondes") or f"{_SECONDS.get(kind, 1.0)}", 0, _LONGEST)
    path, method = form.get("adresse", "").strip(), form.get("frappe", "")
    if times is None or seconds is None or method not in _METHODS or len(path) > _LONGEST_PATH:
        return "panne-refusee"
    if kind in (*DELIVERIES, *ARRIVALS):
        method = ""  # they strike no request
    world.faults.add(
        platform,
        kind,
        None if form.get("toujours") else int(times),
        method=method,
        path=path,
        seconds=seconds,
        retry_after=round(seconds),
    )
    return "panne"


def stop(world: World, which: str) -> str:
    """End one failure, or all of them."""
    if which == "toutes":
        world.faults.clear()
        for platform in PLATFORMS:
            world.restore_token(platform)
        return "pannes-arretees"
    if which.removeprefix(_TOKEN) in PLATFORMS:
        world.restore_token(which.removeprefix(_TOKEN))
    elif re.fullmatch(r"[0-9]{1,9}", which):
        world.faults.stop(int(which))
    return "panne-arretee"


def _number(given: str, least: float, most: float) -> float | None:
    """A number within bounds, with a comma or a point; None for anything else."""
    if not re.fullmatch(r"[0-9]{1,6}([.,][0-9]{1,3})?", given.strip()):
        return None
    number = float(given.strip().replace(",", "."))
    return number if least <= number <= most else None


def under_way(world: World) -> str:
    """What fails now, always in sight; empty when nothing does."""
    revoked = [one for one in PLATFORMS if world.settings.get(f"revoked.{one}", False)]
    rows = [_row(one, _TOKEN + one, _KINDS[REVOKED], ["sauf pour une nouvelle connexion"]) for one in revoked]
    rows += [_row(one.platform, str(one.number), _KINDS[one.kind], _details(one)) for one in world.faults.active()]
    if not rows:
        return ""
    everything = '<button form="arreter" name="panne" value="toutes">Tout arrêter</button>'
    title = counted(len(rows), "panne en cours", "pannes en cours")
    return f'<section class="card failing" aria-labelledby="en-cours"><h2 id="en-cours">{title}</h2>{everything}' + (
        f"<ul>{''.join(rows)}</ul></section>"
    )


def _row(platform: str, value: str, name: str, details: list[str]) -> str:
    said = "".join(f"<span>{safe(one)}</span>" for one in details)
    stopping = f"Arrêter\u00a0: {name} ({NAMES[platform]})"
    return (
        f'<li><p><b class="{platform}">{NAMES[platform]}</b> <strong>{name}</strong> <small>{said}</small></p>'
        f'<button form="arreter" name="panne" value="{value}" aria-label="{stopping}">Arrêter</button></li>'
    )


def _details(fault: Fault) -> list[str]:
    found = []
    if fault.until is not None:
        found.append(f"jusqu’au {until(fault.until)}")
    if fault.left is not None:
        found.append(f"encore {fault.left}\u00a0fois")
    elif fault.until is None:
        found.append("jusqu’à l’arrêt")
    if fault.kind in _SECONDS:
        found.append(f"{fault.seconds:g}\u00a0s".replace(".", ","))
    if fault.method in ("GET", "act"):
        found.append(f"{_METHODS[fault.method].lower()} seulement")
    if fault.path:
        found.append(f"adresse avec «\u00a0{fault.path}\u00a0»")
    if fault.hits:
        found.append(f"a frappé {counted(fault.hits, 'fois', 'fois')}")
    return found


def form(query: Mapping[str, str]) -> str:
    """The card that starts a failure. What was chosen last is kept."""
    platform, kind = query.get("sur", "facebook"), query.get("panne", "latency")
    opened = " open" if "panne" in query else ""
    kinds = "".join(
        f'<optgroup label="{group}">{_options(names, kind)}</optgroup>' for group, names in BREAKDOWNS.items()
    )
    return f"""
<details class="card composer breakdowns" id="pannes"{opened}>
<summary><span>Déclencher une panne</span></summary>
<form method="post" action="/pannes">
<label>Plateforme <select name="p">{_options(NAMES, platform)}</select></label>
<label>Panne <select name="panne">{kinds}</select></label>
<fieldset class="times"><legend>Combien de fois</legend>
<input type="number" name="fois" value="1" min="1" max="{_MOST_TIMES}" required aria-label="Nombre de fois">
<label><input type="checkbox" name="toujours" value="1"> Jusqu’à l’arrêt</label></fieldset>
<details class="wide finer"><summary>Plus précisément</summary><div>
<label>Secondes <input name="secondes" inputmode="decimal" maxlength="9" placeholder="selon la panne">
<small>Attente, retard dans les listes ou délai annoncé.</small></label>
<label>Ce qui est frappé <select name="frappe">{_options(_METHODS, "")}</select>
<small>Sans effet sur les livraisons et les retards.</small></label>
<label>Adresse contenant <input name="adresse" maxlength="{_LONGEST_PATH}" autocapitalize="off" spellcheck="false">
<small>Par exemple comments; vide\u00a0: toutes.</small></label>
</div></details>
<p class="send"><button type="submit">Déclencher</button></p>
</form>
</details>
<form id="arreter" method="post" action="/pannes/arreter" hidden></form>"""


def back(said: str, form: Mapping[str, str] | None = None) -> str:
    """The address of the page after one of these forms, where it was left."""
    kept = {"sur": form.get("p", ""), "panne": form.get("panne", "")} if form else {}
    return f"/?{urlencode({'fait': said, **kept})}#{'pannes' if form else 'pannes-en-cours'}"


def _options(names: Mapping[str, str], chosen: str) -> str:
    return "".join(
        f'<option value="{value}"{" selected" if value == chosen else ""}>{name}</option>'
        for value, name in names.items()
    )
