"""The small closed sets of words that frames name in capitals."""

from __future__ import annotations

from parvis.gate.lexicon.listed import listed

POSSESSIVES = listed("mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs")
DETERMINERS = POSSESSIVES | listed(
    "le la les l' un une des du de d' au aux ce cet cette ces chaque tout toute toutes tous quelques plusieurs "
    "aucun aucune certains certaines quel quelle quels quelles deux trois nouveau nouvelle autre autres même"
)
NUMBERS = listed(
    "deux trois quatre cinq six sept huit neuf dix onze douze quinze seize vingt trente quarante cinquante "
    "soixante cent"
)
PERIODS = listed(
    "heure heures jour jours semaine semaines mois an ans année années minute minutes seconde secondes trimestre "
    "trimestres fin matin soir"
)
BETWEEN = listed(
    "ne n' peut être pas plus jamais donc toujours déjà vraiment souvent aussi bien tout toute tous encore rien "
    "même enfin alors ainsi ensuite d'abord seulement simplement directement régulièrement rapidement maintenant "
    "ici parfois"
)
"""What may come between a verb and the rest of its expression: « ne tenez pas pour acquis »."""
CLITICS = listed("le la les nous moi vous y en lui leur t il elle on je tu ce ils elles toi")
SUBJECTS = listed(
    "je j' tu il elle on nous vous ils elles qui ça cela ne n' se s' me m' te t' y en lui leur et puis pas"
)
"""What comes before a verb rather than a noun that is written like it: « elle demande », « une demande »."""
