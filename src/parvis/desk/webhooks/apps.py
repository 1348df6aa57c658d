"""Registers this slice with Django."""

from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    name = "parvis.desk.webhooks"
    label = "webhooks"
