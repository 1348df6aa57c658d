"""grammar: agreement, homophones, verb forms, elision and negation.

Each kind of fault has its file. A rule speaks only of what it is sure of: a draft that is stopped for nothing costs
more trust than a fault that a colleague will see.
"""

from __future__ import annotations

from collections.abc import Iterator

from parvis.gate.faults import Fault
from parvis.gate.lexicon.sentences import sentences
from parvis.gate.rules.grammar.adjectives import noun_and_adjective, superlative, wishes
from parvis.gate.rules.grammar.agreement_verbs import verb_agreement
from parvis.gate.rules.grammar.auxiliaries import auxiliary
from parvis.gate.rules.grammar.complex_prepositions import complex_preposition
from parvis.gate.rules.grammar.constructions import construction
from parvis.gate.rules.grammar.coordinated import coordinated
from parvis.gate.rules.grammar.determiners import determiner_and_noun
from parvis.gate.rules.grammar.elision import contraction, elision, repeated
from parvis.gate.rules.grammar.homophones import homophones
from parvis.gate.rules.grammar.hyphens import hyphen, inverted_subject
from parvis.gate.rules.grammar.ill_formed import ill_formed
from parvis.gate.rules.grammar.imperatives import imperative
from parvis.gate.rules.grammar.indefinites import indefinite
from parvis.gate.rules.grammar.indicative import indicative
from parvis.gate.rules.grammar.infinitives import infinitive
from parvis.gate.rules.grammar.inversions import inversion
from parvis.gate.rules.grammar.main_clauses import after_avoir, focus, parted, set_apart, stranded, verbless
from parvis.gate.rules.grammar.marking import GrammarRule
from parvis.gate.rules.grammar.moods import condition, subjunctive
from parvis.gate.rules.grammar.negation import missing_ne, missing_pas
from parvis.gate.rules.grammar.numbers import counted, number_words
from parvis.gate.rules.grammar.openings import opening
from parvis.gate.rules.grammar.participle_forms import after_noun, participle, second_verb
from parvis.gate.rules.grammar.participles import agreement_with_subject, apposition, may_be_done
from parvis.gate.rules.grammar.participles_avoir import agreement_with_object, plain_subject_with_avoir
from parvis.gate.rules.grammar.phrases import phrases
from parvis.gate.rules.grammar.pronoun_slips import once, pronoun_slip
from parvis.gate.rules.grammar.reflexives import reflexive, reflexive_object
from parvis.gate.rules.grammar.relatives import relative
from parvis.gate.rules.grammar.same import same
from parvis.gate.rules.grammar.second_person import second_person
from parvis.policy.model import Policy

RULES: tuple[GrammarRule, ...] = (
    phrases,
    elision,
    contraction,
    repeated,
    homophones,
    infinitive,
    participle,
    second_verb,
    after_noun,
    imperative,
    condition,
    subjunctive,
    auxiliary,
    missing_ne,
    missing_pas,
    verb_agreement,
    agreement_with_subject,
    agreement_with_object,
    plain_subject_with_avoir,
    apposition,
    may_be_done,
    determiner_and_noun,
    noun_and_adjective,
    superlative,
    wishes,
    ill_formed,
    hyphen,
    inverted_subject,
    reflexive,
    coordinated,
    number_words,
    counted,
    indefinite,
    indicative,
    relative,
    construction,
    complex_preposition,
    second_person,
    same,
    stranded,
    set_apart,
    parted,
    verbless,
    after_avoir,
    focus,
    inversion,
    pronoun_slip,
    once,
    opening,
    reflexive_object,
)


def grammar(draft: str, policy: Policy) -> Iterator[Fault]:
    """Yield the faults of grammar of a draft, one for each place, when the policy asks for French."""
    if policy.outgoing_language != "fr":
        return
    for sentence in sentences(draft):
        taken: list[Fault] = []
        for rule in RULES:
            for fault in rule(sentence):
                if all(fault.end <= other.start or fault.start >= other.end for other in taken):
                    taken.append(fault)
        yield from sorted(taken)
