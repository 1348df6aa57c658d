"""A mail server on 127.0.0.1 that keeps what it is given: enough of SMTP (RFC 5321) for a real client, TLS included."""

from __future__ import annotations

import base64
import datetime as dt
import email
import email.policy
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass(slots=True)
class PostOffice:
    """`says` replaces its answer to a command: {"RCPT": "550 unknown"}."""

    port: int = 0
    login: str = ""  # "name:password", asked for when it is set
    tls: ssl.SSLContext | None = None
    tls_at_once: bool = False  # rather than by STARTTLS
    says: dict[str, str] = field(default_factory=dict)
    letters: list[EmailMessage] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)  # every command, and whether it came protected
    sought: int = 0  # how often somebody connected


@contextmanager
def open_post_office(office: PostOffice) -> Iterator[PostOffice]:
    """Opens at `office.port`, or at a free one that it then keeps: it may close and open again."""

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A client that hangs up in the middle is what some tests are about."""

    class Handler(_Counter):
        kept_by = office

    server = Server(("127.0.0.1", office.port), Handler)
    office.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield office
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Counter(socketserver.StreamRequestHandler):
    """One client at the counter."""

    kept_by: PostOffice

    def handle(self) -> None:
        self.kept_by.sought += 1
        self.protected = False
        if self.kept_by.tls_at_once:
            self._protect()
        self._say(self.kept_by.says.get("CONNECT", "220 poste.exemple.test"))
        while line := self.rfile.readline().decode().rstrip("\r\n"):
            verb = line.partition(" ")[0].upper()
            self.kept_by.heard.append(f"{'tls' if self.protected else 'clear'} {verb}")
            self._say(self.kept_by.says.get(verb) or self._answer(verb, line))
            if verb == "DATA" and "DATA" not in self.kept_by.says:
                self._take()
            elif verb == "STARTTLS":
                self._protect()
            elif verb == "QUIT":
                break

    def _answer(self, verb: str, line: str) -> str:
        match verb:
            case "EHLO":
                offers = ["STARTTLS"] if self.kept_by.tls and not self.protected else []
                offers += ["AUTH PLAIN"] if self.kept_by.login else []
                return "\r\n".join(["250-poste.exemple.test", *(f"250-{offer}" for offer in offers), "250 8BITMIME"])
            case "AUTH":
                given = base64.b64decode(line.split()[-1]).decode()
                return "235 welcome" if given == "\0" + self.kept_by.login.replace(":", "\0") else "535 no"
            case "MAIL" if self.kept_by.login and not any("AUTH" in said for said in self.kept_by.heard):
                return "530 who are you"
            case "DATA":
                return "354 go on"
            case "STARTTLS":
                return "220 go on"
            case "QUIT":
                return "221 bye"
            case _:
                return "250 ok"

    def _take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        answer = self.kept_by.says.get("END", "250 taken")
        if answer.startswith("250"):
            self.kept_by.letters.append(email.message_from_bytes(b"".join(lines), policy=email.policy.default))
        self._say(answer)

    def _say(self, answer: str) -> None:
        self.wfile.write(answer.encode() + b"\r\n")

    def _protect(self) -> None:
        assert self.kept_by.tls
        self.request = self.kept_by.tls.wrap_socket(self.request, server_side=True)
        self.rfile = self.request.makefile("rb")
        self.wfile = self.request.makefile("wb", buffering=0)
        self.protected = True

    def finish(self) -> None:
        super().finish()
        self.request.close()  # the server closes the plain socket that it knows


def certificate_of_localhost(folder: Path) -> Path:
    """A certificate that signed itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "localhost.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file


def tls_of(certificate: Path) -> ssl.SSLContext:
    """What a server needs to show this certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context
