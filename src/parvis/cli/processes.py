"""`serve`, `demo` and their parts: `web`, `worker`, `poll`."""

from __future__ import annotations

import os
import signal
import threading
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from .django_setup import load_django

Port = Annotated[int, typer.Option("--port", min=1, max=65535, metavar="PORT", help="Port des pages")]
Host = Annotated[str, typer.Option("--host", metavar="ADRESSE", help="Adresse d'écoute")]


def register(app: typer.Typer) -> None:
    app.command("serve", help="Tout en un : pages, travail de fond et lecture des plateformes.")(serve)
    app.command("demo", help="La même chose, avec trois plateformes fictives et une ville qui commente.")(demo)
    app.command("web", help="Les pages seules.")(web)
    app.command("worker", help="Le travail de fond seul : les gestes décidés partent vers les plateformes.")(worker)
    app.command("sandbox", hidden=True)(sandbox)
    app.command("poll", help="La lecture des plateformes seule.")(poll)


def serve(port: Port = 8000, host: Host = "127.0.0.1") -> None:
    from .house import House

    House(host=host, port=port).run()


def demo(
    port: Port = 8000,
    sandbox_port: Annotated[
        int, typer.Option("--sandbox-port", min=1, max=65535, metavar="PORT", help="Port du bac à sable")
    ] = 8010,
    home: Annotated[Path, typer.Option("--home", metavar="DOSSIER", help="Où la démonstration garde tout")] = Path(
        "var/demo"
    ),
) -> None:
    from .house import DemoHouse

    DemoHouse(host="127.0.0.1", port=port, sandbox_port=sandbox_port, home=home.resolve()).run()


def web(port: Port = 8000, host: Host = "127.0.0.1") -> None:
    load_django()
    from granian import Granian
    from granian.constants import Interfaces

    from .supervisor import stop_when_orphaned

    stop_when_orphaned()
    Granian(
        "parvis.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=32,  # deliveries wait together for one commit: as many share it
        log_enabled=False,
        respawn_failed_workers=True,
    ).serve(target_loader=partial(_load_pages, os.getpid()), wrap_loader=False)


def _load_pages(parent: int) -> Any:
    """The application, in the process of the web server that answers: it too must not outlive `parvis web`."""
    from importlib import import_module

    from .supervisor import stop_when_orphaned

    stop_when_orphaned(parent)
    return import_module("parvis.config.wsgi").application


def sandbox(port: Port, state: Path, accounts: Path, desk: str) -> None:
    """The demo's platforms, in a process that ends with the demo. They deliver what happens to `desk`."""
    from parvis.sandbox.server import serve as serve_sandbox

    from .supervisor import stop_when_orphaned

    stop_when_orphaned()
    serve_sandbox(port, state, accounts=accounts, webhooks=desk)


def worker() -> None:
    load_django()
    from parvis.desk.records.sweeping import run_sweeper
    from parvis.desk.records.working import run_worker

    stop = _until_stopped()
    threading.Thread(target=run_sweeper, args=(stop,), name="sweeper", daemon=True).start()
    run_worker(stop)


def poll() -> None:
    load_django()
    from parvis.desk.records.polling import run_poller

    run_poller(_until_stopped())


def _until_stopped() -> threading.Event:
    """Set by SIGTERM, SIGINT, or the death of the process that started this one."""
    from .supervisor import stop_when_orphaned

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    stop_when_orphaned()
    return stop
