"""YouTube's Data API as the sandbox speaks it, held to Google's discovery document."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from parvis.sandbox.items import OFFICIAL, State
from parvis.sandbox.world import World

from .conformance import check_youtube
from .conftest import Web


def reason(answer: requests.Response) -> tuple[int, str]:
    body = answer.json()["error"]
    assert body["code"] == answer.status_code
    assert {"message", "domain", "reason"} <= set(body["errors"][0])
    return body["code"], body["errors"][0]["reason"]


def threads(web: Web, world: World, **more: str) -> Any:
    channel = world.account("youtube")["platform_id"]
    sent = {"part": "snippet,replies", "allThreadsRelatedToChannelId": channel, **more}
    return check_youtube(web.youtube("GET", "/commentThreads", **sent), "CommentThreadListResponse")


def ids(body: Any) -> list[str]:
    return [one["id"] for one in body["items"]]


@pytest.fixture
def video(world: World) -> str:
    return world.publish("youtube", "Une vidéo\nSa description")


def set_status(web: Web, status: str, *comments: str, **more: str) -> requests.Response:
    return web.youtube("POST", "/comments/setModerationStatus", id=",".join(comments), moderationStatus=status, **more)


def test_threads_carry_their_top_comment_and_some_replies(web: Web, world: World, video: str) -> None:
    comment = world.comment("youtube", video, "rita", "Merci <3\nhttps://exemple.test/a?b&c")
    replies = [world.comment("youtube", video, "lea", f"Et moi? {n}", comment) for n in range(7)]
    [thread] = threads(web, world)["items"]
    top = thread["snippet"]["topLevelComment"]
    assert (thread["id"], thread["snippet"]["videoId"], thread["snippet"]["totalReplyCount"]) == (comment, video, 7)
    assert top["snippet"]["textOriginal"] == "Merci <3\nhttps://exemple.test/a?b&c"
    assert top["snippet"]["textDisplay"] == (
        'Merci &lt;3<br><a href="https://exemple.test/a?b&amp;c">https://exemple.test/a?b&amp;c</a>'
    )
    assert top["snippet"]["moderationStatus"] == "published"
    assert [one["id"] for one in thread["replies"]["comments"]] == replies[2:]
    [plain] = threads(web, world, textFormat="plainText", part="snippet")["items"]
    assert plain["snippet"]["topLevelComment"]["snippet"]["textDisplay"] == "Merci <3\nhttps://exemple.test/a?b&c"
    assert "replies" not in plain


def test_pages_come_newest_first_and_arrivals_shift_nothing(web: Web, world: World, video: str) -> None:
    comments = [world.comment("youtube", video, "rita", f"Merci {n}") for n in range(8)]
    body = threads(web, world, maxResults="3")
    found = ids(body)
    while "nextPageToken" in body:
        world.comment("youtube", video, "lea", "J’arrive pendant la lecture")
        body = threads(web, world, maxResults="3", pageToken=body["nextPageToken"])
        found += ids(body)
    assert found == comments[::-1]


def test_comments_by_parent_and_by_id(web: Web, world: World, video: str) -> None:
    comment = world.comment("youtube", video, "rita", "Merci")
    reply = world.comment("youtube", video, "lea", "Et moi?", comment)
    by_parent = web.youtube("GET", "/comments", part="snippet", parentId=comment)
    [row] = check_youtube(by_parent, "CommentListResponse")["items"]
    assert (row["id"], row["snippet"]["parentId"]) == (reply, comment)
    assert row["snippet"]["moderationStatus"] == "published"
    by_id = check_youtube(
        web.youtube("GET", "/comments", part="snippet", id=f"{comment},{reply}"), "CommentListResponse"
    )
    assert ids(by_id) == [comment, reply]
    # The discovery document says of the status that it will not be set with the id filter.
    assert all("moderationStatus" not in one["snippet"] for one in by_id["items"])


def test_threads_of_one_video_and_by_id(web: Web, world: World, video: str) -> None:
    comment = world.comment("youtube", video, "rita", "Merci")
    world.comment("youtube", world.publish("youtube", "Autre"), "rita", "Ailleurs")
    for filters in ({"videoId": video}, {"id": comment}):
        answer = web.youtube("GET", "/commentThreads", part="snippet", **filters)
        assert ids(check_youtube(answer, "CommentThreadListResponse")) == [comment]
    assert reason(web.youtube("GET", "/commentThreads", part="snippet", videoId="absente")) == (404, "videoNotFound")


def test_a_held_thread_leaves_the_public_list_with_its_replies_and_comes_back(
    web: Web, world: World, video: str
) -> None:
    comment = world.comment("youtube", video, "kevin", "Bande de…")
    world.comment("youtube", video, "rita", "Voyons!", comment)
    assert set_status(web, "heldForReview", comment).status_code == 204
    assert ids(threads(web, world)) == []
    [held] = threads(web, world, moderationStatus="heldForReview")["items"]
    assert (held["id"], held["snippet"]["isPublic"]) == (comment, False)
    assert world.public_view("youtube")[0].replies == ()
    assert set_status(web, "published", comment).status_code == 204
    assert len(world.public_view("youtube")[0].replies[0].replies) == 1


def test_a_rejected_comment_cannot_be_published_again_nor_listed_back(web: Web, world: World, video: str) -> None:
    comment = world.comment("youtube", video, "kevin", "Bande de…")
    reply = world.comment("youtube", video, "rita", "Voyons!", comment)
    assert set_status(web, "rejected", comment).status_code == 204
    for status in ("published", "heldForReview"):
        assert reason(set_status(web, status, comment)) == (400, "processingFailure")
    assert set_status(web, "rejected", comment).status_code == 204
    for status in ("published", "heldForReview", "rejected", "likelySpam"):
        assert ids(threads(web, world, moderationStatus=status)) == []
    listed = web.youtube("GET", "/comments", part="id", id=f"{comment},{reply}")
    assert ids(check_youtube(listed, "CommentListResponse")) == []
    assert reason(web.youtube("GET", "/comments", part="id", parentId=comment)) == (404, "commentNotFound")
    assert world.item("youtube", comment).state is State.REJECTED


def test_a_batch_is_all_or_nothing(web: Web, world: World, video: str) -> None:
    good = [world.comment("youtube", video, "kevin", f"Bande {n}") for n in range(50)]
    own = world.comment("youtube", video, OFFICIAL, "Bonjour!", good[0])
    deleted = world.comment("youtube", video, "kevin", "Oups")
    world.delete("youtube", deleted)
    for bad, expected in ((own, (403, "forbidden")), (deleted, (400, "processingFailure")),
                          ("Ugabsent", (404, "commentNotFound"))):  # fmt: skip
        assert reason(set_status(web, "heldForReview", good[0], bad)) == expected
    assert reason(set_status(web, "heldForReview", *good, deleted)) == (400, "invalidValue")
    assert world.item("youtube", good[0]).state is State.SHOWN
    assert set_status(web, "heldForReview", *good).status_code == 204
    assert {world.item("youtube", one).state for one in good} == {State.HELD}
    assert len(world.calls) == 50


def test_a_banned_author_is_rejected_from_then_on(web: Web, world: World, video: str) -> None:
    comment = world.comment("youtube", video, "promo", "Gagnez!")
    assert reason(set_status(web, "heldForReview", comment, banAuthor="true")) == (400, "banWithoutReject")
    assert set_status(web, "rejected", comment, banAuthor="true").status_code == 204
    again = world.comment("youtube", video, "promo", "Gagnez encore!")
    assert world.item("youtube", again).state is State.REJECTED


def test_replies_are_inserted_under_top_level_comments(web: Web, world: World, video: str) -> None:
    comment = world.comment("youtube", video, "lea", "Quand?")
    body = {"snippet": {"parentId": comment, "textOriginal": "Demain \ud83d\ude00 « midi »."}}
    made = check_youtube(web.youtube("POST", "/comments", body, part="snippet"), "Comment")
    assert world.item("youtube", made["id"]).text == "Demain 😀 « midi »."
    assert made["snippet"]["parentId"] == comment
    [call] = world.calls
    assert (call.act, call.target, call.result) == ("reply", comment, made["id"])
    world.set_state(world.item("youtube", comment), State.HELD)
    assert reason(web.youtube("POST", "/comments", body, part="snippet")) == (400, "parentCommentIsPrivate")


@pytest.mark.parametrize(
    ("snippet", "expected"),
    [
        ({"textOriginal": "a"}, (400, "parentIdMissing")),
        ({"parentId": "Ugabsent", "textOriginal": "a"}, (404, "parentCommentNotFound")),
        ({"parentId": "Ugabsent", "textOriginal": " "}, (400, "commentTextRequired")),
        ({"parentId": "Ugabsent", "textOriginal": "a" * 10_001}, (400, "commentTextTooLong")),
        ("rien", (400, "invalidCommentMetadata")),
    ],
)
def test_a_malformed_reply_is_refused(web: Web, snippet: object, expected: tuple[int, str]) -> None:
    assert reason(web.youtube("POST", "/comments", {"snippet": snippet}, part="snippet")) == expected


def test_only_our_own_comments_are_deleted(web: Web, world: World, video: str) -> None:
    comment = world.comment("youtube", video, "kevin", "Bande de…")
    own = world.comment("youtube", video, OFFICIAL, "Bonjour!", comment)
    assert reason(web.youtube("DELETE", "/comments", id=comment)) == (403, "forbidden")
    assert web.youtube("DELETE", "/comments", id=own).status_code == 204
    assert reason(web.youtube("DELETE", "/comments", id=own)) == (404, "commentNotFound")


def test_videos_channel_and_uploads(web: Web, world: World, video: str) -> None:
    found = check_youtube(
        web.youtube("GET", "/videos", part="snippet,statistics,status", id=video), "VideoListResponse"
    )
    assert found["items"][0]["snippet"]["title"] == "Une vidéo"
    mine = web.youtube("GET", "/channels", part="snippet,contentDetails,statistics", mine="true")
    [channel] = check_youtube(mine, "ChannelListResponse")["items"]
    assert channel["id"] == world.account("youtube")["platform_id"]
    uploads = channel["contentDetails"]["relatedPlaylists"]["uploads"]
    listed = web.youtube("GET", "/playlistItems", part="contentDetails", playlistId=uploads)
    rows = check_youtube(listed, "PlaylistItemListResponse")["items"]
    assert [row["contentDetails"]["videoId"] for row in rows] == [video]


def test_each_call_costs_its_units_and_the_day_ends_at_ten_thousand(web: Web, world: World, video: str) -> None:
    comment = world.comment("youtube", video, "kevin", "Bande de…")
    threads(web, world)
    set_status(web, "heldForReview", comment)
    assert world.settings["youtube_used"][1] == 51
    world.settings["youtube_used"] = [world.settings["youtube_used"][0], 9_950]
    assert set_status(web, "published", comment).status_code == 204
    assert reason(web.youtube("GET", "/comments", part="id", id=comment)) == (403, "quotaExceeded")
    world.settings["youtube_used"] = ["2020-01-01", 10_000]
    assert web.youtube("GET", "/comments", part="id", id=comment).status_code == 200


def test_a_revoked_token_is_refused(web: Web, world: World) -> None:
    world.revoke_token("youtube")
    assert reason(web.youtube("GET", "/channels", part="id", mine="true")) == (401, "authError")


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"part": "snippet"}, (400, "missingRequiredParameter")),
        ({"allThreadsRelatedToChannelId": "UCabsent", "part": "snippet"}, (404, "channelNotFound")),
        ({"videoId": "a"}, (400, "missingRequiredParameter")),
        ({"videoId": "a", "part": "surprise"}, (400, "unknownPart")),
        ({"id": "Uga", "part": "id", "maxResults": "101"}, (400, "invalidValue")),
        ({"id": "Uga", "part": "id", "moderationStatus": "published"}, (400, "operationNotSupported")),
    ],
)
def test_parameters_out_of_the_document_are_refused(
    web: Web, parameters: dict[str, str], expected: tuple[int, str]
) -> None:
    assert reason(web.youtube("GET", "/commentThreads", **parameters)) == expected


def test_a_page_token_that_is_none_is_refused(web: Web, world: World) -> None:
    channel = world.account("youtube")["platform_id"]
    answer = web.youtube(
        "GET", "/commentThreads", part="id", allThreadsRelatedToChannelId=channel, pageToken="pas un jeton"
    )
    assert reason(answer) == (400, "invalidPageToken")


def test_hostile_texts_arrive_as_they_were_written(web: Web, world: World, video: str) -> None:
    texts = ["\0", "\ud800 seul", "\u202eévil", "<b>&amp;</b>", "x" * 100_000]
    for text in texts:
        world.comment("youtube", video, "Auteur \udfff", text)
    rows = threads(web, world)["items"][::-1]
    assert [row["snippet"]["topLevelComment"]["snippet"]["textOriginal"] for row in rows] == texts
