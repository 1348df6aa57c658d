"""Deliveries a second that the web server answers, and how fast: signed, distinct, on the loopback.

Run: python bench/webhook_load.py [deliveries a second] [seconds]

Starts `parvis web` on a temporary home, with SQLite, or with PostgreSQL when DATABASE_URL names one (a database of its
own is made there and dropped afterwards). Another process sends: it keeps to its timetable whatever the answers, and
an answer's time is counted from the moment its delivery was due, so that a server that falls behind is seen to.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

PAGE = "100200300"
SECRET = "secret-invente"
CONNECTIONS = 32
MOST = 120_000  # deliveries: a bench that someone mistypes must still end
PATIENCE = 30.0  # seconds after the last delivery was due
ACCOUNTS = f"""[[account]]
platform = "facebook"
platform_id = "{PAGE}"
[account.credentials]
app_secret = "{SECRET}"
"""


def main() -> None:
    if sys.argv[1:2] == ["--send"]:
        asyncio.run(send(int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])))
        return
    rate, seconds = (
        ([*map(float, sys.argv[1:]), 1000.0, 15.0][:2]) if len(sys.argv) != 2 else (float(sys.argv[1]), 15.0)
    )
    with tempfile.TemporaryDirectory() as home, database(home) as environment, web(home, environment) as (port, server):
        count = min(int(rate * seconds), MOST)
        arguments = [sys.executable, __file__, "--send", str(port), str(count), str(rate)]
        before = processor_time(server)
        told = json.loads(subprocess.run(arguments, check=True, stdout=subprocess.PIPE, text=True).stdout)
        told["processor"] = processor_time(server) - before
        report(told, rate, stored(environment), environment)


def report(told: dict[str, float], rate: float, rows: int, environment: dict[str, str]) -> None:
    engine = "PostgreSQL" if environment.get("DATABASE_URL") else "SQLite"
    print(f"database                              {engine:>10}")
    print(f"deliveries sent                       {told['sent']:10,.0f}")
    print(f"asked for, a second                   {rate:10,.0f}")
    print(f"answered, a second                    {told['answered'] / told['seconds']:10,.0f}")
    print(f"answered with 200                     {told['answered']:10,.0f}")
    print(f"otherwise, or never                   {told['sent'] - told['answered']:10,.0f}")
    print(f"answered with 200 and not stored      {told['answered'] + 1 - rows:10,.0f}")
    print(f"the server's processor time for one   {told['processor'] / told['sent'] * 1e6:7.0f} µs")
    for share in ("p50", "p95", "p99", "worst"):
        print(f"answer, {share:<5}                         {told[share] * 1000:7.1f} ms")


@contextmanager
def database(home: str) -> Iterator[dict[str, str]]:
    """The environment of a desk that is empty."""
    given = os.environ.get("DATABASE_URL", "")
    environment = {**os.environ, "PARVIS_HOME": home, "DJANGO_SETTINGS_MODULE": "parvis.config.settings"}
    Path(home, "accounts.toml").write_text(ACCOUNTS, encoding="utf-8")
    if not given.startswith("postgres"):
        environment.pop("DATABASE_URL", None)
        yield migrated(environment)
        return
    import psycopg

    name = f"parvis_load_{os.getpid()}"
    with psycopg.connect(given, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield migrated({**environment, "DATABASE_URL": urlunsplit(urlsplit(given)._replace(path=f"/{name}"))})
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def migrated(environment: dict[str, str]) -> dict[str, str]:
    subprocess.run([sys.executable, "-m", "django", "migrate", "-v", "0"], env=environment, check=True)
    return environment


def stored(environment: dict[str, str]) -> int:
    count = (
        "import django; django.setup(); from parvis.desk.webhooks.models import Delivery as D; print(D.objects.count())"
    )
    return int(subprocess.run([sys.executable, "-c", count], env=environment, check=True, capture_output=True).stdout)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def web(home: str, environment: dict[str, str]) -> Iterator[tuple[int, int]]:
    """`parvis web`, until the block ends; gives its port and its process."""
    port = free_port()
    command = [sys.executable, "-m", "parvis.cli", "web", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, cwd=home)
    try:
        _wait_for(port)
        yield port, server.pid
    finally:
        server.terminate()
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def processor_time(process: int) -> float:
    """Seconds that a process and its children have had of the processors; 0 where the system does not say."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has just ended
        if process in (int(stat.parent.name), int(fields[1])):
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5) as probe:
                probe.sendall(request(0))
                if probe.recv(64).startswith(b"HTTP/1.1 200"):
                    return
        except OSError:
            pass
        time.sleep(0.2)
    raise SystemExit("the web server did not start")


def request(number: int) -> bytes:
    """One signed delivery, whole, as bytes on the wire."""
    now = int(time.time())
    value = {
        "item": "comment",
        "verb": "add",
        "comment_id": f"700_{number}",
        "post_id": f"{PAGE}_700",
        "parent_id": f"{PAGE}_700",
        "from": {"id": str(10_000 + number % 977), "name": f"Personne inventée {number % 977}"},
        "message": f"Commentaire inventé numéro {number}. À quelle heure ouvre le bureau de l'Exemple demain matin?",
        "created_time": now,
    }
    entry = {"id": PAGE, "time": now, "changes": [{"field": "feed", "value": value}]}
    body = json.dumps({"object": "page", "entry": [entry]}).encode()
    signature = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    head = (
        f"POST /webhooks/facebook/{PAGE}/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"X-Hub-Signature-256: sha256={signature}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def send(port: int, count: int, rate: float) -> None:
    """Send `count` deliveries at `rate` a second over a few connections; print what came of it, as JSON."""
    ready = [request(number) for number in range(1, count)]
    times: list[float] = []
    others: set[bytes] = set()
    start = time.perf_counter() + 0.2
    turn = iter(range(len(ready)))

    async def carry() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for number in turn:
            due = start + number / rate
            if (early := due - time.perf_counter()) > 0:
                await asyncio.sleep(early)
            writer.write(ready[number])
            head = await reader.readuntil(b"\r\n\r\n")
            if head.startswith(b"HTTP/1.1 200"):
                times.append(time.perf_counter() - due)
            else:
                others.add(head.split(b"\r\n")[0])
        writer.close()

    async with asyncio.timeout(count / rate + PATIENCE):
        ended = await asyncio.gather(*(carry() for _ in range(CONNECTIONS)), return_exceptions=True)
    for trouble in [*filter(None, ended), *others]:
        print(repr(trouble), file=sys.stderr)
    took = time.perf_counter() - start
    times.sort()
    shares = {name: times[min(len(times) - 1, int(len(times) * share))] for name, share in _SHARES.items()}
    print(json.dumps({"sent": len(ready), "answered": len(times), "seconds": took, **shares}))


_SHARES = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "worst": 1.0}


if __name__ == "__main__":
    main()
