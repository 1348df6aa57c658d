"""How the desk names what becomes of questions and answers, for every screen that says it."""

from __future__ import annotations

from parvis.connectors.port import Obstacle

from .models import AnswerState, Channel, NoAnswerReason, QuestionState

STATES = {
    QuestionState.OPEN: "À répondre",
    QuestionState.ANSWERED: "Répondue",
    QuestionState.ANSWERED_WITH_GROUP: "Répondue avec d'autres",
    QuestionState.REDIRECTED: "Dirigée vers un autre organisme",
    QuestionState.NO_ANSWER_NEEDED: "Sans réponse à donner",
}
REASONS = {
    NoAnswerReason.NOT_A_QUESTION: "Ce n'est pas une question",
    NoAnswerReason.ANSWERED_ON_PLATFORM: "Nous y avons répondu directement sur la plateforme",
    NoAnswerReason.ANSWERED_BY_PUBLIC: "Une autre personne y a bien répondu",
    NoAnswerReason.WITHDRAWN: "La personne a retiré sa question",
    NoAnswerReason.REMOVED: "Le commentaire a été retiré selon la nétiquette",
}
ANSWER_STATES = {
    AnswerState.DRAFT: "Brouillon",
    AnswerState.PROPOSED: "À approuver",
    AnswerState.SENDING: "En route",
    AnswerState.DONE: "Publiée",
    AnswerState.REFUSED: "Refusée par une plateforme",
    AnswerState.DISCARDED: "Abandonnée",
}
CHANNELS = {Channel.PAGE: "À l'écran", Channel.EMAIL: "Par courriel", Channel.WEBHOOK: "Vers un autre système"}
# Why another language may go along with French: the exceptions of section 22.3 of the Charter of the French
# language (CQLR, c. C-11), and no others. Always besides French, never instead of it.
EXCEPTIONS = {
    "health": "La santé l'exige",
    "public_safety": "La sécurité publique l'exige",
    "natural_justice": "Les principes de justice naturelle l'exigent",
    "eligible_for_english": "La personne est admissible à l'enseignement en anglais",
    "indigenous": "La personne est autochtone, ou l'organisme est visé à l'article 95",
    "newly_arrived": "La personne est immigrante, depuis six mois ou moins",
    "outside_quebec": "Le service est fourni à l'extérieur du Québec",
    "tourism": "Le service est touristique",
}
OBSTACLES = {
    Obstacle.NOT_OUR_CONVERSATION: "Cette conversation n'est pas la nôtre. Répondez par une publication, ou par un "
    "autre canal.",
    Obstacle.NOT_SUMMONED: "X ne laisse répondre qu'aux personnes qui nous mentionnent ou nous citent. Publiez "
    "l'information sur notre page, ou fermez la question en disant pourquoi.",
    Obstacle.PLATFORM_FORBIDS: "La plateforme n'accepte pas de réponse sous ce commentaire. Répondez sous la "
    "publication, ou par un autre canal.",
    Obstacle.FINAL: "Le commentaire n'est plus sur la plateforme\u00a0: il n'y a plus où répondre. Fermez la question "
    "en disant pourquoi.",
    Obstacle.ALREADY_SO: "La plateforme a déjà une réponse de nous ici.",
    Obstacle.EXPIRED: "Le délai que la plateforme accorde pour répondre est passé. Répondez par un autre canal, ou "
    "fermez la question en disant pourquoi.",
    Obstacle.OURS: "Ce commentaire est le nôtre.",
    Obstacle.NO_SUCH_ACT: "La plateforme ne permet pas de répondre ici.",
    Obstacle.FROM_FILE: "Ce commentaire vient d'un fichier\u00a0: aucun compte relié ne peut y répondre.",
}
_IN_PUBLIC = "Répondez publiquement, sans rien qui identifie la personne, ou indiquez-lui un numéro de téléphone."
# The same, of an answer to its author alone.
PRIVATE_OBSTACLES = {
    **OBSTACLES,
    Obstacle.NOT_OUR_CONVERSATION: "Facebook ne permet de répondre en privé qu'aux commentaires de notre page. "
    f"{_IN_PUBLIC}",
    Obstacle.PLATFORM_FORBIDS: "Facebook n'accepte pas de réponse privée à ce commentaire\u00a0: une seule est "
    f"permise, et tout le monde n'en reçoit pas. {_IN_PUBLIC}",
    Obstacle.ALREADY_SO: f"Une réponse privée lui a déjà été envoyée. {_IN_PUBLIC}",
    Obstacle.EXPIRED: "Facebook n'accepte de réponse privée que dans les sept jours qui suivent le commentaire. "
    f"{_IN_PUBLIC}",
    Obstacle.NO_SUCH_ACT: f"Il n'y a pas de réponse privée sur cette plateforme. {_IN_PUBLIC}",
}
# The codes of the gate, as people read them.
FAULTS = {
    "not_french": "Autre langue",
    "spelling": "Orthographe",
    "grammar": "Grammaire",
    "anglicism": "Anglicisme",
    "typography": "Typographie",
    "asks_personal_info": "Renseignement personnel demandé",
    "partisan": "Propos partisan",
    "register": "Ton",
}
