"""Defamatory: a damaging fact asserted of a person who can be identified. A person always looks."""

from __future__ import annotations

import re
from itertools import islice

from parvis.engine.evidence import finding, spans_of
from parvis.engine.findings import Disposition, Finding, Span
from parvis.engine.reading import Reading

CODE = "defamatory"
LEARNT = "Accusation grave visant une personne ou une entreprise reconnaissable, à vérifier"
MOST_PEOPLE = 500  # named in one comment
_NEAR = 70  # characters between the person and what is asserted
_PERSON = re.compile(
    r"(?:\b(?:M\.|Mme|Mr|Mme\.|Monsieur|Madame) [A-ZÀ-Ý][\w'’-]{1,30}(?: [A-ZÀ-Ý][\w'’-]{1,30})?"
    r"|\b(?:[Ll][ea] |[Ll]['’]|[Mm]on |[Mm]a |[Vv]otre |[Cc]ett?e? )(?:directeur|directrice|ministre"
    r"|sous-ministre|agente?|gestionnaire|chef(?:fe)?|patronne?|boss|présidente?|député[e]?|fonctionnaire)\b"
    r"(?: d[eu] [\w'’ -]{2,30}?)?"
    r"|(?<![.!?\w] )(?<!^)\b[A-ZÀ-Ý][a-zà-ÿ]{1,20} [A-ZÀ-Ý][a-zà-ÿ'’-]{1,20}\b"
    r"|^[A-ZÀ-Ý][a-zà-ÿ]{1,20} [A-ZÀ-Ý][a-zà-ÿ'’-]{1,20}\b)"
)
_NOT_PEOPLE = re.compile(r"Québec|Canada|Service|Solidarité|Emploi|Revenu|Parti|Coalition|Hydro|Loi|Aide|Montréal")
_ASKED = re.compile(r"\b(?:jamais|pas|n'|aurait|allegations?|accuse\w*|est-ce|si)\b")


def find(reading: Reading) -> list[Finding]:
    charges = reading.of("accusation")
    if not charges:
        return []
    named = islice(_PERSON.finditer(reading.verbatim), MOST_PEOPLE)
    people = [match.span() for match in named if not _NOT_PEOPLE.search(match.group())]
    spans: list[Span] = []
    for charge in charges:
        span = reading.span(charge.start, charge.end)
        near = [place for place in people if 0 <= span.start - place[1] <= _NEAR]
        if near and not _ASKED.search(reading.before(charge.start, 20)):
            spans += [Span(*near[-1]), *spans_of(reading, [charge])]
    reason = "Accusation grave visant une personne reconnaissable\u00a0: à vérifier."
    return finding(CODE, 0.6, spans, reason, Disposition.REVIEW)
