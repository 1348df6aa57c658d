"""CSV as people's tools write it: any usual encoding, any usual delimiter, no text changed, no bad row silent."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.desk.files.readers import csv_records, recognise
from parvis.desk.files.readers.shapes import LONGEST_RECORD, NotTaken, Unusable
from parvis.desk.files.readers.sources import Source
from tests.desk.files.made import cells, file, read, refusals

TEXT = "Où est l'école? «\u00a0Ça va\u00a0», dit-elle… à 8 h – œuf"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"], ids=lambda name: str(name)
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_an_accent_is_read_whatever_the_encoding_and_the_separator(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows([["id", "text"], ["1", TEXT], ["2", "ligne\r\ndeux\nfin"]])
    path = file(tmp_path, "a.csv", out.getvalue().encode(encoding))
    assert [row["text"] for row in cells(path)] == [TEXT, "ligne\r\ndeux\nfin"]


def test_a_damaged_utf_8_file_is_not_taken_for_windows_1252(tmp_path: Path) -> None:
    good = "".join(f"{number},été à l'école\n" for number in range(50)).encode()
    path = file(tmp_path, "a.csv", b"id,text\n" + good + b"99,caf\xe9\n100,fin\n")
    assert refusals(path) == [(52, "des octets n'y sont pas dans l'encodage du reste du fichier")]
    assert len(read(path)) == 52


def test_accents_that_come_after_a_megabyte_still_tell_the_encoding(tmp_path: Path) -> None:
    path = file(tmp_path, "a.csv", b"text\n" + b"sans accent\n" * 120_000 + "déjà vu\n".encode("cp1252"))
    assert cells(path)[-1] == {"text": "déjà vu"}


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=8))
def test_what_a_csv_writer_wrote_is_read_letter_for_letter(texts: list[str]) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["id", "text"])
    writer.writerows((f"n{number}", text) for number, text in enumerate(texts))
    assert _texts(out.getvalue().encode("utf-8-sig")) == texts


def _texts(content: bytes) -> list[str]:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        return [str(row["text"]) for row in cells(file(Path(folder), "a.csv", content))]


def test_a_row_of_another_width_is_told_with_its_line_and_the_next_is_read(tmp_path: Path) -> None:
    path = file(tmp_path, "a.csv", 'id,text\n1,oui, mais non\n2,"deux\nlignes"\n3,fin\n4\n')
    assert refusals(path) == [
        (2, "elle a 3 cellules, et l'en-tête 2"),
        (6, "elle a 1 cellules, et l'en-tête 2"),
    ]
    assert len(read(path)) == 4


def test_an_unclosed_quotation_mark_is_told_and_never_swallows_text_silently(tmp_path: Path) -> None:
    path = file(tmp_path, "a.csv", 'id,text\n1,bien\n2,"jamais fermé\n3,perdu?\n')
    [(number, why)] = refusals(path)
    assert number == 3
    assert "guillemet" in why
    assert "jusqu'à la ligne 4" in why


def test_an_endless_record_is_told_and_memory_stays_bounded(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as out:
        out.write(b'id,text\n1,"')
        out.writelines(b"ligne sans fin\n" for _ in range(200_000))
        out.write(b'"\n2,fin\n')
    rows = list(recognise(path).rows())
    assert any(isinstance(row, NotTaken) and "démesuré" in row.why for row in rows)
    longest = max(len(str(row)) for row in rows)
    assert longest < LONGEST_RECORD


def test_one_line_of_megabytes_is_told_and_the_next_is_read(tmp_path: Path) -> None:
    path = file(tmp_path, "a.csv", b"text\n" + b"a" * 5_000_000 + b"\nfin\n")
    assert [number for number, _ in refusals(path)] == [2]
    assert read(path)[-1] == read(file(tmp_path, "b.csv", "text\n\nfin\n"))[-1]


def test_a_million_columns_are_refused(tmp_path: Path) -> None:
    path = file(tmp_path, "a.csv", "a," * 1_000_000 + "text\n" + "1," * 1_000_000 + "Bonjour\n")
    with pytest.raises(Unusable, match="colonnes"):
        read(path)
    with pytest.raises(Unusable, match="5001 colonnes"):
        read(file(tmp_path, "b.csv", "a," * 5_000 + "text\n"))


def test_nul_is_kept_in_a_text(tmp_path: Path) -> None:
    assert cells(file(tmp_path, "a.csv", b"id,text\n1,a\0b\n")) == [{"id": "1", "text": "a\0b"}]


def test_a_lone_surrogate_in_utf_16_is_kept(tmp_path: Path) -> None:
    content = "\ufeffid,text\n1,moitié \ud83d seule\n".encode("utf-16-le", "surrogatepass")
    assert cells(file(tmp_path, "a.csv", content))[0]["text"] == "moitié \ud83d seule"


def test_a_truncated_utf_16_file_says_so(tmp_path: Path) -> None:
    content = "\ufeffid,text\n1,un\n2,deux".encode("utf-16-le")[:-1]
    assert "tronqué" in refusals(file(tmp_path, "a.csv", content))[-1][1]


def test_blank_lines_are_no_rows_and_empty_cells_are_told(tmp_path: Path) -> None:
    path = file(tmp_path, "a.csv", "id,text\n\n1,un\n\n,\n\n")
    assert refusals(path) == [(5, "toutes ses cellules sont vides")]


def test_columns_without_a_name_or_with_the_same_one_are_told_apart(tmp_path: Path) -> None:
    assert list(cells(file(tmp_path, "a.csv", "text,,text\na,b,c\n"))[0]) == ["text", "colonne 2", "text (3)"]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"id,text\n", b"\xef\xbb\xbf"])
def test_a_file_without_rows_gives_none(tmp_path: Path, content: bytes) -> None:
    path = file(tmp_path, "a.csv", content)
    assert [row for row in csv_records.records(Source(path)) if isinstance(row, NotTaken)] == []


def test_utf_32_is_refused_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="UTF-32"):
        read(file(tmp_path, "a.csv", "id,text\n".encode("utf-32")))


@given(st.binary(max_size=400))
def test_no_bytes_at_all_break_the_reader(content: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = file(Path(folder), "a.csv", b"id,text\n" + content)
        try:
            read(path)
        except Unusable as refused:
            assert str(refused)  # noqa: PT017 - either rows, or a reason
