"""More texts for the quick reader to be taught on: comments joined, cut and shouted, as they also come."""

from __future__ import annotations

import random
from collections.abc import Sequence

from corpus.training.rows import Row

JOINED, CUT = 12_000, 8_000
LEAST = 6  # words in a piece that is cut out


def mixed_texts(rows: Sequence[Row], seed: int) -> list[str]:
    """Texts without annotation: the network says what they are."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    texts = [row.text for row in rows]
    posts = sorted({row.post for row in rows if row.post})
    joined = [" ".join(chance.sample(texts, 2)) for _ in range(JOINED)]
    return [*posts, *joined, *(_cut(chance.choice(texts), chance) for _ in range(CUT))]


def _cut(text: str, chance: random.Random) -> str:
    words = text.split()
    if len(words) <= LEAST:
        return text
    length = chance.randint(LEAST, len(words))
    start = chance.randint(0, len(words) - length)
    return " ".join(words[start : start + length])
