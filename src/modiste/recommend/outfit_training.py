"""How an outfit model is trained: by what is left out of outfits, and by outfits thrown together by chance.

Knows torch; what comes out is plain arrays. One piece of every outfit is hidden and has to be told from the
pieces of other outfits in the batch; and whole outfits have to be told from random ones of the same size.
"""

from collections.abc import Callable, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from modiste.garment import ModisteError
from modiste.recommend.outfit_model import BLANK, WHOLE, Member, OutfitModel, category_places, vectors_of

DEPTH, HEADS, LAYERS = 32, 4, 2
_BATCH, _EPOCHS, _RATE = 256, 12, 4e-3
_LONGEST = 12
_LEAST = 20
Whole = NDArray[np.int64]


class _Block(nn.Module):
    def __init__(self, depth: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.first, self.second = nn.LayerNorm(depth), nn.LayerNorm(depth)
        self.attend, self.out = nn.Linear(depth, 3 * depth), nn.Linear(depth, depth)
        self.up, self.down = nn.Linear(depth, 2 * depth), nn.Linear(2 * depth, depth)

    def forward(self, x: Tensor, there: Tensor) -> Tensor:
        n, length, depth = x.shape
        asks, keys, values = (
            each.reshape(n, length, self.heads, -1).transpose(1, 2)
            for each in self.attend(self.first(x)).chunk(3, -1)
        )
        mixed = F.scaled_dot_product_attention(asks, keys, values, attn_mask=there[:, None, None, :])
        x = x + self.out(mixed.transpose(1, 2).reshape(n, length, depth))
        made: Tensor = x + self.down(F.relu(self.up(self.second(x))))
        return made


class _Network(nn.Module):
    """The same as `OutfitModel`, to be trained; its parameters bear the names that are kept."""

    def __init__(self, categories: int, width: int) -> None:
        super().__init__()
        self.category = nn.Parameter(torch.randn(categories, DEPTH) * 0.2)
        self.token = nn.Parameter(torch.randn(2, DEPTH) * 0.2)
        self.vector = nn.Linear(width, DEPTH) if width else None
        self.blocks = nn.ModuleList(_Block(DEPTH, HEADS) for _ in range(LAYERS))
        self.last = nn.LayerNorm(DEPTH)
        self.wanted, self.offered = nn.Linear(DEPTH, DEPTH), nn.Linear(DEPTH, DEPTH)
        self.worth = nn.Linear(DEPTH, 1)

    def pieces(self, places: Tensor, vectors: Tensor | None) -> Tensor:
        made = self.category[places]
        return made if self.vector is None or vectors is None else made + self.vector(vectors)

    def asked(self, pieces: Tensor, there: Tensor, question: int) -> Tensor:
        token = self.token[question].expand(len(pieces), 1, -1)
        x = torch.cat([token, pieces], 1)
        there = torch.cat([torch.ones(len(there), 1, dtype=torch.bool), there], 1)
        for block in self.blocks:
            x = block(x, there)
        out: Tensor = self.last(x[:, 0])
        return out


def train_outfits(
    outfits: Sequence[Sequence[Member]],
    *,
    epochs: int = _EPOCHS,
    seed: int = 0,
    go_on: Callable[[int], None] = lambda epoch: None,
) -> OutfitModel:
    """Learn what goes with what.

    Args:
        outfits: as people put them together; those of fewer than two pieces teach nothing and are left out.
        epochs: how often each is seen.
        seed: of weights and draws.
        go_on: told every epoch; may raise to stop.

    Raises:
        ModisteError: MOD-2356 for too few outfits, MOD-2354 for vectors of several widths.
    """
    usable = [tuple(each[:_LONGEST]) for each in outfits if len(each) > 1]
    if len(usable) < _LEAST:
        raise ModisteError("MOD-2356", n=len(usable), least=_LEAST)
    chance = np.random.default_rng(seed)
    flat = [piece for outfit in usable for piece in outfit]
    categories = ("", *sorted({piece.category for piece in flat if piece.category}))
    width = max((len(piece.vector) for piece in flat), default=0)
    places = torch.from_numpy(category_places(categories, flat))
    vectors = torch.from_numpy(vectors_of(flat, width)) if width else None
    ends = np.cumsum([len(outfit) for outfit in usable])
    rows = _padded(ends)
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        network = _Network(len(categories), width)
        steps = epochs * -(-len(usable) // _BATCH)
        optimiser = torch.optim.AdamW(network.parameters(), lr=_RATE, weight_decay=0.02)
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, _RATE, total_steps=steps + 1)
        for epoch in range(epochs):
            go_on(epoch)
            order = chance.permutation(len(usable))
            for start in range(0, len(order), _BATCH):
                loss = _loss(network, rows[order[start : start + _BATCH]], places, vectors, chance)
                optimiser.zero_grad()
                loss.backward()  # type: ignore[no-untyped-call] # torch leaves it untyped
                nn.utils.clip_grad_norm_(network.parameters(), 1.0)
                optimiser.step()
                schedule.step()
    weights = {
        name.replace("blocks.", "block"): value.detach().numpy().copy()
        for name, value in network.named_parameters()
    }
    return OutfitModel(categories, HEADS, LAYERS, width, weights)


def _padded(ends: Whole) -> Whole:
    """(outfits, longest) the places of each outfit's pieces, -1 beyond them."""
    starts = np.concatenate([[0], ends[:-1]])
    made = starts[:, None] + np.arange(int((ends - starts).max()))
    return np.where(made < ends[:, None], made, -1)


def _loss(
    network: _Network, rows: Whole, places: Tensor, vectors: Tensor | None, chance: np.random.Generator
) -> Tensor:
    """What is hidden must be told from the batch's other hidden pieces, outfits from random ones."""
    n, length = rows.shape
    sizes = (rows >= 0).sum(1)
    hidden = rows[np.arange(n), (chance.random(n) * sizes).astype(np.int64)]

    def looked(some: Whole) -> tuple[Tensor, Tensor]:
        at = torch.from_numpy(np.maximum(some, 0))
        pieces = network.pieces(places[at], None if vectors is None else vectors[at])
        return pieces, torch.from_numpy(some >= 0)

    rest = np.where(rows == hidden[:, None], -1, rows)
    wanted = network.wanted(network.asked(*looked(rest), BLANK))
    offered = network.offered(looked(hidden[:, None])[0][:, 0])
    scores = wanted @ offered.T / np.sqrt(DEPTH)
    if vectors is None:  # another of the same category is no wrong answer where nothing else is known
        same = places[torch.from_numpy(hidden)]
        double = (same[:, None] == same[None, :]) & ~torch.eye(n, dtype=torch.bool)
        scores = scores.masked_fill(double, float("-inf"))
    loss = F.cross_entropy(scores, torch.arange(n))
    some = rows[rows >= 0]
    mixed = np.where(rows >= 0, some[chance.integers(0, len(some), (n, length))], -1)
    pieces, there = looked(np.concatenate([rows, mixed]))
    worth = network.worth(network.asked(pieces, there, WHOLE))[:, 0]
    truth = torch.cat([torch.ones(n), torch.zeros(n)])
    return loss + F.binary_cross_entropy_with_logits(worth, truth)
