"""What goes out, and what may come in: real sites on 127.0.0.1, allowed by name as the sandbox's is."""

from __future__ import annotations

import datetime as dt
import ssl
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from parvis.desk.previews.door import Door, Fetched
from parvis.desk.previews.refusals import NotFetched, OutOfReach
from tests.desk.previews.site import Answer, Site, gives, png, site

SECRET = "jeton-invente"


def door(*sites: Site, **changes: object) -> Door:
    return replace(Door(origins=frozenset(one.origin for one in sites)), **changes)  # type: ignore[arg-type]  # by name


def refusal(answer: Answer, **changes: object) -> str:
    with site(answer) as running, pytest.raises(NotFetched) as refused:
        door(running, **changes).fetch(f"{running.origin}/x")
    return refused.value.code


def moved(to: str) -> Answer:
    return gives(b"", "text/html", 302, Location=to)


def test_a_picture_comes_whole_and_nothing_of_the_moderator_goes() -> None:
    with site(gives(png(), "image/png")) as running:
        assert door(running).fetch(f"{running.origin}/a.png?b=1") == Fetched("image/png", "", png())
    [asked] = running.asked
    assert asked["path"] == "/a.png?b=1"
    assert asked["Host"] == f"127.0.0.1:{running.port}"
    assert not {"cookie", "referer", "authorization", "origin"} & {name.lower() for name in asked}


def test_the_name_is_asked_for_at_the_address_that_was_checked() -> None:
    with site(gives(png(), "image/png")) as running:
        named = Door(
            origins=frozenset([f"http://exemple.test:{running.port}"]), resolve=lambda _host, _port: ["127.0.0.1"]
        )
        named.fetch(f"http://exemple.test:{running.port}/")
    assert running.asked[0]["Host"] == f"exemple.test:{running.port}"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (gives(b"<svg/>", "image/svg+xml"), "kind"),
        (gives(b"%PDF", "application/pdf"), "kind"),
        (gives(b"x", "image/png", Content_Encoding="gzip"), "kind"),
        (gives(b"", "text/html", 404), "status"),
        (gives(b"", "text/html", 500), "status"),
        (gives(b"x" * 101, "image/png"), "large"),
    ],
)
def test_what_cannot_be_shown_is_not_brought(answer: Answer, code: str) -> None:
    assert refusal(answer, largest=100) == code


def test_a_page_is_read_no_further_than_its_head_may_be() -> None:
    with site(gives(b"a" * 1000, "text/html; charset=utf-8")) as running:
        assert door(running, page=10).fetch(f"{running.origin}/") == Fetched("text/html", "utf-8", b"a" * 10)


@pytest.mark.parametrize(
    "to",
    ["http://127.0.0.1:1/", "https://127.0.0.1/", "https://[::1]/", "file:///etc/passwd", "//10.0.0.1/", "http://x"],
)
def test_a_redirection_is_checked_like_the_first_address(to: str) -> None:
    with site(moved(to)) as running, pytest.raises(OutOfReach):
        door(running).fetch(f"{running.origin}/")
    assert len(running.asked) == 1


def test_a_redirection_within_reach_is_followed_but_not_for_ever() -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        (moved("/b") if handler.path == "/a" else gives(png(), "image/png"))(handler)

    with site(answer) as running:
        assert door(running).fetch(f"{running.origin}/a").body == png()
    assert refusal(moved("/encore")) == "redirects"


def test_a_site_that_goes_on_for_ever_drop_by_drop_is_left() -> None:
    stop = threading.Event()

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not stop.wait(0.05):
            handler.wfile.write(b"X-Goutte: 1\r\n")

    try:
        assert refusal(drip, seconds=0.4, silence=5.0) == "slow"
    finally:
        stop.set()


def test_a_silent_site_is_left() -> None:
    stop = threading.Event()

    def say_nothing(_: BaseHTTPRequestHandler) -> None:
        stop.wait(10)

    try:
        assert refusal(say_nothing, silence=0.2) == "slow"
    finally:
        stop.set()


@pytest.mark.parametrize(
    "raw", [b"", b"HTTP/1.1 999999 ?\r\n\r\n", b"\0\0\0", b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"]
)
def test_an_answer_that_is_none_is_no_answer(raw: bytes) -> None:
    def mumble(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(raw)

    assert refusal(mumble) in {"unreachable", "kind"}


def test_nobody_there_is_said() -> None:
    with site(gives(b"", "text/html")) as gone:
        pass
    with pytest.raises(NotFetched) as refused:
        door(gone).fetch(f"{gone.origin}/{SECRET}")
    assert refused.value.code == "unreachable"
    assert SECRET not in f"{refused.value}{refused.value.__cause__}"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of exemple.test, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "exemple.test")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("exemple.test")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "exemple.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file


@pytest.mark.parametrize(
    ("host", "trusted", "code"),
    [("exemple.test", True, ""), ("autre.test", True, "unreachable"), ("exemple.test", False, "unreachable")],
)
def test_over_tls_the_certificate_must_be_the_host_s(certificate: Path, host: str, trusted: bool, code: str) -> None:
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.load_cert_chain(certificate)
    with site(gives(png(), "image/png"), served) as running:
        origin = f"https://{host}:{running.port}"
        there = Door(
            origins=frozenset([origin]),
            resolve=lambda _host, _port: ["127.0.0.1"],
            tls=lambda: ssl.create_default_context(cafile=str(certificate) if trusted else None),
        )
        try:
            found = there.fetch(f"{origin}/").content_type
        except NotFetched as refused:
            found = refused.code
    assert found == (code or "image/png")
