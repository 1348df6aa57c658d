"""Why the library keeps what it says. The message is for the person who asked."""

from __future__ import annotations

from ..refusals import EnquiryRefused


class ChangedElsewhere(EnquiryRefused):
    """Somebody changed, retired or restored the answer after this person's page was made."""

    code = "changed_elsewhere"

    def __init__(self) -> None:
        super().__init__("Cette réponse a changé depuis que vous l'avez ouverte. Rien n'a été enregistré.")
