"""Addresses of this slice. `webhooks_first` answers the deliveries' before this is consulted."""

from django.urls import path, re_path

from . import pages, views

app_name = "webhooks"

urlpatterns = [
    path("avis/", pages.notices, name="notices"),
    path("avis/<uuid:account_id>/recevoir/", pages.subscribe, name="subscribe"),
    path("avis/<uuid:account_id>/arreter/", pages.unsubscribe, name="unsubscribe"),
    re_path(
        r"^webhooks/(?P<platform>[a-z]{1,32})/(?P<platform_id>[A-Za-z0-9_.-]{1,128})/$", views.receive, name="receive"
    ),
]
