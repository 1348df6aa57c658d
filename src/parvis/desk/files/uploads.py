"""Files that people sent, put aside until they are imported: readable by Parvis only, and not for long."""

from __future__ import annotations

import json
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from parvis.desk.records.verbatim import displayable

_KEPT = 24 * 3600.0  # seconds
# The suffix tells the format; anything else in a name given by somebody stays out of our folder.
_SUFFIXES = {".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ".parquet", ".zip", ".js"}


@dataclass(frozen=True, slots=True)
class Upload:
    """`name` is the file's own, for people; `path` is where it is."""

    id: UUID
    path: Path
    name: str
    platform: str
    account: str


def _folder() -> Path:
    folder: Path = settings.HOME / "uploads"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def keep(file: UploadedFile[bytes], platform: str, account: str) -> Upload:
    """Copy it aside, with what was said of it in a file of its own."""
    identifier, name = uuid4(), displayable(file.name or "")[:120]
    suffix = Path(name).suffix.lower()
    path = _folder() / f"{identifier}{suffix if suffix in _SUFFIXES else ''}"
    with _private(path) as out:
        for chunk in file.chunks():
            out.write(chunk)
    told = {"path": path.name, "name": name, "platform": platform, "account": account}
    with _private(_folder() / f"{identifier}.about") as out:
        out.write(json.dumps(told).encode("ascii"))
    return Upload(identifier, path, name, platform, account)


def _private(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def kept(identifier: UUID) -> Upload | None:
    """The upload, or None once it was imported or a day has passed."""
    about = _folder() / f"{identifier}.about"
    try:
        told = json.loads(about.read_bytes())
    except FileNotFoundError:
        return None
    path = _folder() / told["path"]
    return Upload(identifier, path, told["name"], told["platform"], told["account"]) if path.exists() else None


def discard(upload: Upload) -> None:
    upload.path.unlink(missing_ok=True)
    (_folder() / f"{upload.id}.about").unlink(missing_ok=True)


def sweep_uploads() -> int:
    """Delete what was put aside more than a day ago; returns how many files."""
    folder: Path = settings.HOME / "uploads"
    old = [path for path in folder.glob("*") if path.stat().st_mtime < time.time() - _KEPT] if folder.exists() else []
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
