"""Registers this slice with Django."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "parvis.desk.ledger"
    label = "ledger"
