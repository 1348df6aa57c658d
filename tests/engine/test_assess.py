"""The contract of `assess`: every field, the order of findings, what the policy allows the machine."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from parvis.engine import assess as door
from parvis.engine import weights
from parvis.engine.assess import assess, assess_many
from parvis.engine.findings import Assessment, Comment, Disposition
from parvis.engine.version import engine_version
from parvis.policy.load import loads_policy, policy_source
from parvis.policy.model import Policy
from tests.engine.conftest import Judge


def test_a_social_insurance_number_is_proposed_for_removal_with_its_exact_span(judge: Judge) -> None:
    line = judge("Mon NAS est 046 454 286, rappelez-moi").as_json()
    assert line["disposition"] == "remove"
    findings = line["findings"]
    assert isinstance(findings, list)
    assert findings[0]["criterion"] == "personal_info"
    assert findings[0]["spans"] == [[12, 23]]
    assert line["pii"] == [{"start": 12, "end": 23, "type": "sin"}]


def test_every_field_of_the_contract_is_written(judge: Judge, policy: Policy) -> None:
    line = judge("Est-ce que le bureau est ouvert lundi?").as_json()
    assert list(line) == [
        "id",
        "disposition",
        "findings",
        "language",
        "is_question",
        "stance",
        "pii",
        "policy",
        "engine",
    ]
    assert line["disposition"] == "keep"
    assert line["is_question"] is True
    assert line["language"] == "fr"
    assert line["policy"] == policy.version


def test_the_main_finding_comes_first(judge: Judge) -> None:
    assessment = judge("Ostie que c'est long, gang de crétins, mon courriel est ginette@courriel-invente.com")
    rank = {"keep": 0, "review": 1, "remove": 2}
    order = [(-rank[finding.disposition.value], -finding.score) for finding in assessment.findings]
    assert len(order) >= 3
    assert order == sorted(order)
    assert assessment.disposition is assessment.findings[0].disposition


def test_a_reason_is_french_and_never_repeats_personal_information(judge: Judge) -> None:
    for text in ("Mon NAS est 046 454 286", "Écrivez à ginette@courriel-invente.com, maudit crétin de Paul"):
        for finding in judge(text).findings:
            assert finding.reason.endswith(".")
            assert "046" not in finding.reason
            assert "ginette@" not in finding.reason


def test_the_engine_version_names_its_kind_and_content() -> None:
    assert re.fullmatch(r"judge-1@[0-9a-f]{12}", engine_version())
    assert engine_version() == door.ENGINE_VERSION


def test_a_criterion_left_to_people_is_shown_but_proposes_nothing(policy: Policy) -> None:
    source = policy_source()
    left = re.sub(
        r'(code = "vulgar"(?:(?!\[\[criteria).)*?automation = )"propose"', r'\1"nothing"', source, flags=re.DOTALL
    )
    if left == source:
        left = re.sub(r'(code = "vulgar"\n)', r'\1automation = "nothing"\n', source)
    assessment = assess(Comment("1", "Ostie que c'est long!"), loads_policy(left, "essai.toml"))
    assert [finding.criterion for finding in assessment.findings] == ["vulgar"]
    assert assessment.disposition is Disposition.KEEP


@pytest.mark.parametrize("jobs", [1, 2])
def test_many_comments_come_back_in_their_order(policy: Policy, jobs: int) -> None:
    comments = [Comment(str(rank), "Gang de caves" if rank % 7 == 0 else "Merci!") for rank in range(600)]
    assessed = list(assess_many(iter(comments), policy, jobs))
    assert [one.id for one in assessed] == [comment.id for comment in comments]
    assert [one.disposition.value for one in assessed[:8]] == ["remove", *["keep"] * 6, "remove"]


def test_no_process_at_all_is_refused(policy: Policy) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        assess_many([], policy, 0)


def test_spans_quote_the_words_in_the_verbatim_text(by_lists: Callable[[str], Assessment]) -> None:
    text = "\u200b😀 Bande de 𝓬𝓸𝓷𝓷𝓪𝓻𝓭𝓼 !"
    span = by_lists(text).findings[0].spans[0]
    assert text[span.start : span.end] == "𝓬𝓸𝓷𝓷𝓪𝓻𝓭𝓼"


def test_with_a_part_of_its_weights_the_engine_refuses_and_says_what_is_missing(
    policy: Policy, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in weights.FILES[1:]:
        (tmp_path / name).touch()
    monkeypatch.setattr(weights, "MODELS", tmp_path)
    weights.require_weights.cache_clear()
    with pytest.raises(weights.WeightsMissing, match=r"il manque pieces\.model dans .*make train"):
        assess(Comment("1", "Bonjour"), policy)
    monkeypatch.undo()
    assert assess(Comment("1", "Bonjour"), policy).disposition is Disposition.KEEP
