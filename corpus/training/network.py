"""The judge's network: the encoder, marks on each token, and one score a head."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from corpus.training.e5 import E5
from corpus.training.encoder import Encoder
from parvis.engine.judge.heads import HEADS, MARKS


class Verdict(nn.Module):
    """Two vectors make a verdict: the mean of the comment, and what its words of evidence say together."""

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.marks = nn.Linear(width, len(MARKS))
        nn.init.constant_(self.marks.bias, -3.0)
        self.dropout = nn.Dropout(dropout)
        self.heads = nn.Linear(2 * width, len(HEADS))
        nn.init.normal_(self.heads.weight, std=0.02)
        nn.init.constant_(self.heads.bias, -2.0)

    def forward(self, x: Tensor, kinds: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Scores before the sigmoid: (batch, heads) of the comment, and (batch, length, marks) of its pieces."""
        x = x.float()
        own = (mask * (1 - kinds)).float()
        mean = (x * own[:, :, None]).sum(1) / own.sum(1, keepdim=True).clamp(min=1)
        marks: Tensor = self.marks(x)
        weights = marks[:, :, 0].masked_fill(own == 0, -1e4).softmax(-1)
        carried = (x * weights[:, :, None]).sum(1)
        scores: Tensor = self.heads(self.dropout(torch.cat([mean, carried], -1)))
        return scores, marks


class Judge(nn.Module):
    def __init__(self, e5: E5, kept: Sequence[int], layers: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(e5, kept, layers, dropout)
        self.verdict = Verdict(e5.width, dropout)

    def forward(self, tokens: Tensor, kinds: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """What Verdict gives. `kinds` is 0 on the comment and 1 on what it answers; `mask` is 0 on padding."""
        read: tuple[Tensor, Tensor] = self.verdict(self.encoder(tokens, kinds, mask), kinds, mask)
        return read
