"""Facebook's Graph API as the sandbox speaks it, its fields held to Meta's specifications."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import requests

from parvis.sandbox.facebook import names
from parvis.sandbox.items import OFFICIAL, State
from parvis.sandbox.world import World

from .conformance import check_facebook, facebook_fields
from .conftest import Web

COMMENT = (
    "id,message,created_time,from{id,name},parent{id},is_hidden,can_hide,can_remove,can_reply_privately,"
    "comment_count,permalink_url,like_count,user_likes,can_comment,can_like,is_private,object{id}"
)


def error(answer: requests.Response) -> tuple[int, int | None]:
    body = answer.json()["error"]
    assert {"message", "type", "code", "fbtrace_id"} <= set(body)
    return body["code"], body.get("error_subcode")


def test_the_page_its_posts_and_their_comments_have_the_documented_fields(web: Web, world: World) -> None:
    post = world.publish("facebook", "Avis")
    comment = world.comment("facebook", post, "rita", "Merci")
    reply = world.comment("facebook", post, "lea", "De rien", comment)
    page_id = world.account("facebook")["platform_id"]
    page = web.facebook("GET", f"/{page_id}", fields="id,name,username,link,fan_count").json()
    check_facebook(page, "Page")
    assert page["name"] == world.account("facebook")["name"]
    fields = "id,message,created_time,updated_time,from,permalink_url,is_hidden,is_published,status_type,subscribed"
    for edge in ("feed", "posts", "published_posts"):
        [row] = web.facebook("GET", f"/{page_id}/{edge}", fields=fields).json()["data"]
        check_facebook(row, "PagePost")
        assert row["id"] == post
    rows = web.facebook("GET", f"/{post}/comments", fields=COMMENT, filter="stream").json()["data"]
    assert [row["id"] for row in rows] == [comment, reply]
    for row in rows:
        check_facebook(row, "Comment")
    assert rows[1]["parent"] == {"id": comment}
    assert rows[0]["comment_count"] == 1
    assert rows[0]["object"] == {"id": post}
    assert rows[0]["created_time"].endswith("+0000")


def test_the_fields_we_know_are_in_metas_specifications() -> None:
    for known, specification in ((names.COMMENT, "Comment"), (names.POST, "PagePost"), (names.PAGE, "Page")):
        assert known <= facebook_fields(specification)


def test_without_fields_the_usual_ones_come(web: Web, world: World) -> None:
    post = world.publish("facebook", "Avis")
    world.comment("facebook", post, "rita", "Merci")
    [row] = web.facebook("GET", f"/{post}/comments").json()["data"]
    assert set(row) == {"created_time", "from", "message", "id"}
    [shown] = web.facebook("GET", "/me/feed").json()["data"]
    assert set(shown) == {"created_time", "message", "id"}


def test_top_level_and_stream_differ_by_the_replies(web: Web, world: World) -> None:
    post = world.publish("facebook", "Avis")
    comment = world.comment("facebook", post, "rita", "Merci")
    reply = world.comment("facebook", post, "lea", "De rien", comment)
    other = world.comment("facebook", post, "bob", "Moi aussi")

    def listed(path: str, **parameters: str) -> list[str]:
        return [row["id"] for row in web.facebook("GET", path, **parameters).json()["data"]]

    assert listed(f"/{post}/comments") == [comment, other]
    assert listed(f"/{post}/comments", filter="stream") == [comment, reply, other]
    assert listed(f"/{post}/comments", filter="stream", order="reverse_chronological") == [other, reply, comment]
    assert listed(f"/{comment}/comments") == [reply]
    summary = web.facebook("GET", f"/{post}/comments", filter="stream", summary="true", limit="1").json()["summary"]
    assert summary == {"order": "chronological", "total_count": 3, "can_comment": True}


def test_cursors_and_next_links_lead_through_every_comment_once(web: Web, world: World) -> None:
    post = world.publish("facebook", "Avis")
    comments = [world.comment("facebook", post, "rita", f"Merci {n}") for n in range(10)]
    answer = web.facebook("GET", f"/{post}/comments", limit="4", fields="id").json()
    found = [row["id"] for row in answer["data"]]
    token = world.account("facebook")["credentials"]["page_token"]
    while "next" in answer["paging"]:
        assert token not in answer["paging"]["next"]
        answer = requests.get(answer["paging"]["next"], params={"access_token": token}, timeout=10).json()
        found += [row["id"] for row in answer["data"]]
    assert found == comments
    before = web.facebook("GET", f"/{post}/comments", limit="4", before=answer["paging"]["cursors"]["before"])
    assert [row["id"] for row in before.json()["data"]] == comments[4:8]
    assert error(web.facebook("GET", f"/{post}/comments", after="pas un curseur")) == (100, None)


def test_a_cursor_survives_the_deletion_of_its_comment(web: Web, world: World) -> None:
    post = world.publish("facebook", "Avis")
    comments = [world.comment("facebook", post, "rita", f"Merci {n}") for n in range(6)]
    for order, rows in (("chronological", comments), ("reverse_chronological", comments[::-1])):
        page = web.facebook("GET", f"/{post}/comments", limit="2", order=order).json()
        state = world.item("facebook", rows[1]).state
        world.store.change(world.item("facebook", rows[1]), state=State.DELETED)
        after = page["paging"]["cursors"]["after"]
        following = web.facebook("GET", f"/{post}/comments", limit="2", order=order, after=after).json()
        assert [row["id"] for row in following["data"]] == rows[2:4]
        world.store.change(world.item("facebook", rows[1]), state=state)


def test_since_and_until_bound_by_time(web: Web, world: World) -> None:
    now = datetime.now(UTC)
    post = world.publish("facebook", "Avis", now - timedelta(days=3))
    comments = [world.comment("facebook", post, "rita", f"{n}", at=now - timedelta(days=2 - n)) for n in range(3)]
    middle = now - timedelta(days=1, hours=12)
    for since in (str(int(middle.timestamp())), middle.isoformat()):
        rows = web.facebook("GET", f"/{post}/comments", since=since).json()["data"]
        assert [row["id"] for row in rows] == comments[1:]
    until = str(int((now - timedelta(hours=12)).timestamp()))
    assert [row["id"] for row in web.facebook("GET", f"/{post}/comments", until=until).json()["data"]] == comments[:2]


def test_a_page_hides_and_shows_a_comment(web: Web, world: World) -> None:
    comment = world.comment("facebook", world.publish("facebook", "Avis"), "kevin", "Bande de…")
    for given, state in (("true", State.HIDDEN), ("false", State.SHOWN)):
        assert web.facebook("POST", f"/{comment}", is_hidden=given).json() == {"success": True}
        assert world.item("facebook", comment).state is state
    shown = web.facebook("GET", f"/{comment}", fields="is_hidden").json()
    assert shown == {"is_hidden": False, "id": comment}
    assert [call.act for call in world.calls] == ["hide", "unhide"]


def test_what_cannot_be_hidden_or_removed_says_so_and_is_refused(web: Web, world: World) -> None:
    post = world.publish("facebook", "Avis")
    own = world.comment("facebook", post, OFFICIAL, "Bonjour!")
    protected = world.comment("facebook", post, "kevin", "Bof")
    world.protect("facebook", protected)
    for comment, can_remove in ((own, True), (protected, False)):
        said = web.facebook("GET", f"/{comment}", fields="can_hide,can_remove").json()
        assert (said["can_hide"], said["can_remove"]) == (False, can_remove)
        assert error(web.facebook("POST", f"/{comment}", is_hidden="true")) == (200, None)
    assert error(web.facebook("DELETE", f"/{protected}")) == (200, None)
    assert world.calls == []


def test_deleting_is_for_good_and_takes_the_replies(web: Web, world: World) -> None:
    post = world.publish("facebook", "Avis")
    comment = world.comment("facebook", post, "kevin", "Bande de…")
    reply = world.comment("facebook", post, "rita", "Voyons!", comment)
    assert web.facebook("DELETE", f"/{comment}").json() == {"success": True}
    for one in (comment, reply):
        assert error(web.facebook("GET", f"/{one}")) == (100, 33)
    assert world.item("facebook", comment).removed_by == "institution"
    assert web.facebook("GET", f"/{post}/comments", filter="stream").json() == {"data": []}


def test_replies_go_under_comments_and_posts(web: Web, world: World) -> None:
    post = world.publish("facebook", "Avis")
    comment = world.comment("facebook", post, "lea", "Quand?")
    reply = web.facebook("POST", f"/{comment}/comments", message="Demain.").json()["id"]
    assert world.item("facebook", reply).parent_id == comment
    top = web.facebook("POST", f"/{post}/comments", message="À tous : demain.").json()["id"]
    assert (world.item("facebook", top).parent_id, world.item("facebook", top).official) == ("", True)
    assert error(web.facebook("POST", f"/{post}/comments", message="")) == (100, None)
    assert [call.result for call in world.calls] == [reply, top]


def test_a_private_reply_goes_once_and_within_seven_days(web: Web, world: World) -> None:
    post = world.publish("facebook", "Avis")
    comment = world.comment("facebook", post, "yvette", "Mon NAS est…")
    old = world.comment("facebook", post, "yvette", "Vieux", at=datetime.now(UTC) - timedelta(days=8))

    def private(comment_id: str) -> requests.Response:
        recipient = f'{{"comment_id": "{comment_id}"}}'
        return web.facebook("POST", "/me/messages", recipient=recipient, message='{"text": "Bonjour"}')

    assert set(private(comment).json()) == {"recipient_id", "message_id"}
    assert error(private(comment)) == (10900, None)
    assert error(private(old)) == (10903, None)
    assert error(private("1_2")) == (100, 33)
    assert web.facebook("GET", f"/{comment}", fields="can_reply_privately").json()["can_reply_privately"] is False


def test_several_ids_at_once_fail_together(web: Web, world: World) -> None:
    post = world.publish("facebook", "Avis")
    two = [world.comment("facebook", post, "rita", "Merci") for _ in range(2)]
    body = web.facebook("GET", "/", ids=",".join(two), fields="message").json()
    assert body == {one: {"message": "Merci", "id": one} for one in two}
    assert error(web.facebook("GET", "/", ids=f"{two[0]},9_9")) == (803, None)


def test_comments_can_be_asked_inside_their_post(web: Web, world: World) -> None:
    post = world.publish("facebook", "Avis")
    comments = [world.comment("facebook", post, "rita", f"Merci {n}") for n in range(3)]
    fields = (
        "message,comments.limit(2).order(reverse_chronological).summary(true){message,from{name}},likes.summary(true)"
    )
    body = web.facebook("GET", f"/{post}", fields=fields).json()
    assert [row["id"] for row in body["comments"]["data"]] == comments[:0:-1]
    assert body["comments"]["summary"]["total_count"] == 3
    assert body["likes"]["summary"] == {"total_count": 0}


@pytest.mark.parametrize(
    "fields", ["surprise", "from{age}", "message,,id", "comments{", "comments.limit(2", "}", "parent{texte}"]
)
def test_fields_that_do_not_exist_are_error_100(web: Web, world: World, fields: str) -> None:
    post = world.publish("facebook", "Avis")
    parent = world.comment("facebook", post, "rita", "Merci")
    comment = world.comment("facebook", post, "rita", "Merci", parent)
    assert error(web.facebook("GET", f"/{comment}", fields=fields)) == (100, None)


def test_any_version_or_none_is_spoken(web: Web, world: World) -> None:
    token = world.account("facebook")["credentials"]["page_token"]
    base = web.sandbox.base_url("facebook")
    for version in ("/v11.0", "/v25.0", ""):
        answer = requests.get(f"{base}{version}/me", headers={"Authorization": f"Bearer {token}"}, timeout=10)
        assert answer.json()["id"] == world.account("facebook")["platform_id"]
        assert '"call_count"' in answer.headers["x-app-usage"]
        assert world.account("facebook")["platform_id"] in answer.headers["x-business-use-case-usage"]


def test_tokens(web: Web, world: World) -> None:
    base = web.sandbox.base_url("facebook")
    assert error(requests.get(f"{base}/me", timeout=10)) == (2500, None)
    assert error(requests.get(f"{base}/me", params={"access_token": "faux"}, timeout=10)) == (190, 460)
    world.revoke_token("facebook")
    assert error(web.facebook("GET", "/me")) == (190, 460)


def test_an_unknown_object_or_path_is_error_100_subcode_33(web: Web, world: World) -> None:
    post = world.publish("facebook", "Avis")
    for path in ("/12_34", f"/{post}/surprise", "/me/surprise", "/search"):
        assert error(web.facebook("GET", path)) == (100, 33)


def test_hostile_texts_arrive_as_they_were_written(web: Web, world: World) -> None:
    post = world.publish("facebook", "Avis")
    texts = ["\0", "\ud800 seul", "\u202eévil", "<b>&amp;</b>", "x" * 100_000]
    for text in texts:
        world.comment("facebook", post, "Auteur \udfff", text)
    rows = web.facebook("GET", f"/{post}/comments", fields="message,from").json()["data"]
    assert [row["message"] for row in rows] == texts
    assert rows[0]["from"]["name"] == "Auteur \udfff"
