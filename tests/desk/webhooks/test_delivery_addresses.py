"""What platforms are answered: 200 once it is stored, 403 for what is forged, stale or replayed too late."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import time
import zlib
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from parvis.desk.records.models import AuditEvent, Comment
from parvis.desk.webhooks import storing
from parvis.desk.webhooks.addresses import verify_token
from parvis.desk.webhooks.models import Delivery, Refusals
from tests.desk.webhooks.delivering import (
    ACCOUNTS,
    APP_SECRET,
    CONSUMER_SECRET,
    FACEBOOK,
    PAGE,
    VERIFY_TOKEN,
    X,
    change,
    configure,
    deliver,
    deliver_to_x,
    facebook_signature,
    page_body,
    x_signature,
)

pytestmark = pytest.mark.django_db

HOUR = 3600.0
OTHER_PAGE = "100200399"


@pytest.fixture(autouse=True)
def _accounts(settings: Any, tmp_path: Path) -> None:
    configure(settings, tmp_path)


def refused() -> dict[str, int]:
    return dict(Refusals.objects.values_list("reason", "count"))


def test_facebook_is_given_back_its_challenge() -> None:
    query = {"hub.mode": "subscribe", "hub.verify_token": VERIFY_TOKEN, "hub.challenge": "1158201444"}
    answer = Client().get(FACEBOOK, query)
    assert (answer.status_code, answer.content) == (200, b"1158201444")
    assert answer["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize(
    "query",
    [
        {"hub.mode": "subscribe", "hub.verify_token": "un autre", "hub.challenge": "1"},
        {"hub.mode": "subscribe", "hub.verify_token": "", "hub.challenge": "1"},
        {"hub.mode": "unsubscribe", "hub.verify_token": VERIFY_TOKEN, "hub.challenge": "1"},
        {"hub.mode": "subscribe", "hub.verify_token": VERIFY_TOKEN},
        {"hub.verify_token": "\ud83d\x00"},
        {},
    ],
)
def test_a_wrong_verify_token_is_refused_and_counted(query: dict[str, str]) -> None:
    given = {name: value.encode("utf-8", "surrogatepass") for name, value in query.items()}
    assert Client().get(FACEBOOK, given).status_code == 403
    assert refused() == {"wrong_token": 1}


def test_x_is_given_proof_that_we_hold_its_secret() -> None:
    answer = Client().get(X, {"crc_token": "jeton-du-moment"})
    proof = base64.b64encode(hmac.new(CONSUMER_SECRET.encode(), b"jeton-du-moment", hashlib.sha256).digest())
    assert answer.json() == {"response_token": "sha256=" + proof.decode()}
    assert Client().get(X).status_code == 403


def test_a_delivery_is_stored_whole_before_anything_is_done_with_it() -> None:
    body = page_body(change("add", message="Bonjour", created_time=int(time.time())))
    assert deliver(body) == 200
    [kept] = Delivery.objects.all()
    assert zlib.decompress(kept.body) == body
    assert kept.digest == hashlib.sha256(body).hexdigest()
    assert (kept.state, kept.account.platform_id) == ("new", "100200300")
    assert not Comment.objects.exists()
    assert DBTaskResult.objects.get().task_path == "parvis.desk.webhooks.tasks.work"


def test_a_crowd_of_deliveries_wakes_the_worker_once() -> None:
    for number in range(5):
        assert deliver(page_body(change("add", f"700_{number}"))) == 200
    assert (Delivery.objects.count(), DBTaskResult.objects.count()) == (5, 1)


def test_the_answer_opens_no_session_and_asks_for_no_token_of_ours() -> None:
    body = page_body(change("add"))
    client = Client(enforce_csrf_checks=True)
    answer = client.post(FACEBOOK, body, "application/json", headers={"X-Hub-Signature-256": facebook_signature(body)})
    assert (answer.status_code, answer.content, len(answer.cookies)) == (200, b"", 0)


@pytest.mark.parametrize(
    "signature",
    [
        "",
        "sha256=",
        "sha256=" + "0" * 64,
        facebook_signature(page_body(change("add"), at=1.0)),
        hmac.new(APP_SECRET.encode(), b"", hashlib.sha256).hexdigest(),
        "sha1=" + "0" * 40,
        "sha256=é\u20ac",
        "sha256=" + "0" * 100_000,
    ],
)
def test_a_forged_delivery_is_refused_counted_and_leaves_nothing(signature: str) -> None:
    signature = signature.encode("utf-8").decode("latin-1")  # as a header travels
    assert deliver(page_body(change("add", message="Faux")), signature) == 403
    assert refused() == {"forged": 1}
    assert not Delivery.objects.exists()
    assert not AuditEvent.objects.filter(body__contains="Faux").exists()


def test_one_changed_byte_breaks_the_signature() -> None:
    body = page_body(change("add", message="Bonjour"))
    assert deliver(body.replace(b"Bonjour", b"Bonsoir"), facebook_signature(body)) == 403
    body = b'{"for_user_id": "900800700"}'
    assert deliver_to_x(body + b" ", x_signature(body)) == 403


def test_an_account_without_its_secret_accepts_nothing(settings: Any, tmp_path: Path) -> None:
    configure(settings, tmp_path, ACCOUNTS.replace(f'app_secret = "{APP_SECRET}"', ""))
    body = page_body(change("add"))
    assert deliver(body) == 403
    assert deliver(body, facebook_signature(body, "")) == 403


def test_the_platform_may_try_again_for_as_long_as_it_does() -> None:
    body = page_body(change("add"), at=time.time() - 36 * HOUR)
    assert [deliver(body) for _ in range(3)] == [200, 200, 200]
    assert Delivery.objects.count() == 1
    assert refused() == {}


def test_a_replay_outside_the_window_is_refused_even_if_it_was_once_received() -> None:
    body = page_body(change("add"), at=time.time() - 38 * HOUR)
    assert deliver(body) == 403
    assert refused() == {"stale": 1}
    assert not Delivery.objects.exists()


def test_a_stale_delivery_of_x_is_refused() -> None:
    event = {"id_str": "1", "timestamp_ms": str(int((time.time() - 30 * HOUR) * 1000))}
    body = json.dumps({"for_user_id": "900800700", "tweet_create_events": [event]}).encode()
    assert deliver_to_x(body) == 403
    assert refused() == {"stale": 1}


def test_clocks_that_differ_refuse_nothing() -> None:
    assert deliver(page_body(change("add"), at=time.time() + 5 * 60)) == 200


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"null", b"[]", b"\x00\xff\xfe", b'"' + b"a" * 10_000, b"[" * 200_000, b'{"entry": [{"time": 1e999}]}'],
    ids=range(8),
)
def test_garbage_that_the_platform_signed_is_kept_for_people_to_see(body: bytes) -> None:
    assert deliver(body) == 200
    assert Delivery.objects.count() == 1


def test_a_body_beyond_a_million_bytes_is_refused_unread() -> None:
    assert deliver(b"x" * 1_000_001) == 413
    assert deliver(b"x" * 1_000_000) == 200


@pytest.mark.parametrize(
    "path",
    [
        "/webhooks/facebook/100200301/",
        "/webhooks/youtube/100200300/",
        "/webhooks/inconnue/1/",
        "/webhooks/facebook/",
        "/webhooks/facebook/..%2f..%2f/",
    ],
)
def test_an_address_that_leads_to_no_account_does_not_exist(path: str) -> None:
    assert Client().post(path, b"{}", "application/json").status_code in (403, 404)
    assert Client().get(path).status_code == 404
    assert not Delivery.objects.exists()
    assert refused() == {}


def test_other_methods_are_not_allowed() -> None:
    assert [getattr(Client(), verb)(FACEBOOK).status_code for verb in ("put", "delete", "patch")] == [405] * 3


def test_a_secret_that_was_just_replaced_is_known_at_once(settings: Any, tmp_path: Path) -> None:
    assert deliver(page_body(change("add"))) == 200
    time.sleep(1.1)  # what a process remembers is a second old
    settings.ACCOUNTS_FILE.write_text(ACCOUNTS.replace(APP_SECRET, "un secret tout neuf"), encoding="utf-8")
    body = page_body(change("add", "700_2"))
    assert deliver(body, facebook_signature(body, "un secret tout neuf")) == 200


@pytest.mark.django_db(transaction=True)
def test_deliveries_that_arrive_together_are_all_stored() -> None:
    bodies = [page_body(change("add", f"700_{number % 30}")) for number in range(40)]
    answers: list[int] = []

    def send(part: list[bytes]) -> None:
        from django.db import connection

        try:
            answers.extend(deliver(body) for body in part)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(bodies[start::8],)) for start in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    storing.deliveries.rest()
    assert answers == [200] * 40
    assert Delivery.objects.count() == len(set(bodies))


APPLICATION = "555000111"


def application(settings: Any, folder: Path) -> None:
    """Two pages of one application, as connected accounts are: they share its identifier and its secret."""
    page = ACCOUNTS.split("[[account]]")[1].replace(f'verify_token = "{VERIFY_TOKEN}"', f'app_id = "{APPLICATION}"')
    second = page.replace(PAGE, OTHER_PAGE)
    configure(settings, folder, f"[[account]]{page}[[account]]{second}")


def test_an_application_has_one_address_for_its_accounts_and_files_under_whom_is_named(
    settings: Any, tmp_path: Path
) -> None:
    application(settings, tmp_path)
    for page in (PAGE, OTHER_PAGE, "1"):
        body = page_body(change("add"), page=page)
        signature = facebook_signature(body)
        path = f"/webhooks/facebook/{APPLICATION}/"
        answer = Client().post(path, body, "application/json", headers={"X-Hub-Signature-256": signature})
        assert answer.status_code == 200
    filed = Delivery.objects.order_by("received_at").values_list("account__platform_id", flat=True)
    assert list(filed) == [PAGE, OTHER_PAGE, PAGE]


def test_a_token_that_nobody_chose_is_the_desk_s_own_and_of_that_address_only(settings: Any, tmp_path: Path) -> None:
    application(settings, tmp_path)
    query = {"hub.mode": "subscribe", "hub.challenge": "42"}
    for box, status in ((APPLICATION, 200), (PAGE, 403)):
        given = {**query, "hub.verify_token": verify_token("facebook", APPLICATION)}
        assert Client().get(f"/webhooks/facebook/{box}/", given).status_code == status
    settings.SECRET_KEY = "une autre clé"
    assert verify_token("facebook", APPLICATION) != given["hub.verify_token"]
