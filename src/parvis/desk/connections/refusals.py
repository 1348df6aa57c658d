"""Why a connection does not come about. What the platform itself refuses is a `ConnectorError`.

ConnectionRefused        `code` for programs, `str()` for people: what happened, what to do
├── NotConfigured        the institution's application is not declared in the settings
├── StateMissing         the return carries no state
├── StateUnknown         a state that was never asked for
├── StateUsed            it came back already
├── StateExpired         more than ten minutes went by
├── OtherSession         it was asked for elsewhere
├── ConsentRefused       the person said no on the platform
├── NotGranted           the platform went back with another error
├── OtherAccount         an account is connected again, and another one came
├── NotManaged           an account that this consent does not cover
├── NothingChosen
├── Unreadable           the key that sealed the tokens is gone
└── Busy                 a renewal is under way
"""

from __future__ import annotations


class ConnectionRefused(Exception):
    code = "connection_refused"
    status = 400
    message = ""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or self.message)


class NotConfigured(ConnectionRefused):
    code = "not_configured"
    status = 409
    message = (
        "L’application de votre institution n’est pas encore déclarée pour cette plateforme. Demandez à l’équipe "
        "technique de suivre le guide de connexion."
    )


class StateMissing(ConnectionRefused):
    code = "state_missing"
    message = (
        "Ce retour ne dit pas à quelle demande il répond. Rien n’a été connecté. Recommencez depuis les connexions."
    )


class StateUnknown(ConnectionRefused):
    code = "state_unknown"
    message = "Ce retour ne répond à aucune demande. Rien n’a été connecté. Recommencez depuis les connexions."


class StateUsed(ConnectionRefused):
    code = "state_used"
    message = (
        "Ce retour a déjà servi. Si le compte n’est pas dans la liste des connexions, recommencez depuis le début."
    )


class StateExpired(ConnectionRefused):
    code = "state_expired"
    message = "Plus de dix minutes ont passé. Rien n’a été connecté. Recommencez depuis les connexions."


class OtherSession(ConnectionRefused):
    code = "other_session"
    status = 403
    message = (
        "Cette demande a été faite dans une autre session. Rien n’a été connecté. Recommencez depuis les connexions, "
        "dans ce navigateur et sans vous déconnecter."
    )


class ConsentRefused(ConnectionRefused):
    code = "consent_refused"
    message = (
        "L’autorisation a été refusée sur la plateforme. Rien n’a été connecté. Recommencez si ce n’était pas voulu."
    )


class NotGranted(ConnectionRefused):
    code = "not_granted"
    message = (
        "La plateforme n’a pas donné l’autorisation. Rien n’a été connecté. Vérifiez la configuration de "
        "l’application, puis recommencez."
    )


class OtherAccount(ConnectionRefused):
    code = "other_account"
    message = (
        "L’autorisation donnée ne couvre pas le compte à reconnecter. Rien n’a changé. Ouvrez une session avec ce "
        "compte sur la plateforme, puis recommencez."
    )


class NotManaged(ConnectionRefused):
    code = "not_managed"
    status = 403
    message = (
        "L’autorisation donnée ne couvre pas ce compte. Rien n’a été connecté. Choisissez parmi les comptes proposés, "
        "ou recommencez avec une personne qui gère celui-ci."
    )


class NothingChosen(ConnectionRefused):
    code = "nothing_chosen"
    status = 422
    message = "Cochez au moins un compte à connecter."


class Unreadable(ConnectionRefused):
    code = "unreadable"
    status = 409
    message = "La clé qui protège les jetons de ce compte manque. Reconnectez le compte."


class Busy(ConnectionRefused):
    code = "busy"
    status = 409
    message = "Le jeton de ce compte est en train d’être renouvelé. Réessayez dans un instant."
