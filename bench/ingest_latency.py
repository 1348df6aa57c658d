"""From publication on a platform to the moderators' queue: how long, by deliveries (webhooks) and by polling.

Run: python bench/ingest_latency.py [comments a second] [seconds] [seconds between two readings]

Real processes (`parvis web`, `worker` and `poll`) on a temporary home, with SQLite, or with PostgreSQL when
DATABASE_URL names one; the sandbox stands for the platforms. A comment is published at the time the sandbox gives it,
and queued when its row can be read. Budgets do not slow reading down here, as in the demo: the interval asked for is
the one that is measured. By deliveries, the poller reads once at the start and then leaves the accounts alone.
"""

from __future__ import annotations

import contextlib
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from webhook_load import database, free_port

if TYPE_CHECKING:
    from parvis.sandbox.server import Running

PLATFORMS = {"deliveries": ("x", "facebook"), "polling": ("x", "facebook", "youtube")}
PATIENCE = 60.0  # seconds after the last comment, to wait for those that are late
EVERY = 0.01  # seconds between two looks at the queue
PARTS = ("web", "worker", "poll")


def main() -> None:
    if sys.argv[1:2] == ["--measure"]:
        measure(sys.argv[2], Path(sys.argv[3]), *map(float, sys.argv[4:7]))
        return
    rate, seconds, interval = [*map(float, sys.argv[1:]), *(2.0, 60.0, 10.0)[len(sys.argv) - 1 :]]
    engine = "PostgreSQL" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "SQLite"
    print(f"{engine}, {rate:g} comments a second for {seconds:g} s; readings {interval:g} s apart")
    print(f"{'':<12}{'platform':<10}{'comments':>9}{'median':>10}{'p95':>10}{'worst':>10}{'missing':>9}")
    for way in PLATFORMS:
        with tempfile.TemporaryDirectory() as home, database(home) as environment:
            given = [way, home, *map(str, (rate, seconds, interval))]
            subprocess.run([sys.executable, __file__, "--measure", *given], env=environment, check=True)


def measure(way: str, home: Path, rate: float, seconds: float, interval: float) -> None:
    from parvis.sandbox.deliveries import posting
    from parvis.sandbox.server import running, write_accounts
    from parvis.sandbox.world import World

    port, world = free_port(), World(home / "sandbox.sqlite3", seed=1)
    with running(world) as sandbox, contextlib.ExitStack() as stack:
        world.settings["webhooks.url"] = f"http://127.0.0.1:{port}" if way == "deliveries" else ""
        write_accounts(world, sandbox.url, home / "accounts.toml")
        posts = {platform: world.publish(platform, "Avis inventé") for platform in PLATFORMS[way]}
        first = {world.comment(platform, post, "Personne inventée", "Bonjour") for platform, post in posts.items()}
        os.environ |= surroundings(sandbox, interval)
        furnish()
        stack.enter_context(house(home, port))
        wait_until_queued(first)
        if way == "deliveries":
            stack.enter_context(posting(world))
        report(way, watch(way, sandbox, posts, rate, seconds))
    world.close()


def surroundings(sandbox: Running, interval: float) -> dict[str, str]:
    return {
        "PARVIS_SANDBOX_URL": f"{sandbox.url}/",
        "PARVIS_POLL_SECONDS": str(int(interval)),
        "PARVIS_POLL_SECONDS_YOUTUBE": "1",
        "PARVIS_POLL_SECONDS_WEBHOOKS": "3600",
    }


def furnish() -> None:
    """The tables are there already; the policy is put in force."""
    from parvis.cli.django_setup import load_django, prepare_database

    load_django()
    prepare_database()


@contextlib.contextmanager
def house(home: Path, port: int) -> Iterator[None]:
    options = {"web": ["--port", str(port)]}
    command = [sys.executable, "-m", "parvis.cli"]
    parts = [subprocess.Popen([*command, part, *options.get(part, [])], cwd=home) for part in PARTS]
    try:
        yield
    finally:
        for part in parts:
            part.terminate()
        for part in parts:
            try:
                part.wait(15)
            except subprocess.TimeoutExpired:
                part.kill()
                part.wait()


def wait_until_queued(written: set[str]) -> None:
    """Until the first reading is over: what is measured comes after it."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if {one for _, one in queued(written)} == written:
            return
        time.sleep(0.1)
    raise SystemExit("the platforms were not read")


def queued(written: Iterable[str]) -> set[tuple[str, str]]:
    from parvis.desk.moderation.models import Entry

    found = Entry.objects.filter(comment__platform_id__in=list(written))
    return set(found.values_list("comment__platform", "comment__platform_id"))


def watch(
    way: str, sandbox: Running, posts: dict[str, str], rate: float, seconds: float
) -> dict[str, list[float | None]]:
    """Publish at this pace, looking at the queue all the while; the time each comment took, None for never."""
    chance, world = random.Random(7), sandbox.world
    start = time.time()
    due = sorted((start + chance.random() * seconds, chance.choice(PLATFORMS[way])) for _ in range(int(rate * seconds)))
    waiting: dict[tuple[str, str], float] = {}
    took: dict[str, list[float | None]] = {platform: [] for platform in PLATFORMS[way]}
    while (due or waiting) and time.time() < start + seconds + PATIENCE:
        while due and due[0][0] <= time.time():
            _, platform = due.pop(0)
            author = f"Personne inventée {chance.randrange(40)}"
            text = f"À quelle heure ouvre le bureau de l'Exemple, question {len(due)}?"
            written = world.comment(platform, posts[platform], author, text)
            waiting[platform, written] = world.item(platform, written).at.timestamp()
        seen = queued(written for _, written in waiting)
        now = time.time()
        for key in seen & waiting.keys():
            took[key[0]].append(now - waiting.pop(key))
        time.sleep(EVERY)
    for platform, _ in waiting:
        took[platform].append(None)
    return took


def report(way: str, took: dict[str, list[float | None]]) -> None:
    for platform, times in took.items():
        known = sorted(one for one in times if one is not None)
        shares = [
            f"{known[min(len(known) - 1, int(len(known) * share))]:8.2f} s" for share in (0.5, 0.95, 1.0) if known
        ]
        print(f"{way:<12}{platform:<10}{len(times):>9}{''.join(shares)}{len(times) - len(known):>9}", flush=True)


if __name__ == "__main__":
    main()
