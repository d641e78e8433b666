"""A garment's outline found among a generator's sketches: category, attributes and latent that come nearest.

Knows outlines brought to one size, and least squares on the latent, by differences, so that it needs no
torch; whose outline it is, and in which colours what is found is shown, is the caller's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from modiste.design.sketch.colouring import spline
from modiste.design.sketch.fields import REACH
from modiste.design.sketch.generator import SketchGenerator, SketchPlan
from modiste.design.sketch.labels import attributes_of, wish_of

Floats = NDArray[np.float32]

_SIDE, _FILLED, _NEAR = 64, 56, 3.0
"""Cells of an outline's picture and of the garment in it, and up to how many from an edge count."""
_DRAWN, _FOLLOWED, _SWEEPS, _ROUNDS = 6, 3, 2, 3
_NUDGE, _FARTHEST = 0.1, 1.6
_DAMPING = (0.01, 0.1, 1.0)


@dataclass(frozen=True, eq=False)
class FoundSketch:
    """What is most like an outline.

    Attributes:
        plan: its category, attributes and latent.
        fields: (channels, rows, columns) in [-1, 1].
        error: the root of the mean squared difference of clipped distances from the outline, of a range of 2.
    """

    plan: SketchPlan
    fields: Floats
    error: float


def sketch_like(sketches: SketchGenerator, mask: NDArray[np.bool_], seed: int = 0) -> FoundSketch:
    """Look for a garment's outline among sketches.

    First a few sketches of each category; the best of the nearest categories get, in turn, every word of
    every attribute, the best of which is kept, and their latent by Levenberg's and Marquardt's method.

    Args:
        sketches: the generator.
        mask: (height, width) where the garment is; it must be somewhere.
        seed: of what is drawn first.
    """
    search = _Search(sketches, _outline_of(mask))
    drawn = [
        sketches.plan(category, number, seed) for category in sketches.categories for number in range(_DRAWN)
    ]
    first: dict[str, FoundSketch] = {}
    for each in sorted(search.tried(drawn), key=lambda found: found.error):
        first.setdefault(each.plan.category, each)
    best = [search.swept(each) for each in list(first.values())[:_FOLLOWED]]
    best = [search.moved(each) for each in best]
    nearest = min(best, key=lambda found: found.error)
    for _ in range(_SWEEPS):
        nearest = search.moved(search.swept(nearest))
    return nearest


@dataclass(frozen=True, eq=False)
class _Search:
    """Sketches of a generator against one outline (side, side)."""

    sketches: SketchGenerator
    outline: Floats

    def tried(self, plans: Sequence[SketchPlan]) -> list[FoundSketch]:
        """What plans look like, and how far they are off."""
        fields = self.sketches.fields(plans)
        return [
            FoundSketch(plan, told, float(np.sqrt(np.square(_silhouette(told[0]) - self.outline).mean())))
            for plan, told in zip(plans, fields, strict=True)
        ]

    def swept(self, found: FoundSketch) -> FoundSketch:
        """The best after every attribute had every other word, the attributes in turn."""
        for name, words in attributes_of(found.plan.category).items():
            others = [self._with(found.plan, name, word) for word in words]
            found = min([found, *self.tried(others)], key=lambda each: each.error)
        return found

    def moved(self, found: FoundSketch) -> FoundSketch:
        """The best after some rounds on the latent; a round that makes nothing better is the last."""
        for _ in range(_ROUNDS):
            latent = found.plan.latent
            steps = np.eye(len(latent), dtype=np.float32) * _NUDGE
            nudged = self.sketches.fields([replace(found.plan, latent=latent + step) for step in steps])
            here = _silhouette(found.fields[0])
            slopes = np.stack([(_silhouette(each[0]) - here).ravel() / _NUDGE for each in nudged])
            square, pull = slopes @ slopes.T, slopes @ (self.outline - here).ravel()
            scale = np.eye(len(latent), dtype=np.float32) * (square.trace() / len(latent) + 1e-6)
            ways = [np.linalg.solve(square + damping * scale, pull) for damping in _DAMPING]
            plans = [
                replace(found.plan, latent=(latent + way).clip(-_FARTHEST, _FARTHEST).astype(np.float32))
                for way in ways
            ]
            best = min(self.tried(plans), key=lambda each: each.error)
            if best.error >= found.error:
                return found
            found = best
        return found

    def _with(self, plan: SketchPlan, name: str, word: str) -> SketchPlan:
        told = {**plan.attributes, name: word}
        if told.get("front") == "zip" and "pocket" in told:
            told["pocket"] = "none"
        return replace(plan, attributes=told, wish=wish_of(plan.category, told, self.sketches.card.labels))


def _outline_of(mask: NDArray[np.bool_]) -> Floats:
    """Clipped distances from the outline of a mask that is brought to one size and place."""
    inside = ndimage.distance_transform_edt(np.pad(mask, 1))
    outside = ndimage.distance_transform_edt(~np.pad(mask, 1))
    signed = np.where(np.pad(mask, 1), inside - 0.5, 0.5 - outside)
    rows, columns = (np.flatnonzero(mask.any(axis)) + 1 for axis in (1, 0))
    ends = [(float(each[0]) - 0.5, float(each[-1]) + 0.5) for each in (rows, columns)]
    scale = _FILLED / max(high - low for low, high in ends)
    places = [(np.arange(_SIDE) - _SIDE / 2 + 0.5) / scale + (low + high) / 2 for low, high in ends]
    grid = np.stack(np.meshgrid(*places, indexing="ij"))
    told = ndimage.map_coordinates(signed, grid, order=1, mode="nearest") * scale
    return np.asarray((told / _NEAR).clip(-1, 1), np.float32)


def _silhouette(whole: Floats) -> Floats:
    """The same of the right half (rows, columns) of a sketch's whole."""
    top, bottom = (_edge(line) for line in (whole.max(1), whole.max(1)[::-1]))
    wide = 2 * (whole.shape[1] - _edge(whole.max(0)[::-1]))
    high = whole.shape[0] - top - bottom
    scale = _FILLED / max(high, wide, 1.0)
    middle = top + high / 2 - 0.5
    at = (np.arange(_SIDE) - _SIDE / 2 + 0.5) / scale
    told = _read(at + middle, whole.shape[0]) @ whole @ _read(np.abs(at) - 0.5, whole.shape[1]).T
    return np.asarray((told * (REACH * scale / _NEAR)).clip(-1, 1), np.float32)


def _edge(line: Floats) -> float:
    """How many cells of a line lie before the first that is inside, in parts of a cell."""
    inside = np.flatnonzero(line > 0)
    if not len(inside) or inside[0] == 0:
        return 0.0
    before, after = float(line[inside[0] - 1]), float(line[inside[0]])
    return float(inside[0]) + 0.5 - after / (after - before)


def _read(at: NDArray[np.floating], count: int) -> Floats:
    """(places, count) weights of cells; before the first lies its own mirror image."""
    made = np.zeros((len(at), count), np.float32)
    for cell, weight in _cells(at, count):
        np.add.at(made, (np.arange(len(at)), cell), weight)
    return made


def _cells(at: NDArray[np.floating], count: int) -> Iterator[tuple[NDArray[np.int64], NDArray[np.floating]]]:
    for cell, weight in spline(at):
        yield np.clip(cell, 0, count - 1), weight
