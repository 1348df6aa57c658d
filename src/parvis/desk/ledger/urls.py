"""Addresses of the quota page."""

from django.urls import path

from . import views

app_name = "ledger"

urlpatterns = [
    path("", views.quotas, name="quotas"),
    path("utilisation.csv", views.usage_file, name="usage_file"),
    path("<uuid:account_id>/budget/", views.budget, name="budget"),
]
