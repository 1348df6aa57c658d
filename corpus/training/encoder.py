"""The encoder in PyTorch: multilingual-e5-small with its vocabulary pruned, and the judge's heads on top."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from corpus.training.e5 import E5


class Layer(nn.Module):
    """One layer of BERT, normalised after each addition."""

    def __init__(self, width: int, heads: int, inner: int, epsilon: float, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.ao = (nn.Linear(width, width) for _ in range(4))
        self.fi, self.fo = nn.Linear(width, inner), nn.Linear(inner, width)
        self.aln, self.oln = nn.LayerNorm(width, epsilon), nn.LayerNorm(width, epsilon)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, width = x.shape
        q, k, v = (
            part(x).view(batch, length, self.heads, width // self.heads).transpose(1, 2)
            for part in (self.q, self.k, self.v)
        )
        # Written out: on processors, torch's own fused attention is several times slower backwards.
        scores = (q * (width // self.heads) ** -0.5) @ k.transpose(2, 3)
        scores = scores + mask.to(scores.dtype)
        attended = scores.softmax(-1) @ v
        mixed = attended.transpose(1, 2).reshape(batch, length, width)
        x = self.aln(x + self.dropout(self.ao(mixed)))
        inner: Tensor = self.fo(functional.gelu(self.fi(x)))
        normalised: Tensor = self.oln(x + self.dropout(inner))
        return normalised


class Encoder(nn.Module):
    """Tokens in, one vector a token out. `kept` are the pieces of e5's vocabulary, in their new order."""

    def __init__(self, e5: E5, kept: Sequence[int], layers: int, dropout: float = 0.1) -> None:
        super().__init__()
        width = e5.width
        self.word = nn.Embedding.from_pretrained(torch.from_numpy(e5.tensors["emb.word"][list(kept)]), freeze=True)
        self.position = nn.Embedding.from_pretrained(torch.from_numpy(e5.tensors["emb.pos"]), freeze=False)
        self.kind = nn.Embedding.from_pretrained(torch.from_numpy(e5.tensors["emb.type"]), freeze=False)
        self.norm = nn.LayerNorm(width, 1e-12)
        self.layers = nn.ModuleList(Layer(width, e5.heads, e5.inner, 1e-12, dropout) for _ in range(layers))
        self.dropout = nn.Dropout(dropout)
        _copy(self.norm, e5, "emb.ln")
        for number, layer in enumerate(self.layers):
            for name, module in layer.named_children():
                if name != "dropout":
                    _copy(module, e5, f"l{number}.{name}")

    def forward(self, tokens: Tensor, kinds: Tensor, mask: Tensor) -> Tensor:
        positions = torch.arange(tokens.shape[1], device=tokens.device)
        x = self.norm(self.word(tokens) + self.position(positions) + self.kind(kinds))
        x = self.dropout(x)
        blocked = ((1.0 - mask.to(x.dtype)) * -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, blocked)
        return x


def _copy(module: nn.Module, e5: E5, name: str) -> None:
    with torch.no_grad():
        module.weight.copy_(torch.from_numpy(e5.tensors[f"{name}.w"]))
        module.bias.copy_(torch.from_numpy(e5.tensors[f"{name}.b"]))
