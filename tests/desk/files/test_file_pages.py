"""The page where administration brings a file in: send, check, import; nothing kept longer than needed."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from parvis.desk.files.uploads import sweep_uploads
from parvis.desk.records.models import Account, AuditEvent, Comment
from tests.people_of_the_desk import signed_in

pytestmark = pytest.mark.django_db

CSV = b"Quoi,No\nBonjour la file,1\nMerci pour tout,2\ntrop,de,cellules\n"


@pytest.fixture(autouse=True)
def home(policy_in_force: Any, settings: Any, tmp_path: Path) -> Path:
    settings.HOME = tmp_path / "home"
    return Path(settings.HOME) / "uploads"


def send(content: bytes = CSV, name: str = "novembre.csv", client: Client | None = None, **more: str) -> Any:
    file = SimpleUploadedFile(name, content)
    return (client or signed_in("chloe")).post("/fichiers/", {"file": file, "platform": "x", **more})


def page(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_file_is_sent_checked_and_imported(home: Path) -> None:
    client = signed_in("chloe")
    review = send(client=client)["Location"]
    shown = page(client.get(review))
    assert "Bonjour la file" in shown
    assert "n’est pas sûr" in shown
    assert "2 commentaires nouveaux, 0 déjà connu, 1 ligne non prise" in shown
    assert "3 cellules" in shown
    assert Comment.objects.count() == 0
    done = client.post(review, {"text": "0", "id": "1", "import": "oui"})
    assert "2 commentaires nouveaux" in page(done)
    assert {comment.platform_id for comment in Comment.objects.all()} == {"fichier:novembre#1", "fichier:novembre#2"}
    assert list(home.iterdir()) == []
    assert client.get(review).status_code == 404
    began = AuditEvent.objects.get(verb="import.began")
    assert began.actor.startswith("person:")


def test_another_choice_of_columns_is_tried_before_it_is_imported() -> None:
    client = signed_in("chloe")
    review = send(b"A,B\nun deux trois,quatre cinq six\n", client=client)["Location"]
    tried = client.post(review, {"text": "1", "try": ""})
    assert "quatre cinq six" in page(tried)
    assert Comment.objects.count() == 0
    refused = client.post(review, {"text": "", "import": "oui"})
    assert refused.status_code == 422
    assert client.post(review, {"text": "99", "import": "oui"}).status_code == 422
    assert Comment.objects.count() == 0
    client.post(review, {"text": "1", "import": "oui"})
    assert Comment.objects.get().standing.revision.text == "quatre cinq six"


def test_a_known_format_needs_no_columns(tmp_path: Path) -> None:
    from tests.desk.files.test_platform_exports import tweets

    client = signed_in("chloe")
    review = send(tweets("Le bureau ouvre").encode(), "tweets.js", client)["Location"]
    shown = page(client.get(review))
    assert "archive de X" in shown
    assert "1 publication de notre compte" in shown
    assert "C’est fait" in page(client.post(review, {"import": "oui"}))


def test_what_is_put_aside_is_readable_by_parvis_only_and_swept_after_a_day(home: Path) -> None:
    send(name="../../evil.csv")
    files = list(home.iterdir())
    assert len(files) == 2
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert sweep_uploads() == 0
    yesterday = time.time() - 25 * 3600
    for path in files:
        os.utime(path, (yesterday, yesterday))
    assert sweep_uploads() == 2
    assert list(home.iterdir()) == []
    assert sweep_uploads() == 0


def test_a_file_too_large_is_stopped_and_nothing_is_kept(home: Path, settings: Any) -> None:
    settings.UPLOAD_MEGABYTES = 1
    answer = send(b"text\n" + b"Bonjour\n" * 200_000)
    assert answer.status_code == 422
    assert "trop volumineux" in page(answer)
    assert not home.exists() or list(home.iterdir()) == []


def test_a_long_file_is_sent_to_the_command() -> None:
    client = signed_in("chloe")
    review = send(b"text\n" + b"Bonjour\n" * 5001, client=client)["Location"]
    assert "parvis import FICHIER --platform x" in page(client.get(review))
    assert "trop long" in page(client.post(review, {"text": "0", "import": "oui"}))
    assert Comment.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"", "a.csv", "il est vide"),
        (b"PK\x03\x04cut", "a.zip", "tronquée"),
        (b"not parquet", "a.parquet", "Parquet"),
        (b"a," * 3000 + b"\n", "a.csv", "colonnes"),
        (b"%PDF", "a.pdf", "format est inconnu"),
    ],
)
def test_a_file_that_cannot_be_used_is_said_why_and_deleted(home: Path, content: bytes, name: str, why: str) -> None:
    client = signed_in("chloe")
    answer = client.get(send(content, name, client)["Location"])
    assert answer.status_code == 422
    assert why in page(answer)
    assert list(home.iterdir()) == []


def test_a_file_without_rows_offers_nothing_to_import() -> None:
    client = signed_in("chloe")
    shown = page(client.get(send(b"text\n", client=client)["Location"]))
    assert 'value="oui"' not in shown


def test_hostile_cells_and_names_are_shown_harmless() -> None:
    client = signed_in("chloe")
    content = b'{"<script>x</script>\\ud83d\\u0000": "<script>alert(1)</script> \\ud83d oui"}\n'
    review = send(content, "<b>.jsonl", client)["Location"]
    shown = page(client.get(review))
    assert "<script>" not in shown.replace("<script type=", "").replace("<script src", "")
    assert "&lt;b&gt;.jsonl" in shown


@pytest.mark.parametrize(("username", "status"), [("alice", 403), ("david", 403), ("chloe", 200)])
def test_only_administration_opens_these_pages(username: str, status: int) -> None:
    review = send()["Location"]
    client = signed_in(username)
    assert client.get("/fichiers/").status_code == status
    assert client.get(review).status_code == status
    if status == 403:
        assert client.post(review, {"text": "0", "import": "oui"}).status_code == 403
        assert send(client=client).status_code == 403
        assert Account.objects.count() == 0


@pytest.mark.parametrize(
    "address", ["/fichiers/", "/fichiers/00000000-0000-4000-8000-000000000000/", "/fichiers/exports/file.csv"]
)
def test_a_stranger_is_sent_to_sign_in(address: str) -> None:
    answer = Client().get(address)
    assert answer.status_code == 302
    assert "/connexion/" in answer["Location"]
