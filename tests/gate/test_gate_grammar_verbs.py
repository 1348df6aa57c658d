"""The forms of verbs: infinitive, participle, imperative, moods, auxiliaries and negation."""

from __future__ import annotations

import pytest

from parvis.gate.rules.grammar import grammar
from parvis.policy.load import shipped_policy


def found(draft: str) -> list[tuple[str, str]]:
    """What is stopped, and what is offered in its place."""
    return [(draft[fault.start : fault.end], fault.suggestion) for fault in grammar(draft, shipped_policy())]


@pytest.mark.parametrize(
    ("draft", "wrong", "right"),
    [
        ("Nous vous invitons à consulté notre site.", "consulté", "consulter"),
        ("Merci de nous envoyez votre formulaire.", "envoyez", "envoyer"),
        ("N'oubliez pas de signé le formulaire.", "signé", "signer"),
        ("Il est possible de remplit la page en ligne.", "remplit", "remplir"),
        ("Une agente peut vous téléphonez.", "téléphonez", "téléphoner"),
        ("Vous pouvez aussi vous présentez en personne.", "présentez", "présenter"),
        ("Vous pouvez l'imprimé à la maison.", "imprimé", "imprimer"),
        ("Votre agente doit approuvée la formation.", "approuvée", "approuver"),
        ("Veuillez noté que le bureau sera fermé.", "noté", "noter"),
        ("Le bureau a été inaugurer en mars.", "inaugurer", "inauguré"),
        ("Votre lettre a bien été reçut.", "reçut", "reçu"),
        ("Nous avons terminer l'étude du dossier.", "terminer", "terminé"),
        ("Vous nous avez demander la date.", "demander", "demandé"),
        ("Nous avons transmit votre commentaire.", "transmit", "transmis"),
        ("Nous vous tiendrons informez.", "informez", "informé"),
        ("Noté-les au fur et à mesure.", "Noté", "Notez"),
        ("Aviser votre bureau avant le 15.", "Aviser", "Avisez"),
        ("N'hésiter pas à nous écrire.", "hésiter", "hésitez"),
        ("Pour plus d'information, consulter notre site.", "consulter", "consultez"),
        ("Si vous auriez des questions, appelez-nous.", "auriez", "aviez"),
        ("Si vous aurez des questions, appelez-nous.", "aurez", "avez"),
        ("Il faut que vous avez 50 ans.", "avez", "ayez"),
        ("Bien que le bureau est fermé, le service en ligne fonctionne.", "est", "soit"),
        ("Avant que vous faites votre demande, lisez la page.", "faites", "fassiez"),
        ("Nous sommes désolés que vous avez attendu.", "avez", "ayez"),
        ("Nous avons arrivé à la même conclusion.", "avons", "sommes"),
        ("Vous pouvez pas envoyer de photo.", "pouvez pas", "ne pouvez pas"),
        ("Ça change rien à votre dossier.", "change rien", "ne change rien"),
        ("On a aucune nouvelle.", "a aucune", "n'a aucune"),
        ("L'Action de grâce ne retardera le versement.", "ne retardera", ""),
    ],
)
def test_a_wrong_form_is_stopped(draft: str, wrong: str, right: str) -> None:
    assert (wrong, right) in found(draft)


@pytest.mark.parametrize(
    "draft",
    [
        "Nous vous invitons à consulter notre site, puis à nous écrire.",
        "Rien de prévu cette semaine? Il n'y a rien de changé.",
        "Partager un logement ne fait pas de vous des conjoints.",
        "Tondre des pelouses, garder des enfants : tout travail doit être déclaré.",
        "Quel salaire demander? Consultez d'abord nos données.",
        "Comprendre votre avis de décision",
        "Nous ne savons pas si le service sera offert demain.",
        "Vous nous demandez si vous pourriez recevoir les deux prestations.",
        "Il se peut que ce soit plus long que prévu.",
        "Une fois que vous avez l'avis, le délai court.",
        "Nous sommes venus, puis nous avons passé la page en revue.",
        "Pourquoi pas? Pas de souci, pas de frais.",
        "Vous n'avez pas à vous déplacer, ne l'oubliez pas.",
        "Rien ne presse; nul n'est tenu de répondre.",
        "Vous ne pouvez postuler à n'importe quel poste.",
        "Puissiez-vous trouver rapidement l'emploi recherché!",
        "La demande est à envoyer avant le 15, et le montant reste à confirmer.",
        "Les coûts de revient sont affichés.",
        "Vous avez beau essayer, la page ne s'ouvre pas.",
        "Le mieux est d'appeler votre bureau.",
    ],
)
def test_a_right_form_passes(draft: str) -> None:
    assert found(draft) == []
