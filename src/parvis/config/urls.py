"""Where each screen is. One line a slice."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("parvis.desk.moderation.urls")),
    path("comptes/", include("parvis.desk.records.urls")),
    path("", include("parvis.desk.people.urls")),
    path("", include("parvis.web.urls")),
]
