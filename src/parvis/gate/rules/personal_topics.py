"""What identifies somebody, as French names it. Patterns read folded text: small letters, no accents.

Two kinds: what opens a file, an account or an identity, and what merely leads to a person.
"""

from __future__ import annotations

_NUMBER = r"(?:numeros?|nos?\.?)\s(?:d'|de\s(?:l'|la\s|votre\s|vos\s|ton\s)?)?"

SECRET = rf"""(?:
    nas\b | nam\b | ddn\b | nip\b | cp-?\s?12\b | codes?\spermanents?\b | mots?\sde\spasse\b
  | (?:{_NUMBER})?assurance[\s-](?:sociale|maladie)\b
  | (?:{_NUMBER})?cartes?\s(?:soleil|d'assurance(?:[\s-]maladie)?|de\s(?:credit|debit|guichet)|bancaires?)\b
  | {_NUMBER}(?:cartes?|comptes?|permis|passeport|transit|folio)\b
  | (?:dates?|annees?|lieux?)\sde\s(?:(?:votre|ta)\s)?naissance\b
  | (?:coordonnees|informations?|renseignements?)\sbancaires?\b | comptes?\s(?:bancaires?|de\sbanque)\b
  | specimens?\sde\scheques?\b | cheques?\sspecimens?\b
  | permis\sde\sconduire\b | passeports?\b | pieces?\sd'identite\b
  | codes?\s(?:d'(?:acces|utilisateur)|secret)\b | questions?\sde\ssecurite\b | {_NUMBER}rentes?\b
  | statuts?\sd'immigration\b
)"""

IDENTIFYING = rf"""(?:
    {_NUMBER}(?:telephone|cellulaire|cell|tel|dossier|demande|prestataire|reference|client|confirmation)\b
  | numeros?\b | telephones?\b | cellulaires?\b | coordonnees\b | adresses?\b | courriels?\b
  | noms?\scomplets?\b | noms?\sde\sfamille\b | noms?\set\s(?:votre\s)?prenoms?\b | prenoms?\set\s(?:votre\s)?noms?\b
  | dossiers?\smedica(?:l|ux)\b | diagnostics?\b | etat\sde\ssante\b
  | (?:renseignements|informations)\spersonnel(?:le)?s\b
)"""

# What one may be asked for without saying whose: « laissez un numéro de téléphone ».
ANY = (
    r"(?:une?\s(?:numero\sde\s(?:telephone|cellulaire|dossier)|adresse\s(?:courriel|postale))\b|(?:le"
    r"|les)\snumeros?\sde\s(?:votre|vos)\s(?:dossier|demande|telephone|permis|compte|carte)s?\b)"
)

# What is nobody else's business: never under a publication, whoever it is about; the first never by message either.
DOCUMENT = r"""(?:
    (?:rapports?|dossiers?|certificats?|billets?)\s(?:medica(?:l|ux)|du\smedecin)\b | ordonnances?\b | diagnostics?\b
  | (?:bulletins?|talons?|releves?)\sde\s(?:paie|paye|salaire|notes)\b | releves?\s(?:bancaires?|d'emploi|de\scompte)\b
  | avis\sde\s(?:cotisation|decision)\b | declarations?\sde\srevenus?\b | lettres?\sde\s(?:refus|decision)\b
      | bail\b | baux\b
  | cartes?\sd'assurance\smaladie\b | handicaps?\b | maladies?\b | medications?\b | medicaments\b | limitations\b
  | etats?\sde\ssante\b | troubles?\sde\ssante\b | contraintes?\sde\ssante\b
)"""
INTIMATE = r"""(?:
    noms?(?!\s(?:de\s(?:l'|la\s|votre\s|vos\s|notre\s)?(?:programme|mesure|bureau|ville|municipalite|organisme
        |entreprise|region|projet|equipe|page|service|ministere|fichier|formation|agente?)))\b
  | prenoms?\b | adresses?\b | telephones?\b | cellulaires?\b | courriels?\b | coordonnees\b
      | dates?\sde\snaissance\b | age\b
  | revenus?\b | salaires?\b | loyers?\b | cv\b | curriculum\svitae\b | statut\b | etat\scivil\b | pays\sd'origine\b
  | numeros?\b | nas\b | nam\b
)"""
