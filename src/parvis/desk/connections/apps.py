"""Registers this slice with Django, and refuses to start on a key that opens nothing."""

from django.apps import AppConfig


class ConnectionsConfig(AppConfig):
    name = "parvis.desk.connections"
    label = "connections"

    def ready(self) -> None:
        from .keys import given_keys

        given_keys()
