"""Who reads what others recorded: each reader as a function from a file to what the desk would be given of it."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from parvis.connectors.consent import ClientApplication
from parvis.connectors.facebook.webhooks import reader as facebook_deliveries
from parvis.connectors.notices import Notice
from parvis.connectors.port import AccountAccess, Act, Batch, Connector, ConnectorError, Order, RemotePost
from parvis.connectors.x import connect as connect_x
from parvis.connectors.x import metering
from parvis.connectors.x.authorisation import XAuthoriser
from parvis.desk.files.arrivals import arrivals
from parvis.desk.files.plans import Plan, look_at
from tests.connectors.facebook import fake_page
from tests.connectors.scripted_server import Answer, Request, always, scripted
from tests.connectors.x import x_replay
from tests.connectors.youtube import fake_channel

Reader = Callable[[Path], list[Batch]]
_PARENT = "1_2"
_OF_KNOWN = {"hide", "unhide", "remove"}
_ACTS = {"tweets": Act.REPLY, "hidden": Act.HIDE}


class NotForUs(Exception):
    """This reader was not made for this file."""


def the_desk_s_files(path: Path) -> list[Batch]:
    """Exports, as `parvis import` reads them."""
    found = look_at(path, "youtube" if path.suffix == ".csv" else "facebook")
    rows = list(arrivals(Plan(path, path.name, found, found.reader.PLATFORM, "", found.mapping)))
    items = [row.item for row in rows if hasattr(row, "item")]
    if len(items) < len(rows):
        raise NotForUs
    posts = tuple(item for item in items if isinstance(item, RemotePost))
    return [Batch("", posts, tuple(item for item in items if not isinstance(item, RemotePost)))]


def deliveries_of_facebook(path: Path) -> list[Batch]:
    """An item that no mapping knows is kept raw, and listed."""
    if "entry" not in json.loads(path.read_bytes()):
        raise NotForUs
    return [_told(notice) for notice in facebook_deliveries.read(path.read_bytes(), {}, lambda _: None)]


def _told(notice: Notice) -> Batch:
    if not (notice.told or notice.posts or notice.changes or notice.look_at or notice.unknown):
        raise NotForUs
    return Batch("", notice.posts, tuple(one.comment for one in notice.told), notice.unknown)


def page_of_facebook(path: Path) -> list[Batch]:
    """Posts, or the comments under one, or one comment."""
    body = json.loads(path.read_bytes())
    items = body.get("data", [body])
    posts = all("permalink_url" not in item for item in items) and "data" in body

    def script(request: Request) -> Answer:
        where = request.path.rpartition("/")[2]
        if "until" in request.query or "after" in request.query:
            return Answer({"data": []})
        if where == "feed":
            return Answer(body if posts else {"data": [{"id": _PARENT, "created_time": "2021-08-10T00:00:00+0000"}]})
        if where == "comments":
            return Answer(body if "data" in body and not posts else {"data": []})
        return Answer(body)

    with scripted(script) as server:
        page = fake_page.connector(server.url)
        return list(page.fetch_since("") if "data" in body else page.fetch_thread(str(body["id"])))


def threads_of_youtube(path: Path) -> list[Batch]:
    def script(request: Request) -> Answer:
        first = request.query.get("moderationStatus") == "published" and "pageToken" not in request.query
        return Answer(path.read_bytes()) if first else Answer({"items": []})

    with scripted(script) as server:
        return list(fake_channel.connector(server.url).fetch_since(""))


def replies_of_youtube(path: Path) -> list[Batch]:
    def script(request: Request) -> Answer:
        if request.path.endswith("/commentThreads"):
            return Answer({"items": [thread]})
        return Answer({"items": []}) if "pageToken" in request.query else Answer(path.read_bytes())

    parent = json.loads(path.read_bytes())["items"][0]["snippet"]["parentId"]
    top = {"id": parent, "snippet": {"textOriginal": "Bonjour", "publishedAt": "2019-12-01T00:00:00Z"}}
    thread = {"id": parent, "snippet": {"topLevelComment": top, "totalReplyCount": 2, "isPublic": True}}
    with scripted(script) as server:
        return list(fake_channel.connector(server.url).fetch_thread(parent))


def refusals(path: Path) -> list[Batch]:
    """A platform that says no: an error that has a code, and a sentence for people that quotes nothing of it."""
    said = json.loads(path.read_bytes())["error"]
    make = fake_page.connector if path.parent.name == "facebook" else fake_channel.connector
    with scripted(
        always(Answer(path.read_bytes(), status=said.get("status", said["code"]) if "errors" in said else 400))
    ) as s:
        try:
            list(make(s.url).fetch_since(""))
        except ConnectorError as error:
            if error.code and str(error) and said["message"] not in str(error):
                return []
    raise NotForUs


def listings_of_x(path: Path) -> list[Batch]:
    """The timeline, mentions, a search, or posts by their ids: what was asked is recorded with the answer."""
    record = json.loads(path.read_bytes())
    where, data = _asked(record).partition("?")[0], record["body"]["data"]
    of_account, first = where.startswith("/2/users/"), data[0] if isinstance(data, list) else data
    path_asked = where if of_account or "search" in where else "/2/tweets"
    with x_replay.replaying(_once(record, path=path_asked)) as replay:
        connector = _of_x(replay, where.split("/")[3] if of_account else "783214")
        return list(connector.fetch_since("") if of_account else connector.fetch_thread(first["id"]))


def acts_on_x(path: Path) -> list[Batch]:
    record = json.loads(path.read_bytes())
    request, pieces = record["request"], _asked(record).split("/")[2:]
    if request["method"] == "GET" or pieces[0] != "tweets":
        raise NotForUs
    act = Act.DELETE if request["method"] == "DELETE" else _ACTS[pieces[-1]]
    if act is Act.HIDE and not json.loads(request["body"])["hidden"]:
        act = Act.UNHIDE
    target = pieces[1] if len(pieces) > 1 else "7"

    def script(call: x_replay.Call) -> x_replay.Answer:
        return x_replay.Answer(200, {"data": []}) if call.method == "GET" else _once(record)(call)

    with x_replay.replaying(script) as replay:
        _of_x(replay, "783214").perform(Order(act, target, "clé", text="Test Tweet"))
    return []


def profiles_of_x(path: Path) -> list[Batch]:
    """Whose account a token speaks for."""
    record = json.loads(path.read_bytes())
    data = record["body"]["data"]
    if not isinstance(data, dict) or "username" not in data:
        raise NotForUs
    with x_replay.replaying(_once(record)) as replay:
        XAuthoriser().health(ClientApplication("essai", base_url=replay.base_url), {"access_token": "jeton"})
    return []


def limits_of_x(path: Path) -> list[Batch]:
    """What is said of limits is all that the desk takes from an answer to what it does not ask."""
    record = json.loads(path.read_bytes())
    if "/following" not in _asked(record):
        raise NotForUs
    headers = {key.lower(): values[0] for key, values in record["headers"].items()}
    assert metering._limit(headers)
    return []


READERS: Mapping[str, tuple[Reader, ...]] = {
    "exports": (the_desk_s_files,),
    "facebook": (deliveries_of_facebook, page_of_facebook, refusals),
    "youtube": (threads_of_youtube, replies_of_youtube, refusals),
    "x": (acts_on_x, profiles_of_x, limits_of_x, listings_of_x),
}


def texts_in(path: Path) -> list[str]:
    """Every text that somebody wrote in a recorded file, told without any reader of ours.

    What we wrote ourselves comes back in the answer to an act. A delivery that says "hidden" repeats a text that was
    told when it was written: it says where to look.
    """
    if path.suffix == ".csv":
        return list(_texts_of_csv(path))
    body = json.loads(path.read_bytes())
    if body.get("request", {}).get("method", "GET") != "GET":
        return []
    found = list(_texts(body["body"] if "request" in body else body))
    if path.parent.name == "x":  # X tells three characters as HTML entities
        return [text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") for text in found]
    return [text.encode("latin-1").decode() for text in found] if "comments_v2" in body else found


def _texts(value: Any) -> Iterator[str]:
    """What stands under the names that platforms give to texts, errors apart."""
    for key, held in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        if key in {"message", "text", "textOriginal", "comment"} and isinstance(held, str):
            yield held
        elif key not in {"error", "errors"} and not (isinstance(held, dict) and held.get("verb") in _OF_KNOWN):
            yield from _texts(held)


def _texts_of_csv(path: Path) -> Iterable[str]:
    with path.open(encoding="utf-8", newline="") as raw:
        for row in csv.DictReader(raw):
            if row["Comment Text"]:
                pieces = json.loads(f"[{row['Comment Text']}]", strict=False)
                yield "".join(piece["text"] for piece in pieces[0].get("takeoutSegments", pieces))


def _asked(record: dict[str, Any]) -> str:
    """The path that was asked, from `/2/` on."""
    return "/2/" + str(record["request"]["uri"]).partition("/2/")[2]


def _once(record: dict[str, Any], *, path: str = "") -> Any:
    """Gives the recorded answer to its path once, then empty pages."""
    given: list[x_replay.Call] = []

    def script(call: x_replay.Call) -> x_replay.Answer:
        if given or not call.path.startswith(path):
            return x_replay.Answer(200, {"meta": {"result_count": 0}})
        given.append(call)
        return x_replay.Answer(record["status"], record["body"], {})

    return script


def _of_x(replay: x_replay.Replay, platform_id: str) -> Connector:
    tokens = {"bearer_token": "lecture", "user_token": "geste"}
    return connect_x(AccountAccess("x", platform_id, "essai", tokens, replay.base_url))
