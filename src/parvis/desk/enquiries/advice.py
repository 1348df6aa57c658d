"""What a person can do when a platform refused an answer."""

from __future__ import annotations

from parvis.desk.records.models import Effect

_DO = {
    "gone": "Le commentaire n'existe plus\u00a0: fermez la question en disant pourquoi.",
    "item_gone": "Le commentaire n'existe plus\u00a0: fermez la question en disant pourquoi.",
    "not_summoned": "Publiez l'information sur notre page, ou attendez que la personne nous mentionne.",
    "private_reply_expired": "Répondez publiquement, sans rien qui identifie la personne, ou indiquez-lui un numéro "
    "de téléphone.",
    "private_reply_once": "Une réponse privée lui a déjà été envoyée. Répondez publiquement, sans rien qui "
    "l'identifie.",
    "gave_up": "Vérifiez la page Comptes, puis renvoyez la réponse.",
}
_OTHERWISE = "La question reste ouverte et son délai court. Corrigez, puis renvoyez, ou répondez par un autre canal."


def advice(effect: Effect) -> str:
    """What the platform said, and what to do, in French."""
    return f"{effect.said} {_DO.get(effect.code, _OTHERWISE)}".strip()
