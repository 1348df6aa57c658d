"""Registers this slice with Django."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "parvis.desk.files"
    label = "files"
