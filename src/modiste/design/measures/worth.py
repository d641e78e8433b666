"""What a generator is worth against real pictures that it has not seen, with a floor and a control beside it.

Knows which sets are compared and how often; features come from an extractor that the caller gives, whose
distances compare with no other's.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from statistics import fmean, stdev
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.design.measures.frechet import frechet
from modiste.design.measures.neighbourhoods import neighbourhoods
from modiste.learning import Metric

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]

NEIGHBOURS = 5


@dataclass(frozen=True, eq=False)
class References:
    """Features (n, d) of real pictures.

    Attributes:
        unseen: of pictures that the generator did not learn from.
        seen: of as many that it may have learned from: their distance is the floor.
        blurred: of the same, each pixel the mean of 3 x 3: what is real but not sharp, the control.
    """

    unseen: Floats
    seen: Floats
    blurred: Floats


@dataclass(frozen=True)
class Worth:
    """The figures, and each seed's own."""

    metrics: Mapping[str, Metric]
    seeds: list[dict[str, Any]]


def worth(references: References, made: Callable[[int], Floats], seeds: int) -> Worth:
    """Judge what a generator makes of each seed from 0 on; a figure of several seeds is their mean.

    Args:
        references: features of real pictures.
        made: features (m, d) of the pictures of one seed.
        seeds: how many.
    """
    rows: list[dict[str, float]] = []
    for seed in range(seeds):
        features = made(seed)
        near = neighbourhoods(references.unseen, features, NEIGHBOURS)
        rows.append({"fd": frechet(features, references.unseen), **asdict(near)})
    beside = {
        "fd_floor": frechet(references.seen, references.unseen),
        "fd_blur": frechet(references.blurred, references.unseen),
    }
    metrics = {
        name: Metric(fmean(row[name] for row in rows), _spread([row[name] for row in rows]), _unit(name))
        for name in rows[0]
    }
    alone = {name: Metric(value, None, _unit(name)) for name, value in beside.items()}
    order = ("fd", *alone, *(name for name in metrics if name != "fd"))
    told = [{"seed": seed, **row} for seed, row in enumerate(rows)]
    return Worth({name: {**metrics, **alone}[name] for name in order}, told)


def blurred(pictures: Pixels) -> Pixels:
    """Pictures (n, channels, height, width) whose every pixel is the mean of its 3 x 3, edges repeated."""
    wide = np.pad(pictures, ((0, 0), (0, 0), (1, 1), (1, 1)), mode="edge").astype(np.float32)
    height, width = pictures.shape[-2:]
    parts = [wide[..., y : y + height, x : x + width] for y in range(3) for x in range(3)]
    return np.rint(sum(parts) / 9).astype(np.uint8)


def _spread(values: list[float]) -> tuple[float, float] | None:
    """Two standard deviations either way, where there are several seeds."""
    if len(values) < 2:
        return None
    middle, spread = fmean(values), stdev(values)
    return (middle - 2 * spread, middle + 2 * spread)


def _unit(name: str) -> str:
    return "distance" if name.startswith("fd") else "ratio" if name == "density" else "fraction"
