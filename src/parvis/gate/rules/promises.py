"""What nobody may promise in the institution's name: an answer within the hour, money tomorrow, a sure success.

The policy promises an answer within 24 hours of work. Opening hours, legal deadlines and the hours of helplines are
facts, and pass. Patterns read small letters, accents kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_WHY = "Cette promesse va plus loin que la politique : dites ce qui est prévu, sans vous engager."
_WE = r"(?:nous|on|je|l'équipe|notre (?:équipe|page|personnel)|une? agente?|(?<!à )quelqu'un)"
_MATTER = (
    r"(?:le|la|les|l'|un|une|des) ?(?:argent|paiement|chèque|réponse|demande|dossier|prestation|versement|remboursement"
    r"|dépôt|problème|panne|situation|erreur|agente?|préposée?|conseillère|conseiller|suivi|lettre|carte|décision)s?"
)
_NUMBER = (
    r"(?:une?|deux|trois|quatre|cinq|six|dix|douze|quinze|vingt|trente|quarante-cinq|quelques|\d{1,2}"
    r"|une petite|une demi-)"
)
_SOON = (
    rf"(?:dans l'heure\b(?! de| du)|dans l'immédiat|d'ici (?:peu de minutes|{_NUMBER} ?(?:minutes?|min|heures?|h)\b"
    rf"|ce soir|midi|demain(?: matin| soir| midi)?|la fin de la journée)"
    rf"|(?:en moins d'|en moins de|en dedans de|en dedans d'|dans(?: les)?|sous|avant"
    rf"|en) ?{_NUMBER} ?(?:prochaines )?(?:minutes?|min|heures?|h|secondes?)\b(?! par| chacun)"
    r"|dans (?:la semaine|la journée|les prochaines (?:minutes|heures))|aujourd'hui même|immédiatement|instantanément"
    r"|sur-le-champ|sur le champ|dès (?:ce soir|demain(?: matin)?|aujourd'hui)"
    r"|tout de suite|à l'instant|en priorité|en un rien de temps|illico|ce soir même|demain matin)"
)
_FUTURE = (
    r"(?:(?:va|vas|allons|allez|vont) (?:vous |te |tout |y |le |la |les |lui )?(?:être |faire )?\w{3,15}(?:er|ir|re"
    r"|oir|é|és|ée|ées)\b|\w{2,15}(?:rai|rons|ront|rez)\b|\w{2,15}era\b"
    r"|sera|seront|serez|aurez|recevrez|auras|recevras|répond(?:ons)?\b|rappel(?:le|ons)\b|règle\b|réglons|trouve\b"
    r"|trouvons|s'en occupe|s'occupe|s'en charge)"
)
_PROMISES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<!\w)(?:{_WE}|vous|tu|tout|(?:votre|ton|vos|tes) \w{{3,20}}(?: \w{{3,20}})?|{_MATTER}|ça|tout le monde"
        rf"|chacun),? [^.!?\n]{{0,25}}?{_FUTURE}[^.!?\n]{{0,60}}?{_SOON}(?! de la réception| d'avance| ouvrable)",
        rf"{_SOON},? (?:{_WE}|vous|votre \w{{3,20}}|tout)[^.!?\n]{{0,20}}?{_FUTURE}",
        rf"(?<!\w)(?:réponse|service|rappel|remboursement|paiement|traitement|résultat) (?:immédiate?|instantanée?"
        rf"|garantie?|assurée?|{_SOON})(?!\w)",
        r"(?<!\w)(?:c'est |soyez-en |résultats? |satisfaction |succès |emploi |réponse |paiement |acceptation |place "
        r"|approbation )garantie?s?(?=\s?[.!,;:?…]|$| que| à \d| d'ici"
        r"| pour)(?<!revenu garanti)(?<!minimum garanti)",
        r"(?<!\w)(?:(?:nous|on|je) (?:vous |te |le |la |les )?(?:garanti(?:s|t|ssons)|promet(?:s|tons)?|jur(?:e|ons)"
        r"|assur(?:e|ons) que)|parole d'honneur|promis juré|c'est promis|je vous donne ma parole"
        r"|croyez-nous sur parole|juré craché)(?!\w)",
        r"(?<!\w)(?<!comme )(?<!a )(?<!ont )(?<!tel que )promis(?=\s?[.!]|$)",
        rf"(?<!\w)(?:{_WE}|vous|votre|vos|ça|tout)\b[^.!?\n]{{0,60}}?{_FUTURE}[^.!?\n]{{0,60}}(?:sans faute|à coup sûr"
        rf"|sans aucun doute possible|coûte que coûte)(?! d'orthographe)",
        rf"(?<!\w)(?:{_WE}|notre \w{{3,15}})\b[^.!?\n]{{0,40}}(?:24 ?/ ?7"
        rf"|24 ?h(?:eures)? sur 24|jour et nuit|7 jours sur 7|sept jours sur sept|n'importe quand|à toute heure"
        rf"|même (?:le dimanche|la nuit|les fins de semaine))(?!\w)",
        r"(?<!\w)(?<!et )c'est (?:sûr|certain|sûr et certain|réglé|chose faite|dans la poche|comme si c'était fait"
        r"|garanti|assuré)(?: à 100 ?%| et certain)?(?=\s?[.!;:…]|,(?! \w{1,20} et )|$| que (?:vous|votre|ta|tu|ton))",
        r"(?<!\w)(?:sûr|certain|convaincus?) (?:à|de) (?:100|cent) ?%",
        r"(?<!\w)vous (?:allez|serez|aurez) (?:(?:sûrement|certainement|forcément|assurément|sans problème|être|la|le"
        r"|l') ?){0,2}(?:acceptée?s?|approuvée?s?|avoir|gain de cause|gagner|obtenir|admise?s?|retenue?s?"
        r"|embauchée?s?)\b(?! (?:besoin|la possibilité|à |l'occasion|accès|le choix|des questions|une idée|un aperçu))",
        r"(?<!\w)(?:votre|ta|cette) (?:demande|prestation|révision|candidature|subvention|contestation|réclamation"
        r"|dette|contrainte) (?:va (?:sûrement |certainement )?être|sera (?:sûrement |certainement |forcément "
        r"|automatiquement )?) ?(?:acceptée|approuvée|accordée|annulée|effacée|retenue|gagnée|reconnue)",
        r"(?<!\w)vous allez (?:l'avoir|les avoir|recevoir (?:votre|vos|l'|le) ?(?:argent|chèque|paiement|dépôt"
        r"|prestation|versement|montant)s?\b[^.!?\n]{0,20}(?:demain|lundi|mardi|mercredi|jeudi|vendredi|ce soir"
        r"|cette semaine|aujourd'hui))",
        r"(?<!\w)(?:votre|vos|ton|tes) (?:argent|chèque|paiement|dossier|demande|problème|carte|lettre)s? (?:va|vont"
        r"|sera|seront) (?:\w{3,12} ){0,3}(?:demain|ce soir|aujourd'hui|dans l'heure|d'ici (?:demain|ce soir|midi))",
        r"(?<!\w)vous (?:recevrez|aurez|toucherez) (?:votre|vos|l'|le) ?(?:argent|chèque|paiement)s? (?:demain|lundi"
        r"|mardi|mercredi|jeudi|vendredi|ce soir|aujourd'hui)",
        r"(?<!\w)on va (?:vous |te |tout )?(?:l[ea]s? |l')?(?:régler|arranger|payer|trouver|replacer|sortir de là"
        r"|s'en occuper|s'occuper de (?:tout|toi|vous|votre))",
        r"(?<!\w)(?:on|je) (?:s'en|m'en|s'|m')occupe? (?:de tout\b|personnellement|de votre dossier)|(?<!\w)(?:on"
        r"|je) (?:s'|m')en occupe|(?<!\w)on s'occupe de (?:tout|toute|vous)\b",
        r"(?<!\w)(?:nous (?:ferons|allons faire)|on (?:fera|va faire)) une exception|(?<!\w)exception (?:juste "
        r"|rien que )?pour vous",
        r"(?<!\w)(?:nous|on) (?:effacer(?:ons|a)|annuler(?:ons|a)|oublier(?:ons|a)|va effacer|va annuler"
        r"|allons effacer|allons annuler) (?:votre|cette|ta|la) (?:dette|réclamation|pénalité|somme)",
        r"(?<!\w)(?:les boys|la gang|notre équipe|les agents) (?:vont|va) (?:s'occuper de vous|vous arranger|régler)",
        r"(?<!\w)(?:nous|on) ne (?:vous )?(?:coupera|couperons|refusera|refuserons|demandera|demanderons) jamais rien"
        r"|(?<!\w)on te coupera jamais",
        r"(?<!\w)vous (?:n'avez|n'aurez) (?:absolument )?rien à (?:craindre|payer|faire)\b(?= ?[.!])",
    )
)
_DENIED = re.compile(
    r"(?<!\w)(?:ne|n'|aucune?(?! doute)|sans(?! (?:faute|aucun doute|problème))|pas|impossible|peut|peuvent|pourrait"
    r"|pourraient|pouvons|généralement|habituellement|environ|normalement)\b"
)
_OURS = re.compile(r"24 heures ouvrables|un jour ouvrable|deux jours ouvrables|jours? ouvrables?|heures ouvrables")


def promises(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each promise that is not the institution's to make, with why."""
    for pattern in _PROMISES:
        for match in pattern.finditer(text):
            if not _DENIED.search(match.group()) and not _OURS.search(text[match.start() : match.end() + 20]):
                yield match.start(), match.end(), _WHY
