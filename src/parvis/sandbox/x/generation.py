"""The two generations of X's field names: 2.159 says tweet, 2.167 says post. Paths are the same.

The lists are the parameters' closed lists in X's own OpenAPI documents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


def _listed(names: str) -> list[str]:
    return re.findall(r"[\w.]+", names)


_COMMON_FIELDS = _listed("""article attachments card_uri community_id context_annotations conversation_id created_at
 display_text_range edit_controls entities geo id lang media_metadata non_public_metrics organic_metrics
 possibly_sensitive promoted_metrics public_metrics reply_settings scopes source suggested_source_links
 suggested_source_links_with_counts text withheld""")
_COMMON_USER = _listed("""confirmed_email connection_status created_at description entities id is_identity_verified
 location name parody profile_banner_url profile_image_url protected public_metrics receives_your_dm
 subscription subscription_type url username verified verified_followers_count verified_type
 withheld""")
MEDIA_FIELDS = frozenset(
    _listed("""alt_text duration_ms height media_key non_public_metrics organic_metrics preview_image_url
 promoted_metrics public_metrics type url variants width""")
)
_COMMON_EXPANSIONS = _listed("""article.cover_media article.media_entities attachments.media_keys
 attachments.media_source_tweet attachments.poll_ids author_id entities.mentions.username geo.place_id
 in_reply_to_user_id""")


@dataclass(frozen=True, slots=True)
class Generation:
    """What one generation calls things, and which values it accepts."""

    fields_parameter: str
    fields: frozenset[str]
    expansions: frozenset[str]
    user_fields: frozenset[str]
    user_expansions: frozenset[str]
    references: str  # field
    references_expansion: str
    history: str  # field
    note: str  # field of the whole text of a long post
    reposts: str  # metric
    posts_written: str  # a user's metric
    included_posts: str  # list in `includes`
    problems: str  # start of the problem types' addresses


TWEET = Generation(
    fields_parameter="tweet.fields",
    fields=frozenset(
        [*_COMMON_FIELDS, "author_id", "edit_history_tweet_ids", "in_reply_to_user_id", "note_tweet",
         "referenced_tweets"]
    ),
    expansions=frozenset(
        [*_COMMON_EXPANSIONS, "edit_history_tweet_ids", "entities.note.mentions.username",
         "referenced_tweets.id", "referenced_tweets.id.attachments.media_keys",
         "referenced_tweets.id.author_id"]
    ),
    user_fields=frozenset([*_COMMON_USER, "affiliation", "most_recent_tweet_id", "pinned_tweet_id"]),
    user_expansions=frozenset(["affiliation.user_id", "most_recent_tweet_id", "pinned_tweet_id"]),
    references="referenced_tweets",
    references_expansion="referenced_tweets.id",
    history="edit_history_tweet_ids",
    note="note_tweet",
    reposts="retweet_count",
    posts_written="tweet_count",
    included_posts="tweets",
    problems="https://api.twitter.com/2/problems/",
)  # fmt: skip

# Here the author, what is answered and the history come by expansion, and are no `post.fields` value.
POST = Generation(
    fields_parameter="post.fields",
    fields=frozenset(
        [*_COMMON_FIELDS, "article_title", "matched_media_notes", "note_post", "note_request_suggestions",
         "paid_partnership"]
    ),
    expansions=frozenset([*_COMMON_EXPANSIONS, "edit_history_post_ids", "referenced_posts", "username"]),
    user_fields=frozenset([*_COMMON_USER, "subscribes_to_you"]),
    user_expansions=frozenset(["affiliation", "most_recent_post_id", "pinned_post_id"]),
    references="referenced_posts",
    references_expansion="referenced_posts",
    history="edit_history_post_ids",
    note="note_post",
    reposts="repost_count",
    posts_written="post_count",
    included_posts="posts",
    problems="https://api.x.com/2/problems/",
)  # fmt: skip

GENERATIONS = {"tweet": TWEET, "post": POST}
