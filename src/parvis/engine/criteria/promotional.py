"""Promotional: offers, solicitation and scams, by how many of their marks a comment carries."""

from __future__ import annotations

import re

from parvis.engine.evidence import finding, spans_of
from parvis.engine.findings import Disposition, Finding, Span
from parvis.engine.reading import Reading

CODE = "promotional"
_LINK = re.compile(
    r"(?:https?://|www\.)([^\s/<>\"']{3,200})\S{0,300}|(?<![\w@.])((?:[a-z0-9-]{2,40}\.){1,3}(?:com|shop|store|net|biz|xyz|info|online|me|ly|app))(?:/\S{0,200})?(?![\w@])"
)
_PRICE = re.compile(
    r"(?<!\d)\d{1,3}(?:[ ,.]?\d{3})*(?:,\d\d)? ?(?:\$|€|dollars|cad|usd|euros)|[$€] ?\d+|\d{1,3} ?% "
    r"(?:de rabais|off|d'interet)"
)
_SHORTENER = re.compile(r"^(?:bit\.ly|tinyurl\.com|t\.me|wa\.me|goo\.gl|cutt\.ly|rb\.gy|shorturl\.at|is\.gd)")
_KNOWN = re.compile(
    r"(?:youtube|youtu|facebook|fb|twitter|x|radio-canada|lapresse|ledevoir|journaldemontreal|journaldequebec|tvanouvelles|wikipedia|canlii|google)\.(?:com|be|ca|qc\.ca|org|me)$"
)


def find(reading: Reading) -> list[Finding]:
    scam, call, offer = reading.of("promo_scam"), reading.of("promo_call"), reading.of("promo_offer")
    own = reading.of("promo_self")
    if call or own:
        offer = reading.of("promo_offer", "promo_topic")  # a subject becomes an offer when one is invited to call
    if not (scam or call or offer or own or "://" in reading.folded.text):
        return []
    links = _links(reading)
    reach = bool(links) + any(item.type in {"phone", "email"} for item in reading.pii)
    price = _PRICE.search(reading.folded.text) is not None
    weight = (
        2 * bool(scam)
        + bool(own)
        + (len({hit.term for hit in own}) > 1)
        + bool(call)
        + bool(offer)
        + bool(reach)
        + (price and bool(scam or offer))
    )
    weight += len({hit.term for hit in scam}) > 1
    weight += len({hit.term for hit in [*call, *offer]}) > 3
    weight += any(_SHORTENER.match(reading.folded.text[start:end].removeprefix("https://")) for start, end in links)
    if not scam and not own and not (call and offer) and not (offer and reach) and not (call and links):
        return []
    spans: list[Span] = spans_of(reading, [*scam, *own, *call, *offer])
    spans += [reading.folded.span(start, end) for start, end in links]
    reason = f"Sollicitation ou publicité ({_marks(bool(scam), bool(call or own), bool(offer), bool(reach), price)})."
    disposition = Disposition.REMOVE if weight >= 3 else Disposition.REVIEW
    return finding(CODE, min(0.97, 0.4 + 0.15 * weight), spans, reason, disposition)


def _links(reading: Reading) -> list[tuple[int, int]]:
    """Return links that lead neither to the institution nor to the press and the platforms."""
    found = []
    for match in _LINK.finditer(reading.folded.text):
        host = (match[1] or match[2]).removeprefix("www.")
        if not reading.institution.owns_domain(host) and not _KNOWN.search(host):
            found.append(match.span())
    return found


def _marks(scam: bool, call: bool, offer: bool, reach: bool, price: bool) -> str:
    seen = {
        "promesse de gain ou de crédit": scam,
        "invitation à entrer en contact": call,
        "offre de produit ou de service": offer,
        "lien ou coordonnées": reach,
        "prix": price,
    }
    return ", ".join(name for name, present in seen.items() if present)
