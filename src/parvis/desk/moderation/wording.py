"""How the desk says things: labels of the policy and the platforms, and what each act will really do."""

from __future__ import annotations

from parvis.connectors.port import Act, Audience, Capability, Obstacle

from .models import Verdict

VERDICTS = {
    Verdict.KEEP: "Conservé",
    Verdict.REMOVE: "Retiré",
    Verdict.RESTORE: "Rétabli",
    Verdict.WITHDRAW: "Décision annulée",
}
_AUDIENCES = {
    Audience.NOBODY: "Plus personne ne le verra",
    Audience.AUTHOR_AND_FRIENDS: "L'auteur et ses amis le verront encore",
    Audience.BEHIND_A_CLICK: "Le public pourra encore le lire en un clic, dans les réponses masquées",
    Audience.EVERYONE: "Tout le monde le verra",
}
OBSTACLES = {
    Obstacle.NOT_OUR_CONVERSATION: "X ne permet de masquer que les réponses aux conversations que nous avons lancées.",
    Obstacle.NOT_SUMMONED: "X ne permet de répondre qu'aux personnes qui nous mentionnent ou nous citent.",
    Obstacle.PLATFORM_FORBIDS: "La plateforme ne le permet pas pour ce commentaire.",
    Obstacle.FINAL: "C'est définitif\u00a0: la plateforme ne permet plus de revenir en arrière.",
    Obstacle.ALREADY_SO: "C'est déjà le cas.",
    Obstacle.EXPIRED: "Le délai que la plateforme accorde est passé.",
    Obstacle.OURS: "Ce commentaire est le nôtre.",
    Obstacle.NO_SUCH_ACT: "Ce geste n'existe pas sur cette plateforme.",
    Obstacle.FROM_FILE: "Ce commentaire vient d'un fichier\u00a0: aucun geste n'y est possible sur la plateforme.",
}


def consequences(capability: Capability, replies: int) -> list[str]:
    """What the act will really do, one short French sentence each."""
    if capability.obstacle:
        return [_final(capability.act) if capability.obstacle == Obstacle.FINAL else OBSTACLES[capability.obstacle]]
    said = [f"{_AUDIENCES[capability.seen_by]}."]
    if capability.takes_replies and replies:
        said.append(
            "La réponse à ce commentaire disparaîtra aussi."
            if replies == 1
            else f"Les {replies} réponses à ce commentaire disparaîtront aussi."
        )
    said.append("Réversible." if capability.reversible else "Irréversible\u00a0: aucun rétablissement possible.")
    if capability.act not in {Act.UNHIDE, Act.PUBLISH} and not capability.author_told:
        said.append("La plateforme n'avise pas l'auteur.")
    return said


def _final(act: Act) -> str:
    """Only YouTube has an act that publishes again, and refuses it once a comment is rejected."""
    if act == Act.PUBLISH:
        return "YouTube ne permet pas de publier de nouveau un commentaire rejeté."
    return OBSTACLES[Obstacle.FINAL]
