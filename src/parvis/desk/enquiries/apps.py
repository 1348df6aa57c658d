"""Registers this slice with Django."""

from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    name = "parvis.desk.enquiries"
    label = "enquiries"
