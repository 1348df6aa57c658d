"""Fine-tunes the judge's network on rows. On processors with bfloat16 an epoch takes minutes."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from corpus.training.batches import Batch, Examples, shuffled_batches
from corpus.training.network import Judge
from corpus.training.rows import Row
from parvis.engine.judge.heads import HEADS

BATCH = 32
RATE, HEAD_RATE, DOWNWARD = 8e-5, 1e-3, 0.9  # the rate falls by a tenth a layer, from the top down
WARM_UP = 0.06
WITH_CONTEXT = 0.3  # how often a comment is shown with what it answers
EVIDENCE, IDENTIFIERS = 0.5, 0.5
SHALLOW_WEIGHT = 0.3
WEIGHTS = {"toxic": 1.0, "question": 0.3, "critical": 0.3, "supportive": 0.3}  # the others weigh 0.5


def fit(network: Judge, cut: Examples, rows: Sequence[Row], epochs: int, seed: int) -> None:
    torch.manual_seed(seed)
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    examples = cut.of(rows)
    steps = epochs * -(-len(examples) // BATCH)
    optimizer = torch.optim.AdamW(_groups(network), weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (WARM_UP * steps), max(0.0, (steps - step) / ((1 - WARM_UP) * steps)))
    )
    weights = torch.tensor([WEIGHTS.get(head, 0.5) for head in HEADS])
    network.train()
    began = time.monotonic()
    for epoch in range(epochs):
        total = 0.0
        for number, chosen in enumerate(shuffled_batches(examples, BATCH, WITH_CONTEXT, chance)):
            batch = cut.batch(*chosen)
            loss = _loss(network, batch, weights)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            total += loss.item()
            if number % 100 == 99:
                spent = time.monotonic() - began
                print(f"epoch {epoch + 1}, batch {number + 1}: {total / (number + 1):.4f}, {spent:.0f} s", flush=True)
    network.eval()


def _loss(network: Judge, batch: Batch, weights: Tensor) -> Tensor:
    with torch.autocast("cpu", torch.bfloat16):
        first, last = network(batch.tokens, batch.kinds, batch.mask)
    return _loss_of(last, batch, weights) + SHALLOW_WEIGHT * _loss_of(first, batch, weights)


def _loss_of(read: tuple[Tensor, Tensor], batch: Batch, weights: Tensor) -> Tensor:
    scores, marks = read
    verdict = functional.binary_cross_entropy_with_logits(scores.float(), batch.targets, reduction="none")
    verdict = (verdict * batch.known * weights).sum() / len(batch.rows)
    pieces = functional.binary_cross_entropy_with_logits(marks.float(), batch.marks, reduction="none")
    pieces = (pieces * batch.marks_known).sum((0, 1)) / batch.marks_known.sum((0, 1)).clamp(min=1)
    return verdict + EVIDENCE * pieces[0] + IDENTIFIERS * pieces[1:].sum()


def _groups(network: Judge) -> list[dict[str, object]]:
    layers = network.encoder.layers
    deepest = RATE * DOWNWARD ** (len(layers) + 1)
    below = [network.encoder.position, network.encoder.kind, network.encoder.norm]
    groups: list[dict[str, object]] = [
        {"params": [weight for module in below for weight in module.parameters()], "lr": deepest},
        {"params": [*network.shallow.parameters(), *network.deep.parameters()], "lr": HEAD_RATE},
    ]
    groups += [
        {"params": list(layer.parameters()), "lr": RATE * DOWNWARD ** (len(layers) - number)}
        for number, layer in enumerate(layers)
    ]
    return groups


@torch.no_grad()
def predict(
    network: Judge, cut: Examples, rows: Sequence[Row], with_context: bool = True, shallow: bool = False
) -> Tensor:
    """Probabilities, (rows, heads), in the order of the rows."""
    network.eval()
    examples = cut.of(rows)
    order = sorted(range(len(examples)), key=lambda index: len(examples[index].pieces))
    found = torch.zeros(len(rows), len(HEADS))
    for start in range(0, len(order), 64):
        chosen = order[start : start + 64]
        batch = cut.batch([examples[index] for index in chosen], [with_context] * len(chosen))
        with torch.autocast("cpu", torch.bfloat16):
            first, last = network(batch.tokens, batch.kinds, batch.mask)
        found[chosen] = (first if shallow else last)[0].float().sigmoid()
    return found
