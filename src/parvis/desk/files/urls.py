"""Addresses of this slice's screens."""

from django.urls import path

from . import views

app_name = "files"

urlpatterns = [
    path("", views.start, name="start"),
    path("<uuid:upload_id>/", views.review, name="review"),
    path("exports/<slug:kind>.<slug:suffix>", views.export, name="export"),
]
