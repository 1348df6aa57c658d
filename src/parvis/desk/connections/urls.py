"""Addresses of the connections' screens."""

from django.urls import path

from . import account_views, views

app_name = "connections"

urlpatterns = [
    path("", account_views.connections, name="list"),
    path("<str:platform>/", views.start, name="start"),
    path("<str:platform>/retour/", views.callback, name="callback"),
    path("choix/<uuid:attempt_id>/", views.choose, name="choose"),
    path("compte/<uuid:connection_id>/deconnecter/", account_views.disconnect, name="disconnect"),
    path("compte/<uuid:connection_id>/verifier/", account_views.check, name="check"),
]
