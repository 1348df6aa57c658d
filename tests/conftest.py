"""What every test of the desk stands on: the policy in force, and tables that let a test empty them."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from hypothesis import settings

from parvis.desk.records.immutable import seal, sealed_tables, unseal

_DEEP = "[" * 1000

pytest_plugins = ["tests.browser_fixtures"]

# Playwright's synchronous API runs an event loop in the test's thread; Django would refuse to read the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


# A test says what must hold, never how fast a busy machine must be: speed is measured in bench/.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


def pytest_configure() -> None:
    os.environ.setdefault("PARVIS_UNDO_SECONDS", "10")
    # What a grammar checker of the system adds is a story of its own: everywhere else it would only take time.
    os.environ.setdefault("PARVIS_GRAMMALECTE", "no")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Stories of real processes wait more than they work: begun first, they wait while the others work."""
    items.sort(key=lambda item: not _waits(item))
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        # Justified: these strip DATABASE_URL, so that here they would only repeat, word for word, the run on SQLite,
        # where none of them is skipped.
        again = pytest.mark.skip(reason="makes a desk of its own on SQLite, as it does when the suite is on SQLite")
        for item in items:
            if item.get_closest_marker("own_database"):
                item.add_marker(again)


def _waits(item: pytest.Item) -> bool:
    return item.get_closest_marker("journey") is not None or item.path.name == "test_process_tree.py"


@pytest.fixture(autouse=True)
def _nothing_collected_in_the_depths(request: pytest.FixtureRequest) -> Iterator[None]:
    """Where a test goes as deep as Python can, nothing that earlier tests left is finalised at the bottom.

    A finaliser that runs there fails for want of depth, in a test that has nothing to do with it.
    """
    given = getattr(request.node, "callspec", None)
    if given is None or not any(_DEEP in repr(value) for value in given.params.values()):
        yield
        return
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The database made for the run; at its end, PostgreSQL drops it only once everybody has left.

    A process that a test ended may not have hung up yet as the server sees it.
    """
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(autouse=True)
def _sealed(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every test of the records finds the seals in place.

    Transactional tests are emptied by DELETE or TRUNCATE, which the seals refuse: they are lifted for that moment.
    """
    marker = request.node.get_closest_marker("django_db")
    transactional = bool({"transactional_db", "live_server"} & set(request.fixturenames))
    transactional = transactional or bool(marker and marker.kwargs.get("transaction"))
    if not transactional and marker is None and "db" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("transactional_db" if transactional else "db")
    for table in _tables() - sealed_tables(connection):
        seal(connection, table)
    yield
    if transactional:
        for table in _tables():
            unseal(connection, table)


def _tables() -> set[str]:
    # Imported late: these are models, and Django is not set up when this file is read.
    from parvis.desk.moderation.verification import SEALED as DECISIONS
    from parvis.desk.previews.verification import SEALED as PREVIEWS
    from parvis.desk.records.verification import SEALED as RECORDS

    return {*RECORDS, *DECISIONS, *PREVIEWS}


@pytest.fixture
def policy_in_force(db: None) -> Any:
    """The shipped policy, in force."""
    from parvis.desk.people.actors import process
    from parvis.desk.records.actions.policies import ensure_policy

    return ensure_policy(actor=process("tests"))


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Any) -> None:
    """Signing in hundreds of times at full strength would take minutes; the settings' own strength has its test."""
    settings.PASSWORD_HASHERS = ["tests.quick_hasher.QuickArgon2"]
