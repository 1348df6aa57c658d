"""Addresses of the base pages."""

from django.urls import path

from . import views

app_name = "web"
urlpatterns = [
    path("preferences/", views.set_preferences, name="preferences"),
    path("styles/", views.styles, name="styles"),
]
