"""Critical, supportive or neutral towards the institution or its programme: watched, never a ground."""

from __future__ import annotations

import re

from parvis.engine.findings import Stance
from parvis.engine.reading import Reading

_NEGATED = re.compile(r"\b(?:pas|plus|jamais|aucune?|sans|ni|peu|rien de|ne|n') (?:[a-z']{1,12} ){0,2}$")
# Thanks and bravos said with a complaint are sarcasm, or mere politeness: they weigh little.
_POLITE = re.compile(r"^(?:merci\w*|bravo|felicitations|super|genial|chapeau|top|👏|❤|👍|🙏)")


def stance_of(reading: Reading) -> Stance:
    """Return the stance that the opinion-bearing words add up to."""
    against = supportive = polite = 0
    for hit in reading.stance_hits:
        negated = _NEGATED.search(reading.before(hit.start, 28)) is not None
        if hit.category == "against":
            against += not negated
        elif negated:
            against += 1
        elif _POLITE.match(hit.term):
            polite += 1
        else:
            supportive += 1
    if against == 0 and supportive == 0:
        return "supportive" if polite and "?" not in reading.text else "neutral"
    if against == supportive:
        return "supportive" if polite else "neutral"
    return "critical" if against > supportive else "supportive"
