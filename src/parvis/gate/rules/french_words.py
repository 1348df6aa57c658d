"""Signs of French, and of other languages, in passages too short for language identification."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from parvis.gate.lexicon.dela import fold, spelt_like

_WORD = re.compile(r"[^\W\d_]+")
_ELISION = re.compile(r"(?<![^\W\d_])(?:[cjldnsmt]|qu|jusqu|lorsqu|puisqu)['’](?=[^\W\d_])", re.IGNORECASE)


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Everyday words that English, Spanish, Italian, Catalan and Portuguese do not share.
_FRENCH = _listed(
    """
    absolument allô alors appelez après au aucun aucune aujourd aussi autre aux avec avez avoir avons beaucoup
    besoin bien bienvenue bon bonjour bonne bonnes bons bonsoir bravo ce cela ces cet cette ceux chaque chez
    comment courriel dans demain des deux directement dû désolé du elle elles encore entendu envoyez est et eux
    exact exactement faire fait faites félicitations fin heureux heureuse hier ici ils jamais je jeudi jour jours
    journée lequel les leur leurs lien lundi mais malheureusement mardi meilleur meilleure merci mercredi mieux moi
    mois même ne noël non notre nous nouveau nouvelle oui parfait parfaitement parce pas peut peuvent plaisir plutôt
    pour pourquoi pouvez puis quand quel quelle quelles quelque quels qui quoi rappelez réponse reçu regrets
    remercions rendez salut salutations samedi sans semaine ses sera seront soir soirée sont souhaitons sous
    soyez suis super sur svp tard tous tout toute toutes toujours très trouverez trop une vendredi venez vérifiez
    verrons veuillez voici voilà voir vont votre vous vraiment vrai voyez êtes être
    """
)
# Common words that French does not have.
_FOREIGN = _listed(
    """
    about am and at been by call can cheers could did for from good great had has have he hello help hi how if is it
    its just know learn let luck morning my need not of our please reach she should so sorry soon sure thank thanks
    that the their them they this to today tomorrow very was we welcome were what when where which who will wish
    with yes you your account after again all already also any apply available back because before being benefits
    best between both check child children closed come directly during each every everyone everything family
    families feel first forms free further get give going here hours i'm into job keep last letter letters like line
    look made make many may might money month months more most much need never new next now online only open other
    others our out over own pay payment payments per phone read receive review see send since some someone still
    such able anyone anything ask asked asking worry worries enjoy share sharing stay happy holiday holidays news
    friend friends wait waiting needed required rules shall should doing done got getting answer answers nobody
    nothing something somebody everybody income help helps health housing people person's women man woman big small
    start began found keep kept real wrong right sign signed step steps upon request requests received receive
    question's follow following watch staff's take tell than then there these thing things those to too under until
    update up using visit want way week weeks while why within without work worker workers working would write year
    years yet adiós ayuda buenas del llegará llamar lunes más nuestras nuestros oficina oficinas para pueden recibir
    ser solicitud también todos buenas bueno buenos como día días donde esta está favor gracias hola los muy nuestra
    nuestro pero por puede saludos usted ustedes anche buon della delle degli nostra nostri potete questa questo
    siamo vostra vostro der das ist nicht für wir ihr ihre unser können bitten não você obrigados nossa nosso até
    pelo tanpri nan avèk fè yon gen nou kapab grazie ciao prego buongiorno obrigado obrigada danke bitte hallo guten
    dear mrs worry willkommen herzlich bienvenidos bienvenido bienvenida llame llámenos nosotros aquí hoy ahora
    siempre puedes tiene tienen necesita necesitan ayudar trabajo noches suerte feliz benvenuti benvenuto
    arrivederci auguri domani oggi siete abbiamo essere grazia obrigadas bem-vindos amanhã hoje trabalho
    ajuda pode podem fazer seja vocês para sehr chans jounen kontan wè benvenuta byenveni kijan poukisa anpil
    und ich sie ak ki mwen nou yo mèsi bonjou
    """
)
_FRENCH_ENDING = re.compile(r"[^\W\d_]{3}(?:[bcdfglmnprstuvy]ez|ées?|euse|aient|eille|ouille|quement|ément)$")
# Shapes that other languages may share: enough when nothing else speaks against French.
_LIKELY_ENDING = re.compile(
    r"[^\W\d_]{2}(?:ments?|[st]ions?|eurs?|ons|ait|ais|oires?|oir|ques?|ures?|erte?s?|elles?|ettes?|ienne|ables?)$"
)
# Shapes that English words have and French ones do not; read in words without a capital, which may be names.
_ENGLISH_SHAPE = re.compile(r"(?:[a-z]{3}(?:ly|ness|ful|ught|ight|wn)|[a-z]{2}(?:th|sh|ck)|wh[a-z]{2,8}|[a-z]{4}ing)$")
_KNOWN_ING = _listed(
    """
    parking camping marketing jogging shopping meeting training planning brushing lobbying footing dumping casting
    kayaking bowling building listing leasing coaching timing zapping standing rafting smoking stretching
    brainstorming monitoring networking screening streaming briefing debriefing crowdfunding phishing curling
    skating karting
    """
)
_SMALL = re.compile(r"(?<![^\W\d_])[a-z]+(?![^\W\d_])")
_FRENCH_LETTER = re.compile(r"[éèêëàâçîïôûùœ]")
_FOREIGN_WORD = re.compile(r"(?<![^\W\d_])[a-zà-ÿ]{0,20}[áíóúñãõß][a-zà-ÿ]{0,20}(?![^\W\d_])")
_BORROWED = _listed("piñata piñatas jalapeño jalapeños cañon cañons açaí doña señor señora señorita niño niña paño")
_FOREIGN_LETTER = re.compile(r"[áíóúñãõäößåøýčšžł¿¡]")


def words(text: str) -> list[str]:
    """The words of a passage, small letters, accents composed; acronyms in capitals are left out."""
    found = _WORD.findall(unicodedata.normalize("NFC", text))
    if any(word != word.upper() for word in found):
        found = [word for word in found if len(word) == 1 or word != word.upper()]
    return [word.lower() for word in found]


def french_signs(text: str) -> int:
    """Count what only French would have: its own words, its endings, its elisions."""
    own = sum(word in _FRENCH or _FRENCH_ENDING.search(word) is not None for word in words(text))
    return own + len(_ELISION.findall(text))


def foreign_signs(text: str) -> int:
    """Count the words that French does not have."""
    return sum(word in _FOREIGN for word in words(text))


def foreign_letters(text: str) -> int:
    """Count the words in small letters, which are no names, written with letters that French does not have."""
    found = _FOREIGN_WORD.findall(unicodedata.normalize("NFC", text))
    return sum(word not in _BORROWED for word in found)


def small_words(text: str) -> list[str]:
    """The words of a passage that no capital may make a name."""
    return _SMALL.findall(unicodedata.normalize("NFC", text))


def english_shapes(text: str) -> int:
    """Count the words in small letters that are in no list, but spelt as only English spells."""
    return sum(
        _ENGLISH_SHAPE.search(word) is not None and word not in _KNOWN_ING and word not in _FOREIGN
        for word in small_words(text)
    )


@lru_cache(maxsize=4096)
def in_the_dictionary(word: str) -> bool:
    """Tell whether French has a word spelt like that, accents aside."""
    return word.isalpha() and bool(spelt_like(fold(word)))


def may_be_french(text: str) -> bool:
    """Tell whether at least one word looks French and none looks foreign."""
    found = words(text)
    if any(word in _FOREIGN or _FOREIGN_LETTER.search(word) for word in found):
        return False
    return any(
        word in _FRENCH or _FRENCH_LETTER.search(word) or _FRENCH_ENDING.search(word) or _LIKELY_ENDING.search(word)
        for word in found
    ) or bool(_ELISION.search(text))
