"""Registers this slice with Django."""

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "parvis.desk.moderation"
    label = "moderation"
