"""How a palette looks to those who see fewer colours, and which two colours then run together.

Knows full protanopia, deuteranopia and tritanopia; between them and full sight lies every weaker form.
Source: Machado, Oliveira, Fernandes: A Physiologically-based Model for Simulation of Color Vision Deficiency
(2009), doi:10.1109/TVCG.2009.113, severity 1.0.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from modiste.design.colour.difference import between
from modiste.foundation import to_hex
from modiste.tailoring import encoded, linear, rgb

Floats = NDArray[np.float64]
Deficiency = Literal["protanopia", "deuteranopia", "tritanopia"]
_SEEN: Mapping[Deficiency, Floats] = MappingProxyType(
    {
        "protanopia": np.array(
            [
                [0.152286, 1.052583, -0.204868],
                [0.114503, 0.786281, 0.099216],
                [-0.003882, -0.048116, 1.051998],
            ]
        ),
        "deuteranopia": np.array(
            [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
        ),
        "tritanopia": np.array(
            [
                [1.255528, -0.076749, -0.178779],
                [-0.078411, 0.930809, 0.147602],
                [0.004733, 0.691367, 0.303900],
            ]
        ),
    }
)
CLOSE = 5.0
"""CIEDE2000 below which two colours of a palette are told to run together."""


@dataclass(frozen=True)
class Closest:
    """The two colours of a palette that look most alike to somebody.

    Attributes:
        sight: `full`, or what is lacking.
        pair: The two, as they are.
        seen: The two as they are seen.
        difference: CIEDE2000 of what is seen.
    """

    sight: Literal["full", Deficiency]
    pair: tuple[str, str]
    seen: tuple[str, str]
    difference: float

    @property
    def runs_together(self) -> bool:
        """Whether they can hardly be told apart."""
        return self.difference < CLOSE


def as_seen(palette: tuple[str, ...], deficiency: Deficiency) -> tuple[str, ...]:
    """A palette as it looks with a deficiency."""
    light = linear(np.stack([rgb(each) for each in palette])) @ _SEEN[deficiency].T
    return tuple(to_hex(255 * each) for each in encoded(light))


def closest_pairs(palette: tuple[str, ...]) -> tuple[Closest, ...]:
    """The closest pair of a palette to full sight and under each deficiency."""
    views: dict[Literal["full", Deficiency], tuple[str, ...]] = {"full": palette}
    views |= {each: as_seen(palette, each) for each in _SEEN}
    found = []
    for sight, seen in views.items():
        far = between(seen)
        far[np.tril_indices(len(seen))] = np.inf
        i, j = (int(each) for each in np.unravel_index(int(far.argmin()), far.shape))
        pair = (palette[i], palette[j])
        found.append(Closest(sight, pair, (seen[i], seen[j]), round(float(far[i, j]), 2)))
    return tuple(found)
