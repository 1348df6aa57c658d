"""What goes with comments and videos on YouTube: links in texts, and the video itself."""

from __future__ import annotations

from tests.connectors.youtube.fake_channel import CHANNEL, START, Said, stamp

from parvis.connectors.attachments import Attachment, AttachmentKind
from parvis.connectors.port import RemoteComment, RemotePost
from parvis.connectors.youtube.mapping import read_head, read_reply, read_video


def test_the_links_of_a_comment_are_those_of_its_text() -> None:
    item = Said("T1", START, "Voyez https://exemple.test/aide.").resource(with_status=False)
    found = read_reply(item, read_head({}, listed=""), channel_id=CHANNEL)
    assert isinstance(found, RemoteComment)
    assert found.attachments == (Attachment(AttachmentKind.LINK, url="https://exemple.test/aide"),)


def test_a_video_is_attached_to_itself_with_its_largest_still() -> None:
    stills = {"default": {"url": "https://i.test/petit.jpg"}, "high": {"url": "https://i.test/grand.jpg", "width": 480}}
    snippet = {"publishedAt": stamp(START), "title": "Le guichet", "description": "", "thumbnails": stills}
    found = read_video({"id": "v1", "snippet": snippet}, channel_id=CHANNEL)
    assert isinstance(found, RemotePost)
    assert found.attachments == (
        Attachment(
            AttachmentKind.VIDEO,
            url="https://www.youtube.com/watch?v=v1",
            picture_url="https://i.test/grand.jpg",
            title="Le guichet",
            media_id="v1",
            width=480,
        ),
    )
