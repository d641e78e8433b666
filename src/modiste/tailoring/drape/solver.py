"""Cloth let fall: implicit Euler steps until it hangs, touching a body and itself.

Knows one mesh at a time; from coarse to fine is `draping`'s. Contact is a stiff spring along the distance
field's slope, friction a spring across it that gives way at Coulomb's limit.
"""

from dataclasses import dataclass

import numba
import numpy as np
from numpy.typing import NDArray

from modiste.tailoring.body.figure import Figure
from modiste.tailoring.body.neck import Neck
from modiste.tailoring.drape.collared import around
from modiste.tailoring.drape.fabrics import Drapery
from modiste.tailoring.drape.field import Field, sample, skin_distances
from modiste.tailoring.drape.system import System, assembled, solved
from modiste.tailoring.drape.touching import GAP, SIGHT, normal_of, touches

Points = NDArray[np.float64]

GRAVITY = 9.80665
SKIN = 0.001
"""Where cloth comes to rest: a millimetre off the body, which adds 6 mm to a girth and is taken off again."""
_PRESS = 4e6
"""Contact stiffness, N/m a square metre of cloth: a tight waistband yields a quarter millimetre."""
_PART = 1e5
"""Stiffness between two layers of cloth, N/m a square metre: only their weight presses them together."""
_LOOK = 4
"""Steps between two searches for layers that touch."""
_DEEPEST = 0.02
"""What lies deeper is no rounding of the solver's, and stays to be seen."""
_STRIDE = 0.012
"""The farthest a vertex may go in one step, in metres."""


@dataclass(frozen=True)
class Phase:
    """Some steps of one kind.

    Attributes:
        steps: How many.
        pace: Seconds a step.
        weight: Gravity as a share of the Earth's.
        drag: The share of its speed that cloth keeps from step to step.
        effort: The most conjugate gradient steps for each.
        touching: Whether cloth is kept from passing through cloth.
    """

    steps: int
    pace: float
    weight: float = 1.0
    drag: float = 0.9
    effort: int = 60
    touching: bool = False


@dataclass(frozen=True)
class Moved:
    """What a phase left.

    Attributes:
        energies: Elastic, contact and potential energy at each step, in joules.
        speed: Root mean square of the vertices' speeds at the end, in m/s.
    """

    energies: Points
    speed: float


def settle(
    system: System, fabric: Drapery, field: Field, places: Points, speeds: Points, phase: Phase
) -> Moved:
    """Let the cloth move for a phase; `places` and `speeds` (n, 3) are changed in place."""
    blocks = np.empty((len(system.columns), 3, 3))
    cell = (
        float(np.linalg.norm(places[system.faces] - np.roll(places[system.faces], 1, 1), axis=2).max())
        + SIGHT
    )
    energies = np.empty(phase.steps)
    _moved(
        places,
        speeds,
        system.faces,
        system.slopes,
        system.area,
        system.stiff,
        system.rows,
        system.columns,
        system.base,
        system.slots,
        system.diagonal,
        system.mass,
        system.share,
        field.values,
        field.origin,
        field.cell,
        fabric.friction,
        phase.steps,
        phase.pace,
        phase.weight * GRAVITY,
        phase.drag,
        phase.effort,
        phase.touching,
        min(max(cell, 0.02), 0.1),
        blocks,
        energies,
    )
    return Moved(energies, float(np.sqrt((speeds**2).sum(1).mean())))


@numba.njit(cache=True, nogil=True)
def _moved(  # type: ignore[no-untyped-def]
    places,
    speeds,
    faces,
    slopes,
    area,
    stiff,
    rows,
    columns,
    base,
    slots,
    diagonal,
    mass,
    share,
    values,
    origin,
    cell,
    friction,
    steps,
    pace,
    gravity,
    drag,
    effort,
    touching,
    cell_of_faces,
    blocks,
    energies,
):
    n = places.shape[0]
    head = np.empty(400_000 if touching else 1, np.int32)
    following = np.empty(faces.shape[0], np.int32)
    pairs = np.empty((4 * n if touching else 1, 4), np.int32)
    weights = np.empty((pairs.shape[0], 4))
    side = np.empty(pairs.shape[0])
    ways = np.empty((pairs.shape[0], 3))
    springs = np.empty(pairs.shape[0])
    count = 0
    forces = np.empty((n, 3))
    step = np.zeros((n, 3))
    last = speeds * pace
    right = np.empty((n, 3))
    normal = np.empty(3)
    for turn in range(steps):
        energies[turn] = assembled(
            places, faces, slopes, area, stiff, rows, columns, base, slots, blocks, forces
        )
        for v in range(n):
            forces[v, 1] -= mass[v] * gravity
            energies[turn] += mass[v] * gravity * places[v, 1]
            far, sx, sy, sz = sample(
                values, origin[0], origin[1], origin[2], cell, places[v, 0], places[v, 1], places[v, 2]
            )
            own = diagonal[v]
            if far < SKIN:
                size = np.sqrt(sx * sx + sy * sy + sz * sz) + 1e-9
                normal[0], normal[1], normal[2] = sx / size, sy / size, sz / size
                k = _PRESS * share[v]
                push = k * min(SKIN - far, 0.004)
                energies[turn] += 0.5 * k * (SKIN - far) ** 2
                slide = 0.0
                for i in range(3):
                    forces[v, i] += push * normal[i]
                    slide += last[v, i] * normal[i]
                across = 0.0
                for i in range(3):
                    across += (last[v, i] - slide * normal[i]) ** 2
                grip = friction * push / max(np.sqrt(across), 2e-4)
                for i in range(3):
                    for j in range(3):
                        blocks[own, i, j] += (k - grip) * normal[i] * normal[j]
                    blocks[own, i, i] += grip
            inertia = mass[v] / (pace * pace)
            for i in range(3):
                blocks[own, i, i] += inertia
                right[v, i] = forces[v, i] + mass[v] * drag * speeds[v, i] / pace
        if touching and turn % _LOOK == 0:
            count = touches(
                places, faces, rows, columns, cell_of_faces, head, following, pairs, weights, side
            )
        for s in range(count):
            v, a, b, c = pairs[s, 0], pairs[s, 1], pairs[s, 2], pairs[s, 3]
            normal_of(places, a, b, c, normal)
            size = np.sqrt(normal[0] ** 2 + normal[1] ** 2 + normal[2] ** 2) + 1e-12
            far = 0.0
            for i in range(3):
                ways[s, i] = side[s] * normal[i] / size
                for k in range(4):
                    far += weights[s, k] * places[pairs[s, k], i] * ways[s, i]
            springs[s] = _PART * share[v] if far < GAP else 0.0
            push = springs[s] * min(GAP - far, GAP)
            for k in range(4):
                for i in range(3):
                    right[pairs[s, k], i] += push * weights[s, k] * ways[s, i]
        solved(
            rows, columns, blocks, diagonal, pairs, weights, ways, springs, count, right, 1e-2, effort, step
        )
        for v in range(n):
            long = np.sqrt(step[v, 0] ** 2 + step[v, 1] ** 2 + step[v, 2] ** 2)
            cut = 1.0 if long <= _STRIDE else _STRIDE / long
            for i in range(3):
                last[v, i] = step[v, i] * cut
                places[v, i] += last[v, i]
                speeds[v, i] = last[v, i] / pace


def lifted(figure: Figure, places: Points, neck: Neck | None = None) -> Points:
    """Put vertices that are inside the body onto its skin, in place; returns the exact distance of all.

    A stiff spring leaves that to do, and a grid rounds what is small. Around a collar's `neck` the body is
    a column.
    """
    for _ in range(4):
        far, ways = _skin(figure, places, neck)
        inside = (far < 0.1 * SKIN) & (far > -_DEEPEST)
        if not inside.any():
            break
        places[inside] += (0.5 * SKIN - far[inside])[:, None] * ways[inside]
    return _skin(figure, places, neck)[0]


def _skin(figure: Figure, places: Points, neck: Neck | None) -> tuple[Points, Points]:
    far, ways = skin_distances(figure, places)
    if neck is None:
        return far, ways
    made, out = around(neck, places, far)
    return made, np.where((made != far)[:, None], out, ways)
