"""Comments, threads, videos and channels as YouTube describes them."""

from __future__ import annotations

import hashlib
import html
import json
import re
from datetime import datetime
from typing import Any

from ..items import Item, State
from ..world import World

_URL = re.compile(r"https?://[^\s<>\"]+")
_STATUS = {State.SHOWN: "published", State.HELD: "heldForReview", State.REJECTED: "rejected"}
SEEN = "platform = 'youtube' AND kind = 'comment' AND state = 'shown'"


def moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S") + "Z"


def etag(value: Any) -> str:
    digest = hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
    return f'"{digest[:27]}"'


def tagged(kind: str, **values: Any) -> dict[str, Any]:
    """A resource or a list with its kind and its etag."""
    return {"kind": f"youtube#{kind}", "etag": etag(values), **values}


def displayed(text: str, *, as_html: bool) -> str:
    """`textDisplay`: plain text, or HTML with links and line breaks."""
    if not as_html:
        return text
    parts, end = [], 0
    for link in _URL.finditer(text):
        address = html.escape(link[0])
        parts += [html.escape(text[end : link.start()]), f'<a href="{address}">{address}</a>']
        end = link.end()
    return "".join([*parts, html.escape(text[end:])]).replace("\n", "<br>")


class Resources:
    """Builds resources for one request: `parts` asked, text as HTML or plain."""

    def __init__(self, world: World, site: str, parts: frozenset[str], *, as_html: bool) -> None:
        self._world = world
        self._site = site
        self._parts = parts
        self._as_html = as_html

    def comment(self, item: Item, *, with_status: bool, whole: bool = False) -> dict[str, Any]:
        """`with_status`: YouTube leaves the moderation status out of what was asked by id."""
        if "snippet" not in self._parts and not whole:
            return tagged("comment", id=item.id)
        person = self._world.people.person("youtube", item.author)
        snippet: dict[str, Any] = {
            "channelId": self._world.people.official("youtube").platform_id,
            "videoId": item.post_id,
            "textDisplay": displayed(item.text, as_html=self._as_html),
            "textOriginal": item.text,
            "authorDisplayName": f"@{person.handle}",
            "authorProfileImageUrl": f"{self._site}/static/portrait.svg",
            "authorChannelUrl": f"http://www.youtube.com/@{person.handle}",
            "authorChannelId": {"value": person.platform_id},
            "canRate": True,
            "viewerRating": "none",
            "likeCount": 0,
            "publishedAt": moment(item.at),
            "updatedAt": moment(item.edited or item.at),
        }
        if item.parent_id:
            snippet["parentId"] = item.parent_id
        if with_status:
            snippet["moderationStatus"] = _STATUS[item.state]
        return tagged("comment", id=item.id, snippet=snippet)

    def replies(self, item: Item) -> list[Item]:
        """The published replies of a thread, oldest first."""
        where = f"{SEEN} AND parent_id = ? AND {self._world.lists.shown} ORDER BY at, seq"
        return self._world.store.items(where, (item.id,))

    def thread(self, item: Item, *, with_status: bool) -> dict[str, Any]:
        values: dict[str, Any] = {"id": item.id}
        replies = self.replies(item)
        if "snippet" in self._parts:
            values["snippet"] = {
                "channelId": self._world.people.official("youtube").platform_id,
                "videoId": item.post_id,
                "topLevelComment": self.comment(item, with_status=with_status),
                "canReply": True,
                "totalReplyCount": self._count(f"{SEEN} AND parent_id = ?", item),
                "isPublic": item.state is State.SHOWN,
            }
        if "replies" in self._parts and replies:
            # A thread carries only some of its replies: comments.list gives the others.
            some = [self.comment(one, with_status=with_status, whole=True) for one in replies[-5:]]
            values["replies"] = {"comments": some}
        return tagged("commentThread", **values)

    def video(self, item: Item) -> dict[str, Any]:
        title, _, rest = item.text.partition("\n")
        channel = self._world.people.official("youtube")
        parts: dict[str, Any] = {
            "snippet": {
                "publishedAt": moment(item.at), "channelId": channel.platform_id, "title": title[:100],
                "description": rest.strip() or title, "thumbnails": {}, "channelTitle": channel.name,
                "categoryId": "29", "liveBroadcastContent": "none",
                "localized": {"title": title[:100], "description": rest.strip() or title},
            },
            "status": {"uploadStatus": "processed", "privacyStatus": "public", "madeForKids": False},
            "statistics": {"viewCount": "0", "likeCount": "0", "favoriteCount": "0",
                           "commentCount": str(self._count(f"{SEEN} AND post_id = ?", item))},
        }  # fmt: skip
        asked = {name: value for name, value in parts.items() if name in self._parts}
        return tagged("video", id=item.id, **asked)

    def _count(self, where: str, item: Item) -> int:
        return int(self._world.store.query(f"SELECT count(*) FROM item WHERE {where}", (item.id,))[0][0])  # noqa: S608

    def channel(self) -> dict[str, Any]:
        person = self._world.people.official("youtube")
        videos = self._world.store.query(
            "SELECT count(*) FROM item WHERE platform = 'youtube' AND kind = 'post' AND state = 'shown'"
        )[0][0]
        parts: dict[str, Any] = {
            "snippet": {
                "title": person.name, "description": "Chaîne fictive du bac à sable de Parvis.",
                "customUrl": f"@{person.handle.lower()}", "publishedAt": "2020-01-06T15:00:00Z",
                "thumbnails": {}, "localized": {"title": person.name, "description": ""}, "country": "CA",
            },
            "contentDetails": {"relatedPlaylists": {"likes": "", "uploads": "UU" + person.platform_id[2:]}},
            "statistics": {"viewCount": "0", "subscriberCount": "0", "hiddenSubscriberCount": False,
                           "videoCount": str(videos)},
        }  # fmt: skip
        asked = {name: value for name, value in parts.items() if name in self._parts}
        return tagged("channel", id=person.platform_id, **asked)
