"""The three connectors against a sandbox whose faults are on: nothing is skipped, and each failure says what it is."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parvis.connectors import facebook, x, youtube
from parvis.connectors.port import AccountAccess, Connector, RateLimited, TokenRefused
from parvis.sandbox.items import PLATFORMS
from parvis.sandbox.server import running
from parvis.sandbox.world import World

CONNECT: dict[str, Callable[[AccountAccess], Connector]] = {
    "facebook": facebook.connect,
    "x": x.connect,
    "youtube": youtube.connect,
}
# How late an item may be in lists and still be taken in: what each connector's README promises, less a margin.
PATIENCE = {"facebook": 3500, "x": 55, "youtube": 3500}


@dataclass
class Reader:
    """What the poller does: read on from the cursor of the last page, and keep what came, however often."""

    connector: Connector
    cursor: str = ""
    taken_in: set[str] = field(default_factory=set)

    def sweep(self) -> None:
        for batch in self.connector.fetch_since(self.cursor):
            self.cursor = batch.cursor
            self.taken_in |= {comment.platform_id for comment in batch.comments}


@contextlib.contextmanager
def reading(platform: str) -> Iterator[tuple[World, Reader]]:
    world = World(seed=7)
    account = world.account(platform)
    try:
        with running(world) as server:
            yield (
                world,
                Reader(
                    CONNECT[platform](
                        AccountAccess(
                            platform,
                            account["platform_id"],
                            credentials=account["credentials"],
                            base_url=server.base_url(platform),
                        )
                    )
                ),
            )
    finally:
        world.close()


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_comment_that_lists_show_late_is_read_after_newer_ones(platform: str) -> None:
    with reading(platform) as (world, reader):
        post = world.publish(platform, "Avis")
        reader.sweep()
        world.faults.add(platform, "late", seconds=PATIENCE[platform])
        late = world.comment(platform, post, "lea", "Quand?")
        world.clock.advance(5)
        prompt = world.comment(platform, post, "rita", "Merci!")
        reader.sweep()
        assert reader.taken_in == {prompt}
        world.clock.advance(PATIENCE[platform])
        reader.sweep()
        assert reader.taken_in == {prompt, late}


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_publication_that_lists_show_late_loses_none_of_its_comments(platform: str) -> None:
    with reading(platform) as (world, reader):
        world.comment(platform, world.publish(platform, "Premier avis"), "rita", "Merci!")
        reader.sweep()
        world.faults.add(platform, "late", path="post", seconds=40)
        post = world.publish(platform, "Second avis")
        comments = {world.comment(platform, post, author, f"Quand, {author}?") for author in ("lea", "rita")}
        for _ in range(3):
            world.clock.advance(20)
            reader.sweep()
        assert comments < reader.taken_in


def test_a_late_reply_that_youtube_already_counts_is_read_when_it_shows() -> None:
    with reading("youtube") as (world, reader):
        video = world.publish("youtube", "Vidéo")
        thread = world.comment("youtube", video, "lea", "Quand?")
        replies = {world.comment("youtube", video, "rita", f"Bientôt {n}", thread) for n in range(8)}
        world.faults.add("youtube", "late", seconds=30)
        late = world.comment("youtube", video, "bob", "Samedi", thread)
        reader.sweep()
        assert reader.taken_in == {thread, *replies}
        world.clock.advance(31)
        reader.sweep()
        assert late in reader.taken_in


def test_a_late_reply_is_read_although_nothing_of_its_thread_changes_when_it_shows() -> None:
    with reading("youtube") as (world, reader):
        video = world.publish("youtube", "Vidéo")
        thread = world.comment("youtube", video, "lea", "Quand?")
        world.faults.add("youtube", "late", seconds=600)
        late = world.comment("youtube", video, "bob", "Samedi", thread)
        for n in range(6):  # more than a thread shows, and all newer
            world.comment("youtube", video, "rita", f"Bientôt {n}", thread)
        for _ in range(3):
            reader.sweep()
        assert late not in reader.taken_in
        world.clock.advance(601)
        reader.sweep()
        assert late in reader.taken_in


def test_replies_that_are_counted_and_never_listed_do_not_cost_for_ever() -> None:
    with reading("youtube") as (world, reader):
        video = world.publish("youtube", "Vidéo")
        thread = world.comment("youtube", video, "lea", "Quand?")
        world.faults.add("youtube", "late", seconds=10**8)
        world.comment("youtube", video, "bob", "Samedi", thread)
        units = [0]
        for _ in range(16):
            reader.sweep()
            units.append(world.settings["youtube_used"][1])
        costs = [after - before for before, after in itertools.pairwise(units)]
        assert costs == [*[costs[-1] + 1] * 12, *[costs[-1]] * 4]


steps = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.sampled_from([0.0, 0.5, 1.0])),  # how late, as a share of what is promised
        st.tuples(st.just("reply"), st.sampled_from([0.0, 0.5, 1.0])),
        st.tuples(st.just("wait"), st.sampled_from([0.1, 0.5, 1.0])),
        st.tuples(st.just("sweep"), st.just(0.0)),
    ),
    min_size=6,
    max_size=20,
)


@pytest.mark.parametrize("platform", PLATFORMS)
@given(steps=steps)
@settings(max_examples=12)
def test_nothing_is_skipped_however_late_disordered_or_repeated(platform: str, steps: list[tuple[str, float]]) -> None:
    with reading(platform) as (world, reader):
        world.faults.add(platform, "shuffle", None)
        world.faults.add(platform, "duplicate", None)
        post = world.publish(platform, "Avis")
        written: list[str] = []
        for what, share in steps:
            if what == "sweep":
                reader.sweep()
            elif what == "wait":
                world.clock.advance(share * 60)
            else:
                world.faults.add(platform, "late", seconds=share * PATIENCE[platform])
                parent = written[0] if what == "reply" and written else ""
                written.append(world.comment(platform, post, "lea", "Quand?", parent))
        world.clock.advance(PATIENCE[platform])
        reader.sweep()
        assert reader.taken_in == set(written)


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_spent_quota_is_waited_for_and_then_nothing_is_missing(platform: str) -> None:
    with reading(platform) as (world, reader):
        post = world.publish(platform, "Avis")
        reader.sweep()
        fault = world.faults.add(platform, "quota_exhausted", None)
        comment = world.comment(platform, post, "lea", "Quand?")
        with pytest.raises(RateLimited) as spent:
            reader.sweep()
        assert not spent.value.permanent
        assert spent.value.wait is not None
        assert fault.until is not None
        left = (fault.until - world.clock.now()).total_seconds()
        if platform == "youtube":  # the only one whose day is known
            assert abs(spent.value.wait - left) < 30
        else:  # X's month and Facebook's hour are not told: they are tried now and then
            assert 600 <= spent.value.wait <= 3600
        world.clock.advance(left + 1)
        reader.sweep()
        assert reader.taken_in == {comment}


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("kind", ["cut", "server_error", "rate_limit", "token_revoked"])
def test_a_sweep_cut_short_goes_on_where_it_stood(platform: str, kind: str) -> None:
    with reading(platform) as (world, reader):
        posts = [world.publish(platform, f"Avis {n}") for n in range(3)]
        comments = {world.comment(platform, post, "lea", f"Quand? {n}") for post in posts for n in range(3)}
        if kind == "token_revoked":
            world.revoke_token(platform)
            with pytest.raises(TokenRefused):
                reader.sweep()
            world.restore_token(platform)
        else:
            fault = world.faults.add(platform, kind, None)
            with pytest.raises(Exception, match=platform_name(platform)):
                reader.sweep()
            world.faults.stop(fault.number)
        reader.sweep()
        assert reader.taken_in == comments


def platform_name(platform: str) -> str:
    return {"facebook": "Facebook", "x": r"\bX\b", "youtube": "YouTube"}[platform]


@pytest.mark.parametrize("platform", PLATFORMS)
def test_what_the_platform_took_down_is_seen_gone_when_read_back(platform: str) -> None:
    with reading(platform) as (world, reader):
        post = world.publish(platform, "Avis")
        taken, kept = (world.comment(platform, post, author, "Quand?") for author in ("lea", "rita"))
        reader.sweep()
        world.remove_as_platform(platform, taken)
        assert [one.visibility.value == "gone" for one in reader.connector.observe([taken, kept])] == [True, False]
