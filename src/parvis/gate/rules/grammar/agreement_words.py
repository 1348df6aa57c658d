"""What the rules of agreement in noun groups share."""

from __future__ import annotations

from parvis.gate.lexicon.listed import listed

NOUN = "« {} » et « {} » ne s'accordent pas en genre ou en nombre."

# Nouns used as adjectives, and adjectives used as adverbs, which keep their form.
INVARIABLE = listed(
    """
    janvier février mars avril mai juin juillet août septembre octobre novembre décembre h
    limite limites clé clés cible pilote type éclair maximum minimum standard express web papier grand test
    témoin orange marron plein net fort haut bas cher droit mi curriculum compris même mêmes plus moins tard vu
    excepté passé ci-joint ci-inclus français portes parents parent employeurs jeunes aînés familles maison
    nature rose mauve turquoise argent crème nord sud est ouest tous tout toutes soi-disant près sous surprise
    sain sains cadeau bien mieux demi recto verso possible non fait vis mis
    """
)
