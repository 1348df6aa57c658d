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


@pytest.mark.parametrize(
    "draft",
    [
        "Dear Mr. Gagnon, votre dossier est complet.",
        "Merci de votre patience. Best regards, l'équipe.",
        "No problem! On corrige cela demain.",
        "Le bureau est fermé. Happy Easter!",
        "Bonne chance, Ana. Buena suerte!",
        "Bom dia, Paulo! Votre demande est reçue.",
        "Joignez votre proof of address à la demande.",
        "Le service est offert from Monday to Friday.",
        "Muchas gracias, Lucía. Nous transmettrons vos bons mots.",
        "Vielen Dank! Votre mot nous touche.",
        "Tanpri rele nou. Le bureau est ouvert.",
        "Coming soon. Surveillez la page.",
        "Stay tuned! La suite demain.",
        "Llame a la oficina mañana.",
        "Nous sommes here to help.",
        "Il bureau è chiuso oggi.",
        "Your chèque is in the mail.",
        "Well done, Sophie!",
        "The form, vous le trouverez en ligne.",
        "Bonjour, how are you? Votre dossier avance.",
        "Benvenuta, Giulia! Les cours commencent lundi.",
        "Obrigada pela mensagem, Inês.",
        "Sorry for the delay. Le chèque arrive.",
        "Feliz Navidad! Nos bureaux ferment à midi.",
        "Apportez your ID et une preuve d'adresse.",
        "Kontan wè ou! Le bureau ouvre à 9 h.",
        "Wir helfen gern. Appelez-nous.",
        "Por favor, llame al 211.",
        "Not available. Réessayez demain.",
        "Salamat po! Bonne journée.",
        "See attached. Le guide est joint.",
        "Click here pour lire la suite.",
        "Read more.",
        "Congratulations, Marie!",
        "Lo sentimos mucho. L'équipe vous répondra.",
        "In English: call 211.",
        "Thank you so much, Marc!",
        "Cordialement, the team.",
        "Gracias a todos. À bientôt.",
        "Please note que le bureau est fermé.",
        "Auguri! Bonne fête nationale.",
        "Office closed. Revenez demain.",
        "Your opinion matters. Écrivez-nous.",
        "Le guide is available en ligne.",
        "Até logo, Paula!",
        "Sehr gut! Nous transmettons.",
        "Enjoy your weekend!",
        "Apply now. Le formulaire est en ligne.",
        "Payment sent. Vous le recevrez lundi.",
        "Chè Jean, byenveni nan Kebèk.",
    ],
)
def test_a_few_foreign_words_in_a_french_draft_are_refused(draft: str) -> None:
    assert passages(draft)


@pytest.mark.parametrize(
    "draft",
    [
        "Le message « Access denied » apparaît quand la session est expirée.",
        "Le dépliant fédéral « Services for Newcomers » est offert en ligne.",
        "L'expression « best before » se traduit par « meilleur avant ».",
        "Le film « No Country for Old Men » sera présenté jeudi.",
        "Le courriel frauduleux s'intitule « Refund pending ».",
        "Le Burger King de la rue Saint-Jean embauche.",
        "La prochaine visite aura lieu mardi.",
        "Ne tardes pas trop.",
        "La sono de la salle est louée.",
        "Bonjour João, Muñoz et Núñez vous répondront.",
        "La piñata sera brisée à 15 h.",
        "Le groupe Best Buy et la chaîne Bed Bath & Beyond ferment.",
        "Le Salon du livre, à Québec, ouvre demain.",
        "Marie-Ève, de Saint-Jérôme, a gagné.",
        "Subito presto, la file a avancé.",
        "La chanson « Imagine » sera interprétée par la chorale.",
        "Le bouton « Log out » se traduit par « Quitter ».",
        "Un courriel intitulé « You have won a prize » circule.",
        "La série Stranger Things sera de retour.",
        "Merci, John Smith, de l'Office of the Prime Minister!",
        "Le Centre Bell et la Place des Arts participent.",
        "La revue Nature a publié l'étude.",
        "Wi-Fi gratuit sur place.",
        "Visitez le Jardin botanique de Montréal.",
        "À vos agendas! Le salon revient en mai.",
        "L'équipe de Sept-Îles vous attend.",
        "Le logiciel Microsoft Word ouvre ce fichier.",
        "Bravo, Soňa et Łukasz!",
        "Kwe! Merci à la nation atikamekw.",
        "Super, tout est beau!",
        "Le mot « weekend » s'emploie en France.",
        "Le Musée McCord Stewart expose ses photos.",
        "La pièce « Death of a Salesman » est jouée en français.",
        "L'artiste Daniel Bélanger, de Montréal, chantera.",
        "Rendez-vous à Salaberry-de-Valleyfield.",
        "Prix, dates, lieux : tout y est.",
        "Inscription gratuite, places limitées.",
        "Important : bureau fermé vendredi.",
        "Le Festival Juste pour rire commence.",
    ],
)
def test_what_is_quoted_or_named_in_french_passes(draft: str) -> None:
    assert passages(draft) == []
