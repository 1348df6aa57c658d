"""Why a decision cannot be taken as asked. Each message is for the person who asked.

DecisionRefused     code, message
+-- AlreadyDecided  somebody else was first: who, when, what
+-- TextChanged     the author edited the comment since the page was opened
+-- NoCriterion     a removal names at least one criterion of the policy
+-- NoEvidence      a removal quotes words of the comment
+-- ActNotPossible  the platform will not do this
+-- TooLate         it was sent: undoing is now a decision of its own
+-- NotRemoved      only what was removed can be restored
"""

from __future__ import annotations

from .models import Decision


class DecisionRefused(Exception):
    code = "refused"


class AlreadyDecided(DecisionRefused):
    code = "already_decided"

    def __init__(self, decision: Decision | None) -> None:
        self.decision = decision
        who = f"par {decision.actor_name}" if decision else "entretemps"
        super().__init__(f"Ce commentaire a déjà été traité {who}. Votre choix n'a pas été enregistré.")


class TextChanged(DecisionRefused):
    code = "text_changed"

    def __init__(self) -> None:
        super().__init__(
            "La personne a modifié son commentaire depuis que vous l'avez ouvert. "
            "Relisez-le avant de décider\u00a0: rien n'a été enregistré."
        )


class NoCriterion(DecisionRefused):
    code = "no_criterion"

    def __init__(self) -> None:
        super().__init__(
            "Choisissez au moins un critère de la nétiquette. Être en désaccord n'est pas un motif de retrait."
        )


class NoEvidence(DecisionRefused):
    code = "no_evidence"

    def __init__(self, missing: str = "") -> None:
        if missing:
            super().__init__(f"Ces mots ne figurent pas tels quels dans le commentaire\u00a0: «\u00a0{missing}\u00a0».")
        else:
            super().__init__("Citez les mots du commentaire qui justifient le retrait, un extrait par ligne.")


class ActNotPossible(DecisionRefused):
    code = "act_not_possible"

    def __init__(self) -> None:
        super().__init__("La plateforme ne permet pas ce geste sur ce commentaire. Choisissez-en un autre.")


class TooLate(DecisionRefused):
    code = "too_late"

    def __init__(self) -> None:
        super().__init__(
            "Il est trop tard pour annuler\u00a0: le geste est parti. Vous pouvez rétablir le commentaire."
        )


class NotRemoved(DecisionRefused):
    code = "not_removed"

    def __init__(self) -> None:
        super().__init__("Ce commentaire n'est pas retiré\u00a0: il n'y a rien à rétablir.")
