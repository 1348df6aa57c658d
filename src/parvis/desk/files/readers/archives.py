"""Zip archives from strangers: looked at whole before anything in them is opened, and never unpacked to disk."""

from __future__ import annotations

import os
import stat
import struct
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from .shapes import Unusable

MOST_ENTRIES = 100_000  # an archive of X holds one entry for each picture
LARGEST_DIRECTORY = 16 * 2**20  # bytes of the list of entries, which is loaded whole
LARGEST_ENTRY = 8 * 2**30
LARGEST_WHOLE = 100 * 2**30
HIGHEST_RATIO = 200  # ordinary exports compress 5 to 30 times; a bomb, up to 1,000
SMALL = 2**20  # an entry this small cannot harm, whatever its ratio
_NESTED = {".zip", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".tar", ".zst"}
_LOCAL_HEADER = 30  # bytes before an entry's, without its name
_END, _END_64, _LOCATOR_64 = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"


def is_archive(path: Path) -> bool:
    with path.open("rb") as raw:
        return raw.read(4) in {b"PK\x03\x04", _END} or path.suffix.lower() == ".zip"


def entries(path: Path) -> list[str]:
    """Names of the files in the archive, once it is known to be harmless. Raises `Unusable`."""
    _refuse_large_directory(path)
    try:
        with ZipFile(path) as archive:
            listed = archive.infolist()
    except (BadZipFile, NotImplementedError, ValueError, struct.error, OSError) as error:
        raise Unusable("cette archive est endommagée ou tronquée\u00a0: demandez-en une nouvelle copie") from error
    _refuse_bombs(listed)
    for entry in listed:
        _refuse_tricks(entry)
    _refuse_twins(listed)
    return [entry.filename for entry in listed if not entry.is_dir()]


def _refuse_large_directory(path: Path) -> None:
    """The library believes the archive on the size of its list of entries: it is looked at first."""
    size = path.stat().st_size
    with path.open("rb") as raw:
        raw.seek(max(0, size - 65_557))
        tail = raw.read()
        at = tail.rfind(_END)
        if at < 0 or len(tail) < at + 22:
            raise Unusable("cette archive est tronquée\u00a0: sa fin manque. Demandez-en une nouvelle copie")
        directory = struct.unpack("<I", tail[at + 12 : at + 16])[0]
        locator = tail.rfind(_LOCATOR_64, 0, at)
        if locator >= 0 and directory == 0xFFFFFFFF:
            raw.seek(min(struct.unpack("<Q", tail[locator + 8 : locator + 16])[0], size))
            end = raw.read(56)
            directory = struct.unpack("<Q", end[40:48])[0] if end[:4] == _END_64 and len(end) == 56 else size
    if directory > LARGEST_DIRECTORY:
        raise Unusable(f"cette archive contient trop d'éléments (plus de {MOST_ENTRIES})")


def _refuse_bombs(listed: Sequence[ZipInfo]) -> None:
    if len(listed) > MOST_ENTRIES:
        raise Unusable(f"cette archive contient trop d'éléments (plus de {MOST_ENTRIES})")
    if sum(entry.file_size for entry in listed) > LARGEST_WHOLE:
        raise Unusable("cette archive est démesurée une fois ouverte; rien n'en a été lu")
    for entry in listed:
        ratio = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > LARGEST_ENTRY or (entry.file_size > SMALL and ratio > HIGHEST_RATIO):
            raise Unusable("cette archive se gonfle démesurément une fois ouverte; rien n'en a été lu")


def _refuse_tricks(entry: ZipInfo) -> None:
    name = entry.orig_filename.replace("\\", "/")
    path = PurePosixPath(name)
    if "\0" in name or path.is_absolute() or ".." in path.parts or ":" in name.partition("/")[0]:
        raise Unusable("cette archive contient un chemin qui en sort; rien n'en a été lu")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Unusable("cette archive contient un lien vers autre chose; rien n'en a été lu")
    if entry.flag_bits & 0x1:
        raise Unusable("cette archive est protégée par un mot de passe\u00a0: donnez-en une qui ne l'est pas")
    if os.path.splitext(name)[1].lower() in _NESTED:  # noqa: PTH122 - a name, not a path of ours
        raise Unusable("cette archive en contient une autre\u00a0: ouvrez-la, et donnez le fichier voulu")
    if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise Unusable("cette archive est compressée d'une façon que Parvis ne lit pas")


def _refuse_twins(listed: Sequence[ZipInfo]) -> None:
    """Two entries of one name would be read as the second, twice; a thousand that share their bytes, for ever."""
    if len({entry.filename for entry in listed}) < len(listed):
        raise Unusable("cette archive contient deux fichiers du même nom; rien n'en a été lu")
    end = 0
    for entry in sorted(listed, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise Unusable("cette archive contient des fichiers qui se recouvrent; rien n'en a été lu")
        end = entry.header_offset + _LOCAL_HEADER + entry.compress_size
