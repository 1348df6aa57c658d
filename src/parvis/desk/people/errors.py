"""What may refuse an action on people.

PeopleError
├── WrongCode            the set-up code is not the one printed
├── TooManyTries         wait before trying again (`minutes`)
├── NoSetUp              an administrator exists: the set-up page is over
├── UsernameTaken
├── WrongPassword        the present password, when changing it
└── LastAdministrator    nobody would be left to administer
"""

from __future__ import annotations


class PeopleError(Exception):
    """`code` is for programs; `str()` is the French message for the person."""

    code = "people_error"
    message = "Ce geste n’a pas pu être fait."

    def __init__(self, message: str = "") -> None:
        super().__init__(message or self.message)


class WrongCode(PeopleError):
    code = "wrong_code"
    message = "Ce code n’est pas le bon. Copiez celui que la commande a affiché à son démarrage."


class TooManyTries(PeopleError):
    code = "too_many_tries"

    def __init__(self, minutes: int) -> None:
        self.minutes = minutes
        unit = "minute" if minutes == 1 else "minutes"
        super().__init__(f"Trop d’essais infructueux. Attendez {minutes}\u00a0{unit}, puis recommencez.")


class NoSetUp(PeopleError):
    code = "no_set_up"
    message = "La mise en service est déjà faite. Connectez-vous."


class UsernameTaken(PeopleError):
    code = "username_taken"
    message = "Ce nom d’utilisateur est déjà pris. Choisissez-en un autre."


class WrongPassword(PeopleError):
    code = "wrong_password"
    message = "Le mot de passe actuel n’est pas le bon."


class LastAdministrator(PeopleError):
    code = "last_administrator"
    message = "C’est le dernier compte d’administration actif. Créez-en un autre avant de le désactiver."
