"""JSON Lines and Parquet: what is sound is read, what is not is told, nothing is loaded whole."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.desk.files.readers.shapes import Unusable
from tests.desk.files.made import cells, file, read, refusals


def test_only_a_line_feed_ends_a_line(tmp_path: Path) -> None:
    texts = ["un\u2028deux\u2029trois", "a\x85b\x0bc\x0cd", "retour\rchariot", "nul\0", "seul \ud83d"]
    content = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    plain = json.dumps({"text": texts[0]}, ensure_ascii=False) + "\n"
    path = file(tmp_path, "a.jsonl", "\ufeff" + content + plain)
    assert [row["text"] for row in cells(path)] == [*texts, texts[0]]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b'{"a"; 1}', "ce n'est pas du JSON (colonne 5)"),
        (b"[1]", "ce n'est pas un objet JSON"),
        (b'{"text": "caf\xe9"}', "elle n'est pas en UTF-8"),
        (b'{"n": ' + b"9" * 5000 + b"}", "ce JSON est démesuré"),
        (b"[" * 100_000, "ce JSON est démesuré"),
        (json.dumps({str(n): n for n in range(1500)}).encode(), "elle a 1500 champs; Parvis en lit au plus 1000"),
        (b'{"text": "' + b"a" * 13_000_000 + b'"}', "elle est démesurée"),
    ],
    ids=["cut", "list", "latin", "digits", "nested", "wide", "long"],
)
def test_a_bad_line_is_told_with_its_number_and_the_next_is_read(tmp_path: Path, line: bytes, told: str) -> None:
    path = file(tmp_path, "a.jsonl", b'{"text": "un"}\n\n' + line + b'\n{"text": "fin"}\n')
    assert refusals(path) == [(3, told)]
    assert len(read(path)) == 3


@given(st.binary(max_size=300))
def test_no_bytes_break_json_lines(content: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        for row in read(file(Path(folder), "a.jsonl", b"\n" + content)):
            assert row.number


def table(folder: Path, columns: dict[str, list[object]], **options: object) -> Path:
    parquet.write_table(pa.table(columns), folder / "a.parquet", **options)
    return folder / "a.parquet"


def test_parquet_is_read_by_groups_with_its_types(tmp_path: Path) -> None:
    texts: list[object] = [f"Avis {number} – été" for number in range(1000)]
    path = table(tmp_path, {"id": list(range(1000)), "text": texts}, row_group_size=300)
    rows = cells(path)
    assert [row["text"] for row in rows] == texts
    assert rows[999]["id"] == 999


def test_what_is_not_parquet_or_is_cut_is_refused(tmp_path: Path) -> None:
    whole = table(tmp_path, {"text": ["un", "deux"]}).read_bytes()
    for content in (b"", b"PAR1", b"text,parquet", whole[:-9], whole[:-1], whole[len(whole) // 2 :]):
        with pytest.raises(Unusable):
            read(file(tmp_path, "b.parquet", content))


def test_a_damaged_page_says_where_reading_stopped(tmp_path: Path) -> None:
    path = table(tmp_path, {"text": [f"Avis {n}" for n in range(2000)]}, row_group_size=500, compression="gzip")
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 60] = b"\xff" * 60
    path.write_bytes(content)
    told = refusals(path)
    assert told == [] or "endommagé" in told[-1][1]
    assert len(read(path)) <= 2001


def test_too_many_columns_of_parquet_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="3000 colonnes"):
        read(table(tmp_path, {f"c{n}": [1] for n in range(3000)}))


def test_a_megabyte_repeated_in_a_dictionary_is_never_spelt_out_at_once(tmp_path: Path) -> None:
    """40,000 rows of one megabyte fit in a small file; reading them holds one at a time."""
    column = pa.DictionaryArray.from_arrays(pa.array([0] * 40_000, pa.int32()), pa.array(["a" * 1_000_000]))
    parquet.write_table(pa.table({"text": column}), tmp_path / "a.parquet")
    from parvis.desk.files.readers import recognise

    rows = recognise(tmp_path / "a.parquet").rows()
    before = pa.total_allocated_bytes()
    for _ in range(600):
        next(rows)
        assert pa.total_allocated_bytes() - before < 100_000_000
    rows.close()  # type: ignore[attr-defined]  # a generator
