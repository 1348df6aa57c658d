"""Speed of one core, in processor time: comments a second, first answer, long texts.

Run: python bench/engine_speed.py [seconds]

The comments are invented, of the lengths and registers that a ministry's pages receive.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from corpus.comments import read_voices
from corpus.training.rows import VALIDATION_VOICES

from parvis.engine.assess import assess, assess_many
from parvis.engine.findings import Comment
from parvis.engine.pool import TOGETHER
from parvis.policy.load import shipped_policy

COMMENTS = (
    "Ça fait trois semaines que j'attends une réponse pour ma demande, pis personne rappelle. C'est rendu ridicule.",
    "Merci beaucoup à l'équipe du bureau de Rimouski, service rapide et courtois!",
    "Est-ce que le formulaire doit être envoyé par la poste ou on peut le déposer en ligne? Merci d'avance",
    "LE SITE PLANTE TOUJOURS!!! Réglez donc votre affaire une fois pour toutes 😡",
    "gang de caves, vous savez même pas compter",
    "Mon numéro est le 418 555-0134, mon dossier 4455667, appelez-moi svp",
    "Bravo pour la mesure, mais les seuils de revenu n'ont pas bougé depuis 2019. Une famille de quatre personnes à "
    "Sept-Îles paie plus cher pour se nourrir qu'à Laval, et le barème ne le voit pas. Avez-vous l'intention de le "
    "réviser avant la prochaine année financière?",
    "slt jsuis pas capable de me connecter sa dit erreur koi faire",
    "😀👏",
    "Ostie que c'est long",
    "Je ne suis pas d'accord avec le ministre là-dessus. La réforme pénalise les gens seuls.",
    "How do I apply if I live in Gatineau but work in Ottawa?",
)


def rate(seconds: float, jobs: Iterable[str] = COMMENTS) -> float:
    """Return comments judged a second, some hundred at a time, over at least that long."""
    policy = shipped_policy()
    texts = list(jobs)
    many = [Comment(str(rank), texts[rank % len(texts)]) for rank in range(max(TOGETHER, len(texts)))]
    done, start = 0, time.process_time()
    while (elapsed := time.process_time() - start) < seconds:
        done += len(list(assess_many(many, policy)))
    return done / elapsed


def timed(text: str) -> float:
    """Return the seconds that one comment takes."""
    policy = shipped_policy()
    start = time.process_time()
    assess(Comment("1", text), policy)
    return time.process_time() - start


def main() -> None:
    shipped_policy()
    first = timed(COMMENTS[0])
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 5.0
    rate(0.5)
    print(f"first assessment after import   {first * 1000:8.0f} ms")
    print(f"comments a second, one core     {rate(seconds):8.0f}")
    print(f"a story of 100,000 characters   {timed(' '.join(COMMENTS) * 85) * 1000:8.0f} ms")
    print(f"a million times one character   {timed('a' * 1_000_000) * 1000:8.0f} ms")
    lines = [line for line in read_voices() if line.voice in VALIDATION_VOICES]
    for name, some in (
        ("that stay", [line.text for line in lines if line.disposition == "keep"]),
        ("that go", [line.text for line in lines if line.disposition == "remove"]),
    ):
        alone = sorted(timed(text) * 1000 for text in some[:500])
        print(f"the corpus's comments {name:9} {rate(seconds, some):8.0f} a second together; one by one, half within "
              f"{alone[len(alone) // 2]:.1f} ms, 99 % within {alone[int(0.99 * len(alone))]:.1f} ms")  # fmt: skip
    print(f"most memory                     {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")


if __name__ == "__main__":
    main()
