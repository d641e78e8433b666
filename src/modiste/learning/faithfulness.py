"""Does an explanation tell the truth? Take away what it calls important and see whether the model minds.

Knows rankings of pixels and a network's probabilities; not how the ranking was made. Source: Petsiuk, Das and
Saenko, RISE (BMVC 2018), deletion and insertion, with random rankings in the same run as the baseline.
"""

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from modiste.learning.heat import Faithfulness

STEPS = 16
RANDOM_RANKINGS = 4
# Single pixels of a large photo, taken at random, act as noise that fools any network; cells of a grid no
# finer than this are moved together, for the attribution and the random rankings alike.
GRID = 28
_BATCH = 64


def faithfulness(
    module: nn.Module,
    picture: Tensor,
    target: int,
    attributions: Sequence[NDArray[np.float32]],
    baseline: Tensor,
    seed: int = 0,
) -> list[Faithfulness]:
    """Score each attribution `(h, w)` of one normalised picture `(c, h, w)` for class `target`.

    `baseline` `(c, h, w)` is what a removed pixel becomes and what insertion starts from. Every score shares
    the same random rankings, drawn from `seed`.
    """
    _, height, width = picture.shape
    rows, columns = min(height, GRID), min(width, GRID)
    cells = _cells(height, width, rows, columns)
    chance = np.random.default_rng(seed)
    rankings = [_ranking(attribution, rows, columns) for attribution in attributions]
    rankings += [chance.permutation(rows * columns) for _ in range(RANDOM_RANKINGS)]
    masks = torch.from_numpy(np.concatenate([_masks(ranking, cells) for ranking in rankings]))
    # A mask of what is gone, and its reverse: the first deletes, the second inserts.
    deletion = _areas(module, picture, baseline, masks, target)
    insertion = _areas(module, baseline, picture, masks, target)
    count = len(attributions)
    random_deletion, random_insertion = deletion[count:].mean(), insertion[count:].mean()
    return [
        Faithfulness(float(gone), float(come), float(random_deletion), float(random_insertion))
        for gone, come in zip(deletion[:count], insertion[:count], strict=True)
    ]


def _cells(height: int, width: int, rows: int, columns: int) -> NDArray[np.int64]:
    """The cell `(h, w)` in which each pixel lies."""
    row = np.arange(height) * rows // height
    column = np.arange(width) * columns // width
    return row[:, None] * columns + column[None, :]


def _ranking(attribution: NDArray[np.float32], rows: int, columns: int) -> NDArray[np.int64]:
    """Cells, most important first."""
    pooled = F.adaptive_avg_pool2d(torch.from_numpy(attribution)[None], (rows, columns))
    return np.argsort(-pooled.numpy().ravel(), kind="stable")


def _masks(ranking: NDArray[np.int64], cells: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Pixels taken after 0, 1, ... `STEPS` equal shares of the ranking: `(STEPS + 1, h, w)`."""
    place = np.empty(len(ranking), dtype=np.int64)
    place[ranking] = np.arange(len(ranking))
    shares = np.round(np.linspace(0, len(ranking), STEPS + 1)).astype(np.int64)
    taken: NDArray[np.bool_] = place[cells][None] < shares[:, None, None]
    return taken


@torch.inference_mode()
def _areas(module: nn.Module, start: Tensor, end: Tensor, masks: Tensor, target: int) -> NDArray[np.float64]:
    """Area under the target's probability as `start` turns into `end` along each ranking."""
    chances = []
    for some in torch.split(masks, _BATCH):
        mixed = torch.where(some[:, None].to(start.device), end, start)
        chances.append(module(mixed).float().softmax(1)[:, target].cpu())
    curves = torch.cat(chances).double().numpy().reshape(-1, STEPS + 1)
    areas: NDArray[np.float64] = np.trapezoid(curves, dx=1 / STEPS, axis=1)
    return areas
