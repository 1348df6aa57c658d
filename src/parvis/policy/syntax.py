"""What `tomllib` says of a text that is not TOML, in French and with its place."""

from __future__ import annotations

import re

_PLACE = re.compile(r" \(at (?:line ([0-9]+), column ([0-9]+)|end of document)\)$")

# The beginning of what tomllib says (Python 3.11 to 3.14), our message, our hint.
_SAYINGS = (
    ("Expected '=' after a key", "il manque le signe « = » après la clé", "écrivez clé = valeur"),
    (
        "Invalid statement",
        "cette ligne n'est ni une clé, ni un en-tête de section",
        "écrivez clé = valeur ou [section]",
    ),
    (
        "Invalid initial character for a key",
        "une clé ne peut pas commencer ainsi",
        "une clé n'a que des lettres sans accent, des chiffres, « - » et « _ »",
    ),
    ("Invalid value", "valeur illisible", 'mettez les textes entre guillemets droits, par exemple "fr"'),
    ("Unterminated string", "ce texte n'est pas fermé", "ajoutez les guillemets droits qui manquent"),
    (
        "Unclosed array",
        "cette liste n'est pas fermée",
        "séparez ses éléments par des virgules et terminez-la par « ] »",
    ),
    ("Unclosed inline table", "cette accolade n'est pas fermée", "terminez-la par « } » sur la même ligne"),
    (
        "Expected newline or end of document",
        "il y a quelque chose de trop après la valeur",
        "gardez une seule clé par ligne; un guillemet dans un texte s'écrit \\\"",
    ),
    ("Expected ']", "l'en-tête de section n'est pas fermé", "fermez-le par autant de crochets qu'il en ouvre"),
    ("Cannot overwrite", "cette clé a déjà une valeur plus haut", "gardez une seule des deux lignes"),
    ("Duplicate inline table key", "cette clé figure deux fois entre les accolades", "gardez-en une seule"),
    (
        "Cannot declare",
        "cette section figure déjà plus haut",
        "réunissez les deux, ou doublez les crochets pour une liste: [[section]]",
    ),
    ("Cannot redefine", "cette section figure déjà plus haut", "réunissez les deux"),
    ("Cannot mutate", "cette clé a déjà une valeur plus haut", "gardez une seule des deux lignes"),
    ("Cannot use", "cette clé a déjà une valeur plus haut", "gardez une seule des deux lignes"),
    (
        r"Illegal character '\n'",
        "ce texte n'est pas fermé à la fin de la ligne",
        "ajoutez le guillemet droit qui manque, ou ouvrez et fermez par trois guillemets",
    ),
    ("Illegal character", "caractère interdit ici", "retirez ce caractère et retapez la ligne"),
    ("Found invalid character", "caractère interdit ici", "retirez ce caractère et retapez la ligne"),
    ("Unescaped '\\' in a string", "barre oblique inversée inconnue", "doublez-la: \\\\"),
    ("Invalid hex value", "code de caractère illisible", "écrivez \\u suivi de quatre chiffres hexadécimaux"),
    ("Escaped character is not", "ce code ne désigne aucun caractère", "retirez ce code"),
    ("Invalid date", "date impossible", "écrivez année-mois-jour, par exemple 2026-06-24"),
)


def translate(saying: str, text: str) -> tuple[str, str, int, int]:
    """Return (French message, French hint, line, column) for what tomllib said of that text."""
    place = _PLACE.search(saying)
    if place and place[1]:
        line, column = int(place[1]), int(place[2])
    else:
        lines = text.replace("\r\n", "\n").split("\n")
        line, column = len(lines), len(lines[-1]) + 1
    for beginning, message, hint in _SAYINGS:
        if saying.startswith(beginning):
            return message, hint, line, column
    return "ce texte n'est pas du TOML valide", "comparez cette ligne avec celles de la politique livrée", line, column
