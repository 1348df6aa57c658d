"""Orders given to a person called « tu », by what the dictionary says of the verb: « Fais attention », « Perds pas ».

« Regarde », « regarde » of « elle » too, is an order only where no subject can have come before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.readings import Reading, readings
from parvis.gate.lexicon.words import is_name
from parvis.gate.lists.listed_words import SUBJECTS
from parvis.gate.rules.words import Token, words_of

_WHY = "L'institution vouvoie : dites « vous »."
# After a word that is a noun too, what only follows a verb: « Note la date », and not « Note de service ».
_OBJECTS = listed("la le les l' ton ta tes ça ce cette ces pas nous moi toi donc vite bien un une")
# After the participle or plural that is written alike: « Remplis le formulaire », « Remplis à ras bord ».
_NEVER = listed(
    "soit vive vivent reste entre sous porte sauf vu fait dit passé plus moins juste libre fini mais tout puis "
    "suis ouvert merci suite contre est a ont sont fut peut va dis finis compris pris mis promis acquis parce "
    "sans"
)
_GREETINGS = listed("bonjour salut allô merci bravo hé hey oui non alors ok bien")
# « Insulte une personne » may be said of a comment. Of a form in -e, only what one asks of a reader is an order.
_ASKED = listed(
    "abonne accepte accompagne accroche achète active actualise admire adresse affiche aide ajoute aime amène "
    "appelle apporte apprivoise arrête assure attache attrape avise avertis bouge branche cherche calcule calme "
    "change choisis clique coche communique commande comble commence compare complète compose confirme connecte "
    "conserve consulte contacte corrige crée couvre débranche déclare découpe découvre demande dépêche dépose "
    "devine dis donne déniche échange écoute économise embarque embrasse encercle enregistre entraîne envoie "
    "essaie essaye évalue évite examine explore explique exprime familiarise ferme feuillette fête fouille "
    "fournis gagne garde gêne glisse goûte griffonne imagine imprime indique informe inscris inquiète installe "
    "invite jase joue laisse lâche lance lève magasine mange manifeste manque marche mentionne mesure modifie "
    "monte montre navigue niaise note nomme observe offre occupe ose oublie ouvre panique parcours parle partage "
    "participe passe patiente paie paye pense pèse pige place planifie postule pose précise prépare présente "
    "profite propose protège quitte raconte ralentis ramasse ramène rappelle rappelle range rassemble rassure "
    "recommence recueille reçois réfléchis refuse regarde regarnis rejoins relaxe relève relis remplis rencontre "
    "renseigne renouvelle réponds repose reprends réserve respecte respire reste retire retourne retrouve "
    "réveille réveille révise rouvre sauvegarde secoue sélectionne serre signale signe souligne soumets stresse "
    "suggère suis surveille tape télécharge téléphone tente termine texte touche transmets travaille trouve "
    "tourne utilise valide vérifie vide viens visionne visite vote achale arrive attends capote magane pogne "
    "checke grouille recycle trie traverse démarre sors teste sauve rêve ris sourcille souris"
)
_VOCATIVE = 4  # words of « Bonjour Marie Ève Roy, »
_VERY_SHORT = 2


def orders_to_one(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each order to « tu », with why. Reads small letters."""
    tokens = words_of(text, text)
    for at, token in enumerate(tokens):
        if _may_order(tokens, at) and _is_an_order(tokens, at):
            yield token.start, token.end, _WHY


def _may_order(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether nothing but a greeting or a conjunction opens this sentence before the word."""
    if tokens[at].opens:
        return not (at > 1 and tokens[at - 1].word == "\n" and tokens[at - 2].word in SUBJECTS)
    if not at:
        return False
    before = tokens[at - 1]
    if before.word in {"puis", "alors", "donc", "et"} and at > 1:
        return tokens[at - 2].opens is False and before.opens
    if before.word != ",":
        return False
    first = at - 2
    while first > 0 and at - first <= _VOCATIVE and not tokens[first].opens:
        first -= 1
    return tokens[first].opens and tokens[first].word in _GREETINGS


def _is_an_order(tokens: Sequence[Token], at: int) -> bool:
    word = tokens[at].word
    known = readings(word)
    if word.endswith("e") and word not in _ASKED and not _is_refused(tokens, at):
        return False
    if len(word) <= _VERY_SHORT or word in _NEVER or is_name(word) or not any(_orders(reading) for reading in known):
        return False
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or following.start != tokens[at].end + 1:
        return False
    if following.joined:
        return following.word in {"moi", "toi", "nous", "le", "la", "les", "lui", "leur", "en", "y"}
    if (word, following.word) in {("clique", "sur"), ("clique", "ici")}:
        return True
    if (word, following.word) == ("appelle", "à"):  # « appelle à la haine » is said of a comment
        return False
    only_a_verb = all(reading.kind == "V" and reading.mood != "K" for reading in known)
    return (only_a_verb and following.word not in {"t", "il", "elle", "on"}) or following.word in _OBJECTS


def _is_refused(tokens: Sequence[Token], at: int) -> bool:
    """« Capote pas »."""
    return at + 1 < len(tokens) and tokens[at + 1].word == "pas"


def _orders(reading: Reading) -> bool:
    return reading.mood == "Y" and reading.person == "2" and reading.number == "s"
