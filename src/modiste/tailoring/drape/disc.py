"""A round piece of cloth let fall over a stand, as the trade's drape test has it.

Knows ISO 9073-9's sizes: 30 cm of cloth on 18 cm; mechanics are `solver`'s, its picture is render's. Metres.
"""

import time
from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.tailoring.body.figure import Figure
from modiste.tailoring.drape.cloth import cut
from modiste.tailoring.drape.draping import Drape, stretches
from modiste.tailoring.drape.fabrics import Drapery
from modiste.tailoring.drape.field import Field
from modiste.tailoring.drape.solver import Phase, settle
from modiste.tailoring.drape.system import system
from modiste.tailoring.pattern.panel import Edge, Panel, Pattern, Placement

Points = NDArray[np.float64]

CLOTH, STAND, TALL = 0.15, 0.09, 0.075
"""Radius of the cloth and of the stand, and how high that is: the limpest cloth clears the table."""
EDGE = 0.009
_ROUNDED = 0.004
_CELL = 0.006
_ARCS = 8
_SHAKEN = 0.0008
"""How far cloth is from flat when it is laid down: folds must begin somewhere."""
_FALLING = (
    Phase(70, 1 / 90, drag=0.9),
    Phase(40, 1 / 60, drag=0.8, touching=True),
    Phase(20, 1 / 90, drag=0.5, effort=90, touching=True),
)


def draped_disc(fabric: Drapery, *, edge: float = EDGE, seed: int = 0) -> Drape:
    """Let a disc of cloth fall over a round stand.

    Args:
        fabric: How it hangs.
        edge: Edge length of the mesh.
        seed: Where its folds begin.

    Returns:
        The drape; its figure is the stand.

    Raises:
        ModisteError: MOD-1560 (too fine), MOD-1562 (it did not come to rest).
    """
    begun = time.perf_counter()
    cloth = cut(_disc(), edge)
    mechanics = system(cloth, fabric)
    shaken = np.random.default_rng(seed).normal(0, _SHAKEN, cloth.count)
    flat = cloth.vertex_flat
    places = np.ascontiguousarray(
        np.column_stack([flat[:, 0], TALL + 0.0015 + np.abs(shaken), -flat[:, 1]]), np.float64
    )
    speeds, field = np.zeros_like(places), _stand()
    for phase in _FALLING:
        moved = settle(mechanics, fabric, field, places, speeds, phase)
        if not np.isfinite(places).all() or not np.isfinite(moved.speed):
            raise ModisteError("MOD-1562", edge=f"{edge * 1000:.0f}")
    stretch = stretches(mechanics, places)
    return Drape(
        cloth=cloth,
        figure=_seen(),
        fabric=fabric,
        places=places,
        clearance=np.maximum(_away(places), 0),
        stretch=stretch,
        residual=float(np.quantile(np.maximum(stretch - 1, 0), 0.95)),
        speed=moved.speed,
        depth=float(max(0.0, -_away(places).min())),
        slip=float(np.hypot(*places[:, ::2].mean(0))),
        stays=True,
        seconds=time.perf_counter() - begun,
    )


def _disc() -> Pattern:
    """A circle of eight arcs, the grain up."""
    turn = 2 * np.pi * np.arange(_ARCS) / _ARCS
    handle = 4 / 3 * np.tan(np.pi / 2 / _ARCS)
    out = np.column_stack([np.cos(turn), np.sin(turn)]) * 100 * CLOTH
    round_ = np.column_stack([-out[:, 1], out[:, 0]]) * handle
    edges = []
    for number in range(_ARCS):
        after = (number + 1) % _ARCS
        one, other = out[number] + round_[number], out[after] - round_[after]
        edges.append(
            Edge(
                f"arc_{number}",
                (float(out[number, 0]), float(out[number, 1])),
                ((float(one[0]), float(one[1])), (float(other[0]), float(other[1]))),
                0.0,
            )
        )
    panel = Panel("disc", tuple(edges), Placement("torso", 0.0, "waist"))
    none: Mapping[str, float] = MappingProxyType({})
    return Pattern("disc", none, "", "", none, (panel,), (), none)


def _away(places: Points) -> Points:
    """(n,) the signed distance from the stand, whose rim is rounded."""
    out = np.hypot(places[..., 0], places[..., 2]) - (STAND - _ROUNDED)
    up = places[..., 1] - (TALL - _ROUNDED)
    outside = np.hypot(np.maximum(out, 0), np.maximum(up, 0))
    away: Points = outside + np.minimum(np.maximum(out, up), 0) - _ROUNDED
    return away


def _stand() -> Field:
    """The stand's distance on a grid, and the table's below it."""
    origin = np.array([-CLOTH - 0.05, -0.02, -CLOTH - 0.05])
    shape = [int(np.ceil((2 * CLOTH + 0.1) / _CELL)), int(np.ceil((TALL + 0.06) / _CELL))]
    axes = [origin[k] + _CELL * np.arange(shape[k % 2]) for k in range(3)]
    places = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1)
    values = np.minimum(_away(places), places[..., 1])
    return Field(origin, _CELL, np.ascontiguousarray(values, np.float32))


def _seen() -> Figure:
    """The stand as pictures know what stands there: its outline alone, from the table up."""
    turn = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    ring = np.column_stack([STAND * np.cos(turn), np.zeros(48), STAND * np.sin(turn)])
    places = np.concatenate([ring, ring + np.array([0, TALL, 0])]).astype(np.float32)
    one, after = np.arange(48), (np.arange(48) + 1) % 48
    sides = np.concatenate(
        [np.column_stack([one, one + 48, after]), np.column_stack([after, one + 48, after + 48])]
    )
    return Figure(
        places, sides.astype(np.int32), np.zeros(96, np.uint8), {}, {}, {}, chart="women", pose="own"
    )
