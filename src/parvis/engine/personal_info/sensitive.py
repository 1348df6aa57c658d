"""What makes a name private: the words of a file, of assistance, of health, of justice, of family troubles."""

from __future__ import annotations

import re

CASE = re.compile(
    r"\b(?:dossiers?|prestations?|cheques?|reclamations?|enquete|revision|carnet|dette|rente|trop-percu|demande"
    r"|plainte|certificat|releve|cnesst|rqap|ivac|dpj|taq|tal|tribunal|mon agente?)\b"
)
ASSISTANCE = re.compile(
    r"\b(?:aide (?:sociale|de dernier recours|financiere)|laid[e]? social\w?|sur l[e'] ?(?:bs|b\.s\.|bien-etre|aide)"
    r"|du bs|assistance|solidarite sociale|prestataire|contraintes? severes?|insertion|chomage|invalid\w{1,5}"
    r"|rente d'?invalidite|demande d'asile|demandeur d'asile|au tal|litige|dpj|sans-papiers|curatelle|supplement)\b"
)
HEALTH = re.compile(
    r"\b(?:cancer|tumeur|chimio\w*|dialyse|diabet\w{1,5}|epilep\w{1,5}|schizo\w{0,8}|bipolair\w{1,2}|depress\w{1,4}"
    r"|alzheimer|parkinson|sclerose|autis\w{1,4}|trisomi\w{1,4}|tdah|vih|sida|herpes|suicid\w{1,5}|tentative|psychiatr\w{1,4}"
    r"|psychoses?|therapie|desintox|en cure|cocaine|drogue|toxicoman\w{1,2}|alcoolique|burn-?out|enceinte|avortement"
    r"|handicap\w{0,2}|paraplegi\w{1,4}|amput\w{1,4}|remission|silicose|emphyseme|dyslexi\w{1,4}|fibromyalgie"
    r"|maladie mentale|medicaments|diagnostic|arret de travail|en arret|conge de maladie)\b"
)
JUSTICE = re.compile(
    r"\b(?:probation|detenue?s?|en prison|en dedans|liberation|ordonnance|casier|condamnee?|divorcee?|separee?"
    r"|garde partagee|pension alimentaire|mois de pension|faillite|expuls\w{1,3}|evincee?|itinerante?|succession"
    r"|defunte?|decedee?|violence|se fait battre|bat sa|agresseur|fraudee?|cache[rs]?|vie maritale|au noir"
    r"|en dessous de la table|conjoint cache|placee? (?:a|en)|vivent en couple|vit avec|chambre \d+)\b"
)
# Too common to say something by itself; enough for a person to look at a relative named in full.
SITUATION = re.compile(
    r"\b(?:\d{2} ans|seule?|malade|hopital|besoin|a droit|aurait droit|attend|refus\w{1,4}|coupe\w{0,2}|inscri\w{1,4}"
    r"|formulaire|paye\w{0,2}|touche\w{0,2}|recoit|recu|recevrait|loyer|a la cour|police|accouch\w{1,3}|bail|se cache"
    r"|la cherche|le cherche|gene[er]?|pauvre|endettee?|sans (?:emploi|travail|job))\b"
)


def is_near(text: str, start: int, end: int) -> bool:
    """Tell whether the words between two positions say something that nobody publishes about a person."""
    return is_told(text, start, end) or JUSTICE.search(text, max(0, start), end) is not None


def is_told(text: str, start: int, end: int) -> bool:
    """The same, without the troubles that are also said of a wrongdoer in public."""
    return any(pattern.search(text, max(0, start), end) for pattern in (ASSISTANCE, HEALTH))
