"""Nothing leaves that is not French: a whole draft, one paragraph, or one sentence."""

from __future__ import annotations

import pytest

from parvis.gate.check import check
from parvis.policy.load import loads_policy, policy_source, shipped_policy


def passages(draft: str) -> list[str]:
    """The passages of a draft that are not French."""
    faults = check(draft, shipped_policy()).faults
    return [draft[fault.start : fault.end] for fault in faults if fault.code == "not_french"]


@pytest.mark.parametrize(
    "draft",
    [
        "Bonjour, merci de votre commentaire.",
        "Vous trouverez le formulaire sur Québec.ca/emploi.",
        "Notre bureau de Trois-Rivières est ouvert de 8 h 30 à 16 h 30.",
        "Le prochain versement sera fait lundi. Bonne journée!",
        "ON SE REVOIT LUNDI!",
        "Nouveauté 2026 : la prime au travail augmente de 2 %.",
        "Le spectacle « The Nutcracker » est annulé.",
        "Bonjour Kimberly, merci pour ce mot gentil!",
        "Nous avons lu votre lettre; nous y répondrons d'ici jeudi.",
        "L'e\u0301quipe vous re\u0301pondra de\u0300s lundi.",
        "Bonjour! \u200bNous vous\u00a0répondrons.",
    ],
)
def test_french_passes(draft: str) -> None:
    assert passages(draft) == []


@pytest.mark.parametrize(
    "draft",
    ["Merci!", "Oui.", "Non", "Super!", "Ouvert.", "Avec plaisir.", "D'accord.", "Félicitations!", "Merci à Kim"],
)  # fmt: skip
def test_a_few_plausible_words_pass_although_no_language_can_be_told(draft: str) -> None:
    assert passages(draft) == []


@pytest.mark.parametrize(
    "draft",
    ["", " \n", "👍🏽", "https://quebec.ca/emploi", "@jean_t #emploi", "a@quebec.ca", "8", "RQAP", "…", "\0\ud800"],
)  # fmt: skip
def test_what_has_no_language_passes(draft: str) -> None:
    assert passages(draft) == []


@pytest.mark.parametrize(
    "draft",
    [
        "Thanks",
        "You're welcome",
        "Hello, please call our office",
        "Visit our website",
        "THANK YOU FOR YOUR COMMENT",
        "Gracias por su comentario",
        "Nuestras oficinas abren mañana a las ocho",
        "Obrigado",
        "Danke schön",
        "Grazie mille",
        "Il servizio è disponibile dal lunedì al venerdì presso i nostri uffici",
        "Bonjou, nou ka ede w ak demann ou an",
        "شكرا لكم",
        "谢谢您的留言",
        "Дякуємо за ваш коментар",
    ],
)
def test_another_language_is_refused_whole(draft: str) -> None:
    assert passages(draft) == [draft]


@pytest.mark.parametrize(
    ("draft", "passage"),
    [
        ("Merci! Your file is being reviewed by our team.", "Your file is being reviewed by our team"),
        ("Bonjour,\n\nPlease call us today.\n\nBonne journée!", "Please call us today"),
        ("Nous ouvrons lundi. We open on Monday. See you then!", "We open on Monday. See you then"),
        ("Bienvenue à Montréal, 欢迎光临!", "欢迎光临"),
        ("Veuillez call the office for more about your file.", "Veuillez call the office for more about your file"),
        ("Merci! 🎉 Thank you! 🎉", "Thank you"),
    ],
)
def test_a_french_greeting_lets_nothing_else_through(draft: str, passage: str) -> None:
    assert passages(draft) == [passage]


def test_a_foreign_sentence_far_down_a_long_draft_is_found() -> None:
    french = "Nous avons bien reçu votre demande et nous y répondrons bientôt. " * 200
    assert passages(french + "We will reply soon to your question.") == ["We will reply soon to your question"]


def test_greek_letters_of_mathematics_and_styled_letters_are_not_another_language() -> None:
    assert passages("La variation est de 3 Ω, le 1ᵉʳ mai, selon 𝐐𝐮𝐞́𝐛𝐞𝐜.") == []


def test_the_fault_says_what_to_do_in_french() -> None:
    (fault,) = check("Thanks!", shipped_policy()).faults
    assert fault.message.startswith("Ce passage n'est pas en français")
    assert fault.suggestion == ""  # nobody translates in one click


def test_a_policy_that_asks_for_another_language_is_not_held_to_french() -> None:
    policy = loads_policy(policy_source().replace('outgoing_language = "fr"', 'outgoing_language = "en"'), "essai.toml")
    assert check("Thanks!", policy).ok
