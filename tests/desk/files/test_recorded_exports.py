"""The exports recorded by others are read without loss. Their words stay where they are: only counts are here."""

from __future__ import annotations

import csv
import json

import pytest

from parvis.desk.files.readers import recognise
from tests.desk.files.made import cells
from tests.shared_files import shared_path


@pytest.mark.parametrize("name", ["comment_buffer_new.csv", "comment_buffer_old.csv"])
def test_both_layouts_of_takeout_are_read_without_loss(name: str) -> None:
    path = shared_path(f"fixtures/exports/{name}")
    with path.open(encoding="utf-8", newline="") as raw:
        expected = [row for row in csv.DictReader(raw) if any(row.values())]
    rows = cells(path)
    assert recognise(path).reader.FORMAT == "takeout"
    assert [row["Comment ID"] for row in rows] == [row["Comment ID"] for row in expected]
    for row, given in zip(rows, expected, strict=True):
        text = str(row["Comment Text"])
        assert text
        assert "{" not in text
        for piece in _texts(given["Comment Text"]):
            assert piece in text
            text = text.replace(piece, "", 1)
        assert text == ""


def _texts(cell: str) -> list[str]:
    pieces = json.loads(f"[{cell}]", strict=False)
    segments = pieces[0].get("takeoutSegments", pieces)
    return sorted((segment["text"] for segment in segments), key=len, reverse=True)


def test_facebook_s_export_is_read_with_its_accents() -> None:
    path = shared_path("fixtures/exports/comments.synthetic.json")
    raw = json.loads(path.read_bytes())["comments_v2"][0]["data"][0]["comment"]
    [row] = cells(path)
    assert recognise(path).reader.FORMAT == "facebook_export"
    assert str(row["comment"]).encode().decode("latin-1") == raw["comment"]
    assert row["author"] == raw["author"]


def test_every_recorded_export_is_one_of_these() -> None:
    folder = shared_path("fixtures/exports")
    names = {path.name for path in folder.iterdir()} - {"LICENSE"}
    assert names == {"comment_buffer_new.csv", "comment_buffer_old.csv", "comments.synthetic.json"}
