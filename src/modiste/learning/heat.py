"""An explanation as a value, and how its heat is laid over the picture it explains.

Knows numpy only, so that reports and command lines can show explanations where torch is not installed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.learning.look import heat_scale


@dataclass(frozen=True)
class Faithfulness:
    """How the target's probability falls and rises as pixels go and come, most important first.

    Areas under the curves over the share of pixels, in [0, 1]; `random_*` are the means of random orders on
    the same picture in the same run. Faithful: deletion well below random, insertion well above.
    """

    deletion: float
    insertion: float
    random_deletion: float
    random_insertion: float

    @property
    def gain(self) -> float:
        """What the order is worth over chance, both areas together; above 0 is better than random."""
        return (self.random_deletion - self.deletion) + (self.insertion - self.random_insertion)

    @property
    def better_counts(self) -> int:
        """In how many of the two areas, deletion and insertion, the order beats chance: 0, 1 or 2."""
        return int(self.deletion < self.random_deletion) + int(self.insertion > self.random_insertion)


@dataclass(frozen=True, eq=False)
class Explanation:
    """Where a model looked: `heat` float32 `(h, w)` in [0, 1] for class `target` of picture `index`.

    `attribution` float32 `(h, w)` is the signed map the heat was made from. `residual`, where the method has
    a completeness axiom, is |sum of attributions - (score - baseline's score)|. `seconds` do not include the
    faithfulness check. Nothing supports the target where heat is all zero.
    """

    method: str
    index: int
    target: int
    heat: NDArray[np.float32]
    attribution: NDArray[np.float32]
    faithfulness: Faithfulness
    seconds: float
    residual: float | None = None

    def to_json(self) -> dict[str, object]:
        """Its figures without the maps."""
        return {
            "method": self.method,
            "target": self.target,
            "faithfulness": {**vars(self.faithfulness), "gain": self.faithfulness.gain},
            "completeness_residual": self.residual,
            "seconds": self.seconds,
        }


def heat_of(attribution: NDArray[np.float32]) -> NDArray[np.float32]:
    """The supporting part of a signed map, scaled so that its 99th percentile is 1, clipped to [0, 1]."""
    supporting = np.maximum(attribution, 0.0)
    if not supporting.any():
        return np.zeros_like(attribution, dtype=np.float32)
    top = float(np.quantile(supporting, 0.99)) or float(supporting.max())
    return np.minimum(supporting / top, 1.0).astype(np.float32)


def overlay(
    picture: NDArray[np.uint8], heat: NDArray[np.float32], strength: float = 0.75
) -> NDArray[np.uint8]:
    """The heat in the house's colour scale over a greyed picture: uint8 `(h, w, 3)`.

    `picture` is uint8 `(h, w)`, `(h, w, 1)` or `(h, w, 3)`; the heat is stretched to its size. Where the heat
    is 0 the grey picture shows through; `strength` is the opacity at heat 1.
    """
    plain = np.atleast_3d(picture).astype(np.float64)
    grey = plain @ (0.2126, 0.7152, 0.0722) if plain.shape[2] == 3 else plain[..., 0]
    height, width = grey.shape
    stretched = _stretched(heat.astype(np.float64), height, width)
    colour = heat_scale()[np.round(stretched * 255).astype(np.int64)]
    # Opacity grows as the square root: weak evidence stays visible.
    alpha = strength * np.sqrt(stretched)[..., None]
    mixed: NDArray[np.uint8] = np.round(colour * alpha + grey[..., None] * (1 - alpha)).astype(np.uint8)
    return mixed


def by_picture(explanations: list[Explanation]) -> Mapping[int, tuple[Explanation, ...]]:
    """The explanations of each picture, in the order given."""
    grouped: dict[int, tuple[Explanation, ...]] = {}
    for explanation in explanations:
        grouped[explanation.index] = (*grouped.get(explanation.index, ()), explanation)
    return grouped


def _stretched(heat: NDArray[np.float64], height: int, width: int) -> NDArray[Any]:
    """Bilinear, pixel centres aligned, edges held."""
    for axis, size in ((0, height), (1, width)):
        have = heat.shape[axis]
        if have == size:
            continue
        place = ((np.arange(size) + 0.5) * have / size - 0.5).clip(0, have - 1)
        low = np.floor(place).astype(np.int64)
        high = np.minimum(low + 1, have - 1)
        share = (place - low).reshape((-1, 1) if axis == 0 else (1, -1))
        heat = heat.take(low, axis) * (1 - share) + heat.take(high, axis) * share
    return heat
