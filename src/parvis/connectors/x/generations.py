"""The two generations of names in X's API v2 (OpenAPI 2.159 and 2.167): asked in one, read in both."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from parvis.connectors.x import shapes

_BESIDE = {
    "user.fields": "name,username",
    "media.fields": "alt_text,height,media_key,preview_image_url,type,url,width",
}


class Generation(StrEnum):
    """Which names a request uses."""

    TWEET = "tweet"
    POST = "post"

    @property
    def other(self) -> Generation:
        return Generation.POST if self is Generation.TWEET else Generation.TWEET

    @property
    def fields(self) -> dict[str, str]:
        """Query parameters that ask for all that the mapping reads.

        In 2.167 `author_id`, `referenced_posts`, `edit_history_post_ids` and `in_reply_to_user_id` are no
        longer fields that can be asked for: their expansion brings them.
        """
        if self is Generation.TWEET:
            return _BESIDE | {
                "tweet.fields": "attachments,author_id,conversation_id,created_at,edit_history_tweet_ids,entities,"
                "in_reply_to_user_id,note_tweet,public_metrics,referenced_tweets",
                "expansions": "attachments.media_keys,author_id,entities.mentions.username,referenced_tweets.id",
            }
        return _BESIDE | {
            "post.fields": "attachments,conversation_id,created_at,entities,note_post,public_metrics,text",
            "expansions": "attachments.media_keys,author_id,edit_history_post_ids,entities.mentions.username,"
            "in_reply_to_user_id,referenced_posts",
        }

    def refused_by(self, problem: str) -> bool:
        """Whether a 400 answer, as text, complains of this generation's names."""
        return f"{self.value}.fields" in problem or "expansions" in problem


def references(post: Mapping[str, object]) -> list[object]:
    """What the post answers, quotes or shares."""
    return shapes.listing(post.get("referenced_tweets")) or shapes.listing(post.get("referenced_posts"))


def edit_history(post: Mapping[str, object]) -> list[str]:
    """Ids of all versions of the post, oldest first; empty unless every one is an id."""
    found = shapes.listing(post.get("edit_history_tweet_ids")) or shapes.listing(post.get("edit_history_post_ids"))
    ids = [shapes.identifier(one) for one in found]
    return ids if all(ids) else []


def note(post: Mapping[str, object]) -> Mapping[str, object]:
    """The long form of the post (beyond 280 characters), with its own entities."""
    return shapes.mapping(post.get("note_tweet")) or shapes.mapping(post.get("note_post"))


def included_posts(includes: Mapping[str, object]) -> list[object]:
    """The posts that expansions brought."""
    return shapes.listing(includes.get("tweets")) + shapes.listing(includes.get("posts"))
