"""Addresses of people's pages."""

from django.urls import path

from . import team_views, views

app_name = "people"
urlpatterns = [
    path("connexion/", views.sign_in, name="sign_in"),
    path("deconnexion/", views.sign_out, name="sign_out"),
    path("mise-en-service/", views.set_up, name="set_up"),
    path("profil/", views.profile, name="profile"),
    path("equipe/", team_views.team, name="list"),
    path("equipe/<uuid:pk>/desactiver/", team_views.deactivate, name="deactivate"),
    path("equipe/<uuid:pk>/reactiver/", team_views.reactivate, name="reactivate"),
    path("equipe/<uuid:pk>/mot-de-passe/", team_views.reset_password, name="reset_password"),
]
