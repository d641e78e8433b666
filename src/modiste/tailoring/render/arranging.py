"""How a garment is put down before it is photographed: turned over in part, crumpled, or hung up.

Knows moves of cloth that is at rest already, not mechanics; laying flat is the drape's. Metres, y up.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter, map_coordinates
from scipy.spatial import cKDTree

Points = NDArray[np.float64]

_BEND = 0.003
"""How much more than the cloth's own height a fold's radius is."""
_PRESSED = 0.006
"""How high cloth is at most where it is folded."""
_CELL = 0.01
_HIGH = 0.02
"""How high the ridges of the most careless lie."""
_PUSHED = 0.02
_DEPTH = 0.42
"""How deep a garment on a hanger is, of what it is on a body."""


def turned_over(places: Points, degrees: float, share: float) -> Points:
    """What lies flat, (n, 3), with a part of it rolled back over the rest along a straight line.

    Args:
        places: On the ground at y = 0.
        degrees: Where that part lies: 0 towards +x, 90 towards -z.
        share: Of the garment's length in that direction.
    """
    if not share:
        return places
    turn = np.radians(degrees)
    out = np.array([np.cos(turn), 0.0, -np.sin(turn)])
    along = places @ out
    past = along - (along.max() - share * np.ptp(along))
    moved = past > 0
    # A hand presses the fold: what bends is flatter than what lies, and rests on what lies below it.
    tall = float(np.quantile(places[moved, 1], 0.98))
    axis = min(tall, _PRESSED) + _BEND
    inner = axis - np.clip(places[:, 1] * min(1.0, _PRESSED / max(tall, 1e-6)), 0, axis - 0.0005)
    angle = np.minimum(past / axis, np.pi)
    rest = np.maximum(past - np.pi * axis, 0)
    shift = np.where(moved, inner * np.sin(angle) - rest - past, 0.0)
    made = places + shift[:, None] * out
    made[moved, 1] = (axis - inner * np.cos(angle))[moved]
    still = places[~moved]
    if len(still):
        far, below = cKDTree(still[:, ::2]).query(made[moved][:, ::2], distance_upper_bound=0.03)
        under = np.where(np.isfinite(far), still[np.minimum(below, len(still) - 1), 1], 0.0)
        made[moved, 1] += under * np.clip(angle[moved] / np.pi, 0, 1) ** 2
    return np.asarray(made)


def crumpled(places: Points, amount: float, seed: int) -> Points:
    """What lies flat, (n, 3), pushed together here and there: ridges rise, the outline wanders."""
    if not amount:
        return places
    chance = np.random.default_rng([seed, 41])
    low, high = places.min(0) - 0.05, places.max(0) + 0.05
    shape = tuple(int(each) for each in np.ceil((high - low)[[2, 0]] / _CELL) + 1)
    at = np.stack([(places[:, 2] - low[2]) / _CELL, (places[:, 0] - low[0]) / _CELL])

    def drawn(across: float, along: float) -> Points:
        noise = gaussian_filter(chance.normal(size=shape), (along, across), mode="nearest")
        return np.asarray(map_coordinates(noise / noise.std(), at, order=1, mode="nearest"))

    # A ridge is where a smooth field passes through nothing; two sorts cross each other.
    ridge = np.exp(-((drawn(3.5, 6.0) / 0.45) ** 2)) + 0.8 * np.exp(-((drawn(6.0, 2.5) / 0.4) ** 2))
    hollow = np.maximum(drawn(7.0, 7.0), 0)
    made = places.copy()
    made[:, 1] += amount * _HIGH * (ridge + 0.6 * hollow)
    made[:, 0] += amount * _PUSHED * drawn(9.0, 9.0)
    made[:, 2] += amount * _PUSHED * drawn(9.0, 9.0)
    return made


def hung(places: Points, amount: float, seed: int) -> Points:
    """A garment as worn, (n, 3), emptied of its body: shallower, drawn in below, with long folds."""
    chance = np.random.default_rng([seed, 43])
    made = places.copy()
    middle = float(np.median(places[:, 2]))
    top, length = float(places[:, 1].max()), float(np.ptp(places[:, 1]))
    below = (top - places[:, 1]) / max(length, 1e-6)
    made[:, 2] = middle + _DEPTH * (places[:, 2] - middle)
    wave = np.zeros(len(places))
    for _ in range(4):
        period, phase = chance.uniform(0.07, 0.22), chance.uniform(0, 2 * np.pi)
        lean = chance.normal(0, 0.12)
        wave += np.sin(2 * np.pi * (places[:, 0] + lean * below * length) / period + phase)
    front = np.sign(places[:, 2] - middle)
    made[:, 2] += (0.3 + 0.7 * amount) * 0.006 * below * wave * np.where(front >= 0, 1.0, -0.3)
    made[:, 0] += chance.normal(0, 0.03) * amount * below * length * 0.3
    return made


def hanger_for(places: Points, height: float) -> tuple[Points, NDArray[np.int32]]:
    """The triangles of a hanger inside or above what is hung, (n, 3).

    Args:
        places: Of the garment as it hangs.
        height: The figure's who wore it: what begins above two thirds of it hangs by its shoulders.
    """
    depth = float(np.median(places[:, 2]))
    by_shoulders = places[:, 1].max() > 0.68 * height
    paths = _shoulders(places, depth) if by_shoulders else _clips(places, depth)
    parts, faces, count = [], [], 0
    for path, radius in paths:
        own, its = _tube(path, radius)
        parts.append(own)
        faces.append(its + count)
        count += len(own)
    return np.concatenate(parts), np.concatenate(faces).astype(np.int32)


def _shoulders(places: Points, depth: float) -> list[tuple[Points, float]]:
    upper = places[places[:, 1] > places[:, 1].max() - 0.16]
    half = 0.86 * float(np.quantile(np.abs(upper[:, 0]), 0.9))
    half = min(half, 0.23)
    at = np.linspace(-half, half, 41)
    roof, deep = np.full(len(at), np.nan), np.full(len(at), depth)
    for k, x in enumerate(at):
        near = np.abs(upper[:, 0] - x) < 0.02
        if near.any():
            roof[k] = upper[near, 1].max()
            deep[k] = upper[near, 2][upper[near, 1].argmax()]
    edge = float(np.nanmax(roof))
    fall = 0.32 * np.abs(at)
    below = np.nanmin(roof - (edge - fall))
    high = edge - fall + min(below, 0.0) - 0.02
    bar = np.column_stack([at, high, np.full(len(at), float(np.median(deep)))])
    middle = bar[len(bar) // 2]
    return [(bar, 0.007), (_hook(middle), 0.0018)]


def _clips(places: Points, depth: float) -> list[tuple[Points, float]]:
    top = places[:, 1].max()
    waist = places[places[:, 1] > top - 0.05]
    middle = float((waist[:, 0].min() + waist[:, 0].max()) / 2)
    half = 0.5 * float(np.ptp(waist[:, 0]))
    bar = np.array([[middle - half, top + 0.02, depth], [middle + half, top + 0.02, depth]])
    paths = [(bar, 0.004), (_hook(np.array([middle, top + 0.02, depth])), 0.0018)]
    for side in (-0.72, 0.72):
        x = middle + side * half
        near = waist[np.abs(waist[:, 0] - x) < 0.03]
        front = float((near if len(near) else waist)[:, 2].max())
        clip = np.array(
            [[x, top + 0.022, depth], [x, top + 0.01, front + 0.006], [x, top - 0.028, front + 0.008]]
        )
        paths.append((clip, 0.007))
    return paths


def _hook(start: Points) -> Points:
    """A wire from a hanger's middle up and around a rail."""
    turn = np.linspace(-0.5 * np.pi, 1.0 * np.pi, 20)
    arc = np.column_stack([0.022 * np.cos(turn), 0.022 * np.sin(turn), np.zeros(20)])
    arc[:, 1] += 0.062
    return np.asarray(start + np.concatenate([[[0.0, 0.0, 0.0], [0.0, 0.035, 0.0]], arc]))


def _tube(path: Points, radius: float, sides: int = 8) -> tuple[Points, NDArray[np.int32]]:
    """A closed tube around a path (k, 3) that lies nearly in a plane of one depth."""
    ahead = np.gradient(path, axis=0)
    ahead /= np.linalg.norm(ahead, axis=1, keepdims=True)
    one = np.cross(ahead, [0.0, 0.0, 1.0])
    weak = np.linalg.norm(one, axis=1) < 0.3
    one[weak] = np.cross(ahead[weak], [1.0, 0.0, 0.0])
    one /= np.linalg.norm(one, axis=1, keepdims=True)
    other = np.cross(ahead, one)
    turn = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    ring = np.cos(turn)[None, :, None] * one[:, None] + np.sin(turn)[None, :, None] * other[:, None]
    places = np.concatenate([(path[:, None] + radius * ring).reshape(-1, 3), path[:1], path[-1:]])
    k, n = len(path), len(path) * sides
    a = (np.arange(k - 1)[:, None] * sides + np.arange(sides)).ravel()
    b = (np.arange(k - 1)[:, None] * sides + (np.arange(sides) + 1) % sides).ravel()
    sheath = np.concatenate([np.column_stack([a, b, a + sides]), np.column_stack([b, b + sides, a + sides])])
    first, last = np.arange(sides), (k - 1) * sides + np.arange(sides)
    caps = [
        np.column_stack([np.full(sides, n), np.roll(first, -1), first]),
        np.column_stack([np.full(sides, n + 1), last, np.roll(last, -1)]),
    ]
    return places, np.concatenate([sheath, *caps]).astype(np.int32)
