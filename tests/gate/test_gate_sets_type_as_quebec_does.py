"""Drafts leave set as Québec sets French, and each correction is one click."""

from __future__ import annotations

import pytest

from tests.gate.drafts import corrections, found, put_right

N = "\u00a0"


@pytest.mark.parametrize(
    ("draft", "right"),
    [
        ("Bonne nouvelle !", "Bonne nouvelle!"),
        ("Vous hésitez ? Appelez-nous ; c'est gratuit.", "Vous hésitez? Appelez-nous; c'est gratuit."),
        (f"Bonne nouvelle{N}!", "Bonne nouvelle!"),
        ("Rappel : le bureau ferme à midi.", f"Rappel{N}: le bureau ferme à midi."),
        ("Rappel: le bureau ferme à midi.", f"Rappel{N}: le bureau ferme à midi."),
        ("Lisez « Mon dossier ».", f"Lisez «{N}Mon dossier{N}»."),
        ("Lisez «Mon dossier».", f"Lisez «{N}Mon dossier{N}»."),
        ('Lisez "Mon dossier".', f"Lisez «{N}Mon dossier{N}»."),
        ("Lisez “Mon dossier”.", f"Lisez «{N}Mon dossier{N}»."),
        ("La hausse est de 3 %.", f"La hausse est de 3{N}%."),
        ("La hausse est de 3%.", f"La hausse est de 3{N}%."),
        ("Il en coûte 40 $ par année.", f"Il en coûte 40{N}$ par année."),
        ("Il en coûte $40 par année.", f"Il en coûte 40{N}$ par année."),
        ("Il en coûte $1,250.50 par année.", f"Il en coûte 1{N}250,50{N}$ par année."),
        (f"Il en coûte 12.50{N}$.", f"Il en coûte 12,50{N}$."),
        ("À 30 km de Rimouski.", f"À 30{N}km de Rimouski."),
        ("À 30km de Rimouski.", f"À 30{N}km de Rimouski."),
        ("Ouvert de 8h30 à 16h.", f"Ouvert de 8{N}h{N}30 à 16{N}h."),
        ("Ouvert de 8:30AM à 4:30PM.", f"Ouvert de 8{N}h{N}30 à 16{N}h{N}30."),
        ("Ouvert de 9 h à 17 h.", f"Ouvert de 9{N}h à 17{N}h."),
        ("Ouvert dès 9H.", f"Ouvert dès 9{N}h."),
        (f"Ouvert dès 9{N}h{N}00.", f"Ouvert dès 9{N}h."),
        (f"Ouvert dès 09{N}h{N}15.", f"Ouvert dès 9{N}h{N}15."),
        ("C'est la 1ère fois.", "C'est la 1re fois."),
        ("C'est le 2ème étage.", "C'est le 2e étage."),
        ("Le 1ier mai.", "Le 1er mai."),
        ("Les 3èmes lundis du mois.", "Les 3es lundis du mois."),
        ("Votre dossier  est complet.", "Votre dossier est complet."),
        ("Oui,nous sommes ouverts.", "Oui, nous sommes ouverts."),
        ("Merci.Nous vous répondrons.", "Merci. Nous vous répondrons."),
        ("Bonjour!Nous sommes ouverts.", "Bonjour! Nous sommes ouverts."),
        ("Le bureau , lui, ferme .", "Le bureau, lui, ferme."),
        ("Félicitations!!!", "Félicitations!"),
        ("Vraiment???", "Vraiment?"),
        ("Apportez timbres, enveloppes, etc...", "Apportez timbres, enveloppes, etc."),
        ("A compter de lundi, le bureau ferme.", "À compter de lundi, le bureau ferme."),
        ("Oui. A votre bureau aussi.", "Oui. À votre bureau aussi."),
        ("Etes-vous inscrite? Ecrivez-nous.", "Êtes-vous inscrite? Écrivez-nous."),
        ("L'Etat et les Ecoles.", "L'État et les Écoles."),
        ("AVIS A LA POPULATION DU QUEBEC", "AVIS A LA POPULATION DU QUÉBEC"),
        ("Le salon a lieu le 6 Janvier.", "Le salon a lieu le 6 janvier."),
        ("Le bureau ferme ce Vendredi.", "Le bureau ferme ce vendredi."),
        ("L' équipe est là.", "L'équipe est là."),
        ("Le formulaire( en ligne )est prêt.", "Le formulaire(en ligne)est prêt."),
        ("Nous revenons<b>bientôt</b>.", "Nous revenonsbientôt."),
        ("C'est **gratuit** et sûr.", "C'est gratuit et sûr."),
        ("C'est trÃ¨s simple.", "C'est très simple."),
    ],
)
def test_one_click_puts_it_right(draft: str, right: str) -> None:
    assert put_right(draft, "typography") == right


@pytest.mark.parametrize(
    "draft",
    [
        f"Le bureau ouvre à 8{N}h{N}30; il ferme à 16{N}h. Des questions? Appelez!",
        f"Deux choix{N}: en ligne ou au comptoir. La hausse est de 2,5{N}%, soit 1{N}250,50{N}$.",
        f"Lisez «{N}Que faire lors d'un décès{N}», 1re et 2e parties.",
        "Une espace fine est admise\u202f: là, et là\u202f!",
        "Composez le 1 877 644-4545 ou le 418 643-4721.",
        "Écrivez à renseignements@mess.gouv.qc.ca ou visitez https://www.quebec.ca/emploi?a=1&b=2;c.",
        "Tout est sur Québec.ca/emploi. Merci, @services_quebec! #emploi #Québec2026",
        "Près de 217 000 personnes en profitent.",
        "La version 2.0 du formulaire T5007 date du 2026-11-27.",
        "Merci :) À bientôt ;-) 👶🎉",
        "Trois points… et encore... Voilà.",
        "Le rapport (2e édition) compte 30 pages [sic] et des annexes […].",
        "Il a dit «\u00a0Lisez “Mon dossier”\u00a0» et il est parti.",
        "A-t-on le droit? Oui. A été reçu hier.",
        "La Vendée, l'Écosse et Evelyne Etchegaray-Roy.",
        f"Une vidéo de 10{N}min, 5{N}km, 20{N}°C et 40{N}kg.",
        "Le Vendredi saint, nos bureaux sont fermés.",
        "[NOUVEAU] Le guide est en ligne. [Vidéo] Regardez-le.",
        "Ligne un\nLigne deux\n\n- premier point\n- second point",
        "Bravo?! Non... ",
        "L'adresse est le 425, rue Jacques-Parizeau, 1er étage.",
        "Le taux est passé de 3 à 4 en 2 ans; 24 heures sur 24.",
        f"La panne a duré 3{N}heures{N}12.",
        "Avez-vous lu l'article 15.1 et l'annexe A de la Loi?",
    ],
)
def test_what_is_rightly_set_passes(draft: str) -> None:
    assert found(draft, "typography") == []


@pytest.mark.parametrize(
    ("draft", "left"),
    [
        ("Votre rendez-vous est le {date}.", "{date}"),
        ("Présentez-vous au bureau de [ville].", "[ville]"),
        ("Bonjour [Prénom], merci.", "[Prénom]"),
        ("Composez le XXX-XXXX.", "XXX-XXXX"),
        ("Le montant est de XXX dollars.", "XXX"),
        ("Rendez-vous le ____ prochain.", "____"),
        ("Bonjour <nom>, merci.", "<nom>"),
        ("Bonjour {{ prenom }}!", "{{ prenom }}"),
        ("TODO avant lundi.", "TODO"),
    ],
)
def test_a_place_left_to_fill_does_not_leave(draft: str, left: str) -> None:
    assert left in found(draft, "typography")


@pytest.mark.parametrize(
    "draft",
    [
        "Un <a href='x'>lien</a>.",
        "Le bureau&nbsp;est ouvert.",
        "[Mon dossier](https://quebec.ca)",
        r"Le bureau est ouvert.\nMerci!",
    ],
)
def test_markup_that_platforms_would_show_is_a_fault(draft: str) -> None:
    assert found(draft, "typography")


def test_nothing_sure_replaces_a_lone_quotation_mark() -> None:
    assert corrections('Il mesure 24" et la règle " aussi.', "typography") == [('"', "")]


@pytest.mark.parametrize(
    ("draft", "right"),
    [
        ("Mise à jour du 14/04/2026.", "Mise à jour du 14\u00a0avril 2026."),
        ("Le 1 mai est férié.", "Le 1er mai est férié."),
        ("Composez le (418) 643-4721.", "Composez le 418 643-4721."),
        ("Composez le 418.643.4721.", "Composez le 418 643-4721."),
        ("Il y a 12500 hectares.", "Il y a 12\u00a0500 hectares."),
        ("Le parcours fait 10KM.", "Le parcours fait 10\u00a0km."),
        ("Un total de 3.5 millions.", "Un total de 3,5 millions."),
        ("La fuite est réparée. le réseau est normal.", "La fuite est réparée. Le réseau est normal."),
        ("Nous fermons à Midi.", "Nous fermons à midi."),
        ("Une lettre de Mr Roy.", "Une lettre de M. Roy."),
        ("Evacuez les lieux.", "Évacuez les lieux."),
    ],
)
def test_dates_numbers_abbreviations_and_openings(draft: str, right: str) -> None:
    assert put_right(draft, "typography") == right


@pytest.mark.parametrize(
    "draft",
    [
        "Le 2026-04-14, version 2.0.",
        "Le dossier 12345 est clos. Composez le 418 643-4721 ou le 1 877 767-8773.",
        "La ministre rencontre le Directeur de l'état civil.",
        "Voyez la p.\u00a0ex. Bonne journée!",
    ],
)
def test_dates_and_numbers_that_are_right_pass(draft: str) -> None:
    assert found(draft, "typography") == []
