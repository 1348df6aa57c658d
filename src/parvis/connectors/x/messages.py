"""What people read when X refuses or fails: what happened, and what to do next."""

from __future__ import annotations

MESSAGES = {
    "token_refused": "X n’accepte plus le jeton de ce compte. Reconnectez le compte.",
    "token_missing": "Aucun jeton n’est fourni pour ce compte X. Connectez le compte.",
    "user_token_missing": "Ce compte X est connecté en lecture seulement. Reconnectez-le avec le jeton "
    "d’utilisateur pour pouvoir agir.",
    "missing_permission": "Le jeton de ce compte X ne donne pas le droit de faire ce geste. Reconnectez le "
    "compte en acceptant toutes les autorisations demandées.",
    "rate_limited": "X limite le nombre d’appels. L’envoi reprendra de lui-même après le délai indiqué.",
    "usage_capped": "Le plafond d’utilisation de l’API de X est atteint. Parvis réessaie toutes les heures; rien "
    "n’est perdu. Pour reprendre plus tôt, relevez le plafond dans le compte de développement.",
    "credits_depleted": "Le crédit d’utilisation de l’API de X est épuisé. Ajoutez du crédit dans le compte de "
    "développement; l’envoi reprendra ensuite de lui-même.",
    "not_summoned": "X refuse cette réponse\u00a0: son auteur n’a ni mentionné ni cité le compte. Répondez par une "
    "publication, ou depuis le site de X.",
    "not_our_conversation": "X refuse ce geste\u00a0: la conversation n’a pas été lancée par ce compte. "
    "Signalez le message à X si ses règles sont enfreintes.",
    "duplicate_text": "X refuse cette réponse\u00a0: le même texte vient d’être publié par ce compte. "
    "Modifiez le texte.",
    "replies_limited": "X refuse cette réponse\u00a0: l’auteur a limité qui peut répondre.",
    "account_suspended": "X a suspendu ou verrouillé ce compte. Réglez la situation sur le site de X.",
    "client_forbidden": "X ne donne pas accès à cette fonction avec l’abonnement en cours. Vérifiez "
    "l’abonnement de l’application auprès de X.",
    "hide_refused": "X refuse de masquer ou de réafficher ce message\u00a0: il ne le permet que pour les réponses "
    "dans une conversation lancée par ce compte. Vérifiez la conversation sur X.",
    "not_ours": "X refuse de supprimer ce message, qui n’est pas de ce compte. S’il enfreint les règles de X, "
    "signalez-le sur X.",
    "hidden_limit": "X refuse de masquer plus de réponses dans cette conversation (limite de 725).",
    "forbidden": "X refuse ce geste sur ce message. Vérifiez-le sur le site de X.",
    "no_such_act": "Ce geste n’existe pas sur X. Choisissez un autre geste.",
    "invalid_request": "X juge la demande invalide. Vérifiez le texte et sa longueur, puis recommencez.",
    "account_not_found": "X ne trouve pas ce compte. Vérifiez son identifiant dans les réglages.",
    "item_gone": "Ce message n’existe plus sur X, ou n’est plus visible. Il n’y a plus rien à faire.",
    "unavailable": "X ne répond pas ou est en panne. Rien n’a été fait; un nouvel essai suivra.",
    "fate_unknown": "La demande est partie, mais X n’a pas confirmé. Vérifiez sur X avant de recommencer.",
    "unreadable": "X a donné une réponse que Parvis ne comprend pas. Prévenez l’équipe technique.",
    "contradiction": "X dit avoir fait autre chose que ce qui était demandé. Vérifiez le message sur X.",
}
