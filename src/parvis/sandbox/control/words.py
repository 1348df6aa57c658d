"""French words of the control page: times, counts, names; and text made safe for HTML."""

from __future__ import annotations

import html
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

_HERE = ZoneInfo("America/Toronto")
_MONTHS = ("janv.", "févr.", "mars", "avril", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.", "déc.")
NAMES = {"x": "X", "facebook": "Facebook", "youtube": "YouTube"}
PACE_NAMES = {"pause": "Pause", "slow": "Lent", "normal": "Normal", "fast": "Rapide"}
BREAKDOWNS = {
    "Requêtes": {
        "latency": "Réponses lentes",
        "cut": "Connexions coupées",
        "server_error": "Erreurs du serveur",
        "rate_limit": "Trop d’appels\u00a0: ralentir",
        "quota_exhausted": "Quota épuisé",
        "obey_then_wait": "Acte fait, réponse qui tarde",
        "obey_then_cut": "Acte fait, réponse perdue",
    },
    "Compte": {"revoked": "Jeton révoqué"},
    "Listes": {
        "late": "Nouveautés en retard dans les listes",
        "duplicate": "Élément répété dans une page",
        "shuffle": "Page dans le désordre",
    },
    "Livraisons de X et de Facebook": {
        "drop_delivery": "Livraison perdue",
        "duplicate_delivery": "Livraison répétée",
        "reorder": "Livraison qui passe après la suivante",
    },
}
KIND_NAMES = {"photo": "Une photo", "sticker": "Un autocollant", "animation": "Une image animée"}
SAID = {
    "publie": "C’est publié, au nom de la personne choisie.",
    "modifie": "Le texte a été modifié par la personne qui l’a écrit.",
    "supprime": "Le commentaire a été supprimé par la personne qui l’a écrit.",
    "disparu": "Rien n’a été fait : ce commentaire ou cette publication n’existe plus.",
    "vide": "Rien n’a été publié : écrivez un texte, d’au plus 100 000 caractères.",
    "retire": "Le commentaire a été retiré par la plateforme elle-même.",
    "panne": "La panne est déclenchée.",
    "panne-arretee": "La panne est arrêtée.",
    "pannes-arretees": "Tout est arrêté\u00a0: les plateformes fonctionnent normalement.",
    "panne-refusee": "Rien n’a été déclenché\u00a0: vérifiez le nombre de fois (1 à 1\u00a0000) et les secondes.",
    "panne-sans-livraison": "Rien n’a été déclenché\u00a0: YouTube n’envoie pas de livraisons.",
    "rythme": "Le rythme de la ville a changé.",
}


def safe(text: str) -> str:
    """Text for HTML. A NUL, which no page can hold, shows as its symbol."""
    return html.escape(text.replace("\0", "␀"))


def ago(at: datetime) -> str:
    """How long ago, as people say it."""
    seconds = (datetime.now(UTC) - at).total_seconds()
    if seconds < 60:
        return "à l’instant"
    if seconds < 3600:
        return f"il y a {int(seconds // 60)}\u00a0min"
    if seconds < 86_400:
        return f"il y a {int(seconds // 3600)}\u00a0h"
    here = at.astimezone(_HERE)
    return f"{here.day} {_MONTHS[here.month - 1]}"


def exact(at: datetime) -> str:
    here = at.astimezone(_HERE)
    day = "1er" if here.day == 1 else str(here.day)
    return f"{day} {_MONTHS[here.month - 1]} {here.year}, {here.hour}\u00a0h\u00a0{here.minute:02d}"


def until(at: datetime) -> str:
    """A moment to come, with its hour here."""
    return exact(at).replace(",", " à")


def counted(number: int, one: str, many: str) -> str:
    shown = f"{number:,}".replace(",", "\u00a0")
    return f"{shown} {one if number < 2 else many}"
