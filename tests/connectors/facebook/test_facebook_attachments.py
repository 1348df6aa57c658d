"""What is attached to comments and posts on Facebook."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.connectors.facebook.fake_page import PAGE

from parvis.connectors.attachments import Attachment, AttachmentKind
from parvis.connectors.facebook.mapping import read_comment, read_post
from parvis.connectors.port import RemoteComment, RemotePost

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["url", "type", "media", "image", "data", "subattachments"]), inner, max_size=3
        )
    ),
    max_leaves=10,
)
TIME = "2026-11-20T15:00:00+0000"


def of_comment(attachment: Any, message: str = "") -> tuple[Attachment, ...]:
    raw = {"id": "7_1", "created_time": TIME, "message": message, "attachment": attachment}
    found = read_comment(raw, page_id=PAGE, post_id="7")
    assert isinstance(found, RemoteComment)
    return found.attachments or ()


def of_post(*attachments: Any) -> tuple[Attachment, ...]:
    found = read_post({"id": "7_1", "created_time": TIME, "attachments": {"data": [*attachments]}}, page_id=PAGE)
    assert isinstance(found, RemotePost)
    return found.attachments


def test_a_photo_is_known_by_its_own_id_with_its_size() -> None:
    [photo] = of_comment(
        {
            "type": "photo",
            "url": "https://www.facebook.com/photo.php?fbid=9",
            "media": {"image": {"src": "https://scontent.test/v/9_n.jpg?oh=1&oe=2", "width": 720, "height": 480}},
            "target": {"id": "9", "url": "https://www.facebook.com/photo.php?fbid=9"},
            "description": "Le guichet",
        }
    )
    assert (photo.kind, photo.media_id, photo.width, photo.height) == (AttachmentKind.PHOTO, "9", 720, 480)
    assert photo.picture_url == "https://scontent.test/v/9_n.jpg?oh=1&oe=2"
    assert photo.description == "Le guichet"


def test_without_an_id_the_file_s_name_serves_whatever_signature_and_edge_come_with_it() -> None:
    first, second = (
        of_comment({"type": "sticker", "media": {"image": {"src": f"https://{edge}.test/v/39178_n.png?oh={edge}"}}})
        for edge in ("scontent-a", "scontent-b")
    )
    assert {one.media_id for one in (*first, *second)} == {"39178_n.png"}


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("photo", AttachmentKind.PHOTO),
        ("sticker", AttachmentKind.STICKER),
        ("animated_image_share", AttachmentKind.ANIMATION),
        ("animated_image_video", AttachmentKind.ANIMATION),
        ("video_inline", AttachmentKind.VIDEO),
        ("video_share_youtube", AttachmentKind.VIDEO),
        ("share", AttachmentKind.LINK),
        ("un_type_de_demain", AttachmentKind.LINK),
    ],
)
def test_kinds_are_told_by_how_their_names_begin(told: str, kind: AttachmentKind) -> None:
    assert [one.kind for one in of_comment({"type": told, "url": "https://exemple.test/x"})] == [kind]


def test_a_shared_link_is_unwrapped_and_given_once() -> None:
    shim = "https://l.facebook.com/l.php?u=https%3A%2F%2Fexemple.test%2Faide%3Fa%3D1&h=AT0signature"
    found = of_comment({"type": "share", "url": shim, "title": "Aide"}, "Voyez https://exemple.test/aide?a=1 vite")
    assert [(one.kind, one.url, one.title) for one in found] == [
        (AttachmentKind.LINK, "https://exemple.test/aide?a=1", "Aide")
    ]


def test_an_album_is_its_photos_and_a_reel_is_a_video() -> None:
    inside = [{"type": "photo", "target": {"id": str(n)}} for n in (1, 2)]
    reel = {
        "type": "video_inline",
        "media_type": "video",
        "url": "https://www.facebook.com/reel/5",
        "title": "Le guichet",
    }
    found = of_post({"type": "album", "subattachments": {"data": inside}}, reel)
    assert [one.media_id for one in found] == ["1", "2", "5"]
    assert [one.kind for one in found] == [AttachmentKind.PHOTO, AttachmentKind.PHOTO, AttachmentKind.VIDEO]


@given(JSON)
def test_no_shape_of_answer_breaks_the_reading(told: Any) -> None:
    of_comment(told)
    of_post(told)
