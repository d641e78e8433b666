"""A garment's own colours and print out of a picture of it, as a cloth that is laid panel by panel.

Knows how the picture's light is taken out and how the front goes on to sleeves and back, which no picture
of a front shows; where the front lies in the picture is `front`'s.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import binary_erosion, gaussian_filter, map_coordinates

from modiste import tailoring
from modiste.tailoring import Appearance, HouseFabric, Lay, Panel, Pattern
from modiste.tryon.garment.front import STEP, Front, Mask, fronts_of
from modiste.tryon.photo.removal import filled

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]

_PLAIN = 0.9
"""The share of a garment of one colour from which it is plain, and is dyed rather than laid."""
_NEAR, _HUE = 0.11, 0.05
"""OKLab: how far lightness and how far hue may be from a colour that is still the same, with its folds."""
_BROAD = 0.05
"""Shares of the picture over which light is taken to be even."""
_ROUNDS = 3
_AROUND, _FINE = 8, 400
"""Pixels around a garment that are looked at with it, and that its longer side has at least."""
_RIM = 10
"""Places that each field goes on beyond its edge: where tiles are seen from far, neighbours are mixed."""


@dataclass(frozen=True, eq=False)
class Printed:
    """A garment's cloth as its picture shows it.

    Attributes:
        look: The cloth.
        lays: How it lies under each panel.
        is_plain: Whether it is of one colour; then nothing of the picture but the colour is in it.
        colour: The colour that most of it has, `#rrggbb`.
    """

    look: Appearance
    lays: Mapping[str, Lay]
    is_plain: bool
    colour: str


def printed_like(
    pixels: Pixels, mask: Mask, pattern: Pattern, fabric: HouseFabric, colour: str, *, repeats: bool
) -> Printed:
    """The cloth of a garment in a picture.

    Args:
        pixels: (h, w, 3) the picture.
        mask: (h, w) where the garment is.
        pattern: The garment's, in the size in which it is worn: the print keeps its place on the panels.
        fabric: Of which threads it is.
        colour: What colour most of it has, as measured.
        repeats: Whether what the front shows goes on over sleeves and back, as stripes do.
    """
    pixels, mask = _near(pixels, mask)
    even, share = evened(pixels, mask, colour)
    plain = tailoring.appearance_of(fabric, tailoring.Solid(colour))
    if share >= _PLAIN:
        return Printed(plain, {}, True, colour)
    fronts = fronts_of(pattern, mask)
    if not fronts:
        return Printed(plain, {}, True, colour)
    known = binary_erosion(mask, iterations=2)
    whole = tailoring.encoded(np.clip(filled(even, known if known.any() else mask), 0, 1))
    return _laid(whole, fronts, pattern, fabric, colour, repeats=repeats)


def _near(pixels: Pixels, mask: Mask) -> tuple[Pixels, Mask]:
    """The garment's own part of a picture, as fine as a pattern's places."""
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    if not len(rows):
        return pixels, mask
    part = (
        slice(max(0, rows[0] - _AROUND), rows[-1] + 1 + _AROUND),
        slice(max(0, columns[0] - _AROUND), columns[-1] + 1 + _AROUND),
    )
    every = max(1, max(rows[-1] - rows[0], columns[-1] - columns[0]) // _FINE)
    high, wide = (each // every * every for each in mask[part].shape)
    blocks = pixels[part][:high, :wide].reshape(high // every, every, wide // every, every, 3)
    small = np.round(blocks.mean((1, 3))).astype(np.uint8)
    return small, mask[part][:high, :wide].reshape(high // every, every, wide // every, every).mean(
        (1, 3)
    ) > 0.5


def evened(pixels: Pixels, mask: Mask, colour: str) -> tuple[Floats, float]:
    """A picture in linear light without its folds' shading, and the share of it that has one colour.

    Only places of the garment's main colour tell the light: elsewhere a change is the print's.
    """
    light = tailoring.linear(pixels / 255.0).astype(np.float32)
    main = tailoring.oklab(tailoring.rgb(colour))
    inside = binary_erosion(mask, iterations=2) if mask.sum() > 4000 else mask
    spread = _BROAD * max(mask.shape)
    even, near = light, inside
    for _ in range(_ROUNDS):
        seen = tailoring.oklab(tailoring.encoded(np.clip(even, 0, 1)))
        hue = np.linalg.norm(seen[..., 1:] - main[1:], axis=-1)
        near = inside & (hue < _HUE) & (np.abs(seen[..., 0] - main[0]) < _NEAR)
        if near.sum() < 0.02 * max(1, int(inside.sum())):
            return light, 0.0
        bright = light.mean(-1)
        weight = gaussian_filter(near.astype(np.float32), spread)
        shade = gaussian_filter(np.where(near, bright, 0).astype(np.float32), spread)
        whole = float(np.median(bright[near]))
        # Far from all that tells, the light is what it is on the whole.
        field = (shade + 1e-3 * whole) / (weight + 1e-3)
        even = light / np.clip(field / max(whole, 1e-3), 0.4, 2.0)[..., None]
    return even.astype(np.float32), float(near.sum() / max(1, int(inside.sum())))


def _laid(
    whole: NDArray[np.floating],
    fronts: tuple[Front, ...],
    pattern: Pattern,
    fabric: HouseFabric,
    colour: str,
    *,
    repeats: bool,
) -> Printed:
    """One tile with a field a front, and one field for all that the picture does not show."""
    looked = [_looked(whole, front) for front in fronts]
    shown = {name: number for number, front in enumerate(fronts) for name in front.names}
    others = [each for each in pattern.panels if each.layer == "shell" and each.name not in shown]
    boxes = {panel.name: _box(panel) for panel in others}
    wide = max([x1 - x0 for x0, _, x1, _ in boxes.values()] or [STEP])
    high = max([y1 - y0 for _, y0, _, y1 in boxes.values()] or [STEP])
    size = (round(high / STEP) + 2, round(wide / STEP) + 2)
    rest = _going_on(looked[0], size) if repeats else np.broadcast_to(tailoring.rgb(colour), (*size, 3))
    fields = [np.pad(each, ((_RIM, _RIM), (_RIM, _RIM), (0, 0)), "edge") for each in (*looked, rest)]
    tall = max(len(each) for each in fields)
    starts = np.cumsum([0, *(each.shape[1] for each in fields)]) * STEP
    tile = np.concatenate(
        [np.pad(each, ((0, tall - len(each)), (0, 0), (0, 0)), "edge") for each in fields], 1
    )
    corners = {name: (*fronts[n].corner, n) for name, n in shown.items()}
    corners |= {name: (x0, y1, len(looked)) for name, (x0, _, _, y1) in boxes.items()}
    rim = _RIM * STEP
    lays = {name: Lay(x - float(starts[n]) - rim, y + rim) for name, (x, y, n) in corners.items()}
    dyed = tailoring.Printed(
        np.round(255 * np.clip(tile, 0, 1)).astype(np.uint8), tile.shape[1] * STEP, tile.shape[0] * STEP
    )
    return Printed(tailoring.appearance_of(fabric, dyed), lays, False, colour)


def _looked(whole: NDArray[np.floating], front: Front) -> NDArray[np.float64]:
    spots = np.stack([front.rows, front.columns])
    parts = [map_coordinates(whole[..., k], spots, order=1, mode="nearest") for k in range(3)]
    return np.asarray(np.stack(parts, -1), np.float64)


def _going_on(front: NDArray[np.float64], size: tuple[int, int]) -> NDArray[np.float64]:
    """The middle of a front, mirrored again and again: edges meet, and a repeat goes on."""
    high, wide = front.shape[:2]
    middle = front[
        int(0.35 * high) : max(int(0.95 * high), int(0.35 * high) + 1), int(0.2 * wide) : int(0.8 * wide) + 1
    ]

    def walked(count: int, of: int) -> NDArray[np.intp]:
        there = np.arange(count) % max(2 * of - 2, 1)
        return np.asarray(np.where(there < of, there, 2 * of - 2 - there), np.intp)

    return np.asarray(middle[walked(size[0], middle.shape[0])][:, walked(size[1], middle.shape[1])])


def _box(panel: Panel) -> tuple[float, float, float, float]:
    """Left, low, right and high of a panel as its cloth lies, its grain upright."""
    (x0, y0), (x1, y1) = panel.grain
    across, up = np.array([x1 - x0, y1 - y0]) / np.hypot(x1 - x0, y1 - y0)
    turned = np.array(tailoring.polyline(panel)) @ np.array([[up, across], [-across, up]])
    (left, low), (right, high) = turned.min(0), turned.max(0)
    return float(left), float(low), float(right), float(high)
