"""One table a criterion: what it finds and what it must leave, the near misses above all."""

from __future__ import annotations

import pytest

from parvis.engine.criteria import CRITERIA
from parvis.policy.model import Policy
from tests.engine.conftest import Judge

LEFT = [
    ("abusive", "Cette règle est stupide."),
    ("abusive", "On n'est pas des caves."),
    ("abusive", "J'ai été traité d'imbécile par un agent."),
    ("abusive", "Mon colon me fait mal, j'attends une opération."),
    ("abusive", "L'épais brouillard a retardé l'autobus."),
    ("abusive", "Je suis une vraie nounoune, j'ai oublié mon mot de passe."),
    ("abusive", "Le chien de ma voisine a mangé le formulaire."),
    ("abusive", "Vous êtes incompétents et ça paraît."),
    ("vulgar", "Tabarnouche que c'est long!"),
    ("vulgar", "'sti que c'est compliqué"),
    ("vulgar", "C'est un calvaire d'avoir la ligne."),
    ("vulgar", "L'hostie et le ciboire de l'église ont été volés."),
    ("vulgar", "La crise du logement, ça vous dit quelque chose?"),
    ("vulgar", "Ils s'en foutent complètement."),
    ("discriminatory", "Je suis sur le BS depuis deux ans."),
    ("discriminatory", "Les immigrants attendent leur permis."),
    ("discriminatory", "Encore du retard dans les versements."),
    ("discriminatory", "Les produits importés coûtent cher."),
    ("hateful", "Dehors il fait froid pour les itinérants."),
    ("hateful", "Il y a trop d'immigration."),
    ("hateful", "Vous tuez les régions."),
    ("offensive", "Votre service ne sert à rien."),
    ("sexual", "J'ai mal aux seins depuis ma chirurgie, ai-je droit au congé?"),
    ("sexual", "Les femmes victimes d'agressions ont-elles une aide?"),
    ("promotional", "Le loyer est rendu à 1 450 $ par mois."),
    ("promotional", "Contactez-moi s'il vous plaît, mon dossier est bloqué."),
    ("promotional", "https://www.quebec.ca/emploi le lien est ici"),
    ("promotional", "J'ai acheté un rabais d'autobus à 3,75 $."),
    ("partisan", "La CAQ a coupé dans les services."),
    ("partisan", "Le ministre devrait démissionner."),
    ("partisan", "Allez voter, peu importe pour qui."),
    ("partisan", "L'assemblée a voté la loi du PQ."),
    ("partisan", "On est solidaires des grévistes."),
    ("defamatory", "Le gouvernement nous vole."),
    ("defamatory", "Le directeur n'a jamais volé personne."),
    ("false", "Est-ce qu'il faut payer pour faire une demande?"),
    ("off_topic", "Votre hockey, on s'en fout."),
    ("confused", "Bof."),
    ("confused", "sa fait 2 mois jattend mon cheq pi rien"),
    ("confused", "Ne mogę się dodzwonić do biura"),
    ("personal_info", "Merci à Julie, du bureau de Lévis."),
]


@pytest.mark.parametrize(("criterion", "text"), LEFT)
def test_a_near_miss_is_left_alone(by_lists: Judge, criterion: str, text: str) -> None:
    assert criterion not in {finding.criterion for finding in by_lists(text, post="Un programme est annoncé.").findings}


def test_every_criterion_of_the_policy_has_its_file(policy: Policy) -> None:
    assert {criterion.code.value for criterion in policy.criteria} == set(CRITERIA)
    assert len(CRITERIA) == 13


def test_a_comment_that_says_it_is_off_topic_goes_to_review_when_there_is_a_post(by_lists: Judge) -> None:
    text = "Rien à voir avec le sujet, mais les Alouettes ont gagné hier."
    assert [finding.criterion for finding in by_lists(text, post="Les versements seront faits lundi.").findings] == [
        "off_topic"
    ]
    assert by_lists(text).findings == ()


def test_a_question_asked_elsewhere_is_not_off_topic(by_lists: Judge) -> None:
    text = "Hors sujet, mais où en est mon dossier?"
    assert by_lists(text, post="Les versements seront faits lundi.").disposition == "keep"
