"""Addresses of enquiries' screens."""

from django.urls import path

from . import answer_views, views
from .figures import views as figure_views
from .library import views as library_views

app_name = "enquiries"

urlpatterns = [
    path("", views.questions, name="questions"),
    path("<uuid:question_id>/", views.question, name="question"),
    path("<uuid:question_id>/prendre/", views.claim, name="claim"),
    path("<uuid:question_id>/laisser/", views.release, name="release"),
    path("<uuid:question_id>/fermer/", views.close, name="close"),
    path("<uuid:question_id>/rouvrir/", views.reopen, name="reopen"),
    path("<uuid:question_id>/groupe/", views.regroup, name="regroup"),
    path("<uuid:question_id>/brouillon/", answer_views.draft, name="draft"),
    path("<uuid:question_id>/envoyer/", answer_views.send, name="send"),
    path("<uuid:question_id>/abandonner/", answer_views.discard, name="discard"),
    path("commentaires/<uuid:comment_id>/ouvrir/", views.open_by_hand, name="open"),
    path("chiffres/", figure_views.figures, name="figures"),
    path("bibliotheque/", library_views.library, name="library"),
    path("bibliotheque/nouvelle/", library_views.new, name="library_new"),
    path("bibliotheque/<uuid:entry_id>/", library_views.answer, name="library_answer"),
    path("bibliotheque/<uuid:entry_id>/modifier/", library_views.change, name="library_change"),
    path("bibliotheque/<uuid:entry_id>/valider/", library_views.validate, name="library_validate"),
    path("bibliotheque/<uuid:entry_id>/retirer/", library_views.retire, name="library_retire"),
    path("bibliotheque/<uuid:entry_id>/retablir/", library_views.restore, name="library_restore"),
    path("reponses/<uuid:answer_id>/", answer_views.answer, name="answer"),
    path("reponses/<uuid:answer_id>/approuver/", answer_views.approve, name="approve"),
    path("reponses/<uuid:answer_id>/rendre/", answer_views.give_back, name="give_back"),
    path("reponses/<uuid:answer_id>/rappeler/", answer_views.call_back, name="call_back"),
]
