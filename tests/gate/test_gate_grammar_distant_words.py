"""Words that go together agree, however far apart they stand; and what sounds alike is told by what surrounds it."""

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
        # a verb, past a relative or a complement
        ("Les frais engagés par le club, y compris le transport, doit être payés.", "doit", "doivent"),
        ("La liste des garderies que gère la ville changent chaque mois.", "changent", "change"),
        ("L'un des camions qui déneigent le quartier sont en panne.", "sont", "est"),
        ("Le règlement, adopté par les élus des deux villes, entrent en vigueur.", "entrent", "entre"),
        ("Le chat dont les griffes sont longues abîment le divan.", "abîment", "abîme"),
        ("Les gens qui nous écrivent et qui en parlerons à leurs amis.", "parlerons", "parleront"),
        ("C'est l'un des rares trains qui part à midi.", "part", "partent"),
        # what is said of a distant subject
        ("Les factures de chauffage, jointes à la lettre, doivent être payé.", "payé", "payées"),
        # a subject after its verb
        ("Parmi les lots à gagner figure trois vélos.", "figure", "figurent"),
        ("La lettre que prépare les avocats partira vendredi.", "prépare", "préparent"),
        ("À la fin du mois aura lieu un bazar et une vente.", "aura", "auront"),
        # several subjects
        ("Le bois, la brique et la tuile sont vendues ici.", "vendues", "vendus"),
        ("Le maire ainsi que la greffière a signé l'acte.", "a", "ont"),
        # a complement before the participle
        ("Les tâches que le chef a le plus apprécié sont simples.", "apprécié", "appréciées"),
        ("Les limites que nous nous étions fixé tiennent encore.", "fixé", "fixées"),
        ("Les trois voisins se sont partagés la facture.", "partagés", "partagé"),
        ("Deux élèves se sont vues imposer une retenue.", "vues", "vu"),
        ("Une fois les arbres plantée, arrosez-les.", "plantée", "plantés"),
        ("Ravi de votre visite, la mairesse vous salue.", "Ravi", "Ravie"),
        # moods and forms
        ("Il n'est pas utile que vous payez tout de suite.", "payez", "payiez"),
        ("Il a fallu que la route est fermée.", "est", "soit"),
        ("Il est possible que la porte restera fermée.", "restera", "reste"),
        ("Combien de fois avez-vous déménagez?", "déménagez", "déménagé"),
        ("Signez le bail et nous le posté.", "posté", "poster"),
        ("Je posterais votre carte demain.", "posterais", "posterai"),
        ("Le prix va à quiconque trouvent la clé.", "trouvent", "trouve"),
        # words that sound alike, or are missing
        ("Écrivez-leurs avant midi.", "leurs", "leur"),
        ("Le facteur l'a livrera demain.", "l'a", "la"),
        ("Dites-nous qu'elle est la date prévue.", "qu'elle", "quelle"),
        ("Quelles soient neuves ou usagées, les bottes sont acceptées.", "Quelles", "Qu'elles"),
        ("La facture en n'est réduite d'autant.", "en n'", "en"),
        ("Le locataire n'ait pas tenu de déménager.", "n'ait", "n'est"),
        ("Quand aux bénévoles, ils mangent sur place.", "Quand", "Quant"),
        ("Voici un outil dont vous en avez besoin.", "en", ""),
        ("La fête que je vous ai parlé hier commence à midi.", "que", "dont"),
        ("Je ne me rappelle plus de son nom.", "de son", "son"),
        ("Merci apporter votre carte.", "apporter", "d'apporter"),
        ("Jamais vous avez payé si peu.", "avez", "n'avez"),
        ("On a plus aucun billet.", "a plus aucun", "n'a plus aucun"),
    ],
)
def test_what_is_far_apart_still_agrees(draft: str, wrong: str, right: str) -> None:
    assert (wrong, right) in found(draft)


@pytest.mark.parametrize(
    "draft",
    [
        "Les parents qui ont des enfants en garde partagée reçoivent chacun la moitié.",
        "Les personnes dont la demande est refusée peuvent la contester.",
        "La ministre, qui visitait les bureaux de la région, a remercié les employés.",
        "Le revenu du ménage, y compris les pensions, est pris en compte.",
        "Les heures que vous avez faites la nuit comptent double.",
        "Les candidates et les candidats de la région seront reçus mardi.",
        "L'aide que reçoivent les familles varie selon le revenu.",
        "Le fait que les délais soient longs inquiète les familles.",
        "Le 12 mai, venez rencontrer trente employeurs.",
        "À l'automne a lieu la rentrée des classes.",
        "Le lien, s'il ne fonctionne pas, peut être copié dans votre navigateur.",
        "L'employé dont le poste est aboli reçoit une indemnité et conserve ses droits.",
        "Le nombre de lits offerts par les hôpitaux et les cliniques a doublé.",
        "Elles se sont offert un café et se sont vu remettre un prix.",
        "Il est vrai que vous envoyez beaucoup de documents.",
        "Je vous rappellerais volontiers demain.",
        "Ravie de vous lire, l'équipe vous répondra.",
        "Rappelez-vous qui a signé la lettre.",
        "La date limite pour payer est le 3 mai.",
        "Les pages ont toutes été relues.",
        "Ma fille a moins de 12 ans.",
        "Nous ne sommes pas Retraite Québec.",
        "Merci de nous écrire.",
    ],
)
def test_right_sentences_are_left_alone(draft: str) -> None:
    assert found(draft) == []
