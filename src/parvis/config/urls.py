"""Where each screen is. One line a slice."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("parvis.desk.moderation.urls")),
    path("questions/", include("parvis.desk.enquiries.urls")),
    path("comptes/", include("parvis.desk.records.urls")),
    path("connexions/", include("parvis.desk.connections.urls")),
    path("", include("parvis.desk.webhooks.urls")),
    path("quotas/", include("parvis.desk.ledger.urls")),
    path("fichiers/", include("parvis.desk.files.urls")),
    path("apercus/", include("parvis.desk.previews.urls")),
    path("", include("parvis.desk.people.urls")),
    path("", include("parvis.web.urls")),
]

handler400 = "parvis.web.error_views.bad_request"
handler403 = "parvis.web.error_views.permission_denied"
handler404 = "parvis.web.error_views.not_found"
handler500 = "parvis.web.error_views.server_error"
