"""Facebook Pages, through the Graph API."""

from parvis.connectors.facebook.client import connect

__all__ = ["connect"]
