"""Registers this slice with Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "parvis.desk.people"
    label = "people"
