"""The small closed sets of words that frames name in capitals."""

from __future__ import annotations

POSSESSIVES = frozenset("mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs".split())
DETERMINERS = POSSESSIVES | frozenset(
    "le la les l' un une des du de d' au aux ce cet cette ces chaque tout toute toutes tous quelques plusieurs aucun "
    "aucune certains certaines quel quelle quels quelles deux trois nouveau nouvelle autre autres même".split()
)
NUMBERS = frozenset(
    "deux trois quatre cinq six sept huit neuf dix onze douze quinze seize vingt trente quarante cinquante soixante "
    "cent".split()
)
PERIODS = frozenset(
    "heure heures jour jours semaine semaines mois an ans année années minute minutes seconde secondes trimestre "
    "trimestres fin matin soir".split()
)
BETWEEN = frozenset(
    "ne n' pas plus jamais donc toujours déjà vraiment souvent aussi bien tout toute tous encore rien même enfin alors ainsi "
    "ensuite d'abord seulement simplement directement régulièrement rapidement maintenant ici parfois".split()
)
"""What may come between a verb and the rest of its expression: « ne tenez pas pour acquis »."""
CLITICS = frozenset("le la les nous moi vous y en lui leur t il elle on je tu ce ils elles toi".split())
SUBJECTS = frozenset(
    "je j' tu il elle on nous vous ils elles qui ça cela ne n' se s' me m' te t' y en lui leur et puis pas".split()
)
"""What comes before a verb rather than a noun that is written like it: « elle demande », « une demande »."""
