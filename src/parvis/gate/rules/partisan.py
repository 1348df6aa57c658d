"""partisan: the draft favours or attacks a party, a candidate or a government, or calls to vote.

An institution names no party at all: doing so is a fault, unless the sentence says that the page is neutral. An
election's date, a minister's announcement, an Act or a question of the opposition are facts, and pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parvis.gate.faults import Fault
from parvis.gate.learnt import at_fault
from parvis.gate.rules.exempt import without_addresses
from parvis.gate.rules.lowercase import in_small_letters
from parvis.gate.rules.parties import names_no_party, party_names, with_title
from parvis.policy.model import Policy

CODE = "partisan"
_MESSAGE = (
    "Ce passage favorise ou attaque un parti, une candidature ou un gouvernement, "
    "ce que la neutralité de l'institution ne permet pas."
)
_SENTENCE = re.compile(r"[^.!?…\n]{1,1200}[.!?…]{0,3}")

_WHO = r"(?:gouvernement|premi(?:er|ère)\sministre|ministres?|députée?s?|chef(?:fe)?|formation\spolitique|parti)"
_ELECTION = (
    r"(?:en\svotant|aux\surnes|dans\sl'urne|le\sjour\s(?:du\svote|du\sscrutin|de\sl'élection|des\sélections)"
    r"|aux\s(?:prochaines\s)?élections"
    r"|au\s(?:prochain\s)?scrutin|à\sla\sprochaine\sélection|en\soctobre|le\s(?:lundi\s)?\d{1,2}\soctobre"
    r"|au\smoment\sde\svoter|quand\svous\svoterez"
    r"|dans\sl'isoloir|d'ici\sl'élection)"
)
_BLAME = (
    r"(?:rien\s(?:fait|compris|livré)|coup[éa]|néglig|oubli|abandonn|gâch|fiasco|échec|échou|ruin|laiss[ée]\stomber"
    r"|saccag|bâcl|promis"
    r"|incompéten|incapable|menti|brisé|mal\sgéré|dégât|honte|scandale|poursuivait|endett|trahi|détrui|démantel"
    r"|désastre|gaspill|négligé)\w{0,10}"
)
_PRAISE = (
    r"(?:meilleur|efficace|enfin|le\sseul|la\sseule|n'abandonne|n'oublie|tient\s(?:ses|sa)\spromesse|(?:si|trop|aussi"
    r"|tellement)\sbien|mérite"
    r"|exemplaire|visionnaire|formidable|extraordinaire|à\scœur|à\sl'écoute|vraiment|pense\sà\svous|prend\ssoin"
    r"|se\sbat|livre\sla\smarchandise"
    r"|a\sraison|brillant|courage|sauv[ée]|respecte|récompense)\w{0,10}"
)
_PLEAS = re.compile(
    rf"""(?<![\w-])(?:
    # Calls to vote, to join, to remember
      vot(?:ez|ons)\s(?:pour|contre|en\sconséquence|massivement|utile|bien|du\sbon|pas\spour|plutôt)(?!\s(?:votre|la
          |le|vos|une?|l'(?:affiche|œuvre))\s?
        (?:photo|affiche|projet|vidéo|œuvre|nom|logo|slogan|chanson|coup\sde|préféré|équipe\sgagn|finaliste))
    | (?:un|votre|chaque)\svote\s(?:pour|contre|compte\spour) | (?:pour|contre)\s(?:qui|lesquels?|laquelle)\s(?:voter
        |vous\svoterez)
    | (?:ne\spas|surtout\spas|pourquoi|il\sfaut|faut|faudra)\s(?!pouvoir)(?:[a-zà-ÿ]{{1,10}}\s)?voter | voter\s(?:pour
        |contre)\s(?:lui|elle|eux|nous|ce|cette|notre|le\schangement)
    | comme\seux,\svotez | votez! | (?:allez|sortez)\svoter\s(?:pour|contre|nombreux)
    | (?:souvenez|rappelez)-vous(?:-en)?\b[^.!?]{{0,60}}{_ELECTION} | (?:pensez-y|ne?\sl'?oubliez\spas
        |n'oubliez\spas)\b[^.!?]{{0,30}}{_ELECTION}
    | (?:le|lui|leur|saurez|faudra)\s(?:le\s)?(?:dire|rappeler|faire\ssavoir|montrer)\b[^.!?]{{0,20}}{_ELECTION}
    | {_ELECTION},?\s(?:souvenez|rappelez|pensez|n'oubliez|faites\sle\sbon|choisissez|dites)
    | réélire\b|réélisez\b|réélisons\b | éli(?:re|sez|sons)\s(?:ce|notre|nos)\s(?:gouvernement|députée?|premier
        |candidate?|équipe) | (?:est|sont|être|soit|serait|sera)\sréélue?s?
    | (?:un|deuxième|second|autre|nouveau)\s(?:autre\s|deuxième\s|second\s|nouveau\s)?mandat(?=\s?(?:[.!?,;]|pour|à\s
        |au\s)) | (?:quatre|4)\sans\sde\splus
    | changer\sde\sgouvernement | changeons\sde\sgouvernement | dehors\s(?:ce|le)\sgouvernement
    | carte\sde\smembre\s(?:du|d'un|de\snotre)\sparti | (?:devenez|devenir)\smembre\s(?:du|de\snotre)\sparti
        | adhérez\s(?:au|à\snotre)\sparti
    | fai(?:tes|re)\sun\sdon\s(?:au|à\snotre)\sparti
    # Us and them
    | notre\s(?:parti|formation\spolitique|plateforme\sélectorale|caucus|campagne\sélectorale|chef(?:fe)?(?!\s(?:d'
        |de\s|du\s|des\s|cuisini)))
    | (?:le|seul|meilleur|vrai|bon)\sparti\s(?:qui|pour|au\spouvoir) | (?:le|du|au|un)\sparti\s(?:au|du)\spouvoir
        | (?:et|à|de)\s(?:son|leur)\sparti(?!\spris)
    | notre\scandidate?(?=\s(?:au\spouvoir|dans|aux?\s(?:élection|poste\sde\sdéput)|du\scomté|de\sla\scirconscription
        |libéral|vedette|local))
    | (?:futur|prochain)e?\spremi(?:er|ère)\sministre
    | promesses?\s(?:électorales?|tenues?|brisées?)(?=[^.!?]{{0,40}}(?:gouvernement|parti|ministre|[.!?]))
        | nos\sadversaires | autres\spartis\b(?=[^.!?]{{0,60}}(?:rien|n'|promett|parlent))
    | militante?s?\s(?:de|du|d'un|des)\s(?:notre\s)?(?:parti|gauche|droite)
    # Praise and blame
    | notre\sgouvernement | votre\sgouvernement\s(?:qui|a\s|vous\s|n')
    | enfin\sun\s(?:gouvernement|ministre|premier\sministre) | jamais\s(?:un|aucun)\s(?:autre\s)?gouvernement
        | (?:aucun|le\sseul|le\spremier|premier)\s(?:autre\s)?gouvernement\s(?:n'|à\s|qui\s)
    | (?:ce|le)\sgouvernement(?:,)?\s(?:(?:actuel|en\splace)\s)?[^.!?]{{0,40}}{_PRAISE} | {_PRAISE}\s(?:gouvernement
        |ministre|premi(?:er|ère)\sministre|députée?)(?!\w)
    | (?:l'ancien|le|du|de\sl'ancien|au)\s(?:gouvernement|régime|ministre|premier\sministre)(?:\s(?:précédent
        |d'avant))?\b[^.!?]{{0,50}}{_BLAME}
    | {_BLAME}\w{{0,8}}\s[^.!?]{{0,25}}(?:l'ancien\sgouvernement|gouvernement\sprécédent|le\sgouvernement
        |l'opposition|l'ancien\sministre|la\sministre|le\sministre)
    | (?:grâce|merci|bravo|chapeau|vive|revient)\s(?:à|au|aux)?\s?(?:l'équipe\sde\s)?(?:notre|nos|ce
        |leur)\s(?:bon(?:ne)?\s|excellente?\s)?{_WHO}
    | (?:grâce|bravo|chapeau|revient)\s(?:à\sla|au|aux|à\sl'équipe\s(?:du|de\sla))\s(?:excellente?\s
        |bon(?:ne)?\s)?{_WHO}
    | merci\sau\s(?:gouvernement|premier\sministre)(?!\sdu\scanada) | vive\s(?:le|la)\s{_WHO}
    | (?:faute|responsabilité|l'œuvre)\s(?:de\sl'|du\s|de\sla\s|des\s|de\s(?:ce|cette)\s)(?:ancien\s)?(?:opposition
        |gouvernement|ministre|premier\sministre|politiciens)
    | (?:contrairement\sà|pas\scomme|mieux\sque|pire\sque|n'en\sdéplaise\sà)\s(?:l'opposition|(?:celui|ceux)\sd
        |l'ancien|le\sgouvernement|les\sautres\spartis|nos\sprédécesseurs)
    | où\s(?:est|était|sont)\s(?:donc\s)?(?:le|la|notre)\s(?:premier\sministre|ministre|gouvernement|député)
    | l'opposition\s(?:officielle\s)?(?:n'a|ne\s|n'|a\s(?:tort|vot|bloqu|menti|dormi|refus|tout)|bloque|dort|dormait
        |refus\w*|veut|préfère|ment|nuit|critique\ssans|retarde|s'acharne|parle\spour|devrait|chiale|raconte
        |dit\sn'importe|promet|oublie)
    | (?:a|avoir|ont|que)\s(?:[a-zà-ÿ]{{1,12}}\s)?l'opposition\s(?:a\stort|ment|bloque)
    | (?:la|le|les|députée?s?\sde)\s(?:majorité|opposition)\s[^.!?]{{0,40}}{_BLAME}
    | (?:le|la|un|une)\s(?:député|ministre)e?,?\s(?:le|la)\s(?:seule?|meilleure?)\b | (?:le
        |la)\smeilleure?\s(?:député|ministre|premier\sministre|gouvernement)
    | (?:députée?|ministre|gouvernement)\sest\s(?:le|la)\s(?:seule?|meilleure?)\b | donn(?:ez
        |ons)\s[^.!?]{{0,20}}\bmandat | livr(?:é|e|er)\sla\smarchandise
    | propagande\s(?:de|du) | ce\sgouvernement\sde\b
    )(?![\w])""",
    re.VERBOSE,
)
# A page that says it is neutral, or why a partisan comment went, is not partisan.
_NEUTRAL = re.compile(
    r"\bneutr|n'intervenons pas|ne commentons pas|ne prenons pas (?:parti|position)|\bpartisan|à saveur politique"
    r"|quel que soit le parti|quels que soient les partis"
    r"|(?:ne|n')\s?(?:pouvons|peut|saurions|appuyons|appuie|recommandons|conseillons|disons)\b"
    r"[^.!?]{0,30}\b(?:dire|aucun|parti|candidat|voter)"
    r"|(?:commentaires?|messages?|propos|publications?)\b[^.!?]{0,40}\b(?:invit|incit|appel|promouv|faisai|contenai"
    r"|visai)"
)
_REPORTED = re.compile(r"\b(?:a (?:dit|déclaré|affirmé|rappelé|conclu|ajouté)|selon)\b[^«»]{0,80}«")
_OF_A_CONTEST = re.compile(
    r"\bvot(?:ez|er)\b[^.!?]{0,30}\b(?:photo|affiche|projet|vidéo|œuvre|nom|logo|slogan|chanson|mot|réaction|finaliste)"
)
_OF_AN_ELECTION = re.compile(
    r"élections québec|bureaux? de vote|liste électorale|par anticipation|période électorale"
    r"|directeur général des élections|dgeq|carte d'électeur"
)


def says_neutral(sentence: str) -> bool:
    """Tell whether a sentence says that the page takes no side, what an election is, or what somebody said."""
    said = in_small_letters(sentence).text
    excuses = (_NEUTRAL, _OF_AN_ELECTION, _REPORTED, _OF_A_CONTEST)
    return any(excuse.search(said) for excuse in excuses) or names_no_party(said)


def partisan(draft: str, policy: Policy) -> Iterator[Fault]:
    """Yield one fault for each sentence that takes sides, from the first sign to the last, or the clause that does."""
    found = [*_named(draft, policy)]
    yield from found
    for start, end in at_fault(CODE, draft, says_neutral, [(fault.start, fault.end) for fault in found]):
        yield Fault(start, end, CODE, _MESSAGE)


def _named(draft: str, policy: Policy) -> Iterator[Fault]:
    """What a list of names and expressions finds."""
    reading = in_small_letters(without_addresses(draft))
    parties = party_names(policy)
    for sentence in _SENTENCE.finditer(reading.text):
        signs = [*_signs(sentence.group(), parties)]
        if signs and not _NEUTRAL.search(sentence.group()):
            start = sentence.start() + min(start for start, _ in signs)
            end = sentence.start() + max(end for _, end in signs)
            yield Fault(*reading.span(start, end), CODE, _MESSAGE)


def _signs(sentence: str, parties: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    if not names_no_party(sentence):
        for name in parties.finditer(sentence):
            if not with_title(sentence, name):
                yield name.span()
    if _OF_AN_ELECTION.search(sentence):
        return
    for plea in _PLEAS.finditer(sentence):
        if not _quoted(sentence, plea.start()):
            yield plea.span()


def _quoted(sentence: str, at: int) -> bool:
    """What somebody else is quoted as saying is their own: the announcement of a minister passes."""
    return sentence.rfind("«", 0, at) > sentence.rfind("»", 0, at)
