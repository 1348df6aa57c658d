"""Loads Django, for the commands that need the records."""

from __future__ import annotations

import os

from .speech import give_up, reason


def load_django() -> None:
    """Settings that do not hold end the command with 2, and say what is wrong with which."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parvis.config.settings")
    import django

    try:
        django.setup()
    except OSError as error:  # the only files that settings touch are in PARVIS_HOME
        give_up(f"configuration : PARVIS_HOME : « {error.filename} » ne peut pas servir : {reason(error)}.")


def prepare_database() -> None:
    """Bring the tables up to date; put a policy in force when none is, and approved answers where there are none.

    Several processes may do it at once.
    """
    from django.core.management import call_command

    from parvis.desk.enquiries.actions.library import seed_library
    from parvis.desk.people.actors import process
    from parvis.desk.records.actions.policies import PolicyNotApplicable, ensure_policy

    call_command("migrate", interactive=False, verbosity=0)
    try:
        ensure_policy(actor=process("command-line"))
    except OSError as error:
        give_up(
            f"configuration : PARVIS_POLICY_FILE : le fichier « {error.filename} » ne s'ouvre pas : {reason(error)}."
        )
    except UnicodeDecodeError:
        give_up("configuration : PARVIS_POLICY_FILE : ce fichier n'est pas en UTF-8.")
    except PolicyNotApplicable as error:
        give_up(f"configuration : PARVIS_POLICY_FILE : {error}")
    seed_library(actor=process("command-line"))
