"""What the platforms push: signed deliveries of what people do, to the desk's addresses.

Facebook's come in two generations (`from{}`, or the older `sender_id`), X's of two kinds: the Activity API of
OpenAPI 2.167, or the older Account Activity API. X announces what names the account and what the account does;
Facebook everything on the page, its own acts included. Which ones are sent is said by the world's settings:
`webhooks.facebook` ("from" or "sender"), `webhooks.x` ("activity" or "account_activity"). They go where the accounts
were subscribed (see `webhooks`); without a subscription, to the desk at `webhooks.url`, as if somebody had declared the
accounts' addresses in the platforms' consoles. Either way nothing is delivered before a challenge was answered.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import json
import queue
import random
import secrets
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from .announcements import of_facebook, of_x
from .authorisation.tokens import CLIENT_SECRET, CONSUMER_SECRET
from .items import Item
from .webhooks import addresses, facebook_challenge, x_challenge
from .world import World

_PATIENCE = 5.0  # seconds that a platform waits for an answer
_TRIES = 3


def webhook_secrets(world: World, platform: str) -> dict[str, str]:
    """What signs the deliveries of this account, and what its challenge must know."""
    if platform == "facebook":
        world.settings.setdefault("webhooks.verify_token", secrets.token_urlsafe(24))
        return {"app_secret": CLIENT_SECRET, "verify_token": world.settings["webhooks.verify_token"]}
    return {"consumer_secret": CONSUMER_SECRET} if platform == "x" else {}


@dataclass(frozen=True, slots=True)
class Parcel:
    """One delivery, signed."""

    platform: str
    path: str  # at the desk
    body: bytes
    headers: dict[str, str]
    address: str = ""  # where the account was subscribed; otherwise `path`, wherever the desk is


def signed(world: World, platform: str, body: bytes, address: str = "") -> Parcel:
    """The delivery as the platform sends it."""
    account_id = world.people.official(platform).platform_id
    keys = webhook_secrets(world, platform)
    if platform == "facebook":
        digest = hmac.digest(keys["app_secret"].encode(), body, hashlib.sha256).hex()
        signature = ("X-Hub-Signature-256", f"sha256={digest}")
    else:
        raw = hmac.digest(keys["consumer_secret"].encode(), body, hashlib.sha256)
        signature = ("X-Twitter-Webhooks-Signature", f"sha256={base64.b64encode(raw).decode()}")
    headers = {"Content-Type": "application/json", signature[0]: signature[1]}
    return Parcel(platform, f"/webhooks/{platform}/{account_id}/", body, headers, address)


class Outbox:
    """Deliveries to be sent, in order of what happened. `watch` it, then take or post what it holds.

    The world's faults strike here too: `drop_delivery` loses one, `duplicate_delivery` sends it twice, `reorder`
    holds it back until the next one has gone.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self._ready: queue.SimpleQueue[Parcel] = queue.SimpleQueue()
        self._late: list[Parcel] = []

    @contextlib.contextmanager
    def watching(self) -> Iterator[Outbox]:
        self.world.watchers.append(self._happened)
        try:
            yield self
        finally:
            self.world.watchers.remove(self._happened)

    def _happened(self, verb: str, item: Item) -> None:
        body = self.announcement(verb, item, datetime.now(UTC))
        if body is None:
            return
        account_id = self.world.people.official(item.platform).platform_id
        subscribed = addresses(self.world, item.platform, account_id, str(body.get("data", {}).get("event_type", "")))
        for address in subscribed or [""]:
            for one in self._struck(signed(self.world, item.platform, json.dumps(body).encode("ascii"), address)):
                self._ready.put(one)

    def announcement(self, verb: str, item: Item, at: datetime) -> dict[str, Any] | None:
        """What the platform says of it, if it says anything."""
        if item.platform == "facebook":
            return of_facebook(self.world, verb, item, at, older=self._kind("facebook") == "sender")
        if item.platform == "x":
            return of_x(self.world, verb, item, at, older=self._kind("x") == "account_activity")
        return None  # YouTube pushes nothing of comments

    def _kind(self, platform: str) -> str:
        return str(self.world.settings.get(f"webhooks.{platform}", ""))

    def _struck(self, parcel: Parcel) -> list[Parcel]:
        kinds = {fault.kind for fault in self.world.faults.take(parcel.platform, "WEBHOOK", parcel.path)}
        if "reorder" in kinds:
            self._late.append(parcel)
            return []
        late, self._late = self._late, []
        if "drop_delivery" in kinds:
            return late
        return [parcel, *([parcel] if "duplicate_delivery" in kinds else []), *late]

    def take(self) -> list[Parcel]:
        """Everything that waits to be sent, what was held back included."""
        found: list[Parcel] = []
        with contextlib.suppress(queue.Empty):
            while True:
                found.append(self._ready.get_nowait())
        late, self._late = self._late, []
        return found + late

    def next(self, seconds: float) -> Parcel | None:
        try:
            return self._ready.get(timeout=seconds)
        except queue.Empty:
            return None


def shuffled(parcels: list[Parcel], chance: random.Random, *, repeated: float = 0.1, lost: float = 0.0) -> list[Parcel]:
    """As a bad day of the network has them: in no order, some twice, some never."""
    left = [one for one in parcels if chance.random() >= lost]
    again = [one for one in left if chance.random() < repeated]
    crowd = left + again
    chance.shuffle(crowd)
    return crowd


def post(base_url: str, parcel: Parcel) -> int:
    """Send one over HTTP; gives the status of the answer, 0 when there is none."""
    address = parcel.address or base_url + parcel.path
    request = urllib.request.Request(address, parcel.body, parcel.headers)  # noqa: S310 - our desk
    try:
        with urllib.request.urlopen(request, timeout=_PATIENCE) as answer:  # noqa: S310
            return int(answer.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code
    except OSError:
        return 0


@contextlib.contextmanager
def posting(world: World, sleep: Callable[[float], object] | None = None) -> Iterator[None]:
    """While this lasts, what happens is delivered; what is refused or cannot be delivered yet is tried again."""
    stop = threading.Event()
    pause = sleep or stop.wait
    outbox, postman = Outbox(world), _Postman(world)

    def run() -> None:
        while not stop.is_set():
            parcel = outbox.next(0.2)
            tries = _TRIES if parcel else 0
            while parcel and tries and not postman.deliver(parcel):
                tries -= 1
                pause(1.0)

    thread = threading.Thread(target=run, name="deliveries", daemon=True)
    with outbox.watching():
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join(_PATIENCE + 1)


class _Postman:
    """Delivers to addresses that were subscribed, and to those of `webhooks.url` once they answered a challenge."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._proved: set[str] = set()

    def deliver(self, parcel: Parcel) -> bool:
        """Whether nothing is left to do about it."""
        base_url = str(self._world.settings.get("webhooks.url", ""))
        if parcel.address:
            return post("", parcel) == 200
        return not base_url or (self._proves(base_url + parcel.path, parcel.platform) and post(base_url, parcel) == 200)

    def _proves(self, address: str, platform: str) -> bool:
        if address not in self._proved:
            verify_token = webhook_secrets(self._world, platform).get("verify_token", "")
            right = facebook_challenge(address, verify_token) if platform == "facebook" else x_challenge(address)
            self._proved |= {address} if right else set()
        return address in self._proved
