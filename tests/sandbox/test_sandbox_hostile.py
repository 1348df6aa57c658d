"""Whatever is sent to a platform, it answers in its own shape and never breaks."""

from __future__ import annotations

from typing import Any

import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parvis.sandbox.items import PLATFORMS
from parvis.sandbox.server import Running

from .conftest import Web

NAMES = [
    "ids", "id", "fields", "limit", "after", "before", "since", "until", "filter", "order", "summary", "is_hidden",
    "message", "recipient", "query", "max_results", "since_id", "until_id", "pagination_token", "start_time",
    "tweet.fields", "expansions", "part", "pageToken", "maxResults", "videoId", "parentId", "moderationStatus",
    "allThreadsRelatedToChannelId", "textFormat", "searchTerms", "banAuthor", "mine",
]  # fmt: skip
VALUES = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.sampled_from(
        [
            "0",
            "-1",
            "9" * 19,
            "9" * 40,
            "nan|1",
            "inf|99999999999999999999999",
            "true",
            "null",
            "{}",
            "[]",
            "{{{{",
            "a,b",
        ]
    ),
    st.sampled_from(
        ["bmFufDE=", "aW5mfDk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5", "c5hmir35c5hmir35c5hmir35c5hmir35", "snippet"]
    ),
)
PATHS = {
    "x": ["/2/tweets", "/2/tweets/search/recent", "/2/tweets/{}", "/2/tweets/{}/hidden", "/2/users/{}/mentions"],
    "facebook": ["/", "/{}", "/{}/comments", "/me/feed", "/me/messages", "/me"],
    "youtube": ["/commentThreads", "/comments", "/comments/setModerationStatus", "/videos", "/channels"],
}
requested = st.fixed_dictionaries(
    {
        "platform": st.sampled_from(PLATFORMS),
        "path": st.integers(0, 5),
        "method": st.sampled_from(["GET", "POST", "PUT", "DELETE", "PATCH"]),
        "inside": st.sampled_from(["1", "%00", "%ff", "..", "a/b", "9" * 30, "%ED%A0%80"]),
        "parameters": st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=5),
        "body": st.one_of(st.none(), st.binary(max_size=20), st.sampled_from([b"{}", b"[" * 3_000, b'{"text":1}'])),
    }
)


@given(request_=requested)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_request_breaks_a_platform(sandbox: Running, web: Web, request_: dict[str, Any]) -> None:
    platform, paths = request_["platform"], PATHS[request_["platform"]]
    path = paths[request_["path"] % len(paths)].replace("{}", request_["inside"])
    account = sandbox.world.account(platform)["credentials"]
    token = account.get("user_token") or next(iter(account.values()))
    prefix = {"x": "", "facebook": "/v25.0", "youtube": "/youtube/v3"}[platform]
    answer = requests.request(
        request_["method"],
        sandbox.base_url(platform) + prefix + path,
        params=request_["parameters"],
        data=request_["body"],
        headers={"Authorization": f"Bearer {token}"},
        timeout=10,
    )
    assert answer.status_code < 500
    if answer.content:
        answer.json()
