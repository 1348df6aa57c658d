"""How people and tools name the columns of a file of comments, in French and in English."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping


def folded(name: str) -> str:
    """No case, no accents, words apart by one space: « Créé_le » is « cree le »."""
    spread = unicodedata.normalize("NFKD", name)
    plain = "".join(letter for letter in spread if not unicodedata.combining(letter)).casefold()
    return re.sub(r"[\W_]+", " ", plain).strip()


def _names(listed: str) -> frozenset[str]:
    return frozenset(folded(name) for name in listed.split(","))


FIELDS: Mapping[str, str] = {
    "text": "Texte du commentaire",
    "id": "Identifiant",
    "author": "Auteur",
    "date": "Date",
    "parent": "Commentaire auquel il répond",
    "post": "Publication commentée",
    "platform": "Plateforme",
}
NAMES: Mapping[str, frozenset[str]] = {
    "text": _names("""text, texte, full text, message, comment, commentaire, comment text, texte du commentaire,
        contenu, content, body, corps, verbatim, propos"""),
    "id": _names("""id, identifiant, id str, comment id, commentid, id commentaire, id du commentaire, numéro, no,
        platform id"""),
    "author": _names("""author, auteur, author name, nom de l'auteur, nom, name, user, username, user name,
        utilisateur, nom d'utilisateur, from, de, pseudo, pseudonyme"""),
    "date": _names("""date, created at, createdat, created time, timestamp, horodatage, quand, when, time,
        date et heure, date de création, date de publication, published at, publishedat, written at, publié le,
        écrit le"""),
    "parent": _names("""parent, parent id, parentid, id parent, id du parent, in reply to, in reply to status id,
        reply to, en réponse à, réponse à, parent comment id"""),
    "post": _names("""post, post id, postid, publication, id publication, id de la publication, video, video id,
        videoid, id de la vidéo"""),
    "platform": _names("platform, plateforme, réseau, réseau social, network"),
}
PLATFORMS: Mapping[str, str] = {
    "x": "x",
    "twitter": "x",
    "x twitter": "x",
    "facebook": "facebook",
    "fb": "facebook",
    "youtube": "youtube",
    "yt": "youtube",
}
