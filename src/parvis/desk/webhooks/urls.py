"""Addresses of this slice. `webhooks_first` answers the deliveries' before this is consulted."""

from django.urls import re_path

from . import views

app_name = "webhooks"

urlpatterns = [
    re_path(r"^(?P<platform>[a-z]{1,32})/(?P<platform_id>[A-Za-z0-9_.-]{1,128})/$", views.receive, name="receive"),
]
