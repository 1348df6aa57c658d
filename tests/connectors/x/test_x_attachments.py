"""What is attached to a post on X, in both generations of names."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.connectors.attachments import Attachment, AttachmentKind
from parvis.connectors.port import Observation, RemoteComment, UnknownItem
from parvis.connectors.x import mapping, page
from parvis.connectors.x.mapping import Surroundings

US = "100"
AROUND = Surroundings(US, lambda _: False)
BOTH = pytest.mark.parametrize("names", [("referenced_tweets", "tweets"), ("referenced_posts", "posts")])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["media_keys", "poll_ids", "urls", "url", "type", "images"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)


def comment(post: dict[str, Any], includes: dict[str, Any] | None = None) -> RemoteComment:
    whole = {"id": "5", "text": "Regardez", "author_id": "11", "conversation_id": "5", **post}
    [found] = mapping.items(page.read({"data": [whole], "includes": includes or {}}), AROUND)
    assert isinstance(found, RemoteComment)
    return found


def attached(post: dict[str, Any], includes: dict[str, Any] | None = None) -> tuple[Attachment, ...]:
    return comment(post, includes).attachments or ()


def test_media_come_with_their_description_and_sizes() -> None:
    media = [
        {"media_key": "3_1", "type": "photo", "url": "https://pbs.test/1.jpg", "alt_text": "Un chat", "width": 4},
        {"media_key": "7_2", "type": "video", "preview_image_url": "https://pbs.test/2.jpg"},
        {"media_key": "16_3", "type": "animated_gif", "preview_image_url": "https://pbs.test/3.jpg"},
    ]
    found = attached({"attachments": {"media_keys": ["3_1", "7_2", "16_3"]}}, {"media": media})
    photo = Attachment(
        AttachmentKind.PHOTO,
        url="https://pbs.test/1.jpg",
        picture_url="https://pbs.test/1.jpg",
        alt_text="Un chat",
        media_id="3_1",
        width=4,
    )
    video = Attachment(AttachmentKind.VIDEO, picture_url="https://pbs.test/2.jpg", media_id="7_2")
    animation = Attachment(AttachmentKind.ANIMATION, picture_url="https://pbs.test/3.jpg", media_id="16_3")
    assert found == (photo, video, animation)


def test_a_medium_that_the_answer_does_not_describe_is_still_there_and_so_is_a_poll() -> None:
    found = attached({"attachments": {"media_keys": ["3_1"], "poll_ids": ["9"]}})
    assert [(one.kind, one.media_id) for one in found] == [(AttachmentKind.OTHER, "3_1"), (AttachmentKind.POLL, "9")]


@BOTH
def test_a_quoted_post_is_named_by_its_first_version(names: tuple[str, str]) -> None:
    references, included = names
    history = "edit_history_tweet_ids" if included == "tweets" else "edit_history_post_ids"
    post = {
        references: [{"type": "quoted", "id": "4"}],
        "entities": {"urls": [{"url": "https://t.co/a", "expanded_url": "https://x.com/exemple/status/4"}]},
    }
    found = comment(post, {included: [{"id": "4", "text": "Notre avis", history: ["3", "4"]}]})
    assert found.quoted_id == "3"
    assert found.attachments == (Attachment(AttachmentKind.QUOTE, url="https://x.com/i/web/status/3", media_id="3"),)


def test_links_lead_where_x_says_that_they_end_and_those_that_x_added_are_left_out() -> None:
    urls = [
        {
            "url": "https://t.co/a",
            "expanded_url": "https://court.test/a",
            "unwound_url": "https://exemple.test/long",
            "title": "Titre",
            "description": "Suite",
            "images": [{"url": "https://pbs.test/carte.jpg", "width": 8, "height": 9}],
        },
        {"url": "https://t.co/b"},
        {"url": "https://t.co/c", "expanded_url": "https://x.com/exemple/status/5/photo/1"},
        {"url": "https://t.co/d", "expanded_url": "https://example.test", "media_key": "3_1"},
        {"url": "https://t.co/e", "expanded_url": "https://x.com/exemple/status/77"},
    ]
    card, bare, elsewhere = attached({"entities": {"urls": urls}})
    assert card == Attachment(
        AttachmentKind.LINK,
        url="https://exemple.test/long",
        picture_url="https://pbs.test/carte.jpg",
        title="Titre",
        description="Suite",
        width=8,
        height=9,
    )
    assert (bare.url, elsewhere.url) == ("https://t.co/b", "https://x.com/exemple/status/77")


def test_links_of_the_long_form_count_too() -> None:
    note = {"text": "Regardez tout", "entities": {"urls": [{"url": "https://t.co/z"}]}}
    assert [one.url for one in attached({"note_tweet": note})] == ["https://t.co/z"]


@given(JSON, JSON, JSON)
def test_no_shape_of_answer_breaks_the_reading(attachments: Any, entities: Any, media: Any) -> None:
    post = {"id": "5", "text": "x", "author_id": "11", "attachments": attachments, "entities": entities}
    [found] = mapping.items(page.read({"data": [post], "includes": {"media": media}}), AROUND)
    assert not isinstance(found, UnknownItem | Observation)
