"""asks_personal_info: the draft asks people to write, in public, something that identifies them.

Telling them to telephone, to come or to use a secure service is what a draft should do instead, and passes.
Private messages and e-mail pass for what merely leads to a person (a telephone number, a file number), not for
what opens a file, an account or an identity: a platform's messages are kept by the platform.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from parvis.engine.text.normalise import normalise
from parvis.gate.faults import Fault
from parvis.gate.learnt import at_fault
from parvis.gate.rules.hosts import look_alike_hosts
from parvis.gate.rules.invitations import invited, on_the_platform
from parvis.gate.rules.personal_topics import ANY, DOCUMENT, IDENTIFYING, INTIMATE, SECRET
from parvis.gate.rules.places import by_message, in_public
from parvis.gate.rules.places import out_of_sight as _out_of_sight
from parvis.gate.rules.questions import asked_in_public
from parvis.gate.rules.requests import REQUEST, forbids
from parvis.gate.rules.rhetorical import asked_of_a_life, only_looks
from parvis.policy.model import Policy
from parvis.policy.prose import set_type

CODE = "asks_personal_info"
_MESSAGE = set_type(
    "Ce message demande à une personne un renseignement qui l'identifie : invitez-la plutôt à téléphoner, à se "
    "présenter à un bureau ou à utiliser un service en ligne sécurisé."
)

_YOUR = r"\b(?:votre|vos|ton|ta|tes)\s"
# "vos nom, adresse et date de naissance": one possessive for a whole list, until another determiner or a verb.
_LISTED = r"""(?:(?!(?:l[ea]s?|l'|notre|nos|aux?|du|une?|par|sur|dans|avec|pour|a|en|afin|qu[ei]|est|sont|sera|ne|n'
  |nous|ils?|elles?|ces?|cette|son|sa|leur|on|votre|vos|[a-z]{2,20}ez|[a-z]{3,20}er)\b)[a-z']{1,15}(?:,\s?|\s)){0,7}?"""
_TOPIC = re.compile(
    rf"""
    {_YOUR}{_LISTED}(?:(?P<secret>{SECRET})|(?P<identifying>{IDENTIFYING}))
  | \b(?P<bare>{SECRET})
  | \b(?P<any>{ANY})
    """,
    re.VERBOSE,
)
_ALWAYS = re.compile(
    r"""
    \b(?:quand|quel\sjour|quelle\sannee|a\squelle\sdate)\s(?:etes-vous|es-tu)\sne
  | \b(?:a\squel|quel\sest\sle|(?:le|un))\snumero\s(?:de\stelephone\s)?(?:(?:ou|auquel)\s)?[^.!?\n]{0,30}?
    \b(?:vous|te)\s(?:joindre|rejoindre|rappeler|contacter)
    """,
    re.VERBOSE,
)
# A full stop after a single letter ends an abbreviation, not a sentence.
_SENTENCE = re.compile(r"(?:[^.!?\n]|(?<=\b[a-z])\.|\.(?=\S)){1,1500}[?!]?")
_PLEASE = re.compile(r",?\s*\b(?:s(?:vp|tp)|s'il (?:vous|te) plait)\b")
_CLOSES = re.compile(r"[.!?…\n](?!\w)")
_REACH = 200  # characters between the request and what it asks for
_NEAR = 60  # the same when nothing says whose it is
_APART = 30  # characters between two things of one list
# What merely leads to a person, and what opens a file or tells of a life beside it.
_LEADS_TO = re.compile(r"\bnumeros? de (?:telephone|cellulaire|dossier|demande|reference|confirmation)\b")
_OPENS = re.compile(rf"\b(?:{SECRET}|{DOCUMENT}|{INTIMATE})", re.VERBOSE)
_SHOWN = re.compile(rf"(?:{DOCUMENT})", re.VERBOSE)
_LIFE = re.compile(
    rf"\b(?:votre|vos|ton|ta|tes|leur|leurs|son|sa|ses|le|la|les|l'|un|une)\s?(?:vrai\s|propre\s)?(?:{INTIMATE})",
    re.VERBOSE,
)
_NOT_A_THING = re.compile(r"\s(?:aussi\s|simplement\s)?(?:que|si|pourquoi|quand\s(?!vous\setes\sne|etes)|comment)\b")
_TAKES_BACK = re.compile(
    r"\b(?:gardez|conservez|evitez|jamais|masquez|cachez|protegez|sans\s(?!oublier|quoi|tarder|attendre|delai|faute|frais|hesiter))"
)
_ON_PAPER = re.compile(
    r"\bau\s(?:dos|verso)\sd|\bsur\s(?:le|votre)\scheque\b|\bavant\sd'appeler\b|\b(?:quand|lorsque)\svous\s(?:nous\s)?(?:appel|telephon)"
    r"|\blors\sde\svotre\s(?:appel|visite)\b|\bdans\sl(?:'outil|e\slocalisateur|e\scalculateur)\b"
)
_KEEPS = re.compile(
    r"\bavec\sprudence\b|\bgardez\s(?:pour\svous|secret|confidentiel)|\bquiconque\b|\bsans\s(?:nous\s)?(?:donner|preciser)\b"
    r"|(?<=,\s)sans\s(?:votre|vos)\b"
)
_OF_IT = re.compile(r"(?:(?:de|d'|du|complete?|exacte?|actuelle?)\b[^,;:]{0,30})?")
_HOST = (
    "Cette adresse imite celle d'un site officiel : des personnes pourraient y donner leurs renseignements personnels."
)


def asks_personal_info(draft: str, policy: Policy) -> Iterator[Fault]:
    """Yield one fault for each sentence that asks for personal information, or sends people where somebody will."""
    found = [*_requests(draft, policy)]
    yield from found
    for start, end in at_fault(CODE, draft, _at_no_fault, [(fault.start, fault.end) for fault in found]):
        sentence, after = _with_the_next(draft, start, end)
        if not only_looks(sentence, after):
            yield Fault(start, end, CODE, _MESSAGE)


def _requests(draft: str, policy: Policy) -> Iterator[Fault]:
    """What the shape of a request, and a list of what identifies people, find."""
    for start, end in look_alike_hosts(draft, policy):
        yield Fault(start, end, CODE, set_type(_HOST))
    reading = normalise(draft)
    for start, end in asked_in_public(reading.text):
        span = reading.span(start, end)
        yield Fault(span.start, _after_accents(draft, span.end), CODE, _MESSAGE)
    sentences = list(_SENTENCE.finditer(reading.text))
    for index, sentence in enumerate(sentences):
        before = sentences[index - 1].group() if index else ""
        after = sentences[index + 1].group() if index + 1 < len(sentences) else ""
        asked = _asked(sentence.group()) or _asked_otherwise(sentence.group(), before, after)
        if asked:
            span = reading.span(sentence.start() + asked[0], sentence.start() + asked[1])
            yield Fault(span.start, _after_accents(draft, span.end), CODE, _MESSAGE)


def _at_no_fault(sentence: str) -> bool:
    """What sends people to a safe place, or only says what not to do: « ne donnez votre mot de passe à personne »."""
    said = normalise(sentence).text
    requests = list(REQUEST.finditer(said))
    return (
        told_safely(sentence)
        or _KEEPS.search(said) is not None
        or (bool(requests) and all(forbids(said, request) for request in requests))
    )


def told_safely(sentence: str) -> bool:
    """Tell whether a sentence sends people where such things may be said, and nowhere else."""
    said = normalise(sentence).text
    if _LEADS_TO.search(said) and not _OPENS.search(_LEADS_TO.sub("", said)):
        return out_of_sight(said, secret=False)
    return out_of_sight(said, secret=True) and not by_message(said)


def _with_the_next(draft: str, start: int, end: int) -> tuple[str, str]:
    """Return the sentence of a passage, and the one that follows, as patterns read them."""
    opens = max(draft.rfind(sign, 0, start) for sign in ".!?…\n") + 1
    closes = _CLOSES.search(draft, max(start, end - 1))
    stop = closes.end() if closes else len(draft)
    following = _CLOSES.search(draft, stop + 1) if stop < len(draft) else None
    after = draft[stop : following.end()] if following else draft[stop:]
    return normalise(draft[opens:stop]).text.strip(), normalise(after).text.strip()


def out_of_sight(sentence: str, *, secret: bool) -> bool:
    """Tell whether the sentence sends people where such a thing may be said, or has them note it for themselves."""
    noted = _ON_PAPER.search(sentence) is not None and not in_public(sentence)
    return noted or _out_of_sight(sentence, secret=secret)


def _after_accents(draft: str, end: int) -> int:
    """Return the end of a passage, with the accents that are written after its last letter."""
    while end < len(draft) and unicodedata.combining(draft[end]):
        end += 1
    return end


def _asked(sentence: str) -> tuple[int, int] | None:
    """Return where a sentence asks for personal information, from the request to what is asked."""
    direct = _ALWAYS.search(sentence)
    if direct and not out_of_sight(sentence, secret=False):
        return direct.span()
    return _asked_for(sentence) or _shown(sentence)


def _asked_otherwise(sentence: str, before: str, after: str) -> tuple[int, int] | None:
    """What no verb of asking asks for: an offer, a list, a question about a life that the reply will follow up."""
    if asked_of_a_life(sentence, before, after):
        return len(sentence) - len(sentence.lstrip()), len(sentence)
    return invited(sentence)


def _asked_for(sentence: str) -> tuple[int, int] | None:
    topics = [topic for topic in _TOPIC.finditer(sentence) if not out_of_sight(sentence, secret=_is_secret(topic))]
    if not topics:
        return None
    for request in REQUEST.finditer(sentence):
        if _NOT_A_THING.match(sentence, request.end()):
            continue
        wanted = [topic for topic in topics if _within_reach(request, topic) and not _kept(sentence, request, topic)]
        if wanted and not forbids(sentence, request):
            return request.start(), _end_of_list(wanted)
    return _elliptic(sentence, topics)


def _shown(sentence: str) -> tuple[int, int] | None:
    """« Publiez votre talon de paie ici »: what may be handed at a counter is not shown to everybody."""
    public = in_public(sentence)
    if not public and not by_message(sentence) and not on_the_platform(sentence):
        return None
    for request in REQUEST.finditer(sentence):
        topic = _SHOWN.search(sentence, request.start(), request.end() + _REACH)
        if public and not topic:
            topic = _LIFE.search(sentence, request.start(), request.end() + _REACH)
        if (
            topic
            and not _kept(sentence, request, topic)
            and not forbids(sentence, request)
            and not _NOT_A_THING.match(sentence, request.end())
        ):
            return request.start(), topic.end()
    return None


def _within_reach(request: re.Match[str], topic: re.Match[str]) -> bool:
    reach = _NEAR if topic["bare"] else _REACH
    return request.start() <= topic.start() <= request.end() + reach


def _kept(sentence: str, request: re.Match[str], topic: re.Match[str]) -> bool:
    """« Commentez, mais gardez pour vous votre adresse »: what comes between takes the request back."""
    return _TAKES_BACK.search(sentence, request.end(), max(request.end(), topic.start())) is not None


def _end_of_list(topics: list[re.Match[str]]) -> int:
    """Return the end of the first topic, or of those that follow it closely: « votre NAS et votre adresse »."""
    end = topics[0].end()
    for topic in topics[1:]:
        if topic.start() - end > _APART:
            break
        end = topic.end()
    return end


def _elliptic(sentence: str, topics: list[re.Match[str]]) -> tuple[int, int] | None:
    """ "Votre numéro de dossier?", "Votre NAS, s'il vous plaît": a request without a verb."""
    first, end = topics[0], _end_of_list(topics)
    lead = sentence[: first.start()]
    opens = len(lead.split()) <= 2 and not first["bare"] and "ez-vous" not in lead
    closes = _OF_IT.fullmatch(_PLEASE.sub("", sentence[end:]).strip(" ?!.,"))
    asks = sentence.endswith("?") or _PLEASE.search(sentence, end)
    return (first.start(), end) if opens and closes and asks else None


def _is_secret(topic: re.Match[str]) -> bool:
    return bool(topic["secret"] or topic["bare"])
