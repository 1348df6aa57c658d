"""Why something cannot be done with a question. Each message is for the person who asked.

EnquiryRefused        code, message
+-- TakenBySomeone    somebody else holds the question, or its answer is on its way
+-- AlreadyClosed     it was settled meanwhile
+-- NoReason          closing without an answer names a reason of the list
+-- SavedElsewhere    the draft was saved from another window since this one was opened
+-- NotYours          a draft is its author's
+-- NothingToSend     there is no text, or no question that it would settle
+-- TextRefused       the gate found faults: `faults` has them
+-- DoesNotFit        too long for a platform
+-- PlatformForbids   the platform takes no such reply there; says what to do instead
+-- SecondPersonNeeded  nobody approves their own text
+-- TooLate           it was sent
"""

from __future__ import annotations

from parvis.gate.faults import Faults


class EnquiryRefused(Exception):
    code = "refused"


class TakenBySomeone(EnquiryRefused):
    code = "taken"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} s'occupe déjà de cette question. Choisissez-en une autre, ou demandez-lui de vous la laisser."
            if name
            else "Une réponse à cette question est déjà en route."
        )


class AlreadyClosed(EnquiryRefused):
    code = "already_closed"

    def __init__(self) -> None:
        super().__init__("Cette question a été réglée entretemps. Rien n'a été enregistré.")


class NoReason(EnquiryRefused):
    code = "no_reason"

    def __init__(self) -> None:
        super().__init__("Choisissez dans la liste pourquoi cette question n'appelle pas de réponse.")


class SavedElsewhere(EnquiryRefused):
    code = "saved_elsewhere"

    def __init__(self) -> None:
        super().__init__(
            "Ce brouillon a été modifié dans une autre fenêtre. Copiez votre texte, rechargez la page, puis reprenez."
        )


class NotYours(EnquiryRefused):
    code = "not_yours"

    def __init__(self, name: str) -> None:
        super().__init__(f"Ce brouillon est celui de {name}.")


class NothingToSend(EnquiryRefused):
    code = "nothing_to_send"


class TextRefused(EnquiryRefused):
    code = "text_refused"

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        super().__init__("Ce texte ne peut pas partir tel quel. Corrigez ce qui est signalé ci-dessous.")


class DoesNotFit(EnquiryRefused):
    code = "does_not_fit"

    def __init__(self, platform: str, used: int, most: int) -> None:
        super().__init__(
            f"Ce texte est trop long pour {platform}\u00a0: {used} caractères sur {most}. "
            "Raccourcissez-le, ou écrivez une version courte."
        )


class PlatformForbids(EnquiryRefused):
    code = "platform_forbids"


class SecondPersonNeeded(EnquiryRefused):
    code = "second_person"

    def __init__(self) -> None:
        super().__init__("On n'approuve pas son propre texte. Demandez à une autre personne de le relire.")


class TooLate(EnquiryRefused):
    code = "too_late"

    def __init__(self) -> None:
        super().__init__("Il est trop tard pour annuler\u00a0: la réponse est partie.")
