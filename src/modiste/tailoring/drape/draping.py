"""A pattern draped on a figure, from a coarse mesh to a fine one, with what there is to doubt about it.

Knows the order of work; mechanics, contact and placing have their own files. Whether a garment fits is
tryon's.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.tailoring.body.figure import Figure
from modiste.tailoring.body.neck import Neck
from modiste.tailoring.drape.cloth import Cloth, cut
from modiste.tailoring.drape.collared import column_for, columned
from modiste.tailoring.drape.fabrics import FABRICS, Drapery
from modiste.tailoring.drape.field import Field, distance_field
from modiste.tailoring.drape.placing import placed
from modiste.tailoring.drape.solver import Phase, lifted, settle
from modiste.tailoring.drape.system import System, system
from modiste.tailoring.drape.turning import turned_down, turned_out
from modiste.tailoring.pattern.panel import Pattern

Points = NDArray[np.float64]

FINE = 0.012
"""Edge length of a drape to look at, in metres: about 5,000 vertices for a T-shirt."""
QUICK = 0.018
"""Edge length of a drape to measure: a second or so."""
_COARSE = (0.032, 0.02)
_SEWING = (Phase(40, 1 / 60, weight=0.0, drag=0.5, effort=30), Phase(60, 1 / 45, drag=0.9))
_FALLING = Phase(40, 1 / 60, drag=0.9, touching=True)
_RESTING = (
    Phase(30, 1 / 60, drag=0.85, effort=80, touching=True),
    Phase(15, 1 / 90, drag=0.5, effort=120, touching=True),
)
_FREE = 0.004
"""Cloth farther from the skin than this hangs free of it."""
_LOST = 0.14
"""A garment whose upper part came down by more, in metres, is not worn any more."""


@dataclass(frozen=True, eq=False)
class Drape:
    """Cloth at rest on a figure.

    Attributes:
        cloth: The mesh with its rest shape.
        figure: Who wears it.
        fabric: How its cloth hangs.
        places: (n, 3) positions, metres.
        clearance: (n,) distance from the skin, metres; a collar's from the neck, not from the chin.
        stretch: (m, 2) length of each face's weft and warp directions over its rest length.
        residual: 95th percentile of the stretch over 1 where cloth hangs free of the body: nothing but its
            own weight pulls there, so this is the solver's error, not fit.
        speed: Root mean square speed at the end, in m/s.
        depth: How far the deepest vertex lies inside the body, in metres; 0 where none does.
        slip: How far the upper part came down from where it was put, in metres.
        stays: Whether it is still worn.
        seconds: The time it took.
    """

    cloth: Cloth
    figure: Figure
    fabric: Drapery
    places: Points
    clearance: Points
    stretch: Points
    residual: float
    speed: float
    depth: float
    slip: float
    stays: bool
    seconds: float


def drape_garment(
    pattern: Pattern,
    figure: Figure,
    fabric: Drapery | str = "jersey",
    *,
    edge: float = FINE,
    field: Field | None = None,
    progress: Callable[[float], bool] = lambda share: True,
) -> Drape:
    """Sew a pattern's shell together around a figure and let it fall.

    Args:
        pattern: What was drafted.
        figure: Who wears it.
        fabric: How the cloth hangs, or a name in `FABRICS`.
        edge: Edge length of the finest mesh, in metres.
        field: The figure's distance field, where it is known already.
        progress: Told the share done; answers whether to go on.

    Raises:
        ModisteError: MOD-1560 (too fine), MOD-1561 (a panel that cannot be meshed), MOD-1562 (it did not come
            to rest), MOD-1563 (an unknown fabric), MOD-1564 (stopped by `progress`).
    """
    begun = time.perf_counter()
    if isinstance(fabric, str):
        if fabric not in FABRICS:
            raise ModisteError("MOD-1563", fabric=fabric, known=", ".join(FABRICS))
        fabric = FABRICS[fabric]
    field = field or distance_field(figure)
    edges = [*(each for each in _COARSE if each > 1.25 * edge), edge]
    plan = [_SEWING, *((_FALLING,) for _ in edges[1:-1]), *([_RESTING] if len(edges) > 1 else [])]
    if len(edges) == 1:
        plan = [(*_SEWING, *_RESTING)]
    total = sum(phase.steps for phases in plan for phase in phases)
    done = 0
    cloth = cut(pattern, edges[0])
    neck = column_for(cloth, figure)
    field = field if neck is None else columned(field, neck)
    places = placed(cloth, figure)
    put = places.copy()
    for level, (length, phases) in enumerate(zip(edges, plan, strict=True)):
        if level:
            finer = cut(pattern, length)
            put, places = cloth.carried(put, finer), cloth.carried(places, finer)
            cloth = finer
        mechanics = system(cloth, fabric)
        speeds = np.zeros_like(places)
        for phase in phases:
            for steps in _portions(phase.steps):
                moved = settle(mechanics, fabric, field, places, speeds, replace(phase, steps=steps))
                if not np.isfinite(places).all() or not np.isfinite(moved.speed):
                    raise ModisteError("MOD-1562", edge=f"{length * 1000:.0f}")
                done += steps
                if not progress(done / total):
                    raise ModisteError("MOD-1564")
    made = _judged(cloth, figure, neck, fabric, mechanics, places, put, moved.speed, begun)
    places = turned_down(cloth, places, field)
    return replace(made, cloth=turned_out(cloth), places=places, seconds=time.perf_counter() - begun)


def _portions(steps: int) -> list[int]:
    return [10] * (steps // 10) + ([steps % 10] if steps % 10 else [])


def _judged(
    cloth: Cloth,
    figure: Figure,
    neck: Neck | None,
    fabric: Drapery,
    mechanics: System,
    places: Points,
    put: Points,
    speed: float,
    begun: float,
) -> Drape:
    inside = lifted(figure, places, neck)
    stretch = stretches(mechanics, places)
    free = inside[cloth.faces].min(1) > _FREE
    upper = put[:, 1] > np.quantile(put[:, 1], 0.8)
    slip = float(np.median((put - places)[upper, 1]))
    return Drape(
        cloth=cloth,
        figure=figure,
        fabric=fabric,
        places=places,
        clearance=inside,
        stretch=stretch,
        residual=float(np.quantile(np.maximum(stretch[free] - 1, 0), 0.95)) if free.any() else 0.0,
        speed=speed,
        depth=float(max(0.0, -inside.min())),
        slip=slip,
        stays=slip < _LOST,
        seconds=time.perf_counter() - begun,
    )


def stretches(mechanics: System, places: Points) -> Points:
    """(m, 2) how long each face's weft and warp directions are over their rest length."""
    corners = places[mechanics.faces]
    return np.stack(
        [np.linalg.norm(np.einsum("mc,mcd->md", mechanics.slopes[:, k], corners), axis=1) for k in (0, 1)],
        axis=1,
    )
