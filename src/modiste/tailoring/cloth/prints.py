"""What is dyed, woven or printed onto a cloth: plain colour, stripes, checks, dots.

Knows colours and centimetres; the surface below is `texture`'s.
"""

from dataclasses import dataclass

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
class Stripe:
    """Bars of `bar` on `ground`, `width` cm wide every `period` cm: across the body, or along the grain."""

    ground: str
    bar: str
    period: float
    width: float
    upright: bool = False

    def __post_init__(self) -> None:
        rgb(self.ground)
        rgb(self.bar)
        _lengths(self.period, self.width)

    @property
    def repeat(self) -> tuple[float, float]:
        """See `Solid.repeat`."""
        return (self.period, 0.0) if self.upright else (0.0, self.period)

    def painted(self, x: Floats, y: Floats) -> Floats:
        """See `Solid.painted`."""
        at = np.broadcast_arrays(x, y)[0 if self.upright else 1]
        return _mixed(self.ground, self.bar, _bars(at, self.period, self.width))


@dataclass(frozen=True)
class Check:
    """Gingham: bars of `bar` both ways on `ground`, half as strong where they do not cross."""

    ground: str
    bar: str
    period: float
    width: float

    def __post_init__(self) -> None:
        rgb(self.ground)
        rgb(self.bar)
        _lengths(self.period, self.width)

    @property
    def repeat(self) -> tuple[float, float]:
        """See `Solid.repeat`."""
        return self.period, self.period

    def painted(self, x: Floats, y: Floats) -> Floats:
        """See `Solid.painted`."""
        across, along = np.broadcast_arrays(x, y)
        share = (_bars(across, self.period, self.width) + _bars(along, self.period, self.width)) / 2
        return _mixed(self.ground, self.bar, share)


@dataclass(frozen=True)
class Dot:
    """Dots of `dot` on `ground`, `width` cm across, every `period` cm, every other row half a step on."""

    ground: str
    dot: str
    period: float
    width: float

    def __post_init__(self) -> None:
        rgb(self.ground)
        rgb(self.dot)
        _lengths(self.period, self.width)

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
        return _mixed(self.ground, self.dot, np.clip((self.width / 2 - far) / _SOFT + 0.5, 0, 1))


Print = Solid | Stripe | Check | Dot
_SOFT = 0.03
"""Centimetres over which ink or dyed yarn changes."""


def _bars(at: Floats, period: float, width: float) -> Floats:
    far = np.abs((at / period) % 1 - 0.5) * period
    return np.clip((width / 2 - far) / _SOFT + 0.5, 0, 1)


def _mixed(ground: str, ink: str, share: Floats) -> Floats:
    return rgb(ground) + share[..., None] * (rgb(ink) - rgb(ground))


def _lengths(period: float, width: float) -> None:
    if not 0.1 <= period <= 60 or not 0.02 <= width < period:
        raise ModisteError(
            "MOD-1587",
            what="A repeat and its bar or dot",
            value=f"{period:g} and {width:g} cm",
            hint="Repeat every 0.1 to 60 cm, with something narrower than that.",
        )
