"""French words for codes that several screens show."""

from __future__ import annotations

NBSP = "\u00a0"

DISPOSITIONS = {"remove": "Retrait proposé", "review": "À examiner", "keep": "Conforme"}
PLATFORMS = {"x": "X", "facebook": "Facebook", "youtube": "YouTube"}
LANGUAGES = {
    "en": "Anglais",
    "es": "Espagnol",
    "ar": "Arabe",
    "pt": "Portugais",
    "it": "Italien",
    "mixed": "Plusieurs langues",
    "und": "Langue incertaine",
}
