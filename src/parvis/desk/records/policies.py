"""The policy in force, as objects."""

from __future__ import annotations

from functools import lru_cache

from parvis.policy.load import loads_policy
from parvis.policy.model import Policy

from .models import Enforcement, PolicyVersion


class NoPolicyInForce(RuntimeError):
    """The desk was started without its policy: `parvis serve` puts one in force first."""


def version_in_force() -> PolicyVersion:
    latest = Enforcement.objects.select_related("policy").order_by("-since", "-pk").first()
    if latest is None:
        raise NoPolicyInForce("Aucune politique n'est en vigueur; lancez « parvis serve », qui prépare tout.")
    return latest.policy


def policy_of(version: PolicyVersion) -> Policy:
    """The typed policy of a kept version."""
    return _load(version.content_hash, version.source, version.version)


@lru_cache(maxsize=16)
def _load(content_hash: str, source: str, name: str) -> Policy:
    del content_hash  # part of the cache's key only
    return loads_policy(source, name)
