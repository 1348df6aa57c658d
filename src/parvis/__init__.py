"""Parvis: a written editorial policy for social media, running."""

__version__ = "0.1.0"
