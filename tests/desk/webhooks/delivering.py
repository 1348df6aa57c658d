"""A page and an X account whose deliveries are signed with invented secrets; the sandbox stands for the platforms."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.test import Client
from django.utils import timezone

from parvis.desk.webhooks.doors import doors
from parvis.desk.webhooks.models import Delivery
from parvis.desk.webhooks.working import work_on_deliveries
from parvis.sandbox.deliveries import Parcel, webhook_secrets
from parvis.sandbox.server import Running, write_accounts
from parvis.sandbox.world import World

PAGE = "100200300"
APP_SECRET = "secret-invente-de-la-page"
VERIFY_TOKEN = "jeton-de-verification-invente"
FACEBOOK = f"/webhooks/facebook/{PAGE}/"
X_ID = "900800700"
CONSUMER_SECRET = "secret-invente-de-x"
X = f"/webhooks/x/{X_ID}/"

ACCOUNTS = f"""
[[account]]
platform = "facebook"
platform_id = "{PAGE}"
name = "Ministère de l'Exemple"
base_url = "http://127.0.0.1:9/"
[account.credentials]
page_token = "jeton-invente"
app_secret = "{APP_SECRET}"
verify_token = "{VERIFY_TOKEN}"

[[account]]
platform = "x"
platform_id = "{X_ID}"
name = "Ministère de l'Exemple"
base_url = "http://127.0.0.1:9/"
[account.credentials]
bearer_token = "jeton-invente"
consumer_secret = "{CONSUMER_SECRET}"
"""


def configure(settings: Any, folder: Path, accounts: str = ACCOUNTS) -> None:
    settings.ACCOUNTS_FILE = folder / "accounts.toml"
    settings.ACCOUNTS_FILE.write_text(accounts, encoding="utf-8")
    doors.forget()


def configure_sandbox(settings: Any, folder: Path, sandbox: Running) -> None:
    """The accounts of the sandbox, with what signs their deliveries."""
    settings.ACCOUNTS_FILE = folder / "accounts.toml"
    sandbox.world.settings["webhooks.url"] = "http://desk.invalid"
    write_accounts(sandbox.world, sandbox.url, settings.ACCOUNTS_FILE)
    doors.forget()


def change(verb: str, comment: str = "700_1", **value: Any) -> dict[str, Any]:
    """One change of a comment under the post 700, in the newer generation's words."""
    said: dict[str, Any] = {
        "item": "comment",
        "verb": verb,
        "comment_id": comment,
        "post_id": f"{PAGE}_700",
        "parent_id": f"{PAGE}_700",
        "from": {"id": "4242", "name": "Citoyenne Inventée"},
    }
    return {"field": "feed", "value": said | value}


def page_body(*changes: dict[str, Any], at: float | None = None, page: str = PAGE) -> bytes:
    entry = {"id": page, "time": int(at if at is not None else time.time()), "changes": list(changes)}
    return json.dumps({"object": "page", "entry": [entry]}).encode("ascii")


def facebook_signature(body: bytes, secret: str = APP_SECRET) -> str:
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def x_signature(body: bytes, secret: str = CONSUMER_SECRET) -> str:
    return "sha256=" + base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()


def deliver(body: bytes, signature: str | None = None) -> int:
    """POST it to the page's address; gives the status of the answer."""
    given = facebook_signature(body) if signature is None else signature
    answer = Client().post(FACEBOOK, body, "application/json", headers={"X-Hub-Signature-256": given})
    return answer.status_code


def deliver_to_x(body: bytes, signature: str | None = None) -> int:
    given = x_signature(body) if signature is None else signature
    return Client().post(X, body, "application/json", headers={"X-Twitter-Webhooks-Signature": given}).status_code


def hand_over(parcels: Iterable[Parcel]) -> list[int]:
    """Give the desk what the sandbox would send it; the statuses of the answers."""
    client = Client()
    return [client.post(one.path, one.body, "application/json", headers=one.headers).status_code for one in parcels]


def work() -> None:
    """What the worker does, until nothing is left, without waiting for what is due later."""
    for _ in range(8):
        Delivery.objects.filter(state="new").update(due_at=timezone.now())
        if not work_on_deliveries():
            return


def secrets_of(world: World, platform: str) -> dict[str, str]:
    return webhook_secrets(world, platform)
