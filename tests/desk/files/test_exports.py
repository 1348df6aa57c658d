"""What pages show leaves as CSV, JSON Lines and Parquet: whole, harmless, and in the audit chain."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow.parquet as parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.connectors.attachments import Attachment, AttachmentKind
from parvis.connectors.port import Act
from parvis.desk.files.exporting import exports, make_export
from parvis.desk.files.readers import recognise
from parvis.desk.files.readers.parvis_export import LABELS, bare
from parvis.desk.files.readers.shapes import NotTaken, Row
from parvis.desk.files.writers import FORMATS
from parvis.desk.files.writers.csv_file import harmless
from parvis.desk.moderation.actions import Seen, remove_comment
from parvis.desk.people.actors import process
from parvis.desk.people.permissions import Permission
from parvis.desk.records.exports import COMMENT_COLUMNS, Cells, Column, Export
from parvis.desk.records.models import AuditEvent, Comment
from parvis.desk.records.verbatim import displayable, sha256, to_bytes
from tests.desk.cast import alice, receive, remote
from tests.desk.files.made import file
from tests.people_of_the_desk import signed_in

FORMULAS = ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "'=1", "''-1", "'bonjour", '=HYPERLINK("x")']


def written(suffix: str, columns: Iterable[Column], rows: Iterable[Cells]) -> bytes:
    return b"".join(FORMATS[suffix].write(tuple(columns), rows))


def exported(kind: str, suffix: str = "jsonl", query: dict[str, str] | None = None) -> bytes:
    made = make_export(actor=alice(), export=exports()[kind], query=query or {}, form=FORMATS[suffix])
    return b"".join(made)


def rows_of(kind: str, query: dict[str, str] | None = None) -> list[dict[str, Any]]:
    return [json.loads(line) for line in exported(kind, "jsonl", query).split(b"\n") if line]


def comment_row(text: str) -> dict[str, object]:
    import base64

    exact = "" if displayable(text) == text else base64.b64encode(to_bytes(text)).decode()
    told = {"id": "1", "platform": "x", "author": "Personne 1", "ours": False, "written_at": "2026-11-20T14:05:00"}
    return told | {"text": displayable(text), "exact": exact, "sha256": sha256(to_bytes(text))}


def read_back(folder: Path, suffix: str, content: bytes) -> list[object]:
    found = recognise(file(folder, f"a.{suffix}", content))
    assert found.reader.FORMAT == "parvis"
    return [row.cells["text"] if isinstance(row, Row) else row for row in found.rows()]


@given(st.lists(st.text() | st.sampled_from(FORMULAS), min_size=1, max_size=6))
def test_exported_then_imported_every_text_is_the_same_byte_for_byte(texts: list[str]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        for suffix in FORMATS:
            content = written(suffix, COMMENT_COLUMNS, map(comment_row, texts))
            assert read_back(Path(folder), suffix, content) == texts


@given(st.text() | st.sampled_from(FORMULAS))
def test_no_cell_begins_as_a_formula_and_each_is_given_back(cell: str) -> None:
    assert not harmless(cell).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert bare(harmless(cell)) == cell


def test_a_csv_opens_in_a_spreadsheet_with_its_accents_and_french_names() -> None:
    columns = (Column("verdict", "Décision", words={"keep": "Conservé"}), Column("ours", "De nous", "flag"))
    content = written(
        "csv", columns, [{"verdict": "keep", "ours": True}, {"verdict": "=cmd|' /C calc'!A0", "ours": False}]
    )
    assert content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig")))) == [
        ["Décision", "De nous"],
        ["Conservé", "oui"],
        ["'=cmd|' /C calc'!A0", "non"],
    ]


def test_an_export_changed_by_somebody_is_told_row_by_row(tmp_path: Path) -> None:
    content = written("csv", COMMENT_COLUMNS, map(comment_row, ["Un avis", "Un autre"]))
    [told, kept] = read_back(tmp_path, "csv", content.replace(b"Un avis", b"Un ravi"))
    assert isinstance(told, NotTaken)
    assert "n'est plus celui" in told.why
    assert kept == "Un autre"


def test_the_reader_of_our_exports_knows_the_columns_that_they_have() -> None:
    assert [(column.key, column.label) for column in COMMENT_COLUMNS] == list(LABELS.items())


def test_parquet_and_csv_leave_piece_by_piece() -> None:
    taken = 0

    def rows() -> Iterable[Cells]:
        nonlocal taken
        for number in range(20_000):
            taken = number
            yield {"text": f"Avis {number} " * 20}

    for suffix in FORMATS:
        pieces = FORMATS[suffix].write((Column("text", "Texte"),), rows())
        first = next(piece for piece in pieces if len(piece) > 10)
        assert first
        assert taken < 10_000
        rest = b"".join(pieces)
        assert taken == 19_999
        if suffix == "parquet":
            assert parquet.read_table(io.BytesIO(first + rest)).num_rows == 20_000


@pytest.fixture
def two_comments(policy_in_force: Any) -> list[Comment]:
    received = receive([remote(1, "Bande d'incompétents!"), remote(2, "=SOMME(A1)\0"), remote(3, "Merci.")])
    decided = received[0]
    remove_comment(
        actor=alice(),
        comment=decided.comment,
        seen=Seen(decided.revision.pk, None, 1000),
        criteria=["abusive"],
        quotes=["incompétents"],
        act=Act.HIDE,
        note="",
    )
    return [item.comment for item in received]


@pytest.mark.django_db
def test_the_queue_leaves_with_its_filters_and_people_go_by_pseudonyms(two_comments: list[Comment]) -> None:
    assert len(rows_of("file", {"vue": "all"})) == 3
    [removed] = rows_of("file", {"vue": "removed"})
    assert (removed["text"], removed["verdict"], removed["act"]) == ("Bande d'incompétents!", "remove", "hide")
    assert (removed["criteria"], removed["decided_by"]) == ("abusive", "Alice Exemple")
    assert removed["author"].startswith("Personne ")
    assert "Citoyenne" not in exported("file", "jsonl", {"vue": "all"}).decode()
    assert len(rows_of("file", {"vue": "all", "mots": "merci"})) == 1


@pytest.mark.django_db
def test_one_comment_s_file_holds_its_versions_analyses_decisions_and_acts(two_comments: list[Comment]) -> None:
    parts = [row["part"] for row in rows_of("commentaire", {"commentaire": str(two_comments[0].pk)})]
    assert parts == ["comment", "revision", "assessment", "decision", "effect"]
    for wrong in ("", "pas-un-identifiant", "00000000-0000-7000-8000-000000000000"):
        with pytest.raises(LookupError):
            exported("commentaire", query={"commentaire": wrong})


@pytest.mark.django_db
def test_the_journal_and_the_days_leave_too(two_comments: list[Comment]) -> None:
    assert [row["verdict"] for row in rows_of("journal")] == ["remove"]
    assert rows_of("journal", {"verdict": "keep"}) == []
    [day] = rows_of("jours")
    assert (day["received"], day["adds_up"]) == (3, True)


@pytest.mark.django_db
@pytest.mark.parametrize("suffix", list(FORMATS))
def test_each_export_is_written_in_each_format(two_comments: list[Comment], suffix: str, tmp_path: Path) -> None:
    for kind in ("file", "journal", "jours"):
        assert exported(kind, suffix, {"vue": "all"})
    back = read_back(tmp_path, suffix, exported("file", suffix, {"vue": "all"}))
    assert set(back) == {"Bande d'incompétents!", "=SOMME(A1)\0", "Merci."}


@pytest.mark.django_db
def test_an_export_is_in_the_chain_with_its_count_and_no_content(two_comments: list[Comment]) -> None:
    exported("file", "csv", {"vue": "all", "mots": "merci"})
    event = AuditEvent.objects.get(verb="export.made")
    assert json.loads(event.body) == {"kind": "file", "format": "csv", "count": 1}
    assert event.subject == "export:file"
    assert event.actor == alice().reference


@pytest.mark.django_db
def test_an_export_asks_for_its_own_permission(two_comments: list[Comment]) -> None:
    from parvis.desk.people.permissions import NotAllowed

    secret = Export("secret", "Secret", Permission.OPERATE, (), lambda _: [], lambda _: 0)
    with pytest.raises(NotAllowed):
        make_export(actor=alice(), export=secret, query={}, form=FORMATS["csv"])
    assert not AuditEvent.objects.filter(verb="export.made").exists()
    assert list(make_export(actor=process("tests"), export=secret, query={}, form=FORMATS["jsonl"])) == []


@pytest.mark.django_db
def test_the_address_of_an_export_gives_a_file_to_keep(two_comments: list[Comment]) -> None:
    answer = signed_in("david").get("/fichiers/exports/file.csv?vue=all")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    assert answer["Cache-Control"] == "private, no-store"
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert content.count(b"\r\n") == 4


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/fichiers/exports/file.xlsx", 404),
        ("/fichiers/exports/inconnu.csv", 404),
        ("/fichiers/exports/commentaire.csv?commentaire=x", 404),
        ("/fichiers/exports/jours.parquet", 200),
    ],
)
def test_what_does_not_exist_is_not_found(address: str, status: int) -> None:
    assert signed_in("david").get(address).status_code == status
    assert signed_in("david").post(address).status_code in {404, 405}


@pytest.mark.django_db
def test_the_file_of_a_comment_carries_what_is_attached_with_its_hash(policy_in_force: Any) -> None:
    photo = Attachment(AttachmentKind.PHOTO, url="https://exemple.test/é.jpg", alt_text="Un chat")
    [received] = receive([remote(1, "Regardez", attachments=(photo,))])
    [row] = [
        row for row in rows_of("commentaire", {"commentaire": str(received.comment.pk)}) if row["part"] == "attachment"
    ]
    assert json.loads(row["said"]) == {"kind": "photo", "url": "https://exemple.test/é.jpg", "alt_text": "Un chat"}
    assert sha256(row["said"].encode()) == row["sha256"]
