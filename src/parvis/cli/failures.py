"""Explains the failures that people can put right: settings, database, accounts, policy file."""

from __future__ import annotations

import sys

from .speech import complain


def explain_failure(error: Exception) -> int | None:
    """Say it in French and return the exit status; None for a fault of ours, which keeps its traceback.

    The classes are looked for among the modules already loaded: a command that needs no Django loads none.
    """
    if _is(error, "django.core.exceptions", "ImproperlyConfigured"):
        complain(f"configuration : {error}")
        return 2
    if _is(error, "parvis.policy.errors", "PolicyErrors"):
        from parvis.policy.errors import PolicyErrors, render

        assert isinstance(error, PolicyErrors)  # noqa: S101 - just checked by name
        sys.stderr.write(render(error))
        return 2
    if _is_of_database(error):
        complain(_about_database(error))
        return 1
    if _is(error, "parvis.engine.pool", "WorkerLost") or _is(error, "parvis.engine.weights", "WeightsMissing"):
        complain(str(error))
        return 1
    return None


def _is(error: Exception, module: str, name: str) -> bool:
    kind = getattr(sys.modules.get(module), name, None)
    return kind is not None and isinstance(error, kind)


def _is_of_database(error: Exception) -> bool:
    """Not there, not ready, or not a database at all. Other errors that come from it are faults of ours."""
    plain = getattr(sys.modules.get("django.db"), "DatabaseError", None)
    named = any(_is(error, "django.db", name) for name in ("OperationalError", "ProgrammingError"))
    return named or type(error) is plain


def _about_database(error: Exception) -> str:
    if "no such table" in str(error) or _is(error, "django.db", "ProgrammingError"):
        return "la base de données n'est pas encore prête. Lancez une fois « parvis serve », qui la prépare."
    technical = str(error).strip().partition("\n")[0]
    return (
        f"la base de données ne répond pas comme il faut ({technical}).\n"
        "Vérifiez DATABASE_URL et PARVIS_HOME, et que la base de données est en marche."
    )
