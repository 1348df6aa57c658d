"""To another system: a signed request that names questions and says nothing of what they ask."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from parvis.desk.enquiries.escalation import webhook
from parvis.desk.enquiries.escalation.queries import troubled_alerts
from parvis.desk.enquiries.models import Alert
from parvis.desk.records.models import AuditEvent
from tests.connectors.scripted_server import Answer, Request, ScriptedServer, always, scripted
from tests.desk.enquiries.escalated import alerts, asked_at, at, by_mail, by_webhook, many_asked_at, moment, sweep
from tests.desk.enquiries.post_office import PostOffice, certificate_of_localhost, open_post_office, tls_of
from tests.desk.enquiries.questions import WHEN, asked_on

pytestmark = pytest.mark.django_db
TAKEN = Answer({"ok": True}, status=202)


@pytest.fixture
def other(policy_in_force: Any, settings: Any) -> Iterator[ScriptedServer]:
    """The other system."""
    with scripted(always(TAKEN)) as server:
        by_webhook(settings, f"{server.url}/parvis?cle=privee")
        yield server


def header(request: Request, name: str) -> str:
    return next(value for key, value in request.headers.items() if key.lower() == name.lower())


def test_the_other_system_is_told_which_questions_are_due_when(other: ScriptedServer) -> None:
    first = asked_at("mon 09:30")
    with at("mon 10:00"):
        second = asked_on("x")
    assert sweep("mon 14:00") == (2, 1)
    [request] = other.requests
    assert (request.method, request.path, request.query) == ("POST", "/parvis", {"cle": "privee"})
    assert json.loads(request.body) == {
        "event": "questions.due",
        "share": 50,
        "count": 2,
        "questions": [
            {"id": str(first.pk), "platform": "facebook", "due_at": "2026-11-24T14:30:00+00:00"},
            {"id": str(second.pk), "platform": "x", "due_at": "2026-11-24T15:00:00+00:00"},
        ],
        "sent_at": "2026-11-23T19:00:00+00:00",
    }
    assert header(request, "Content-Type") == "application/json; charset=utf-8"
    assert WHEN.encode() not in request.body
    assert (alerts("webhook"), alerts("email")) == ([(50, "sent")] * 2, [])


def test_the_signature_can_be_checked_with_the_secret_alone(other: ScriptedServer) -> None:
    asked_at("mon 10:00")
    sweep("mon 14:00")
    [request] = other.requests
    found = re.fullmatch(r"t=(\d+),v1=([0-9a-f]{64})", header(request, "X-Parvis-Signature"))
    assert found
    second, signed = found.groups()
    expected = hmac.new("secret inventé".encode(), second.encode() + b"." + request.body, hashlib.sha256)
    assert int(second) == int(moment("mon 14:00").timestamp())
    assert hmac.compare_digest(signed, expected.hexdigest())


def test_the_same_news_bears_the_same_key_when_it_is_sent_again(other: ScriptedServer) -> None:
    other.script = always(Answer(cut="before"))
    asked_at("mon 10:00", number=1)
    assert sweep("mon 14:00") == (1, 0)
    other.script = always(TAKEN)
    assert sweep("mon 14:01") == (0, 1)
    asked_at("mon 10:02", number=2)
    sweep("mon 14:02")
    lost, again, others = (header(request, "Idempotency-Key") for request in other.requests)
    assert lost == again
    assert others != again
    assert AuditEvent.objects.filter(verb="alert.sent", subject=f"alert:{again}").count() == 1


def test_a_system_is_told_at_once_of_each(other: ScriptedServer) -> None:
    many_asked_at("mon 10:00", 30)
    asked_at("mon 10:01", number=31)
    assert (sweep("mon 14:00"), sweep("mon 14:01")) == ((30, 1), (1, 1))
    assert [json.loads(request.body)["count"] for request in other.requests] == [30, 1]


def test_redirections_are_not_followed(other: ScriptedServer) -> None:
    with scripted(always(TAKEN)) as elsewhere:
        for status in (301, 302, 303, 307, 308):
            other.script = always(Answer(status=status, headers={"Location": elsewhere.url}))
            asked_at("mon 10:00", number=status)
            sweep("mon 14:00")
            said = f"127.0.0.1 renvoie ailleurs (code {status}), ce qui n'est pas suivi. Corrigez PARVIS_ALERT_WEBHOOK."
            assert [trouble.said for trouble in troubled_alerts()] == [said]
            Alert.objects.all().delete()  # as if nobody had been told of anything yet
        assert elsewhere.requests == []


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(status=503), "127.0.0.1 a refusé l'avis (code 503)."),
        (Answer(status=401), "127.0.0.1 a refusé l'avis (code 401)."),
        (Answer(cut="before"), "127.0.0.1 n'a pas donné de réponse lisible."),
        (
            Answer(headers={f"X-{number}": "long" for number in range(150)}),
            "127.0.0.1 n'a pas donné de réponse lisible.",
        ),
    ],
)
def test_what_is_refused_or_lost_is_sent_again(other: ScriptedServer, answer: Answer, said: str) -> None:
    other.script = always(answer)
    asked_at("mon 10:00")
    assert sweep("mon 14:00") == (1, 0)
    assert [trouble.said for trouble in troubled_alerts()] == [said]
    other.script = always(TAKEN)
    assert sweep("mon 14:01") == (0, 1)
    assert (troubled_alerts(), alerts("webhook")) == ([], [(50, "sent")])


def test_a_system_that_does_not_answer_is_waited_for_ten_seconds(
    other: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert webhook._TIMEOUT == 10
    monkeypatch.setattr(webhook, "_TIMEOUT", 0.1)
    other.script = always(Answer(delay=1))
    asked_at("mon 10:00")
    sweep("mon 14:00")
    assert [trouble.said for trouble in troubled_alerts()] == ["127.0.0.1 n'a pas répondu à temps."]


def test_a_system_that_is_down_is_told_once_it_is_back(policy_in_force: Any, settings: Any) -> None:
    with scripted(always(TAKEN)) as gone:
        by_webhook(settings, gone.url)
    asked_at("mon 10:00")
    assert sweep("mon 14:00") == (1, 0)
    assert [trouble.said for trouble in troubled_alerts()] == ["127.0.0.1 est injoignable. Voyez PARVIS_ALERT_WEBHOOK."]
    with scripted(always(TAKEN)) as back:
        settings.ALERT_WEBHOOK = back.url
        assert (sweep("mon 14:01"), sweep("mon 14:02")) == ((0, 1), (0, 0))
        assert len(back.requests) == 1


@pytest.mark.parametrize(
    "address",
    [
        "http://exemple.test/avis",
        "http://127.0.0.1.exemple.test/avis",
        "http://localhost@exemple.test/avis",
        "ftp://127.0.0.1/avis",
        "file:///etc/hostname",
        "https:///avis",
        "https://[::1/avis",
        "https://exemple.test:port/avis",
        "exemple.test",
    ],
)
def test_only_https_leaves_this_machine(policy_in_force: Any, settings: Any, address: str) -> None:
    by_webhook(settings, address)
    asked_at("mon 10:00")
    assert sweep("mon 14:00") == (1, 0)
    assert [trouble.said for trouble in troubled_alerts()] == [
        "L'adresse de PARVIS_ALERT_WEBHOOK doit commencer par https:// et nommer un serveur."
    ]


def test_an_address_that_cannot_be_one_is_said_to_be_so(policy_in_force: Any, settings: Any) -> None:
    by_webhook(settings, "https://exemple.test/a vis")
    asked_at("mon 10:00")
    sweep("mon 14:00")
    assert [trouble.said for trouble in troubled_alerts()] == ["L'adresse de PARVIS_ALERT_WEBHOOK est mal écrite."]


def test_over_https_the_certificate_must_be_vouched_for(
    policy_in_force: Any, settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    certificate = certificate_of_localhost(tmp_path)
    with over_tls(certificate) as (port, received):
        by_webhook(settings, f"https://localhost:{port}/avis")
        asked_at("mon 10:00")
        sweep("mon 14:00")
        assert [trouble.said for trouble in troubled_alerts()] == [
            "La connexion à localhost ne peut être protégée. Voyez son certificat."
        ]
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert (sweep("mon 14:01"), len(received)) == ((0, 1), 1)


@contextmanager
def over_tls(certificate: Path) -> Iterator[tuple[int, list[bytes]]]:
    """A server that takes what it is sent, and the port where it listens."""
    received: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            received.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Silent."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A client that does not trust us hangs up."""

    server = Server(("127.0.0.1", 0), Handler)
    server.socket = tls_of(certificate).wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server.server_address[1], received
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_nothing_leaves_unsigned(other: ScriptedServer, settings: Any) -> None:
    settings.ALERT_SECRET = ""
    asked_at("mon 10:00")
    sweep("mon 14:00")
    assert [trouble.said for trouble in troubled_alerts()] == [
        "Le secret qui signe l'avis manque. Donnez-le dans PARVIS_ALERT_SECRET."
    ]
    assert other.requests == []


def test_a_proxy_of_the_environment_does_not_come_between_this_machine_and_itself(
    other: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    asked_at("mon 10:00")
    assert sweep("mon 14:00") == (1, 1)


def test_the_address_and_the_secret_are_told_to_nobody(
    other: ScriptedServer, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    other.script = always(Answer(status=500))
    asked_at("mon 10:00")
    sweep("mon 14:00")
    other.script = always(TAKEN)
    sweep("mon 14:01")
    said = caplog.text + "".join(AuditEvent.objects.values_list("body", flat=True))
    assert [secret for secret in ("privee", settings.ALERT_SECRET) if secret in said] == []


def test_one_way_that_fails_does_not_stop_the_other(other: ScriptedServer, settings: Any) -> None:
    other.script = always(Answer(status=500))
    address = settings.ALERT_WEBHOOK
    with open_post_office(PostOffice()) as office:
        by_mail(settings, office.port)
        settings.ALERT_WEBHOOK, settings.ALERT_SECRET = address, "secret inventé"
        asked_at("mon 10:00")
        assert sweep("mon 14:00") == (1, 1)
    assert (alerts("page"), alerts("email"), alerts("webhook")) == ([(50, "sent")], [(50, "sent")], [(50, "wanted")])
