"""Addresses of the records' screens."""

from django.urls import path

from . import views

app_name = "records"

urlpatterns = [
    path("", views.accounts, name="accounts"),
    path("inconnus/<uuid:item_id>/", views.unknown_item, name="unknown_item"),
    path("ecarts/<uuid:discrepancy_id>/vu/", views.discrepancy_seen, name="discrepancy_seen"),
]
