"""Real citizens' texts, posted through the sandbox, arrive byte for byte, once each, and add up."""

from __future__ import annotations

import hashlib
import json
from collections import Counter

import pytest

from parvis.desk.records.models import Comment, Revision
from parvis.desk.records.polling import poll_once
from parvis.desk.records.queries import counts_by_day
from tests.journeys.house import House, faults
from tests.shared_files import shared_path

pytestmark = pytest.mark.journey

SOURCES = {
    "facebook": ("data/services_publics_plus/dev.jsonl", 605),
    "youtube": ("data/toxifrench/benchmark_dev.jsonl", 709),
}


def texts_of(path: str) -> list[str]:
    # Split on "\n" alone: one of the texts holds another line separator.
    return [json.loads(line)["text"] for line in shared_path(path).read_text("utf-8").split("\n") if line]


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@pytest.mark.parametrize("platform", SOURCES)
def test_every_text_arrives_byte_for_byte_and_once(house: House, platform: str) -> None:
    path, expected = SOURCES[platform]
    texts = texts_of(path)
    assert len(texts) == expected
    post_id = house.world.publish(platform, "Que pensez-vous de nos services?")
    for number, text in enumerate(texts):
        house.world.comment(platform, post_id, f"Personne {number % 40}", text)
    assert poll_once() == expected
    assert poll_once() == 0
    assert Counter(Revision.objects.values_list("sha256", flat=True)) == Counter(map(digest, texts))
    assert Comment.objects.count() == expected
    [day, *_] = counts_by_day()
    assert sum(d.received for d in counts_by_day()) == expected
    assert day.received == day.public + day.removed + day.pending
    assert faults() == []
