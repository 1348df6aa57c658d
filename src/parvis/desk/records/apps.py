"""Registers this slice with Django."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "parvis.desk.records"
    label = "records"
