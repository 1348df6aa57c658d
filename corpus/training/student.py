"""Teaches the quick reader what the network says of the same texts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from parvis.engine.judge.heads import HEADS
from parvis.engine.judge.student import BUCKETS, INNER, WIDTH, WINDOW, Floats, features_of, packed

EPOCHS, BATCH, RATE = 12, 256, 3e-3
TAUGHT = 0.7  # how much of a target is the network's word; the rest is the annotation, where there is one


class Sums(nn.Module):
    def __init__(self, count: int) -> None:
        super().__init__()
        self.table = nn.Embedding(count + BUCKETS, WIDTH, sparse=True)
        nn.init.normal_(self.table.weight, std=0.1)
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, len(HEADS))
        nn.init.constant_(self.outer.bias, -2.0)
        self.dropout = nn.Dropout(0.2)

    def forward(self, features: Tensor, starts: Tensor) -> Tensor:
        sums = functional.embedding_bag(features, self.table.weight, starts, mode="sum", sparse=True)
        sizes = torch.diff(torch.cat([starts, torch.tensor([len(features)])])).float()
        hidden = functional.relu(self.inner(self.dropout(sums / sizes.sqrt()[:, None])))
        scores: Tensor = self.outer(self.dropout(hidden))
        return scores


def teach(texts: Sequence[Sequence[int]], targets: Floats, weights: Floats, count: int, begin: int, seed: int) -> Sums:
    """Fit on texts as numbers of pieces; `targets` and `weights` are (texts, heads)."""
    torch.manual_seed(seed)
    model = Sums(count)
    dense = torch.optim.AdamW([*model.inner.parameters(), *model.outer.parameters()], RATE)
    sparse = torch.optim.SparseAdam(list(model.table.parameters()), RATE)
    steps = EPOCHS * -(-len(texts) // BATCH)
    goals, known = torch.from_numpy(targets), torch.from_numpy(weights)
    step = 0
    for epoch in range(EPOCHS):
        total = 0.0
        for chosen in torch.randperm(len(texts)).split(BATCH):
            features, starts = features_of([texts[index][:WINDOW] for index in chosen.tolist()], count, begin)
            for group in (*dense.param_groups, *sparse.param_groups):
                group["lr"] = RATE * (1 - step / steps)
            scores = model(torch.from_numpy(features), torch.from_numpy(starts))
            losses = functional.binary_cross_entropy_with_logits(scores, goals[chosen], reduction="none")
            loss = (losses * known[chosen]).sum() / len(chosen)
            dense.zero_grad()
            sparse.zero_grad()
            loss.backward()
            dense.step()
            sparse.step()
            total += loss.item() * len(chosen)
            step += 1
        print(f"quick reader, epoch {epoch + 1}: {total / len(texts):.4f}", flush=True)
    model.eval()
    return model


def write_student(model: Sums, folder: Path) -> None:
    table = model.table.weight.detach().numpy()
    scale = float(np.abs(table).max()) / 127
    np.save(folder / "student_table.npy", np.round(table / scale).astype(np.int8))
    inner, outer = model.inner, model.outer
    layers = packed(
        scale, *(part.detach().numpy() for part in (inner.weight.T, inner.bias, outer.weight.T, outer.bias))
    )  # fmt: skip
    np.save(folder / "student_layers.npy", layers)
