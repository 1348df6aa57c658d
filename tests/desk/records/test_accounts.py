"""Official accounts: found in a private file, each with its own health; the trouble of one stays its own."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from parvis.connectors.port import AccountAccess, Connector, RateLimited
from parvis.desk.people.actors import process
from parvis.desk.records import polling
from parvis.desk.records.actions.accounts import mark_account, sync_accounts
from parvis.desk.records.models import Account, AuditEvent, Comment, Health
from parvis.desk.records.platforms import access_of, configured_accounts, connect, connector_of
from parvis.desk.records.polling import poll_once, reconcile_once
from parvis.desk.records.queries import accounts
from parvis.sandbox.server import Running, running, write_accounts
from parvis.sandbox.world import World

pytestmark = pytest.mark.django_db

POLLER = process("poller")
WRITTEN = """
[[account]]
platform = "facebook"
platform_id = "100200300"
name = "Ministère de l'Exemple"
[account.credentials]
access_token = "jeton-inventé"

[[account]]
platform = "x"
platform_id = "7"
"""


@pytest.fixture
def file(settings: Any, tmp_path: Path) -> Path:
    settings.ACCOUNTS_FILE = tmp_path / "accounts.toml"
    return Path(settings.ACCOUNTS_FILE)


@pytest.fixture
def town(file: Path, policy_in_force: Any, tmp_path: Path) -> Iterator[Running]:
    """The three platforms, with one comment on each."""
    world = World(tmp_path / "sandbox.sqlite3", seed=5)
    with running(world) as sandbox:
        write_accounts(world, sandbox.url, file)
        for platform in ("x", "facebook", "youtube"):
            post = world.publish(platform, "Le bureau de l'Exemple ouvre lundi.")
            world.comment(platform, post, "Gaston Inventé", "Un avis poli.")
        yield sandbox
    world.close()


def spoil(town: Running, file: Path, platform: str) -> None:
    """Nothing that opened this account opens it any more."""
    written = file.read_text(encoding="utf-8")
    for secret in town.world.account(platform)["credentials"].values():
        written = written.replace(f'"{secret}"', '"jeton-perime"')
    file.write_text(written, encoding="utf-8")


def health() -> dict[str, str]:
    return dict(Account.objects.values_list("platform", "health"))


def events(verb: str) -> int:
    return AuditEvent.objects.filter(verb=verb).count()


def test_the_file_gives_each_account_with_its_tokens(file: Path) -> None:
    file.write_text(WRITTEN, encoding="utf-8")
    facebook, x = configured_accounts()
    assert (facebook.name, facebook.credentials) == ("Ministère de l'Exemple", {"access_token": "jeton-inventé"})
    assert (x.platform, x.platform_id, x.name, x.credentials) == ("x", "7", "", {})


def test_without_a_file_there_is_no_account(file: Path) -> None:
    assert configured_accounts() == []
    assert poll_once() == reconcile_once() == 0


def test_a_faulty_file_is_named_and_its_tokens_are_not(file: Path) -> None:
    file.write_text(WRITTEN.replace('"jeton-inventé"', "jeton-inventé"), encoding="utf-8")
    with pytest.raises(ImproperlyConfigured) as refused:
        configured_accounts()
    assert "accounts.toml" in str(refused.value)
    assert "jeton-inventé" not in str(refused.value)


def test_an_account_is_added_once_follows_its_name_and_outlives_the_file(file: Path) -> None:
    file.write_text(WRITTEN, encoding="utf-8")
    for _ in range(2):
        sync_accounts(actor=POLLER, accesses=configured_accounts())
    assert Account.objects.count() == events("account.added") == 2
    file.write_text(WRITTEN.replace("de l'Exemple", "Nouveau"), encoding="utf-8")
    sync_accounts(actor=POLLER, accesses=configured_accounts())
    facebook = Account.objects.get(platform="facebook")
    assert facebook.name == "Ministère Nouveau"
    file.write_text("", encoding="utf-8")
    assert sync_accounts(actor=POLLER, accesses=configured_accounts()) == []
    assert Account.objects.count() == 2
    assert access_of(facebook) is None
    assert connector_of(facebook) is None


def test_only_a_change_of_health_is_an_event_and_the_last_words_are_kept(file: Path) -> None:
    file.write_text(WRITTEN, encoding="utf-8")
    account = sync_accounts(actor=POLLER, accesses=configured_accounts())[0]
    mark_account(actor=POLLER, account=account, health=Health.FAILING, said="Premier essai.")
    mark_account(actor=POLLER, account=account, health=Health.FAILING, said="Deuxième essai.")
    account.refresh_from_db()
    assert (account.health, account.health_said) == ("failing", "Deuxième essai.")
    assert events("account.health") == 1
    mark_account(actor=POLLER, account=account, health=Health.OK)
    assert events("account.health") == 2


def test_each_account_is_read_and_its_comments_are_counted(town: Running) -> None:
    assert poll_once() == 3
    assert health() == {"x": "ok", "facebook": "ok", "youtube": "ok"}
    assert {account.platform: account.comment_count for account in accounts()} == {"facebook": 1, "x": 1, "youtube": 1}  # type: ignore[attr-defined]


def test_a_refused_token_marks_its_account_and_the_others_go_on(town: Running, file: Path) -> None:
    spoil(town, file, "facebook")
    poll_once()
    assert health() == {"x": "ok", "facebook": "token_refused", "youtube": "ok"}
    refused = Account.objects.get(platform="facebook")
    assert refused.health_said.endswith(".")
    assert "jeton-perime" not in refused.health_said
    assert sorted(Comment.objects.values_list("platform", flat=True)) == ["x", "youtube"]
    write_accounts(town.world, town.url, file)
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        poll_once()
    assert health()["facebook"] == "ok"
    assert Comment.objects.count() == 3


def test_a_fault_of_ours_marks_its_account_and_quotes_nothing(
    town: Running, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(access: AccountAccess) -> Connector:
        if access.platform == "youtube":
            raise KeyError("Ginette a écrit ceci")
        return connect(access)

    monkeypatch.setattr(polling, "connect", broken)
    with caplog.at_level(logging.DEBUG, logger="parvis"):
        poll_once()
    assert health() == {"x": "ok", "facebook": "ok", "youtube": "failing"}
    assert "Erreur imprévue de Parvis" in Account.objects.get(platform="youtube").health_said
    logged = " ".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records)
    assert "KeyError" in logged
    assert "Ginette" not in logged


def test_an_account_told_to_wait_is_left_alone_until_then(town: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def limited(access: AccountAccess) -> Connector:
        asked.append(access.platform)
        if access.platform == "x":
            raise RateLimited("La plateforme demande d'attendre.", code="rate_limited", wait=600)
        return connect(access)

    monkeypatch.setattr(polling, "connect", limited)
    poll_once()
    asked.clear()
    with time_machine.travel(timezone.now() + timedelta(seconds=590)):
        poll_once()
    assert "x" not in asked
    with time_machine.travel(timezone.now() + timedelta(seconds=610)):
        poll_once()
    assert "x" in asked


def test_an_account_that_cannot_be_read_back_is_marked_and_the_others_are_compared(town: Running, file: Path) -> None:
    poll_once()
    comment = Comment.objects.get(platform="facebook")
    town.world.delete("facebook", comment.platform_id)
    spoil(town, file, "youtube")
    assert reconcile_once() == 1
    assert health()["youtube"] != "ok"
    assert health()["facebook"] == "ok"
