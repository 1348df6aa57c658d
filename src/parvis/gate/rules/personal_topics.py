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
  | codes?\s(?:d'(?:acces|utilisateur)|secret|de\s(?:verification|securite|validation))\b
      | (?<!aux\s)(?<!aux\sdeux\s)(?<!aux\strois\s)questions?\sde\ssecurite\b | {_NUMBER}rentes?\b
  | statuts?\sd'immigration\b
)"""

IDENTIFYING = rf"""(?:
    {_NUMBER}(?:telephone|cellulaire|cell|tel|dossier|demande|prestataire|reference|client|confirmation)\b
  | numeros?\b | telephones?\b | cellulaires?\b | coordonnees\b | adresses?\b | courriels?\b
  | noms?\s(?:(?:au\s)?complets?|leg(?:al|aux)|(?:de|a\sla)\snaissance)\b | noms?\sde\sfamille\b
      | noms?\set\s(?:votre\s)?prenoms?\b | prenoms?\set\s(?:votre\s)?noms?\b
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

# What anybody may be asked for in one word, in a list: « nom, courriel et groupe d'âge », « numéro de dossier? ».
NAMED = r"""(?:
    (?:nas|nam|ddn|nip|cp-?\s?12)\b | numeros?\sd'assurance\s(?:sociale|maladie)\b | dates?\sde\s(?=votre|vos|son|sa
        |leur)
  | numeros?(?!\s(?:sans\sfrais|officiel|gratuit|d'urgence))\b | (?:pre)?noms?\b | adresses?\b | dates?\sde\snaissance\b
  | courriels?\b | telephones?\b | cellulaires?\b | codes?\s(?:posta(?:l|ux)|permanents?|d'acces|recu)\b | coordonnees\b
  | mots?\sde\spasse\b | identifiants?\b | (?:groupe\sd')?age\b | sexe\b | ville\b | etat\s(?:civil|matrimonial)\b
  | signatures?\b | revenus?\b | salaires?\b | employeurs?\b | occupation\b | profession\b | montants?\b
)"""

# A paper that speaks of somebody, or its image.
PAPER = rf"""(?:
    {DOCUMENT} | (?:photos?|images?|copies?|numerisations?|captures?)\s(?:d'ecran\s)?d(?:e\s(?:l'|la\s|votre\s|vos\s
        |son\s|sa\s)|'une?\s|u\s|es\s)?
  | pieces?(?!\sde\stheatre)\b | documents?\b | declarations?\b | certificats?\b | attestations?\b | preuves?\sd
      | contrats?\b | jugements?\b
  | polices?\sd'assurance\b | releves?\b | feuillets?\b | factures?\b | passeports?\b | permis\b | actes?\sde\b
      | ordonnances?\b | cv\b | curriculum\b
)"""

# What somebody's life is made of, for a question that only they could answer.
LIFE = r"""(?:
    sexe\b | revenus?\b | salaires?\b | age\b | etat\s(?:civil|matrimonial)\b | employeurs?\b | pays\sd'origine\b
        | loyer\b
  | codes?\sposta(?:l|ux)\b | grossesse\b
  | situations?\s(?:familiale|financiere|conjugale|medicale)s?\b | etat\sde\ssante\b | diagnostics?\b | religion\b
  | orientation\ssexuelle\b | grossesse\b | handicaps?\b | maladies?\b | dettes?\b | antecedents?\b | antidepresseurs?\b
      | casiers?\sjudiciaires?\b
  | statuts?\sd'immigration\b | conjointe?s?\b | medicaments?\b | medications?\b | citoyennete\b | syndiquee?s?\b
  | enceintes?\b | hospitalisee?s?\b | malades?\b | divorcee?s?\b | separee?s?\b | congediee?s?\b | condamnee?s?\b
      | agressee?s?\b
  | incarceree?s?\b | accidente?e?s?\b | blessee?s?\b | operee?s?\b | refugiee?s?\b | violence\b | accident\b
)"""
