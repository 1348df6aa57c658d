"""Parquet that stands in a few hundred bytes for gigabytes: refused, or read without ever spelling it out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from parvis.desk.files.readers import parquet_tables
from parvis.desk.files.readers.arrow_weights import weight
from parvis.desk.files.readers.shapes import NotTaken, Unusable
from tests.desk.files.made import cells, read

MEGABYTE = "x" * 1_000_000


def written(folder: Path, **columns: Any) -> Path:
    path = folder / "a.parquet"
    parquet.write_table(pa.table(columns), path, compression="zstd")
    return path


def lists(values: pa.Array, each: int) -> pa.Array:
    return pa.ListArray.from_arrays(pa.array(range(0, len(values) + 1, each), type=pa.int32()), values)


def repeated(text: str, times: int) -> pa.Array:
    """The text once, and so many references to it."""
    return pa.DictionaryArray.from_arrays(pa.array([0] * times, type=pa.int32()), pa.array([text]))


@pytest.mark.parametrize("wrapped", [False, True], ids=["list", "list in an object"])
def test_a_list_that_repeats_a_megabyte_is_told_and_never_spelt_out(tmp_path: Path, wrapped: bool) -> None:
    column = lists(repeated(MEGABYTE, 20_000), 2_000)  # ten rows of two gigabytes each
    held = pa.StructArray.from_arrays([column], names=["deep"]) if wrapped else column
    before = pa.total_allocated_bytes()
    rows = read(written(tmp_path, text=["bonjour"] * 10, held=held))
    assert rows == [NotTaken(number, "elle est démesurée") for number in range(1, 11)]
    assert pa.total_allocated_bytes() - before < 100 * len(MEGABYTE)


def test_a_heavy_list_costs_its_own_row_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_tables, "_BYTES_AT_ONCE", 4_000_000)
    rows = read(written(tmp_path, text=["un", "deux", "trois"], held=[["a"], [MEGABYTE] * 5, None]))
    assert rows[1] == NotTaken(2, "elle est démesurée")
    assert [row.number for row in rows if not isinstance(row, NotTaken)] == [1, 3]


def test_numbers_that_take_no_place_are_counted_before_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet_tables, "_MOST_VALUES", 100_000)
    path = written(tmp_path, text=["bonjour"], held=lists(pa.array([0] * 200_000, type=pa.int64()), 200_000))
    assert path.stat().st_size < 10_000
    with pytest.raises(Unusable, match="démesurément"):
        read(path)


def test_a_group_that_is_large_once_unpacked_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_tables, "_LARGEST_GROUP", 1_000_000)
    with pytest.raises(Unusable, match="démesurément"):
        read(written(tmp_path, text=[MEGABYTE[:-1] + letter for letter in "abc"]))


def test_lists_and_objects_of_a_sound_file_come_as_they_are(tmp_path: Path) -> None:
    map_of_texts = pa.array([[("k", "v")], None], type=pa.map_(pa.string(), pa.string()))
    held = {"tags": [["x", "y"], None], "place": [{"ville": "Rimouski", "noms": ["a", None]}, None], "m": map_of_texts}
    assert cells(written(tmp_path, text=["un", "deux"], **held)) == [
        {"text": "un", "tags": ["x", "y"], "place": {"ville": "Rimouski", "noms": ["a", None]}, "m": [("k", "v")]},
        {"text": "deux", "tags": None, "place": None, "m": None},
    ]


@pytest.mark.parametrize(
    ("values", "least"),
    [
        (pa.array([1, 2, 3]), 24),
        (repeated("abcd", 10), 40),
        (lists(repeated("abcd", 10), 5), 40),
        (lists(repeated("abcd", 10), 5).slice(1), 20),
        (pa.array([[("k", "v")] * 3, []], type=pa.map_(pa.string(), pa.string())), 6),
        (pa.array([{"a": "xyz"}, None]), 3),
        (pa.array([], type=pa.list_(pa.string())), 0),
    ],
    ids=["numbers", "dictionary", "list", "slice", "map", "object", "nothing"],
)
def test_what_is_shared_is_weighed_each_time(values: Any, least: int) -> None:
    assert least <= weight(values) <= 30 * least + 60
