"""Addresses of moderation's screens."""

from django.urls import path
from django.views.generic import RedirectView

from . import views

app_name = "moderation"

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="moderation:queue"), name="home"),
    path("file/", views.queue, name="queue"),
    path("commentaires/<uuid:comment_id>/", views.comment, name="comment"),
    path("commentaires/<uuid:comment_id>/decision/", views.decide, name="decide"),
    path("decisions/<uuid:decision_id>/annulation/", views.undo, name="undo"),
    path("journal/", views.journal, name="journal"),
]
