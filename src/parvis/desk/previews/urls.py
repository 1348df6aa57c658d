"""Addresses of previews."""

from django.urls import path

from . import views

app_name = "previews"

urlpatterns = [
    path("<uuid:attachment_id>/", views.show, name="show"),
    path("images/<str:sha256>/", views.picture, name="picture"),
]
