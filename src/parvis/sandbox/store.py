"""The world's one SQLite file: rows in, rows out. Texts are bytes, so that any Unicode survives."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, MutableMapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from .items import Call, Item, Person, State

_SCHEMA = """
CREATE TABLE IF NOT EXISTS item (
  seq INTEGER PRIMARY KEY, platform TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, author BLOB NOT NULL,
  text BLOB NOT NULL, at REAL NOT NULL, edited REAL, post_id TEXT NOT NULL, parent_id TEXT NOT NULL,
  state TEXT NOT NULL, origin TEXT NOT NULL, removed_by TEXT NOT NULL DEFAULT '',
  can_hide INTEGER NOT NULL DEFAULT 1, can_remove INTEGER NOT NULL DEFAULT 1,
  quoted_id TEXT NOT NULL DEFAULT '', told_privately INTEGER NOT NULL DEFAULT 0,
  UNIQUE (platform, id));
CREATE INDEX IF NOT EXISTS item_thread ON item (platform, post_id, at);
CREATE INDEX IF NOT EXISTS item_parent ON item (platform, parent_id);
CREATE INDEX IF NOT EXISTS item_origin ON item (platform, origin);
CREATE TABLE IF NOT EXISTS person (
  key BLOB NOT NULL, platform TEXT NOT NULL, platform_id TEXT NOT NULL, name BLOB NOT NULL,
  handle TEXT NOT NULL, banned INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (key, platform));
CREATE TABLE IF NOT EXISTS call (
  seq INTEGER PRIMARY KEY, platform TEXT, method TEXT, path TEXT, at REAL, act TEXT, target TEXT, result TEXT);
CREATE TABLE IF NOT EXISTS late (seq INTEGER PRIMARY KEY, until REAL NOT NULL);
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
_COLUMNS = (
    "platform, id, kind, author, text, at, edited, post_id, parent_id, state, origin, removed_by,"
    " can_hide, can_remove, quoted_id, told_privately"
)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _text(stored: bytes) -> str:
    return stored.decode("utf-8", "surrogatepass")


def _moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


class Store:
    """One connection behind one lock. Every statement commits by itself."""

    def __init__(self, path: Path | None) -> None:
        self.lock = threading.RLock()
        self._db = sqlite3.connect(path or ":memory:", check_same_thread=False, isolation_level=None)
        if path is not None:
            path.chmod(0o600)  # it holds the invented accounts' tokens
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.executescript(_SCHEMA)

    def close(self) -> None:
        with self.lock:
            self._db.close()

    def query(self, sql: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        with self.lock:
            return self._db.execute(sql, tuple(values)).fetchall()

    def items(self, where: str, values: Iterable[Any] = ()) -> list[Item]:
        """Items of a condition written by us (never by a visitor), with its order and limit."""
        return [_item(row) for row in self.query(f"SELECT seq, {_COLUMNS} FROM item WHERE {where}", values)]  # noqa: S608

    def item(self, platform: str, item_id: str) -> Item | None:
        found = self.items("platform = ? AND id = ?", (platform, item_id))
        return found[0] if found else None

    def add_item(self, item: Item) -> None:
        """Raises sqlite3.IntegrityError when the id is taken."""
        marks = ", ".join("?" * 16)
        self.query(
            f"INSERT INTO item ({_COLUMNS}) VALUES ({marks})",  # noqa: S608
            (
                item.platform, item.id, item.kind, _bytes(item.author), _bytes(item.text), item.at.timestamp(),
                item.edited.timestamp() if item.edited else None, item.post_id, item.parent_id, item.state,
                item.origin, item.removed_by, item.can_hide, item.can_remove, item.quoted_id,
                item.told_privately,
            ),
        )  # fmt: skip

    def change(self, item: Item, **values: Any) -> None:
        """Set columns of one item; a `text` is given as str, moments as datetime."""
        stored = {name: _stored(name, value) for name, value in values.items()}
        columns = ", ".join(f"{name} = ?" for name in stored)
        self.query(f"UPDATE item SET {columns} WHERE seq = ?", (*stored.values(), item.seq))  # noqa: S608

    def people(self) -> list[Person]:
        rows = self.query("SELECT key, platform, platform_id, name, handle, banned FROM person")
        return [Person(_text(r[0]), r[1], r[2], _text(r[3]), r[4], bool(r[5])) for r in rows]

    def save_person(self, person: Person) -> None:
        self.query(
            "INSERT OR REPLACE INTO person (key, platform, platform_id, name, handle, banned)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (_bytes(person.key), person.platform, person.platform_id, _bytes(person.name), person.handle,
             person.banned),
        )  # fmt: skip

    def add_call(self, call: Call) -> None:
        self.query(
            "INSERT INTO call (platform, method, path, at, act, target, result) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (call.platform, call.method, call.path, call.at.timestamp(), call.act, call.target, call.result),
        )

    def calls(self) -> list[Call]:
        rows = self.query("SELECT platform, method, path, at, act, target, result FROM call ORDER BY seq")
        return [Call(r[0], r[1], r[2], datetime.fromtimestamp(r[3], UTC), r[4], r[5], r[6]) for r in rows]


def _stored(column: str, value: Any) -> Any:
    if isinstance(value, datetime):
        return value.timestamp()
    return _bytes(value) if column == "text" else value


def _item(row: tuple[Any, ...]) -> Item:
    return Item(
        seq=row[0], platform=row[1], id=row[2], kind=row[3], author=_text(row[4]), text=_text(row[5]),
        at=datetime.fromtimestamp(row[6], UTC), edited=_moment(row[7]), post_id=row[8], parent_id=row[9],
        state=State(row[10]), origin=row[11], removed_by=row[12], can_hide=bool(row[13]),
        can_remove=bool(row[14]), quoted_id=row[15], told_privately=bool(row[16]),
    )  # fmt: skip


class Settings(MutableMapping[str, Any]):
    """Small values kept with the world: pace, generation of X, tokens. Anything JSON can hold."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __getitem__(self, name: str) -> Any:
        rows = self._store.query("SELECT value FROM setting WHERE name = ?", (name,))
        if not rows:
            raise KeyError(name)
        return json.loads(rows[0][0])

    def __setitem__(self, name: str, value: Any) -> None:
        self._store.query("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, json.dumps(value)))

    def __delitem__(self, name: str) -> None:
        self._store.query("DELETE FROM setting WHERE name = ?", (name,))

    def __iter__(self) -> Iterator[str]:
        return iter([row[0] for row in self._store.query("SELECT name FROM setting ORDER BY name")])

    def __len__(self) -> int:
        return int(self._store.query("SELECT count(*) FROM setting")[0][0])
