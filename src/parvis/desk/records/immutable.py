"""A migration operation that makes a table refuse UPDATE and DELETE, on SQLite and PostgreSQL.

SQLite rebuilds a table, and so loses its triggers, when a later migration alters it: such a migration
must repeat the operation. `parvis verify` and the tests check that every seal is in place.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

_SAYS = "parvis: this record is immutable"


class MakeImmutable(Operation):
    """Seal `table`: rows are added, never changed, never taken away."""

    reversible = True

    def __init__(self, table: str) -> None:
        self.table = table

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [self.table], {})

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The models do not change."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        seal(schema_editor.connection, self.table)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        unseal(schema_editor.connection, self.table)

    def describe(self) -> str:
        return f"Make {self.table} refuse UPDATE and DELETE"


def seal(connection: BaseDatabaseWrapper, table: str) -> None:
    """Install the triggers; does nothing when they are there."""
    _run(connection, _SEAL[connection.vendor], table)


def unseal(connection: BaseDatabaseWrapper, table: str) -> None:
    """Only migrations going backwards, and tests that empty their database, do this."""
    _run(connection, _UNSEAL[connection.vendor], table)


def sealed_tables(connection: BaseDatabaseWrapper) -> set[str]:
    """The tables whose seals are all in place, awake and refusing."""
    with connection.cursor() as cursor:
        cursor.execute(_LIST[connection.vendor])
        names = {row[0] for row in cursor.fetchall()}
    kinds = ("update", "delete", *(["truncate"] if connection.vendor == "postgresql" else []))
    return {
        name.removeprefix("seal_update_")
        for name in names
        if name.startswith("seal_update_")
        and all(f"seal_{kind}_{name.removeprefix('seal_update_')}" in names for kind in kinds)
    }


def _run(connection: BaseDatabaseWrapper, statements: list[str], table: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement.format(table=table, says=_SAYS))


_SEAL = {
    "sqlite": [
        "CREATE TRIGGER IF NOT EXISTS seal_update_{table} BEFORE UPDATE ON {table} "
        "BEGIN SELECT RAISE(ABORT, '{says}'); END",
        "CREATE TRIGGER IF NOT EXISTS seal_delete_{table} BEFORE DELETE ON {table} "
        "BEGIN SELECT RAISE(ABORT, '{says}'); END",
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION parvis_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '{says}'; END $$",
        "CREATE OR REPLACE TRIGGER seal_update_{table} BEFORE UPDATE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION parvis_refuse()",
        "CREATE OR REPLACE TRIGGER seal_delete_{table} BEFORE DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION parvis_refuse()",
        "CREATE OR REPLACE TRIGGER seal_truncate_{table} BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION parvis_refuse()",
    ],
}
_UNSEAL = {
    "sqlite": [
        "DROP TRIGGER IF EXISTS seal_update_{table}",
        "DROP TRIGGER IF EXISTS seal_delete_{table}",
    ],
    "postgresql": [
        "DROP TRIGGER IF EXISTS seal_update_{table} ON {table}",
        "DROP TRIGGER IF EXISTS seal_delete_{table} ON {table}",
        "DROP TRIGGER IF EXISTS seal_truncate_{table} ON {table}",
    ],
}
_LIST = {
    # A seal emptied of its refusal, put on another table or put to sleep, keeps its name: the name is not enough.
    "sqlite": (
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%BEGIN SELECT RAISE(ABORT, %' "
        "AND name IN ('seal_update_' || tbl_name, 'seal_delete_' || tbl_name) AND sql NOT LIKE '% WHEN %'"
    ),
    "postgresql": (
        "SELECT tgname FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid JOIN pg_class ON pg_class.oid = tgrelid "
        "WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') AND tgqual IS NULL "
        "AND proname = 'parvis_refuse' AND prosrc LIKE '%RAISE EXCEPTION%' "
        "AND tgname IN ('seal_update_' || relname, 'seal_delete_' || relname, 'seal_truncate_' || relname)"
    ),
}
