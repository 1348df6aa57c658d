"""Archives from strangers: nothing harmful is opened, and what is wrong is said."""

from __future__ import annotations

import gzip
import os
import random
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from parvis.desk.files.readers import archives, recognise
from parvis.desk.files.readers.shapes import Unusable
from tests.desk.files.made import archive, file, read, refusals
from tests.desk.files.test_platform_exports import tweets

GOOD = {"data/tweets.js": tweets("Un", "Deux")}


def refused(path: Path) -> str:
    with pytest.raises(Unusable) as error:
        recognise(path)
    return str(error.value)


def test_a_bomb_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    path = archive(tmp_path, {**GOOD, "data/filler.txt": b"\0" * 20_000_000})
    assert path.stat().st_size < 100_000
    assert "se gonfle démesurément" in refused(path)


@pytest.mark.parametrize("name", ["../evil.csv", "/etc/passwd", "data/../../x", "..\\evil.csv", "C:/evil.csv"])
def test_a_path_outside_is_refused(tmp_path: Path, name: str) -> None:
    assert "chemin qui en sort" in refused(archive(tmp_path, {**GOOD, name: "text\na\n"}))
    assert not (tmp_path.parent / "evil.csv").exists()


def test_a_symbolic_link_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as written:
        link = zipfile.ZipInfo("data/tweets.js")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        written.writestr(link, "/etc/passwd")
    assert "lien" in refused(path)


def test_an_encrypted_archive_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path, GOOD)
    content = bytearray(path.read_bytes())
    content[6] |= 1
    content[content.rfind(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    assert "mot de passe" in refused(path)


def test_an_archive_within_an_archive_is_refused(tmp_path: Path) -> None:
    inner = archive(tmp_path, GOOD, "inner.zip").read_bytes()
    assert "en contient une autre" in refused(archive(tmp_path, {**GOOD, "inner.ZIP": inner}))


def test_too_many_entries_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = archive(tmp_path, {**GOOD, **{f"data/{number}.txt": "" for number in range(30)}})
    monkeypatch.setattr(archives, "MOST_ENTRIES", 20)
    assert "trop d'éléments" in refused(path)
    monkeypatch.setattr(archives, "MOST_ENTRIES", 100)
    monkeypatch.setattr(archives, "LARGEST_DIRECTORY", 500)
    assert "trop d'éléments" in refused(path)


def test_an_archive_larger_than_a_disk_once_open_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = archive(tmp_path, {**GOOD, "data/photo.jpg": os.urandom(200_000)})
    monkeypatch.setattr(archives, "LARGEST_WHOLE", 100_000)
    assert "démesurée" in refused(path)


def test_a_directory_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path, GOOD)
    content = bytearray(path.read_bytes())
    end = content.rfind(b"PK\x05\x06")
    content[end + 12 : end + 16] = struct.pack("<I", 0xFFFFFFF0)
    path.write_bytes(content)
    assert "trop d'éléments" in refused(path)


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.95])
def test_a_truncated_archive_says_so(tmp_path: Path, kept: float) -> None:
    content = archive(tmp_path, GOOD).read_bytes()
    assert "tronquée" in refused(file(tmp_path, "cut.zip", content[: int(len(content) * kept)]))


def test_an_entry_damaged_in_its_middle_says_where_reading_stopped(tmp_path: Path) -> None:
    chance = random.Random(7)  # the same each time: some damage goes unnoticed until much later
    path = archive(tmp_path, {"data/tweets.js": tweets(*(chance.randbytes(40).hex() for _ in range(4000)))})
    content = bytearray(path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 50] = bytes(50)
    path.write_bytes(content)
    [(number, why)] = refusals(path)
    assert "la suite n'a pas été lue" in why
    assert len(read(path)) == number


def test_an_archive_of_one_table_is_read_and_of_two_is_refused(tmp_path: Path) -> None:
    one = archive(tmp_path, {"export/a.csv": "text\nBonjour\n"}, "one.zip")
    assert len(read(one)) == 1
    two = archive(tmp_path, {"a.csv": "text\nUn\n", "b.csv": "text\nDeux\n"}, "two.zip")
    assert "2 tableaux" in refused(two)


def test_an_archive_without_comments_is_refused(tmp_path: Path) -> None:
    assert "ne contient ni" in refused(archive(tmp_path, {"photo.jpg": b"\xff\xd8"}))


@pytest.mark.parametrize("name", ["a.csv.gz", "a.csv", "a.jsonl"])
@pytest.mark.parametrize("kept", [0.5, 1])
def test_a_gzip_file_is_told_whole_or_truncated(tmp_path: Path, name: str, kept: float) -> None:
    content = gzip.compress(b"text\nbonjour\n" * 1000)
    assert "gzip" in refused(file(tmp_path, name, content[: int(len(content) * kept)]))


def test_what_is_not_a_file_is_refused(tmp_path: Path) -> None:
    assert "ordinaire" in refused(tmp_path)
    os.mkfifo(tmp_path / "pipe.csv")
    assert "ordinaire" in refused(tmp_path / "pipe.csv")
    with pytest.raises(OSError, match="absent"):
        recognise(tmp_path / "absent.csv")
    assert "est vide" in refused(file(tmp_path, "a.csv", b""))
    assert "format est inconnu" in refused(file(tmp_path, "a.docx", b"PQ"))


def test_two_entries_of_one_name_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "twins.zip"
    with zipfile.ZipFile(path, "w") as written:
        written.writestr("data/tweets.js", tweets("Un"))
        with pytest.warns(UserWarning, match="Duplicate name"):
            written.writestr("data/tweets.js", tweets("Deux"))
    assert "deux fichiers du même nom" in refused(path)


def test_entries_that_share_their_bytes_are_refused(tmp_path: Path) -> None:
    """A few kilobytes would be read again for each of their thousand names, each within its ratio."""
    path = archive(tmp_path, {"data/tweets.js": tweets("Un", "Deux"), "data/tweets-part1.js": tweets("Trois")})
    content = bytearray(path.read_bytes())
    second = content.rfind(b"PK\x01\x02")
    content[second + 42 : second + 46] = struct.pack("<I", 0)  # where its bytes are: those of the first
    path.write_bytes(content)
    assert "se recouvrent" in refused(path)
