"""What is dyed, woven or printed onto a cloth: plain colour, stripes, checks, dots, any repeat as a picture.

Knows colours and centimetres; the surface below is `texture`'s.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.tailoring.colour import rgb

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Solid:
    """One colour, as `#rrggbb`."""

    colour: str

    def __post_init__(self) -> None:
        rgb(self.colour)

    @property
    def repeat(self) -> tuple[float, float]:
        """Width and height of what repeats, in centimetres; 0 where it is the same everywhere."""
        return 0.0, 0.0

    def painted(self, x: Floats, y: Floats) -> Floats:
        """SRGB from 0 to 1 at places on the cloth, centimetres: (..., 3)."""
        return np.broadcast_to(rgb(self.colour), (*np.broadcast(x, y).shape, 3)).copy()


@dataclass(frozen=True)
class _Inked:
    """An `ink` on a `ground`, both `#rrggbb`, something `width` cm wide every `period` cm."""

    ground: str
    ink: str
    period: float
    width: float

    def __post_init__(self) -> None:
        rgb(self.ground)
        rgb(self.ink)
        if not 0.1 <= self.period <= 60 or not 0.02 <= self.width < self.period:
            raise ModisteError(
                "MOD-1587",
                what="A repeat and its bar or dot",
                value=f"{self.period:g} and {self.width:g} cm",
                hint="Repeat every 0.1 to 60 cm, with something narrower than that.",
            )

    def _bars(self, at: Floats) -> Floats:
        far = np.abs((at / self.period) % 1 - 0.5) * self.period
        return np.clip((self.width / 2 - far) / _SOFT + 0.5, 0, 1)

    def _mixed(self, share: Floats) -> Floats:
        return rgb(self.ground) + share[..., None] * (rgb(self.ink) - rgb(self.ground))


@dataclass(frozen=True)
class Stripe(_Inked):
    """Bars of `ink`: across the body, or along the grain."""

    upright: bool = False

    @property
    def repeat(self) -> tuple[float, float]:
        """See `Solid.repeat`."""
        return (self.period, 0.0) if self.upright else (0.0, self.period)

    def painted(self, x: Floats, y: Floats) -> Floats:
        """See `Solid.painted`."""
        return self._mixed(self._bars(np.broadcast_arrays(x, y)[0 if self.upright else 1]))


@dataclass(frozen=True)
class Check(_Inked):
    """Gingham: bars of `ink` both ways, half as strong where they do not cross."""

    @property
    def repeat(self) -> tuple[float, float]:
        """See `Solid.repeat`."""
        return self.period, self.period

    def painted(self, x: Floats, y: Floats) -> Floats:
        """See `Solid.painted`."""
        across, along = np.broadcast_arrays(x, y)
        return self._mixed((self._bars(across) + self._bars(along)) / 2)


@dataclass(frozen=True)
class Dot(_Inked):
    """Dots of `ink`, every other row half a step on."""

    @property
    def repeat(self) -> tuple[float, float]:
        """See `Solid.repeat`."""
        return self.period, 2 * self.period

    def painted(self, x: Floats, y: Floats) -> Floats:
        """See `Solid.painted`."""
        row = np.floor(y / self.period)
        dx = (x / self.period + 0.5 * (row % 2)) % 1 - 0.5
        dy = (y / self.period) % 1 - 0.5
        far = np.hypot(dx, dy) * self.period
        return self._mixed(np.clip((self.width / 2 - far) / _SOFT + 0.5, 0, 1))


Print = Solid | Stripe | Check | Dot


class Dyed(Protocol):
    """Whatever says the colour at a place on the cloth."""

    @property
    def repeat(self) -> tuple[float, float]:
        """See `Solid.repeat`."""

    def painted(self, x: Floats, y: Floats) -> Floats:
        """See `Solid.painted`; y runs down from the top of a panel."""


@dataclass(frozen=True, eq=False)
class Printed:
    """A repeat as a picture.

    Attributes:
        pixels: (rows, columns, 3) uint8 sRGB; it repeats in both directions.
        width: Centimetres across.
        height: Centimetres along.
    """

    pixels: NDArray[np.uint8]
    width: float
    height: float

    @property
    def repeat(self) -> tuple[float, float]:
        """See `Solid.repeat`."""
        return self.width, self.height

    def painted(self, x: Floats, y: Floats) -> Floats:
        """See `Solid.painted`; between pixels their colours are mixed."""
        rows, columns = self.pixels.shape[:2]
        column, row = np.broadcast_arrays(x / self.width * columns - 0.5, y / self.height * rows - 0.5)
        left, top = np.floor(column).astype(int), np.floor(row).astype(int)
        across, down = (column - left)[..., None], (row - top)[..., None]
        shown = self.pixels / 255.0
        corners = [shown[(top + j) % rows, (left + i) % columns] for j, i in ((0, 0), (0, 1), (1, 0), (1, 1))]
        above, below = (a + across * (b - a) for a, b in (corners[:2], corners[2:]))
        return np.asarray(above + down * (below - above))


_SOFT = 0.03
"""Centimetres over which ink or dyed yarn changes."""
