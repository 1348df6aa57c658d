"""What the judge's weights give a probability of, in the order of their outputs."""

from __future__ import annotations

from typing import Final

JUDGED: Final = (
    "abusive", "defamatory", "discriminatory", "vulgar", "hateful", "offensive", "sexual", "promotional", "partisan",
    "off_topic", "false", "confused",
)  # fmt: skip
TOXIC: Final = ("abusive", "discriminatory", "vulgar", "hateful", "offensive", "sexual")
STANCES: Final = ("critical", "supportive")
# "toxic": any of the six above, as forums understand it; "goes": should not simply stay; "remove": should go for sure.
HEADS: Final = (*JUDGED, "toxic", "goes", "remove", "question", *STANCES)
# What each piece of a comment is marked with: how much it carries the verdict, and which identifier it is part of.
IDENTIFIERS: Final = (
    "sin", "nam", "cp12", "phone", "email", "address", "name_with_case", "dob", "bank", "card", "file_number", "plate",
    "other",
)  # fmt: skip
MARKS: Final = ("evidence", *IDENTIFIERS)
INDEX: Final = {head: index for index, head in enumerate(HEADS)}
