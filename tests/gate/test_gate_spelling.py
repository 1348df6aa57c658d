"""The gate stops words that do not exist, and offers the one that was meant."""

from __future__ import annotations

import pytest

from parvis.gate.faults import Fault
from parvis.gate.rules.spelling import spelling
from parvis.policy.load import loads_policy, policy_source, shipped_policy


def faults(draft: str) -> list[Fault]:
    return list(spelling(draft, shipped_policy()))


def corrected(draft: str) -> str:
    """The draft once every suggestion has been taken."""
    for fault in reversed(faults(draft)):
        draft = draft[: fault.start] + fault.suggestion + draft[fault.end :]
    return draft


@pytest.mark.parametrize(
    ("draft", "right"),
    [
        ("Votre demmande est complète.", "Votre demande est complète."),
        ("Le formulaire est disponnible.", "Le formulaire est disponible."),
        ("Nous avons recu votre lettre.", "Nous avons reçu votre lettre."),
        ("Malheureusment, le bureau est fermé.", "Malheureusement, le bureau est fermé."),
        ("Lemployeur signe le formulaire.", "L'employeur signe le formulaire."),
        ("Venez sans rendez vous.", "Venez sans rendez-vous."),
        ("Le bureau est vis à vis du parc.", "Le bureau est vis-à-vis du parc."),
        ("La demi finale a lieu samedi.", "La demi-finale a lieu samedi."),
        ("Choisissez un mot-de-passe sûr.", "Choisissez un mot de passe sûr."),
        ("Vous trouverez la réponse parmis ces pages.", "Vous trouverez la réponse parmi ces pages."),
        ("Malgrés la tempête, nous sommes ouverts.", "Malgré la tempête, nous sommes ouverts."),
        ("Aujourdhui, le service est en panne.", "Aujourd'hui, le service est en panne."),
        ("Merci d'utiliser un language clair.", "Merci d'utiliser un langage clair."),
        ("La Securité publique est prévenue.", "La Sécurité publique est prévenue."),
        ("Appellez-nous lundi.", "Appelez-nous lundi."),
        ("Voici nos ressouces.", "Voici nos ressources."),
    ],
)
def test_a_misspelt_word_is_stopped_and_one_click_puts_it_right(draft: str, right: str) -> None:
    assert corrected(draft) == right


def test_a_word_that_resembles_nothing_is_stopped_without_a_suggestion() -> None:
    (fault,) = faults("Le xzqkwv est prêt.")
    assert (fault.code, fault.suggestion) == ("spelling", "")
    assert fault.message == "Ce mot n'est pas dans nos dictionnaires\u00a0: vérifiez-en l'orthographe."


def test_the_message_shows_the_word_that_was_meant() -> None:
    (fault,) = faults("Votre demmande est complète.")
    assert fault.message == "Ce mot semble mal orthographié\u00a0: on écrit «\u00a0demande\u00a0»."


@pytest.mark.parametrize(
    "draft",
    [
        "Le courriel, le clavardage, l'infonuagique et l'égoportrait sont des mots d'ici.",
        "Téléversez la pièce dans le service en ligne, puis cochez la case.",
        "Nos bureaux de Rouyn-Noranda, de Kuujjuaq et de Sept-Îles sont ouverts.",
        "Kevin et Maude, merci!",
        "Maude Tremblay-Ouellet, de Saint-Hyacinthe, a répondu.",
        "La RAMQ, le RQAP et la CNESST relèvent d'autres ministères.",
        "Écrivez à info@exemple.gouv.qc.ca ou visitez Québec.ca/emploi. #emploi @quebec",
        "Le CV et le formulaire 3003A sont à joindre, au plus tard le 1er mai à 16 h 30.",
        "On écrit «\u00a0courriel\u00a0», et non «\u00a0email\u00a0».",
        "Qu'a-t-il reçu? Donnez-le-lui, s'il vous plaît.",
        "L’œuvre et la sœur : les ligatures et l’apostrophe courbe passent.",
        "Les maitres, les iles et le cout : l'orthographe de 1990 passe aussi.",
        "Une aide au covoiturage, au télésanté et à la cogestion.",
        "FERMÉ LUNDI",
        "",
        "👍🏽 …",
        "\0\ud800",
    ],
)
def test_what_is_rightly_spelt_passes(draft: str) -> None:
    assert faults(draft) == []


def test_capitals_without_accents_are_left_to_the_rule_of_typography() -> None:
    assert faults("OUVERTURE DU BUREAU DE QUEBEC : DEPOT DES DECLARATIONS") == []


def test_accents_written_as_two_characters_are_read_as_one_letter() -> None:
    assert faults("Le de\u0301po\u0302t est fait.") == []


def test_a_policy_that_asks_for_another_language_is_not_held_to_french_spelling() -> None:
    policy = loads_policy(policy_source().replace('outgoing_language = "fr"', 'outgoing_language = "en"'), "essai.toml")
    assert list(spelling("Thanks for your letter.", policy)) == []
