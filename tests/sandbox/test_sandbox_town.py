"""The invented citizens: enough of them, mostly within their rights, and never tiresome."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from parvis.sandbox.items import PLATFORMS
from parvis.sandbox.town import PACES, Event, Town
from parvis.sandbox.town.script import script
from parvis.sandbox.world import World

CRITERIA = {
    "abusive", "defamatory", "discriminatory", "vulgar", "hateful", "offensive", "sexual", "promotional",
    "partisan", "off_topic", "false", "confused", "personal_info",
}  # fmt: skip
NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)


def test_the_town_is_large_and_most_of_what_it_says_should_stay(world: World) -> None:
    lines = list(script().lines())
    assert len(world.citizens()) >= 16
    assert len(script().threads) >= 12
    assert len(lines) >= 220
    breaches = Counter(line.breaks for line in lines)
    assert breaches[""] >= len(lines) / 2
    assert set(breaches) - {""} <= CRITERIA
    assert len(set(breaches) - {""}) >= 10
    assert {line.by for line in lines} == {citizen.key for citizen in world.citizens()}


def test_every_line_has_its_author_and_what_it_answers() -> None:
    for thread in script().threads:
        names = {line.name for line in thread.lines if line.name}
        before: set[str] = set()
        for line in thread.lines:
            assert not line.to or line.to in names & before, line.key
            before.add(line.name)


def test_the_ministry_writes_with_quebecs_typography() -> None:
    for thread in script().threads:
        assert not re.search(r" [:»%;!?]|« |\d h ", thread.text), thread.key


def test_nobody_says_the_same_thing_twice_in_the_script() -> None:
    said = Counter((line.by, line.text) for line in script().lines())
    assert set(said.values()) == {1}


def test_the_numbers_people_publish_are_invented_and_shaped_like_real_ones() -> None:
    text = " ".join(line.text for line in script().lines())
    sins = re.findall(r"\b\d{3} \d{3} \d{3}\b", text)
    assert sins
    assert all(_luhn(one) for one in sins)
    assert set(re.findall(r"\b(?:418|367|581) (\d{3})-\d{4}", text)) == {"555"}
    addresses = re.findall(r"[\w.-]+\.(test|example|com|ca|org|net)\b", text)
    assert addresses
    assert set(addresses) <= {"test", "example"}


def _luhn(number: str) -> bool:
    digits = [int(d) for d in number if d.isdigit()]
    doubled = [d if n % 2 == 0 else sum(divmod(2 * d, 10)) for n, d in enumerate(reversed(digits))]
    return sum(doubled) % 10 == 0


def test_a_new_world_has_two_days_of_past(world: World) -> None:
    Town(world).populate(NOW)
    views = {platform: world.public_view(platform) for platform in PLATFORMS}
    posts = [one for view in views.values() for one in view if one.kind == "post"]
    comments = [one for view in views.values() for root in view for one in root.walk() if one.kind == "comment"]
    assert len(posts) == 12
    assert 55 <= len(comments) <= 75
    assert all(len([one for one in view if one.kind == "post"]) == 4 for view in views.values())
    assert all(NOW - timedelta(days=2) <= one.at <= NOW for one in [*posts, *comments])
    assert any("046 454 286" in one.text for one in comments)
    before = {platform: world.public_view(platform) for platform in PLATFORMS}
    Town(world).populate(NOW)
    assert {platform: world.public_view(platform) for platform in PLATFORMS} == before


def tell(world: World, steps: int, seed: int = 2013) -> list[Event | None]:
    town = Town(world, seed)
    town.populate(NOW)
    return [town.step(NOW + timedelta(seconds=n)) for n in range(steps)]


def test_the_same_seed_tells_the_same_story() -> None:
    def story(seed: int) -> list[tuple[str, str, str, str]]:
        world = World(seed=1)
        told = [(e.kind, e.platform, e.author, e.text) for e in tell(world, 120, seed) if e]
        world.close()
        return told

    assert story(5) == story(5)
    assert story(5) != story(6)


def test_nobody_repeats_themselves_before_all_is_said_even_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "monde.sqlite"
    said: Counter[tuple[str, str]] = Counter()
    for _ in range(3):
        world = World(path)
        for event in tell(world, 50):
            if event and event.kind in ("comment", "mention"):
                said[event.author, event.text] += 1
        world.close()
    assert sum(said.values()) > 100
    assert set(said.values()) == {1}


def test_people_comment_answer_correct_and_regret(world: World) -> None:
    events = [event for event in tell(world, 250) if event]
    assert {event.kind for event in events} == {"publish", "comment", "mention", "edit", "delete"}
    replies = [e for e in events if e.kind == "comment" and world.item(e.platform, e.id).parent_id]
    assert replies
    assert {event.platform for event in events} == set(PLATFORMS)


def test_when_all_is_said_the_town_goes_on(world: World) -> None:
    events = tell(world, 700)
    assert sum(1 for event in events[600:] if event and event.kind == "comment") > 40


def test_a_town_whose_comments_are_removed_still_lives(world: World) -> None:
    town = Town(world)
    town.populate(NOW)
    for platform in PLATFORMS:
        for root in world.public_view(platform):
            world.take_down(world.item(platform, root.id), "institution")
    for n in range(80):
        town.step(NOW + timedelta(seconds=n))
    json.dumps(dict(world.settings))


def test_the_pace_is_kept_and_checked(world: World) -> None:
    town = Town(world)
    assert town.pace == "normal"
    town.pace = "fast"
    assert Town(world).pace == "fast"
    with pytest.raises(ValueError, match="unknown pace"):
        town.pace = "frantic"
    assert PACES["pause"] == 0


def test_a_living_town_stops_when_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PACES, "fast", 0.1)
    town = Town(world)
    town.populate()
    town.pace = "fast"
    count = len(world.store.query("SELECT 1 FROM item"))
    with town.living():
        for _ in range(100):
            if len(world.store.query("SELECT 1 FROM item")) > count:
                break
            time.sleep(0.1)
    assert len(world.store.query("SELECT 1 FROM item")) > count
