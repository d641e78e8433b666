"""A cloth's face as a relief that repeats: how high the uppermost yarn stands, and which yarn that is.

Knows the shapes of threads and loops as `properties` reckons them, in millimetres; colour and light are
whoever's paints it. Hairs, twist and unevenness are drawn by chance: no spec tells them.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter, map_coordinates
from scipy.spatial import cKDTree

from modiste.fabric.drawing.knit_picture import loop_path
from modiste.fabric.properties.peirce import weaving
from modiste.fabric.rows import rows_of
from modiste.fabric.spec import FabricSpec
from modiste.fabric.yarn import Yarn, diameter

Floats = NDArray[np.float64]

WARP, WEFT, OPENING = 0, 1, 2
"""What is seen at a place; a knit has warp and openings."""
LARGEST = 2048
"""Pixels along a side."""
_RIDGES = 7
"""So many ridges of fibres go round a spun single; a plied yarn shows its singles."""
_RIDGE = {True: 0.035, False: 0.012}
"""Their height by the thread's, of spun and of filament yarn."""
_UNEVEN = {True: 0.10, False: 0.02}
"""How much a thread's place and height vary, by its width: an Uster CV of 12 % or so, and of filament."""
_POINTS = 240
"""Of a loop's path."""
_HAIR, _HAIRS = 0.015, 3.0
"""Millimetres a fibre is wide, as drawn, and how many of them a square millimetre has."""
_FRONT = 0.45
"""How far a rib's wales stand before and behind the middle, in yarn diameters."""


@dataclass(frozen=True, eq=False)
class Face:
    """A tile of cloth, row 0 at the top; it repeats in both directions.

    Attributes:
        height: (h, w) mm of the surface over the cloth's middle plane; of an opening, the lowest yarn's.
        shown: (h, w) uint8, `WARP`, `WEFT` or `OPENING`.
        width: Millimetres across.
        tall: Millimetres along the warp, or along wales.
    """

    height: NDArray[np.float32]
    shown: NDArray[np.uint8]
    width: float
    tall: float


def repeat_of(spec: FabricSpec) -> tuple[float, float]:
    """Millimetres after which a construction repeats, across and along."""
    if spec.woven is not None:
        picks, ends = spec.woven.plan.shape
        return 10 * ends / spec.woven.ends, 10 * picks / spec.woven.picks
    assert spec.knit is not None
    wales, courses = spec.knit.sett
    return 10 / wales, 10 / courses


def cloth_face(spec: FabricSpec, least: tuple[float, float], pixel: float, seed: int = 0) -> Face:
    """The face of whole repeats that measure `least` (width, height) mm at least.

    Args:
        spec: The cloth; layers below it are not seen.
        least: Millimetres.
        pixel: Millimetres a pixel, nearly: a whole number of pixels fits the tile. Coarser where it would
            have more than `LARGEST` a side.
        seed: Of unevenness and hairs.
    """
    repeats = [
        max(1, math.ceil(long / each - 1e-9)) for long, each in zip(least, repeat_of(spec), strict=True)
    ]
    wide, tall = (count * each for count, each in zip(repeats, repeat_of(spec), strict=True))
    pixel = max(pixel, max(wide, tall) / LARGEST)
    columns, rows = max(8, round(wide / pixel)), max(8, round(tall / pixel))
    chance = np.random.default_rng(seed)
    x = np.broadcast_to((np.arange(columns) + 0.5) * wide / columns, (rows, columns))
    y = np.broadcast_to(((np.arange(rows) + 0.5) * tall / rows)[:, None], (rows, columns))
    if spec.woven is not None:
        height, shown = _woven(spec, x, y, chance)
    else:
        height, shown = _knitted(spec, x, y, wide / columns, chance)
    height = _finished(spec, height, wide / columns, chance)
    if any(yarn.is_spun for yarn in spec.yarns) and not spec.coating:
        height = _hairy(height, (wide, tall), chance)
    if spec.coating:
        shown = np.where(shown == OPENING, WARP, shown)
    return Face(height.astype(np.float32), shown.astype(np.uint8), wide, tall)


# --- woven ---


def _woven(spec: FabricSpec, x: Floats, y: Floats, chance: np.random.Generator) -> tuple[Floats, Floats]:
    """Threads of race-track cross-section (Kemp) that wave over and under each other."""
    assert spec.woven is not None
    threads = weaving(rows_of([spec]))
    spacing, wave = threads.spacing[:, 0], threads.wave[:, 0]
    thick, wide = threads.height[:, 0], np.minimum(threads.width[:, 0], 0.97 * threads.spacing[:, 0])
    up = spec.woven.plan[::-1]  # row 0 of a plan is the first pick, which is woven at the bottom
    floor = -float(((wave + thick) / 2).max())
    found, tops = [], []
    for system, yarn in ((0, spec.woven.warp), (1, spec.woven.weft)):
        # Across a thread and along it, in units of its own neighbours and of the threads it crosses.
        across, along = (x, y) if system == 0 else (y, x)
        other = spacing[1 - system]
        across = across + _wander(across.shape, wide[system] * _UNEVEN[yarn.is_spun], chance)
        number = np.floor(across / spacing[system]).astype(int)
        off = across - (number + 0.5) * spacing[system]
        crossing = along / other - 0.5
        before = np.floor(crossing).astype(int)
        blend = 0.5 - 0.5 * np.cos(np.pi * (crossing - before))
        side = up if system == 0 else ~up.T
        over = [
            np.where(side[(before + step) % len(side), number % side.shape[1]], 1.0, -1.0) for step in (0, 1)
        ]
        middle = wave[system] / 2 * ((1 - blend) * over[0] + blend * over[1])
        ridges = _ridges(yarn, along, off / wide[system], number, other, chance)
        tops.append(middle + thick[system] * ridges + _cap(off, wide[system], thick[system]))
        found.append(np.abs(off) <= wide[system] / 2)
    warp, weft = (np.where(seen, top, -np.inf) for top, seen in zip(tops, found, strict=True))
    shown = np.where(found[0] | found[1], np.where(warp >= weft, WARP, WEFT), OPENING)
    return np.maximum(np.maximum(warp, weft), floor), shown


def _cap(off: Floats, wide: float, thick: float) -> Floats:
    """How high a race-track stands over its own middle, at a distance from it."""
    round_ = np.clip(np.abs(off) - max(wide - thick, 0.0) / 2, 0, None) / (min(thick, wide) / 2)
    return thick / 2 * np.sqrt(np.clip(1 - round_**2, 0, None))


def _ridges(
    yarn: Yarn,
    along: Floats,
    share: Floats,
    number: NDArray[np.int_],
    other: float,
    chance: np.random.Generator,
) -> Floats:
    """What winds round a thread, by its height; whole turns fit two crossings, so that the tile closes."""
    turns = max(1, round(yarn.turns / 1000 * 2 * other)) / (2 * other)
    start = chance.random(512)[number % 512]
    return _wound(yarn, turns * along + start, share)


def _wound(yarn: Yarn, turns: Floats, share: Floats) -> Floats:
    """Ridges of fibres, or a plied yarn's singles, at so many turns along and a share of its width across."""
    count, way = (yarn.ply, yarn.ply_way) if yarn.ply > 1 else (_RIDGES, yarn.way)
    angle = np.arcsin(np.clip(2 * share, -1, 1)) * (-1 if way == "S" else 1)
    high = _RIDGE[yarn.is_spun] * (2 if yarn.ply > 1 else 1)
    return np.asarray(high * np.cos(count * (angle - 2 * np.pi * turns)))


# --- knitted ---


def _knitted(
    spec: FabricSpec, x: Floats, y: Floats, pixel: float, chance: np.random.Generator
) -> tuple[Floats, Floats]:
    """Round yarn along each loop's path, legs before heads before feet; a rib's back wales turned over."""
    knit = spec.knit
    assert knit is not None
    rows = rows_of([spec])
    thick = float(diameter(rows.tex, rows.density, rows.packing)[0, 0])
    wale, course = repeat_of(spec)
    is_rib = knit.name == "rib 1x1"
    columns = 2 if is_rib else 1  # a rib's back wales lie between those that are counted
    cell_x, cell_y = max(8, round(wale / pixel)), max(8, round(course / pixel))
    path = loop_path(wale / columns, course, knit.loop)
    cell = _cell(path, thick, (wale, course), columns, (cell_x, cell_y), knit.yarn)
    wander = thick * _UNEVEN[knit.yarn.is_spun]
    at = [
        (y + _wander(x.shape, wander, chance)) / course * cell_y - 0.5,
        (x + _wander(x.shape, wander, chance)) / wale * cell_x - 0.5,
    ]
    made = map_coordinates(np.maximum(cell, -2 * thick), at, order=1, mode="grid-wrap")
    shown = np.where(made > -1.9 * thick, WARP, OPENING)
    floor = -(0.5 + _FRONT * is_rib) * thick
    return np.maximum(made, floor), shown


def _cell(
    path: Floats,
    thick: float,
    repeat: tuple[float, float],
    columns: int,
    size: tuple[int, int],
    yarn: Yarn,
) -> Floats:
    """(h, w) heights of one repeat, -inf where no yarn is; loops of the cells around reach into it."""
    wale, course = repeat
    turn = np.linspace(0, 2 * np.pi, len(path))
    fine = np.linspace(0, 2 * np.pi, _POINTS)
    line = np.column_stack([np.interp(fine, turn, path[:, k]) for k in (0, 1)])
    steps = np.gradient(line, axis=0)
    steps /= np.maximum(np.linalg.norm(steps, axis=1, keepdims=True), 1e-12)
    run = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    # Feet lie lowest, heads a little higher, legs on both (see `knit_picture`).
    deep = 0.5 * thick * (-np.cos(2 * fine) + 0.25 * (1 - np.cos(fine)) - 0.25)
    turns = max(1, round(yarn.turns / 1000 * run[-1])) / run[-1]
    x = (np.arange(size[0]) + 0.5) * wale / size[0]
    y = course - (np.arange(size[1]) + 0.5) * course / size[1]  # paths rise, rows fall
    places = np.stack(np.meshgrid(x, y), axis=-1)
    made = np.full(places.shape[:2], -np.inf)
    for column in range(-columns, 2 * columns):
        back = columns == 2 and column % 2 == 1
        lift = _FRONT * thick * (0 if columns == 1 else -1 if back else 1)
        for row in range(-3, 2):
            own = line + np.array([column * wale / columns, row * course])
            if (own.max(0) < -thick).any() or (own.min(0) > np.array(repeat) + thick).any():
                continue
            far, near = cKDTree(own).query(places, distance_upper_bound=thick / 2)
            met = np.isfinite(far)
            far, near = np.where(met, far, 0.0), np.where(met, near, 0)
            inside = np.sqrt((thick / 2) ** 2 - far**2)
            gap = places - own[near]
            share = (gap[..., 0] * steps[near, 1] - gap[..., 1] * steps[near, 0]) / thick
            ridges = thick * _wound(yarn, turns * run[near], share)
            top = (-1 if back else 1) * deep[near] + lift + inside + ridges
            made = np.where(met, np.maximum(made, top), made)
    return made


# --- what chance and finishing do ---


def _wander(shape: tuple[int, ...], by: float, chance: np.random.Generator) -> Floats:
    """Smooth wrapped noise with a standard deviation of a third of `by`."""
    noise = gaussian_filter(chance.normal(size=shape), 9, mode="wrap")
    made: Floats = noise / max(float(noise.std()), 1e-12) * by / 3
    return made


def _hairy(height: Floats, size: tuple[float, float], chance: np.random.Generator) -> Floats:
    """Fibre ends that stand off spun yarn, where pixels are fine enough to show any."""
    rows, columns = height.shape
    pixel = size[0] / columns
    if pixel > _HAIR:
        return height
    made, thick = height.copy(), float(np.ptp(height))
    steps = np.arange(0, 1, 0.008)
    for _ in range(round(_HAIRS * size[0] * size[1])):
        x, y, turn = chance.random() * size[0], chance.random() * size[1], chance.random() * 2 * np.pi
        bend, long = chance.normal(0, 1.6), chance.uniform(0.3, 1.1)
        angle = turn + bend * steps
        column = ((x + long * np.cumsum(np.cos(angle)) * 0.008) / pixel).astype(int) % columns
        row = ((y + long * np.cumsum(np.sin(angle)) * 0.008) / pixel).astype(int) % rows
        made[row, column] = np.maximum(made[row, column], height[row, column] + 0.05 * thick)
    return made


def _finished(spec: FabricSpec, height: Floats, pixel: float, chance: np.random.Generator) -> Floats:
    """Brushed cloth has a nap, calendered cloth is pressed flat, a film fills what is below it."""
    thick = float(np.ptp(height))
    if "calendered" in spec.finish:
        height = np.minimum(height, np.quantile(height, 0.6))
    if "brushed" in spec.finish:
        nap = sum(
            weight * (noise / noise.std())
            for spread, weight in ((0.03, 0.4), (0.10, 0.6))
            for noise in (
                gaussian_filter(chance.normal(size=height.shape), max(spread / pixel, 0.7), mode="wrap"),
            )
        )
        height = gaussian_filter(height, max(0.06 / pixel, 1.0), mode="wrap") + 0.18 * thick * nap
    if spec.coating:
        film = spec.coating / 1200  # mm of 1.2 g/cm³
        smooth = gaussian_filter(height, max(0.05 / pixel, 1.0), mode="wrap")
        height = np.maximum(height, smooth + min(film, thick / 2))
    return height
