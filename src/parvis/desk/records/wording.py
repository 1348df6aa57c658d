"""How the desk names what happens to a comment on its platform, for every screen that says it."""

from __future__ import annotations

from parvis.connectors.attachments import AttachmentKind
from parvis.connectors.port import Act, Visibility

from .models import EffectState, Health

STATES = {
    EffectState.WANTED: "en attente d'envoi",
    EffectState.SENT: "envoyé, réponse attendue",
    EffectState.UNKNOWN: "sort inconnu\u00a0: Parvis vérifie auprès de la plateforme",
    EffectState.CONFIRMED: "fait, confirmé par la plateforme",
    EffectState.REFUSED: "refusé par la plateforme",
    EffectState.CANCELLED: "annulé avant l'envoi",
}
VISIBILITIES = {
    Visibility.PUBLIC: "Public",
    Visibility.HIDDEN: "Masqué",
    Visibility.HELD: "Retenu",
    Visibility.GONE: "Disparu",
    Visibility.UNKNOWN: "Inconnu",
}
ACTS = {
    Act.HIDE: "Masquer",
    Act.UNHIDE: "Afficher de nouveau",
    Act.HOLD: "Retenir pour examen",
    Act.PUBLISH: "Publier de nouveau",
    Act.DELETE: "Supprimer",
    Act.REJECT: "Rejeter",
    Act.REPLY: "Répondre",
    Act.PRIVATE_REPLY: "Répondre en privé",
}
HEALTHS = {
    Health.OK: "En bon état",
    Health.FAILING: "La plateforme ne répond pas",
    Health.TOKEN_REFUSED: "À relier de nouveau",
}
REMEDIES = {
    Health.OK: "",
    Health.FAILING: "Rien à faire pour l'instant\u00a0: Parvis réessaie de lui-même, et rien ne se perd.",
    Health.TOKEN_REFUSED: "Une personne de l'administration doit reconnecter le compte, à la page Connexions, ou "
    "renouveler le jeton dans le fichier des comptes. "
    "D'ici là, rien n'arrive de ce compte et aucun geste n'y est fait.",
}
ATTACHMENTS = {
    AttachmentKind.LINK: "Lien",
    AttachmentKind.PHOTO: "Photo",
    AttachmentKind.VIDEO: "Vidéo",
    AttachmentKind.ANIMATION: "Image animée",
    AttachmentKind.STICKER: "Autocollant",
    AttachmentKind.QUOTE: "Publication citée",
    AttachmentKind.POLL: "Sondage",
    AttachmentKind.OTHER: "Autre élément",
}
DISCREPANCIES = {
    "edited": "Le texte affiché sur la plateforme, ou ce qui y est joint, n'est plus ce que nous avons reçu.",
    "vanished": "Le commentaire a disparu de la plateforme sans que nous l'ayons retiré.",
    "hidden_elsewhere": "Le commentaire a été masqué ou retenu autrement que par Parvis.",
    "shown_elsewhere": "Le commentaire est redevenu public autrement que par Parvis.",
}
