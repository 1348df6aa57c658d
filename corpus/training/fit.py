"""Fine-tunes the judge's network on rows, by as many processes as there are cores, each on its part of every batch.

One process a core, rather than threads: on small batches torch's threads mostly wait for each other.
"""

from __future__ import annotations

import copy
import os
import random
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, distributed
from torch.multiprocessing import spawn
from torch.nn import functional

from corpus.training.batches import Batch, Example, Examples, shuffled_batches
from corpus.training.network import Judge
from corpus.training.rows import Row
from parvis.engine.judge.heads import HEADS
from parvis.engine.judge.pieces import Cutter

BATCH = 64
RATE, HEAD_RATE, DOWNWARD = 1.2e-4, 1e-3, 0.95  # the rate falls by a twentieth a layer, from the top down
WARM_UP = 0.06
WITH_CONTEXT = 0.3  # how often a comment is shown with what it answers
EVIDENCE, IDENTIFIERS = 0.02, 0.05  # what a piece weighs beside a head
WEIGHTS = {"toxic": 1.0, "goes": 1.0, "remove": 1.0, "question": 0.3, "critical": 0.3, "supportive": 0.3}
USUAL_WEIGHT = 0.5  # of the other heads


def fit(network: Judge, pieces: Path, rows: Sequence[Row], epochs: int, seed: int, processes: int = 0) -> None:
    """Fit the network in place; `pieces` is the file that cuts texts."""
    processes = processes or os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as folder:
        spawn(_work, (processes, folder, network, pieces, rows, epochs, seed), nprocs=processes)
        network.load_state_dict(torch.load(Path(folder) / "fitted.pt", weights_only=True))
    network.eval()


def _work(
    rank: int, processes: int, folder: str, shared: Judge, pieces: Path, rows: Sequence[Row], epochs: int, seed: int
) -> None:
    """One process's part. All hold the same weights, because all apply the same averaged gradients."""
    os.environ["GLOO_SOCKET_IFNAME"] = "lo"
    distributed.init_process_group("gloo", f"file://{folder}/meeting", rank=rank, world_size=processes)
    torch.set_num_threads(1)
    torch.manual_seed(seed + rank)  # each drops out its own neurons
    network = copy.deepcopy(shared).train()
    _fit(network, Examples(Cutter(pieces)), rows, epochs, seed)
    if rank == 0:
        torch.save(network.state_dict(), Path(folder) / "fitted.pt")
    distributed.barrier()
    distributed.destroy_process_group()


def _fit(network: Judge, cut: Examples, rows: Sequence[Row], epochs: int, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - not for secrets; the same in every process
    examples = cut.of(rows)
    steps = epochs * -(-len(examples) // BATCH)
    optimizer = torch.optim.AdamW(_groups(network), weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (WARM_UP * steps), max(0.0, (steps - step) / ((1 - WARM_UP) * steps)))
    )
    weights = torch.tensor([WEIGHTS.get(head, USUAL_WEIGHT) for head in HEADS])
    began = time.monotonic()
    for epoch in range(epochs):
        total = 0.0
        for number, batch in enumerate(shuffled_batches(examples, BATCH, WITH_CONTEXT, chance)):
            total += _learn(network, cut.batch(*_share(batch)), weights)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            if number % 50 == 49 and distributed.get_rank() == 0:
                spent = time.monotonic() - began
                print(f"epoch {epoch + 1}, batch {number + 1}: {total / (number + 1):.4f}, {spent:.0f} s", flush=True)


def _share(batch: tuple[list[Example], list[bool]]) -> tuple[list[Example], list[bool]]:
    """This process's part of a batch; never an empty one."""
    rank, processes = distributed.get_rank(), distributed.get_world_size()
    examples, contexts = batch
    return examples[rank::processes] or examples[:1], contexts[rank::processes] or contexts[:1]


def _learn(network: Judge, batch: Batch, weights: Tensor) -> float:
    loss = _loss(network, batch, weights)
    loss.backward()
    learning = [weight.grad for weight in network.parameters() if weight.grad is not None]
    flat = torch.cat([gradient.view(-1) for gradient in learning])
    distributed.all_reduce(flat)
    flat /= distributed.get_world_size()
    for gradient, averaged in zip(learning, flat.split([one.numel() for one in learning]), strict=True):
        gradient.copy_(averaged.view_as(gradient))
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    return float(loss.item())


def _loss(network: Judge, batch: Batch, weights: Tensor) -> Tensor:
    with torch.autocast("cpu", torch.bfloat16):
        scores, marks = network(batch.tokens, batch.kinds, batch.mask)
    verdict = functional.binary_cross_entropy_with_logits(scores.float(), batch.targets, reduction="none")
    verdict = (verdict * batch.known * weights).sum() / len(batch.rows)
    pieces = functional.binary_cross_entropy_with_logits(marks.float(), batch.marks, reduction="none")
    pieces = (pieces * batch.marks_known).sum((0, 1)) / len(batch.rows)
    return verdict + EVIDENCE * pieces[0] + IDENTIFIERS * pieces[1:].sum()


def _groups(network: Judge) -> list[dict[str, object]]:
    layers = network.encoder.layers
    deepest = RATE * DOWNWARD ** (len(layers) + 1)
    below = [network.encoder.position, network.encoder.kind, network.encoder.norm]
    groups: list[dict[str, object]] = [
        {"params": [weight for module in below for weight in module.parameters()], "lr": deepest},
        {"params": list(network.verdict.parameters()), "lr": HEAD_RATE},
    ]
    groups += [
        {"params": list(layer.parameters()), "lr": RATE * DOWNWARD ** (len(layers) - number)}
        for number, layer in enumerate(layers)
    ]
    return groups
