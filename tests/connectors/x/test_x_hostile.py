"""Whatever people write arrives byte for byte, and nothing that X could send brings the connector down."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.connectors.x.x_replay import Answer, Call, replaying
from tests.connectors.x.x_world import US

from parvis.connectors.port import AccountAccess, Batch, ConnectorError
from parvis.connectors.x import connect

HOSTILE = [
    "a\ud800b", "\udfff", "\ud83d\ude00", "\x00", "nul\x00 au milieu", "\u202eà l’envers\u2066", "\u200b\u200d\ufeff",
    "&amp; &lt;b&gt; & <b>", "é" + "\u0301" * 500, "x" * 25_000, "👨‍👩‍👧‍👦" * 2_000, "\r\n\t\x0b\x85\u2028", "", " ",
    "<script>alert(1)</script>", "'; DROP TABLE", "\uffff\U0010ffff",
]  # fmt: skip


def mentions_answering(body: Any, status: int = 200) -> Any:
    def script(call: Call) -> Answer:
        return Answer(status, body) if call.path.endswith("/mentions") else Answer(200, {"meta": {}})

    return script


def fetched(body: Any) -> list[Batch]:
    with replaying(mentions_answering(body)) as replay:
        account = AccountAccess("x", US, "essai", {"bearer_token": "lecture"}, replay.base_url)
        return list(connect(account).fetch_since(""))


@pytest.mark.parametrize("field", ["text", "note_tweet", "note_post"])
@pytest.mark.parametrize("written", ["ascii", "utf-8"])
def test_hostile_texts_arrive_byte_for_byte(field: str, written: str) -> None:
    posts: list[dict[str, Any]] = [{"id": str(10**18 + n), "text": "court"} for n in range(len(HOSTILE))]
    for post, text in zip(posts, HOSTILE, strict=True):
        post[field] = escaped(text) if field == "text" else {"text": escaped(text)}
    body: Any = {"data": posts, "meta": {"result_count": len(posts)}}
    if written == "utf-8":  # as raw UTF-8 where UTF-8 can say it
        sayable = [post for post, text in zip(posts, HOSTILE, strict=True) if text.isprintable()]
        body, expected = _utf8({"data": sayable, "meta": {}}), [t for t in HOSTILE if t.isprintable()]
    else:
        expected = HOSTILE
    texts = [comment.text for batch in fetched(body) for comment in batch.comments]
    assert [t.encode("utf-8", "surrogatepass") for t in texts] == [
        _paired(t).encode("utf-8", "surrogatepass") for t in expected
    ]


def escaped(text: str) -> str:
    """As X tells it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _utf8(body: Any) -> bytes:
    return json.dumps(body, ensure_ascii=False).encode("utf-8")


def _paired(text: str) -> str:
    """JSON joins the two halves of a surrogate pair; lone halves stay as they are."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(alphabet=st.characters(exclude_categories=()), max_size=60), max_size=5))
def test_any_text_arrives_byte_for_byte(texts: list[str]) -> None:
    posts = [{"id": str(10**18 + n), "text": escaped(text)} for n, text in enumerate(texts)]
    received = [comment.text for batch in fetched({"data": posts, "meta": {}}) for comment in batch.comments]
    assert received == [_paired(text) for text in texts]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KEYS = [
    "id", "text", "author_id", "conversation_id", "created_at", "edit_history_tweet_ids", "edit_history_post_ids",
    "entities", "in_reply_to_user_id", "note_tweet", "note_post", "public_metrics", "referenced_tweets",
    "referenced_posts", "mentions", "type", "username", "reply_count",
]  # fmt: skip
LIKELY = st.sampled_from(["1900000000000000001", US, "replied_to", "quoted", "EssaisQc"]) | JSON
POST = st.dictionaries(st.sampled_from(KEYS), LIKELY | st.lists(st.dictionaries(st.sampled_from(KEYS), LIKELY)))
PAGE = st.fixed_dictionaries(
    {},
    optional={
        "data": st.lists(POST | JSON, max_size=4) | JSON,
        "includes": st.dictionaries(st.sampled_from(["users", "tweets", "posts"]), st.lists(POST | JSON) | JSON),
        "errors": st.lists(POST | JSON, max_size=2) | JSON,
        "meta": JSON,
    },
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PAGE)
def test_no_page_of_any_shape_raises_anything_but_a_connector_error(body: dict[str, Any]) -> None:
    try:
        batches = fetched(body)
    except ConnectorError:
        return
    data = body.get("data")
    items = data if isinstance(data, list) else [] if data is None else [data]
    posts = [post for batch in batches for post in batch.posts]
    comments = [comment for batch in batches for comment in batch.comments]
    raws = [item.raw for batch in batches for item in (batch.unknown)]
    raws += [post.raw for post in posts] + [comment.raw for comment in comments]
    ids = [post.platform_id for post in posts] + [comment.platform_id for comment in comments]
    assert all(item in raws or versions_of(item) & set(ids) for item in items)


def versions_of(item: Any) -> set[str]:
    """The ids under which a post may already have been handed over in the same sweep."""
    history = item.get("edit_history_tweet_ids") or item.get("edit_history_post_ids")
    return {item["id"], *(one for one in (history if isinstance(history, list) else []) if isinstance(one, str))}
