"""What a garment is closed with, as a camera sees it: a button band, a fly's stitching, a zip, buttons.

Knows where panels are closed, by the names that patterns give such edges, and what is seen there; light is
`photo`'s. Metres on the panels.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modiste.tailoring.pattern.panel import Edge, Panel

Floats = NDArray[np.float32]

_BAND = 0.015
"""Half of a button band's width: so far one front lies over the other."""
_FLY = 0.034
_RUN = 0.0035
"""From an edge to the stitches along it."""
_BUTTON, _WIDE_BUTTON = 0.0057, 0.0085
_FINE = 0.0007
"""Half the width of a line of stitches."""
_HIDDEN = 0.004
_ENDS = ("waistband", "cuff", "collar_stand")
"""Bands whose two ends meet and are closed."""
_TEETH, _TAPE = 0.0022, 0.011
_PITCH = 0.0032
_METAL = (1.0, 0.98, 0.94)
_PEARL = (0.80, 0.77, 0.70)
_STITCH, _EDGE = 0.22, 0.42
"""How much darker a line of stitches is, and the edge of what lies over."""


@dataclass(frozen=True)
class Closure:
    """A straight edge of a panel that is closed, seen from the panel.

    Attributes:
        kind: `band`, `fly`, `zip` or `end`, the end of a waistband, cuff or collar stand.
        start: Where it begins.
        along: The direction in which it runs, of length 1; the panel is to its left.
        length: How long it is.
        over: Whether this panel lies over the other.
        buttons: How far along buttons sit.
        radius: Of each.
    """

    kind: str
    start: tuple[float, float]
    along: tuple[float, float]
    length: float
    over: bool
    buttons: tuple[float, ...] = ()
    radius: float = _BUTTON


def closures_of(panels: Sequence[Panel]) -> dict[int, tuple[Closure, ...]]:
    """What each panel is closed with, by its number; panels without are not in it."""
    # A knitted cuff is a ring; one that opens belongs to a front that does.
    ends = _ENDS if any(edge.name == "placket" for panel in panels for edge in panel.edges) else _ENDS[:1]
    found = {number: tuple(_closures(panel, ends)) for number, panel in enumerate(panels)}
    return {number: each for number, each in found.items() if each}


def _closures(panel: Panel, ends: tuple[str, ...]) -> list[Closure]:
    made = []
    for edge, after in zip(panel.edges, (*panel.edges[1:], panel.edges[0]), strict=True):
        kind = _kind(panel, edge, ends)
        if not kind:
            continue
        start, stop = np.array(edge.start) / 100, np.array(after.start) / 100
        length = float(np.linalg.norm(stop - start))
        along = (stop - start) / length
        marks = [np.array(ends[0]) / 100 for name, ends in panel.lines.items() if name.startswith("button_")]
        buttons = [float((mark - start) @ along) for mark in marks] if kind == "band" else []
        if kind == "end":
            buttons = [length / 2]
        made.append(
            Closure(
                kind,
                (float(start[0]), float(start[1])),
                (float(along[0]), float(along[1])),
                length,
                over=panel.name.endswith("right") or edge.name == "end_1",
                buttons=tuple(buttons),
                radius=_WIDE_BUTTON if panel.name == "waistband" else _BUTTON,
            )
        )
    return made


def _kind(panel: Panel, edge: Edge, ends: tuple[str, ...]) -> str:
    if edge.controls is not None:
        return ""
    if edge.name.startswith("end_"):
        return "end" if panel.name.startswith(ends) else ""
    if edge.name == "middle":
        return "zip" if panel.name in ("front_left", "front_right") else ""
    # A zip behind is sewn in so that its teeth are not seen.
    return {"placket": "band", "fly": "fly"}.get(edge.name, "")


def without_hidden(
    seam: Floats, panel: NDArray[np.int32], flat: Floats, closed: dict[int, tuple[Closure, ...]]
) -> None:
    """Let distances to seams be far, in place, where one front covers the seam with the other."""
    for number, each in closed.items():
        here = np.flatnonzero(panel == number)
        for closure in each:
            if closure.kind in ("band", "end", "zip"):
                along, inward = _at(closure, flat[here])
                hidden = (inward < _HIDDEN) & (along > -0.001) & (along < closure.length + 0.001)
                seam[here[hidden]] = 1.0


def closed(
    tint: Floats,
    slope: Floats,
    panel: NDArray[np.int32],
    flat: Floats,
    metres: float,
    closures: dict[int, tuple[Closure, ...]],
) -> None:
    """Draw closures into the linear colour (n, 3) and the slope (n, 2) of samples of cloth, in place.

    Args:
        tint: Linear colour.
        slope: How the surface rises along each axis of the panel.
        panel: (n,) its number.
        flat: (n, 2) the place on it.
        metres: How much a pixel shows: what is finer is drawn as wide as a pixel, and fainter.
        closures: By `closures_of`.
    """
    for number, some in closures.items():
        own = np.flatnonzero(panel == number)
        for each in some:
            along, inward = _at(each, flat[own])
            near = (inward < 0.05) & (along > -0.03) & (along < each.length + 0.03)
            if near.any():
                strip = _Strip(each, tint, slope, own[near], along[near], inward[near], metres)
                _DRAWN[each.kind](strip)
                _buttons(strip)


def _at(closure: Closure, flat: Floats) -> tuple[Floats, Floats]:
    """How far along the edge, and how far inside it, places are."""
    away = flat - np.array(closure.start, flat.dtype)
    return away @ np.array(closure.along, flat.dtype), away @ _inward(closure).astype(flat.dtype)


def _inward(closure: Closure) -> Floats:
    return np.array((-closure.along[1], closure.along[0]), np.float32)


@dataclass(frozen=True, eq=False)
class _Strip:
    """The samples along a closed edge: their numbers, how far along and inside they are, what is drawn on."""

    closure: Closure
    tint: Floats
    slope: Floats
    here: NDArray[np.int64]
    along: Floats
    inward: Floats
    metres: float

    @property
    def beside(self) -> NDArray[np.bool_]:
        """Which are beside the edge, not beyond its ends."""
        return np.asarray((self.along > 0) & (self.along < self.closure.length))

    def darker(self, share: NDArray[np.floating]) -> None:
        """Take a share of the light away."""
        self.tint[self.here] *= 1 - share[:, None]

    def line(self, distance: Floats, half: float) -> Floats:
        """How much of a line of this half width each sample at this distance from it shows."""
        wide = max(half, 0.6 * self.metres)
        shown = np.clip(1 - np.abs(distance) / wide, 0, 1) * min(1.0, 2 * half / max(self.metres, 1e-6))
        return np.asarray(shown, np.float32)

    def step(self, distance: Floats, height: float) -> None:
        """Let the surface fall, away from the edge, at this distance from a line."""
        there = self.beside
        fall = height * np.exp(-((distance[there] / 0.0012) ** 2))
        self.slope[self.here[there]] -= fall[:, None] * _inward(self.closure)


def _band(strip: _Strip) -> None:
    closure, inside = strip.closure, strip.beside
    edge = strip.inward - (_BAND if closure.kind == "band" else 0.6 * _BAND)
    if closure.over:
        if closure.kind == "band":
            strip.darker(inside * _STITCH * strip.line(edge + _RUN, _FINE))
            strip.darker(inside * 0.5 * _EDGE * strip.line(edge, 0.0006))
        return
    strip.darker(inside * _EDGE * strip.line(edge - 0.0004, 0.0011))
    strip.darker(inside * 0.14 * np.exp(-np.maximum(edge, 0) / 0.0025) * (edge > 0))
    strip.darker(inside * _STITCH * strip.line(edge + _RUN, _FINE))
    strip.step(edge, 0.7)


def _fly(strip: _Strip) -> None:
    # The stitches run beside the opening and turn in to its lower end.
    closure = strip.closure
    if closure.over:
        return
    low = strip.along if closure.along[1] > 0 else closure.length - strip.along
    bent = np.where(low < _FLY, np.hypot(strip.inward, low - _FLY), strip.inward).astype(np.float32)
    for away in (_FLY, _FLY - 0.006):
        strip.darker(strip.beside * _STITCH * strip.line(bent - away, _FINE))
    strip.step(strip.inward - 0.001, 0.4)


def _zip(strip: _Strip) -> None:
    beside = strip.beside
    tooth = beside & (strip.inward < _TEETH)
    shine = np.sin(2 * np.pi * strip.along[tooth] / _PITCH) * min(1.0, 0.5 * _PITCH / strip.metres)
    strip.tint[strip.here[tooth]] = (0.41 + 0.25 * shine)[:, None] * np.array(_METAL, np.float32)
    tape = beside & (strip.inward >= _TEETH) & (strip.inward < 0.006)
    strip.tint[strip.here[tape]] *= 0.6
    strip.darker(beside * _STITCH * strip.line(strip.inward - _TAPE, _FINE))
    strip.step(0.006 - strip.inward, 0.5)


def _buttons(strip: _Strip) -> None:
    closure, tint, radius = strip.closure, strip.tint, strip.closure.radius
    base = tint[strip.here].mean(0)
    own = np.array(_PEARL, np.float32) if base.mean() > 0.22 else 0.45 * base + 0.015
    axes = np.array([closure.along, _inward(closure)], np.float32)
    for place in closure.buttons:
        away = np.stack([strip.along - place, strip.inward], axis=1)
        share = np.linalg.norm(away, axis=1) / radius
        strip.darker(0.45 * (np.clip(1.6 - share, 0, 0.6) / 0.6) * (share >= 1))
        on = share < 1
        if not on.any():
            continue
        spot, away, share = strip.here[on], away[on], share[on]
        corners = 0.22 * radius * np.array([[1, 1], [1, -1], [-1, 1], [-1, -1]], np.float32)
        far = np.linalg.norm(away[:, None] - corners, axis=2).min(1)
        tint[spot] = own * (1 - 0.7 * strip.line(far, 0.14 * radius)[:, None])
        rise = np.where(share > 0.82, -1.1, np.where(share > 0.6, 0.6, 0.0))
        way = away / np.maximum(share[:, None] * radius, 1e-6) @ axes
        strip.slope[spot] = (rise * min(1.0, 0.5 * radius / max(strip.metres, 1e-6)))[:, None] * way


_DRAWN = {"band": _band, "end": _band, "fly": _fly, "zip": _zip}
