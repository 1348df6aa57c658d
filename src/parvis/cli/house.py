"""What `parvis serve` and `parvis demo` start, and what they say."""

from __future__ import annotations

import errno
import os
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from .django_setup import load_django, prepare_database
from .speech import give_up, reason, say
from .supervisor import Supervisor

_PATIENCE = 60.0  # seconds for the first page to answer


@dataclass(slots=True)
class House:
    """Pages, worker and poller under one supervisor, on one machine."""

    host: str
    port: int
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}/"

    def run(self) -> None:
        self._refuse_taken_ports()
        self._furnish()
        os.environ.update(self.environment)
        load_django()
        prepare_database()
        supervisor = Supervisor(self.environment)
        self._fill(supervisor)
        threading.Thread(target=self._announce, args=(supervisor.stopping,), daemon=True).start()
        supervisor.run()

    def _furnish(self) -> None:
        """What must exist before Django loads."""

    def _ports(self) -> list[tuple[str, int]]:
        return [("--port", self.port)]

    def _fill(self, supervisor: Supervisor) -> None:
        supervisor.add("pages", _parvis("web", "--host", self.host, "--port", str(self.port)))
        supervisor.add("travail de fond", _parvis("worker"))
        supervisor.add("lecture des plateformes", _parvis("poll"))

    def _refuse_taken_ports(self) -> None:
        ours: set[int] = set()
        for option, port in self._ports():
            refusal = _refusal(self.host, port)
            if port in ours or (refusal and refusal.errno == errno.EADDRINUSE):
                free = next((p for p in range(port + 1, 65536) if p not in ours and not _refusal(self.host, p)), 0)
                give_up(f"le port {port} est déjà pris.\nChoisissez-en un autre : {option} {free}")
            if refusal:
                give_up(f"impossible d'écouter à l'adresse {self.host}, port {port} : {reason(refusal)}.")
            ours.add(port)

    def _announce(self, stopping: threading.Event) -> None:
        if not _answers(self.url, stopping):
            return
        from parvis.desk.people.setup_code import current_code

        for line in self._welcome(current_code()):
            say(line)
        sys.stdout.flush()

    def _welcome(self, code: str | None) -> list[str]:
        lines = ["", f"Parvis est prêt : {self.url}"]
        if code:
            lines += [
                f"Première visite : {self.url}mise-en-service/",
                f"Code à usage unique : {code}",
            ]
        return [*lines, "Pour arrêter : Ctrl-C", ""]


@dataclass(slots=True)
class DemoHouse(House):
    """The same, with the sandbox: everything it writes stays in `home`."""

    sandbox_port: int = 8010
    home: Path = Path("var/demo")

    def _furnish(self) -> None:
        try:
            self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            give_up(f"le dossier « {self.home} » ne peut pas servir à la démonstration : {reason(error)}.")
        self.environment |= {
            "PARVIS_HOME": str(self.home),
            "PARVIS_POLL_SECONDS": "2",
            "PARVIS_POLL_SECONDS_YOUTUBE": "2",
            "PARVIS_POLL_SECONDS_WEBHOOKS": "10",
            "PARVIS_RECONCILE_SECONDS": "60",
            "PARVIS_SANDBOX_URL": f"http://127.0.0.1:{self.sandbox_port}/",
            "PARVIS_PREVIEW_ORIGINS": f"http://127.0.0.1:{self.sandbox_port}",
            "PARVIS_PUBLIC_URL": self.url.rstrip("/"),
            "DATABASE_URL": "",
        }

    def _ports(self) -> list[tuple[str, int]]:
        return [("--port", self.port), ("--sandbox-port", self.sandbox_port)]

    def _fill(self, supervisor: Supervisor) -> None:
        state, accounts = self.home / "sandbox.sqlite3", self.home / "accounts.toml"
        supervisor.add(
            "bac à sable",
            _parvis("sandbox", "--port", str(self.sandbox_port), str(state), str(accounts), self.url.rstrip("/")),
        )
        House._fill(self, supervisor)

    def _welcome(self, code: str | None) -> list[str]:
        lines = House._welcome(self, code)
        lines.insert(2, f"Les trois plateformes fictives : http://127.0.0.1:{self.sandbox_port}/")
        return lines


def _refusal(host: str, port: int) -> OSError | None:
    """Why nothing could listen there, or None."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return error
    return None


def _parvis(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "parvis.cli", *arguments]


def _answers(url: str, stopping: threading.Event) -> bool:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and not stopping.wait(0.2):
        try:
            with urllib.request.urlopen(f"{url}connexion/", timeout=5):  # noqa: S310 - our own address
                return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            continue
    return False
