"""Registers this slice with Django."""

from django.apps import AppConfig


class PreviewsConfig(AppConfig):
    name = "parvis.desk.previews"
    label = "previews"
