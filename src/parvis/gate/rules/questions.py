"""Questions about a person's life that the draft wants answered in public: « Où habitez-vous? Répondez ici. »

Patterns read folded text: small letters, no accents.
"""

from __future__ import annotations

import re

from parvis.gate.rules.places import PUBLICLY

_ABOUT = re.compile(
    r"""
    \b(?:quand|ou|de\squelle\sannee)\s(?:etes-vous|es-tu|vous\setes|tu\ses)\s(?:nee?s?|ne)\b | \b(?:quel\sage
        |en\squelle\sannee)\b
  | \b(?:ou|dans\squelle\s(?:rue|ville)|a\squelle\sadresse)\s(?:habitez|demeurez|restez|vivez|travaillez)-vous\b
  | \b(?:ou|dans\squelle\srue)\svous\s(?:habitez|demeurez|vivez|travaillez)\b | \ba\squelle\sadresse\b
      | \ba\squelle\sbanque\b
  | \bcombien\s(?:gagnez|recevez|payez|touchez|devez|declarez)-vous\b | \bcombien\svous\s(?:gagnez|recevez|payez
      |touchez|devez)\b
  | \bce\sque\svous\s(?:payez|gagnez|recevez|touchez)\b
  | \bde\squoi\ssouffrez-vous\b | \bquelle\sest\s(?:votre|ta)\s(?:maladie|situation\sfamiliale|date\sde\snaissance
      |adresse)\b
  | \b(?:quel|quels|quelle|quelles)\s(?:est|sont|etait|etaient)\s(?:votre|vos|ton|ta|tes|le|la|les)\s[^?]{0,60}?
    \b(?:noms?|prenoms?|adresse|revenus?|salaire|employeur|loyer|diagnostic|handicap|age|numero|nas|medecin|statut
        |etat\sde\ssante)\b
    """,
    re.VERBOSE,
)
_ANSWER = re.compile(
    rf"\b(?:repondez|ecrivez|dites|indiquez|commentez|publiez|inscrivez|laissez|notez"
    rf"|precisez)(?:-\w{{2,5}})?\b[^.!?]{{0,60}}?(?:{PUBLICLY})"
)
_TELL_US = re.compile(r"\b(?:dites|ecrivez|indiquez|precisez)-nous\b")
_SO_THAT = 160  # characters between a question and the place of its answer


def asked_in_public(text: str) -> list[tuple[int, int]]:
    """Return where the draft asks about somebody's life and wants the answer here."""
    found = []
    for question in _ABOUT.finditer(text):
        before = text[max(0, question.start() - 60) : question.start()]
        answer = _ANSWER.search(text, question.end(), question.end() + _SO_THAT)
        told = [one for one in _TELL_US.finditer(before) if not re.search(r"[.!?]", before[one.end() :])]
        if answer:
            found.append((question.start(), answer.end()))
        elif told:
            found.append((question.start() - len(before) + told[-1].start(), question.end()))
    return found
