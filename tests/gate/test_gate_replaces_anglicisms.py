"""English words, calques and false friends are stopped, each with what to write; the same words in French pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from parvis.gate.lists.entries import entries
from parvis.gate.lists.frames import frames
from tests.gate.drafts import corrections, found, put_right


@pytest.mark.parametrize(
    ("draft", "right"),
    [
        ("Merci de checker la date.", "Merci de vérifier la date."),
        ("Checkez-la avant lundi.", "Vérifiez-la avant lundi."),
        ("Il suffit de canceller.", "Il suffit d'annuler."),
        ("Votre rendez-vous est cancellé.", "Votre rendez-vous est annulé."),
        ("Le deadline est lundi.", "La date limite est lundi."),
        ("Avant le début du meeting.", "Avant le début de la réunion."),
        ("Les deadlines sont serrés.", "Les dates limites sont serrés."),
        ("Envoyez un email au bureau.", "Envoyez un courriel au bureau."),
        ("L'e-mail est parti.", "Le courriel est parti."),
        ("La cédule a changé.", "L'horaire a changé."),
        ("Bon matin à tous!", "Bonjour à tous!"),
        ("BON MATIN À TOUS!", "BONJOUR À TOUS!"),
        ("Vous devez compléter le formulaire.", "Vous devez remplir le formulaire."),
        ("Complétez votre demande en ligne.", "Remplissez votre demande en ligne."),
        ("Une fois les formulaires complétés, attendez.", "Une fois les formulaires remplis, attendez."),
        ("Votre application sera étudiée.", "Votre demande sera étudiée."),
        ("Faites application en ligne.", "Faites une demande en ligne."),
        ("Au niveau des délais, rien ne change.", "En ce qui concerne les délais, rien ne change."),
        ("Êtes-vous éligible?", "Êtes-vous admissible?"),
        ("Les personnes éligibles sont avisées.", "Les personnes admissibles sont avisées."),
        ("Dû au verglas, nous fermons.", "En raison du verglas, nous fermons."),
        ("Le bureau est fermé dû à une panne.", "Le bureau est fermé en raison d'une panne."),
        ("Laissez-nous savoir si l'heure convient.", "Faites-nous savoir si l'heure convient."),
        ("Nous vous retournerons l'appel.", "Nous vous rappellerons."),
        ("Prenez pour acquis que oui.", "Tenez pour acquis que oui."),
        ("Nous mettons l'emphase sur l'accueil.", "Nous mettons l'accent sur l'accueil."),
        ("Vérifiez avec votre employeur.", "Vérifiez auprès de votre employeur."),
        ("C’est l’update prévu.", "C’est la mise à jour prévu."),
    ],
)
def test_one_click_writes_it_in_french(draft: str, right: str) -> None:
    assert put_right(draft, "anglicism") == right


@pytest.mark.parametrize(
    "draft",
    [
        "L'application mobile est gratuite.",
        "L'application de la loi relève du ministre.",
        "Le niveau de la mer monte, et au niveau de la rue aussi.",
        "Le retard est dû à une panne.",
        "Le montant dû au ministère est inscrit au dossier.",
        "Est éligible à un poste électif toute personne majeure; elle est éligible aux élections.",
        "Ce guide complète le précédent. Votre dossier est complété par un avis.",
        "L'enseignement post-secondaire et le Washington Post.",
        "Le chirurgien opère à huit heures.",
        "Une empreinte digitale est demandée.",
        "Rendons-nous à l'évidence.",
        "Nous sommes suite à suite. Donnez suite à la lettre.",
        "Vous avez posté votre lettre hier.",
        "Un chat a été trouvé au bureau.",
        "Le livre de Job et notre collègue Bill Tremblay.",
        "On écrit « courriel », et non « email ».",
        "Elle supporte mal la chaleur; le support à vélos est derrière.",
        "Rencontrez votre agente et posez-lui vos questions.",
        "Le délai est estimé à cinq jours.",
        "Visitez https://exemple.test/meeting/update ou écrivez à job@exemple.test.",
    ],
)
def test_the_french_sense_of_the_same_words_passes(draft: str) -> None:
    assert found(draft, "anglicism") == []


def test_no_click_is_offered_where_an_adjective_would_disagree() -> None:
    assert corrections("Le nouveau deadline approche.", "anglicism") == [("deadline", "")]


def test_the_list_is_long_and_says_why() -> None:
    listed = entries("anglicisms.toml")
    assert len({entry.advice + entry.why for entry in listed if entry.advice}) >= 500
    assert all(entry.why for entry in listed)
    assert all(entry.written == entry.written.lower().strip() and entry.written != entry.right for entry in listed)


@pytest.mark.parametrize(
    "draft",
    [
        "Vous tomberez peut-être en amour avec le métier.",
        "Ne prenez jamais pour acquis que la réponse est oui.",
        "La ligne a toujours été engagée ce matin.",
        "Les frais d'inscription ont été défrayés.",
        "Une fausse représentation entraîne une amende.",
        "Le comité opère trois friperies.",
        "Elle siège sur un jury.",
        "Les personnes ne rencontrent pas toutes les exigences.",
    ],
)
def test_an_expression_is_known_in_all_its_forms(draft: str) -> None:
    assert found(draft, "anglicism")


@pytest.mark.parametrize(
    "draft",
    [
        "La prise en charge de la personne est rapide.",
        "Votre rencontre avec l'agente dure une heure.",
        "Elle supporte mal les longues attentes; l'entreprise supporte les frais.",
        "Arrivez en temps utile, à partir d'une entreprise voisine.",
        "Il se réfère à la page 3.",
        "Le salon est à son meilleur prix.",
    ],
)
def test_words_of_an_expression_that_mean_what_they_say_pass(draft: str) -> None:
    assert found(draft, "anglicism") == []


@pytest.mark.parametrize(
    ("draft", "passage"),
    [
        ("L'équipe a trouvé le best deal pour louer ses locaux.", "best deal"),
        ("Pensez à reviewer le texte.", "reviewer"),
        ("Le projet aide les drop-outs.", "drop-outs"),
        ("Les stakeholders sont là.", "stakeholders"),
    ],
)
def test_english_words_are_known_without_being_listed_with_their_french(draft: str, passage: str) -> None:
    assert found(draft, "anglicism") == [passage]


def test_names_quoted_words_and_halves_of_french_words_are_not_english() -> None:
    assert found("Le musée Sky Watch. On dit « know-how ». Un non-smoking-là.", "anglicism") == []


def test_a_frame_is_one_line_with_an_arrow_and_no_brackets_within_brackets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("parvis.gate.lists.frames.FOLDER", tmp_path)
    for number, line in enumerate(("tomber* en amour", "[un|deux [trois]] → x")):
        (tmp_path / f"{number}.toml").write_text(f'[[group]]\nwhy = "x"\nentries = """\n{line}\n"""\n', "utf-8")
        with pytest.raises(ValueError, match=r"fautif|brackets"):
            frames(f"{number}.toml")
