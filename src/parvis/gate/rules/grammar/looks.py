"""How one family of homophones is looked at."""

from __future__ import annotations

from collections.abc import Callable

from parvis.gate.lexicon.sentences import Sentence

Look = Callable[[Sentence, int], str]
"""Given a sentence and the rank of a word, returns the word that should stand there; "" when it is right."""
