"""YouTube comments, through the Data API v3."""

from parvis.connectors.youtube.client import connect

__all__ = ["connect"]
