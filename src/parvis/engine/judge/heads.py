"""What the judge's weights give a probability of, in the order of their outputs."""

from __future__ import annotations

from typing import Final

JUDGED: Final = (
    "abusive", "defamatory", "discriminatory", "vulgar", "hateful", "offensive", "sexual", "promotional", "partisan",
    "off_topic", "false", "confused",
)  # fmt: skip
TOXIC: Final = ("abusive", "discriminatory", "vulgar", "hateful", "offensive", "sexual")
STANCES: Final = ("critical", "supportive")
# "toxic": any of the six above, as forums understand it; "remove": worse than what a person should look at.
HEADS: Final = (*JUDGED, "toxic", "remove", "question", *STANCES)
INDEX: Final = {head: index for index, head in enumerate(HEADS)}
