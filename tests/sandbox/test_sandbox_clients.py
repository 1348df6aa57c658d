"""The platforms' real client libraries, driven against the sandbox: they must not see the difference."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import requests
import tweepy
from facebook_business.adobjects.comment import Comment
from facebook_business.adobjects.page import Page
from facebook_business.adobjects.pagepost import PagePost
from facebook_business.api import FacebookAdsApi
from facebook_business.exceptions import FacebookRequestError
from facebook_business.session import FacebookSession
from google.oauth2.credentials import Credentials
from googleapiclient.discovery import build
from googleapiclient.errors import HttpError

from parvis.sandbox.items import State
from parvis.sandbox.server import Running
from parvis.sandbox.world import World


@pytest.fixture
def tweepy_client(sandbox: Running) -> Iterator[Any]:
    credentials = sandbox.world.account("x")["credentials"]
    client = tweepy.Client(bearer_token=credentials["user_token"])
    sent = client.session.request

    def redirected(method: str, url: str, **more: Any) -> requests.Response:
        answer = sent(method, url.replace("https://api.twitter.com", sandbox.base_url("x")), **more)
        assert isinstance(answer, requests.Response)
        return answer

    client.session.request = redirected  # its host is hard-coded
    yield client
    client.session.close()


def test_tweepy_reads_pages_hides_replies_and_deletes(tweepy_client: Any, world: World) -> None:
    post = world.publish("x", "Avis")
    comments = [world.comment("x", post, "rita", f"Merci {n}") for n in range(12)]
    me = tweepy_client.get_me(user_auth=False).data
    assert str(me.id) == world.account("x")["platform_id"]
    pages = tweepy.Paginator(
        tweepy_client.get_users_mentions, me.id, max_results=5, tweet_fields=["created_at"], expansions=["author_id"]
    )
    assert [str(tweet.id) for tweet in pages.flatten()] == comments[::-1]
    found = tweepy_client.search_recent_tweets(f"conversation_id:{post} is:reply", max_results=100)
    assert {str(tweet.id) for tweet in found.data} == set(comments)
    assert tweepy_client.hide_reply(comments[0], user_auth=False).data == {"hidden": True}
    assert world.item("x", comments[0]).state is State.HIDDEN
    made = tweepy_client.create_tweet(text="Bonjour!", in_reply_to_tweet_id=comments[1], user_auth=False)
    assert world.item("x", made.data["id"]).parent_id == comments[1]
    assert tweepy_client.delete_tweet(made.data["id"], user_auth=False).data == {"deleted": True}
    lost = tweepy_client.get_tweets([comments[0], made.data["id"]])
    assert len(lost.data) == len(lost.errors) == 1


def test_tweepy_raises_its_own_errors(tweepy_client: Any, world: World) -> None:
    mention = world.mention("bob", "Beau temps")
    with pytest.raises(tweepy.Forbidden, match="mentioned"):
        tweepy_client.create_tweet(text="Bonjour", in_reply_to_tweet_id=mention, user_auth=False)
    with pytest.raises(tweepy.BadRequest):
        tweepy_client.search_recent_tweets("is:reply")
    world.faults.add("x", "rate_limit", retry_after=120)
    with pytest.raises(tweepy.TooManyRequests):
        tweepy_client.get_tweet(mention)
    world.faults.add("x", "server_error")
    with pytest.raises(tweepy.TwitterServerError):
        tweepy_client.get_tweet(mention)
    world.revoke_token("x")
    with pytest.raises(tweepy.Unauthorized):
        tweepy_client.get_me(user_auth=False)


@pytest.fixture
def graph(sandbox: Running, monkeypatch: pytest.MonkeyPatch) -> Iterator[FacebookAdsApi]:
    monkeypatch.setattr(FacebookSession, "GRAPH", sandbox.base_url("facebook"))
    session = FacebookSession(access_token=sandbox.world.account("facebook")["credentials"]["page_token"])
    yield FacebookAdsApi(session)
    session.requests.close()


def test_facebook_business_reads_hides_answers_and_deletes(graph: FacebookAdsApi, world: World) -> None:
    post = world.publish("facebook", "Avis")
    comments = [world.comment("facebook", post, "Réjean Grosmots", f"Bof {n}") for n in range(7)]
    reply = world.comment("facebook", post, "rita", "Voyons!", comments[0])
    page = Page(world.account("facebook")["platform_id"], api=graph)
    assert [one["id"] for one in page.get_feed(fields=["message"])] == [post]
    listed = PagePost(post, api=graph).get_comments(
        fields=["message", "from", "parent", "can_hide", "is_hidden"],
        params={"filter": "stream", "limit": 3, "order": "chronological"},
    )
    found = {one["id"]: one for one in listed}
    assert list(found) == [*comments, reply]
    assert found[reply]["parent"]["id"] == comments[0]
    assert found[reply]["from"]["name"] == "Rita Grandmerci"
    comment = Comment(comments[1], api=graph)
    comment.api_update(params={"is_hidden": True})
    assert comment.api_get(fields=["is_hidden"])["is_hidden"] is True
    answer = comment.create_comment(params={"message": "Bonjour, voici la réponse « complète »."})
    assert world.item("facebook", answer["id"]).text == "Bonjour, voici la réponse « complète »."
    Comment(comments[2], api=graph).api_delete()
    with pytest.raises(FacebookRequestError) as gone:
        Comment(comments[2], api=graph).api_get()
    assert (gone.value.api_error_code(), gone.value.api_error_subcode()) == (100, 33)
    private = graph.call(
        "POST",
        (page["id"], "messages"),
        params={"recipient": {"comment_id": comments[3]}, "message": {"text": "Bonjour"}},
    )
    assert set(private.json()) == {"recipient_id", "message_id"}


@pytest.fixture
def youtube(sandbox: Running) -> Iterator[Any]:
    token = sandbox.world.account("youtube")["credentials"]["access_token"]
    options = {"api_endpoint": sandbox.base_url("youtube")}
    service = build(
        "youtube",
        "v3",
        credentials=Credentials(token),  # type: ignore[no-untyped-call]
        static_discovery=True,
        client_options=options,
    )
    yield service
    service.close()


def test_googles_client_reads_moderates_and_answers(youtube: Any, world: World) -> None:
    video = world.publish("youtube", "Une vidéo\nSa description")
    comments = [world.comment("youtube", video, "rita", f"Merci {n}") for n in range(5)]
    reply = world.comment("youtube", video, "lea", "Et moi?", comments[0])
    channel = world.account("youtube")["platform_id"]
    request = youtube.commentThreads().list(
        part="snippet,replies", allThreadsRelatedToChannelId=channel, maxResults=2, textFormat="plainText"
    )
    found = []
    while request is not None:
        page = request.execute()
        found += page["items"]
        request = youtube.commentThreads().list_next(request, page)
    assert [one["id"] for one in found] == comments[::-1]
    assert found[-1]["replies"]["comments"][0]["id"] == reply
    replies = youtube.comments().list(part="snippet", parentId=comments[0]).execute()
    assert [one["id"] for one in replies["items"]] == [reply]
    youtube.comments().setModerationStatus(id=comments[:2], moderationStatus="heldForReview").execute()
    assert [world.item("youtube", one).state for one in comments[:3]] == [State.HELD, State.HELD, State.SHOWN]
    body = {"snippet": {"parentId": comments[2], "textOriginal": "Avec plaisir!"}}
    made = youtube.comments().insert(part="snippet", body=body).execute()
    youtube.comments().delete(id=made["id"]).execute()
    assert world.item("youtube", made["id"]).state is State.DELETED
    with pytest.raises(HttpError) as refused:
        youtube.comments().delete(id=comments[3]).execute()
    assert refused.value.error_details[0]["reason"] == "forbidden"
    assert youtube.channels().list(part="snippet", mine=True).execute()["items"][0]["id"] == channel
    assert youtube.videos().list(part="snippet", id=video).execute()["items"][0]["snippet"]["title"] == "Une vidéo"
