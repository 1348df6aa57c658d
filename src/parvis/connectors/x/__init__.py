"""X through API v2: see README.md."""

from parvis.connectors.x.client import connect

__all__ = ["connect"]
