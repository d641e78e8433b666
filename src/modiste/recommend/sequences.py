"""The training of sequence models: batches of like length, shared negatives, embeddings begun from counts.

Knows how any encoder of histories is trained, by one process or by several that share every batch; encoders
are `transformer`'s and `recurrent`'s.

Sources: sampled softmax with negatives shared by a batch (Klenitskiy and Vasilev, RecSys 2023; eSASRec,
RecSys 2025); embeddings begin as a factorisation of pointwise mutual information (Levy and Goldberg, 2014).
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.learning import join
from modiste.recommend.interactions import Interactions
from modiste.recommend.neighbours import NeighbourSettings, pairs_of
from modiste.recommend.protocols import Floats, History

if TYPE_CHECKING:
    import torch

Weights = dict[str, NDArray[np.float32]]
_POSITIONS = 4_000_000
"""Seen in a training, or twice that: a few minutes of one core, whatever the data."""
_MANY_ITEMS = 12_500
_LEAST_BATCHES = 30
_WARM = 100


@dataclass(frozen=True)
class SequenceSettings:
    """What a sequence model is and how it is trained.

    Attributes:
        size: of embeddings.
        window: how many of the newest acts count.
        dropout: of embeddings and of each branch.
        negatives: drawn for a batch.
        learning_rate: the largest; it rises for 100 steps and falls as half a cosine to a tenth.
        weight_decay: of AdamW.
        batch: positions in a batch, roughly.
        epochs: at most; 0 chooses by the number of interactions.
        patience: looks without a better one until it stops.
        kept_epoch: the one whose weights were kept; 0 before training.
        spread: standard deviation of the embeddings at the start.
        seed: of all that is drawn.
    """

    size: int = 64
    window: int = 50
    dropout: float = 0.3
    negatives: int = 512
    learning_rate: float = 1e-3
    weight_decay: float = 0.01
    batch: int = 1024
    epochs: int = 0
    patience: int = 3
    spread: float = 0.05
    seed: int = 0
    kept_epoch: int = 0


def epochs_for(settings: SequenceSettings, interactions: int, items: int = 0) -> int:
    """How many epochs at most: fewer the more there is to see, so that it never takes hours.

    A large catalogue, whose garments are each seen seldom, has up to twice as many.
    """
    more = float(np.clip((items / _MANY_ITEMS) ** 0.5, 1, 2))
    return settings.epochs or int(np.clip(more * _POSITIONS / max(interactions, 1), 2, 60))


def first_embeddings(interactions: Interactions, size: int, spread: float, seed: int) -> Floats:
    """(items, size): garments that are taken up together begin near each other; rare ones near zero."""
    chance = np.random.default_rng([seed, 41])
    items = len(interactions.items)
    noise = (chance.standard_normal((items, size)) * spread).astype(np.float32)
    pairs = pairs_of(interactions, NeighbourSettings(backward=1.0, length_power=0.0))
    rank = min(size, items - 1)
    if rank < 2 or not pairs.nnz:
        return noise
    from scipy.sparse import linalg  # noqa: PLC0415 - slow to import, needed for training only

    sums = np.asarray(pairs.sum(1)).ravel() + 1e-9
    pairs = pairs.tocoo()
    pairs.data = np.log1p(pairs.data * sums.sum() / (sums[pairs.row] * sums[pairs.col])).astype(np.float32)
    begin = chance.standard_normal(items).astype(np.float32)
    left, values, _ = linalg.svds(pairs.tocsr(), k=rank, v0=begin)
    made = np.zeros((items, size), np.float32)
    made[:, :rank] = left * np.sqrt(values)
    return (made * (spread / max(float(made.std()), 1e-9)) + noise * 0.1).astype(np.float32)


def batches(
    interactions: Interactions, settings: SequenceSettings, chance: np.random.Generator
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Inputs and targets (b, length), histories of like length together, padded in front with `items`."""
    sizes = np.diff(interactions.starts)
    rows = np.flatnonzero(sizes >= 2)
    lengths = np.minimum(sizes[rows] - 1, settings.window)
    order = rows[np.lexsort((chance.random(len(rows)), lengths))]
    batch = min(settings.batch, max(32, int(lengths.sum()) // _LEAST_BATCHES))
    groups: list[NDArray[np.int64]] = []
    start = 0
    while start < len(order):
        count = max(1, batch // int(min(sizes[order[start]] - 1, settings.window)))
        # The longest of the group rules its width: a group ends where that would make it too large.
        end = min(start + count, len(order))
        groups.append(order[start:end])
        start = end
    for place in chance.permutation(len(groups)).tolist():
        group = groups[place]
        width = int(min(sizes[group].max() - 1, settings.window))
        inputs = np.full((len(group), width), len(interactions.items), np.int64)
        targets = inputs.copy()
        for row, number in enumerate(group.tolist()):
            codes = interactions.codes[interactions.starts[number] : interactions.starts[number + 1]]
            codes = codes[-width - 1 :]
            inputs[row, width - len(codes) + 1 :], targets[row, width - len(codes) + 1 :] = (
                codes[:-1],
                codes[1:],
            )
        yield inputs, targets


def train(
    interactions: Interactions,
    build: "Callable[[Floats], torch.nn.Module]",
    settings: SequenceSettings,
    look: Callable[[Weights, int], bool],
    should_stop: Callable[[], bool] = lambda: False,
) -> None:
    """Train an encoder; after each epoch `look(weights, epoch)` says whether to go on.

    The module's `forward` takes (b, length) codes and gives (b, length, size); `items.weight` are the
    embeddings (items + 1, size), of which the last stands for nothing.

    Under torchrun or Ray Train each process takes its part of every batch's histories, and all have the same
    weights; without dropout they are those of one process within rounding, as dropout draws by process.

    Raises:
        ModisteError: MOD-2018 when stopped.
    """
    import torch  # noqa: PLC0415 - torch is needed for training only
    from torch.nn import functional as F  # noqa: PLC0415

    world = join()
    torch.set_num_threads(1)  # a busy machine gains nothing by more, and small matrices lose
    torch.manual_seed(settings.seed)
    chance = np.random.default_rng([settings.seed, 42])
    count = len(interactions.items)
    module = build(first_embeddings(interactions, settings.size, settings.spread, settings.seed))
    if not world.is_first:  # all begin alike; what is dropped is drawn by each
        torch.manual_seed(settings.seed + world.rank * 1_000_003)
    decayed = [value for value in module.parameters() if value.dim() > 1]
    other = [value for value in module.parameters() if value.dim() <= 1]
    groups: list[dict[str, Any]] = [{"params": decayed}, {"params": other, "weight_decay": 0.0}]
    optimiser = torch.optim.AdamW(
        groups, settings.learning_rate, betas=(0.9, 0.98), weight_decay=settings.weight_decay
    )
    last = epochs_for(settings, len(interactions), count)
    a_epoch = sum(1 for _ in batches(interactions, settings, np.random.default_rng(0)))
    warm = min(_WARM, last * a_epoch // 10 + 1)

    def rate(step: int) -> float:
        fallen = 0.5 * (1 + math.cos(math.pi * min(1.0, step / (last * a_epoch))))
        return min(1.0, (step + 1) / warm) * (0.1 + 0.9 * fallen)

    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, rate)
    for epoch in range(1, last + 1):
        module.train()
        for given, wanted in batches(interactions, settings, chance):
            if should_stop():
                raise ModisteError("MOD-2018", what="Training a sequence model")
            mine = slice(world.rank, None, world.size)
            inputs, targets = torch.from_numpy(given[mine]), torch.from_numpy(wanted[mine])
            there = targets != count
            hidden, targets = module(inputs)[there], targets[there]
            drawn = torch.from_numpy(chance.integers(0, count, min(settings.negatives, count)))
            table: Any = module.get_parameter("items.weight")
            positive = (hidden * table[targets]).sum(-1, keepdim=True)
            negative = hidden @ table[drawn].T
            negative = negative.masked_fill(drawn[None, :] == targets[:, None], -torch.inf)
            logits = torch.cat([positive, negative], 1)
            # The mean over all positions, whoever has how many: the mean of gradients makes it whole.
            share = len(targets) * world.size / int((wanted != count).sum())
            each = F.cross_entropy(logits, torch.zeros(len(targets), dtype=torch.long))
            loss = each * share if len(targets) else logits.sum()
            optimiser.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call] # torch
            world.average_gradients(module.parameters())
            optimiser.step()
            schedule.step()
        if not look({name: value.detach().numpy() for name, value in module.state_dict().items()}, epoch):
            return


def padded(histories: Sequence[History], window: int, nothing: int) -> NDArray[np.int64]:
    """The newest of each history (n, longest), padded in front."""
    width = max(1, min(window, max((len(each) for each in histories), default=1)))
    made = np.full((len(histories), width), nothing, np.int64)
    for row, each in enumerate(histories):
        codes = each.codes[-width:]
        made[row, width - len(codes) :] = codes
    return made


def normed(values: Floats, gain: Floats, bias: Floats) -> Floats:
    """Layer normalisation over the last axis, as torch does it."""
    centred: Any = values - values.mean(-1, keepdims=True)
    scale: Floats = np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-5)
    made: Floats = (centred / scale * gain + bias).astype(np.float32, copy=False)
    return made


def sigmoid(values: Floats) -> Floats:
    """Logistic function."""
    made: Any = 1 / (1 + np.exp(-values))
    return np.asarray(made, np.float32)


def state(weights: Weights) -> dict[str, Any]:
    """A copy that later steps do not change."""
    return {name: np.array(value, np.float32) for name, value in weights.items()}
