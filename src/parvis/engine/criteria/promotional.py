"""Promotional: offers, solicitation and scams, by how many of their marks a comment carries."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parvis.engine.evidence import finding, spans_of
from parvis.engine.findings import Disposition, Finding
from parvis.engine.reading import Reading
from parvis.engine.text.lexicon import Hit

CODE = "promotional"
LEARNT = "Sollicitation ou publicité"
ENOUGH = 3  # marks from which removal is proposed
_CATEGORIES = ("promo_scam", "promo_self", "promo_call", "promo_offer", "promo_topic")
_LINK = re.compile(
    r"(?:https?://|www\.)([^\s/<>\"']{3,200})\S{0,300}|(?<![\w@.])((?:[a-z0-9-]{2,40}\.){1,3}(?:com|shop|store|net|biz|xyz|info|online|me|ly|app))(?:/\S{0,200})?(?![\w@])"
)
_PRICE = re.compile(
    r"(?<!\d)\d{1,3}(?:[ ,.]?\d{3})*(?:,\d\d)? ?(?:\$|€|dollars|cad|usd|euros)|[$€] ?\d+|\d{1,3} ?% "
    r"(?:de rabais|off|d'interet)"
)
_KNOWN = re.compile(
    r"(?:youtube|youtu|facebook|fb|twitter|x|radio-canada|lapresse|ledevoir|journaldemontreal|journaldequebec|tvanouvelles|wikipedia|canlii|google)\.(?:com|be|ca|qc\.ca|org|me)$"
)


@dataclass(frozen=True, slots=True)
class _Marks:
    """What of an advertisement a comment carries."""

    scam: list[Hit]
    own: list[Hit]  # of oneself: a channel, a page
    call: list[Hit]
    offer: list[Hit]
    links: list[tuple[int, int]]
    contact: bool  # a telephone number or a mail address
    price: bool

    def weigh(self) -> int:
        weight = 2 * bool(self.scam) + bool(self.own) + bool(self.call) + bool(self.offer)
        weight += bool(self.links) or self.contact
        weight += self.price and bool(self.scam or self.offer)
        weight += len({hit.term for hit in self.scam}) > 1
        weight += len({hit.term for hit in self.own}) > 1
        return weight + (len({hit.term for hit in [*self.call, *self.offer]}) > 3)

    def suffice(self) -> bool:
        """Tell whether they go together: a price, a link or an offer alone is said in many civil comments."""
        if self.scam or self.own or (self.call and self.links):
            return True
        offers = len({hit.term for hit in self.offer})
        return offers > 2 or (offers > 0 and bool(self.call or self.links or self.contact))

    def in_words(self) -> str:
        seen = {
            "promesse de gain ou de crédit": self.scam,
            "invitation à entrer en contact": self.call or self.own,
            "offre de produit ou de service": self.offer,
            "lien ou coordonnées": self.links or self.contact,
            "prix": self.price,
        }
        return ", ".join(name for name, present in seen.items() if present)


def find(reading: Reading) -> list[Finding]:
    if not any(reading.hits.get(category) for category in _CATEGORIES):
        return []
    marks = _marks(reading)
    if not marks.suffice():
        return []
    weight = marks.weigh()
    spans = spans_of(reading, [*marks.scam, *marks.own, *marks.call, *marks.offer])
    spans += [reading.folded.span(start, end) for start, end in marks.links]
    disposition = Disposition.REMOVE if weight >= ENOUGH else Disposition.REVIEW
    reason = f"Sollicitation ou publicité ({marks.in_words()})."
    return finding(CODE, min(0.97, 0.4 + 0.15 * weight), spans, reason, disposition)


def _marks(reading: Reading) -> _Marks:
    own, call, offer = reading.of("promo_self"), reading.of("promo_call"), reading.of("promo_offer")
    links = _links(reading)
    price = _PRICE.search(reading.folded.text) is not None
    if call or own or (links and price):
        offer = reading.of("promo_offer", "promo_topic")  # a subject becomes an offer when one is invited somewhere
    contact = any(item.type in {"phone", "email"} for item in reading.pii)
    return _Marks(reading.of("promo_scam"), own, call, offer, links, contact, price)


def _links(reading: Reading) -> list[tuple[int, int]]:
    """Return links that lead neither to the institution nor to the press and the platforms."""
    found = []
    for match in _LINK.finditer(reading.folded.text):
        host = (match[1] or match[2]).removeprefix("www.")
        if not reading.institution.owns_domain(host) and not _KNOWN.search(host):
            found.append(match.span())
    return found
