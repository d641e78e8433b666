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
            here, along, inward = own[near], along[near], inward[near]
            if len(here):
                _DRAWN[each.kind](each, tint, slope, here, along, inward, metres)
                _buttons(each, tint, slope, here, along, inward, metres)


def _at(closure: Closure, flat: Floats) -> tuple[Floats, Floats]:
    """How far along the edge, and how far inside it, places are."""
    away = flat - np.array(closure.start, flat.dtype)
    return away @ np.array(closure.along, flat.dtype), away @ _inward(closure).astype(flat.dtype)


def _inward(closure: Closure) -> Floats:
    return np.array((-closure.along[1], closure.along[0]), np.float32)


def _line(distance: Floats, half: float, metres: float) -> Floats:
    """How much of a line of this half width a sample at this distance shows."""
    wide = max(half, 0.6 * metres)
    shown = np.clip(1 - np.abs(distance) / wide, 0, 1) * min(1.0, 2 * half / max(metres, 1e-6))
    return np.asarray(shown, np.float32)


def _darker(tint: Floats, here: NDArray[np.int64], share: Floats) -> None:
    tint[here] *= 1 - share[:, None]


def _step(closure: Closure, slope: Floats, here: NDArray[np.int64], distance: Floats, height: float) -> None:
    """A fall of the surface in the direction away from the edge."""
    slope[here] -= (height * np.exp(-((distance / 0.0012) ** 2)))[:, None] * _inward(closure)


def _band(
    closure: Closure,
    tint: Floats,
    slope: Floats,
    here: NDArray[np.int64],
    along: Floats,
    inward: Floats,
    metres: float,
) -> None:
    inside = (along > 0) & (along < closure.length)
    wide = _BAND if closure.kind == "band" else 0.6 * _BAND
    edge = inward - wide
    if closure.over:
        if closure.kind == "band":
            _darker(tint, here, inside * _STITCH * _line(edge + _RUN, _FINE, metres))
            _darker(tint, here, inside * 0.5 * _EDGE * _line(edge, 0.0006, metres))
        return
    _darker(tint, here, inside * _EDGE * _line(edge - 0.0004, 0.0011, metres))
    _darker(tint, here, inside * 0.14 * np.exp(-np.maximum(edge, 0) / 0.0025) * (edge > 0))
    _darker(tint, here, inside * _STITCH * _line(edge + _RUN, _FINE, metres))
    _step(closure, slope, here[inside], edge[inside], 0.7)


def _fly(
    closure: Closure,
    tint: Floats,
    slope: Floats,
    here: NDArray[np.int64],
    along: Floats,
    inward: Floats,
    metres: float,
) -> None:
    # The stitches run beside the opening and turn in to its lower end.
    if closure.over:
        return
    low = along if closure.along[1] > 0 else closure.length - along
    bent = np.where(low < _FLY, np.hypot(inward, low - _FLY), inward).astype(np.float32)
    there = (low > 0) & (low < closure.length)
    for away in (_FLY, _FLY - 0.006):
        _darker(tint, here, there * _STITCH * _line(bent - away, _FINE, metres))
    _step(closure, slope, here[there], inward[there] - 0.001, 0.4)


def _zip(
    closure: Closure,
    tint: Floats,
    slope: Floats,
    here: NDArray[np.int64],
    along: Floats,
    inward: Floats,
    metres: float,
) -> None:
    there = (along > 0) & (along < closure.length)
    tooth = there & (inward < _TEETH)
    shine = 0.5 + 0.5 * np.sin(2 * np.pi * along[tooth] / _PITCH) * min(1.0, 0.5 * _PITCH / metres)
    tint[here[tooth]] = (0.16 + 0.5 * shine)[:, None] * np.array((1.0, 0.98, 0.94), np.float32)
    tape = there & (inward >= _TEETH) & (inward < 0.006)
    tint[here[tape]] *= 0.6
    _darker(tint, here, there * _STITCH * _line(inward - _TAPE, _FINE, metres))
    _step(closure, slope, here[there], 0.006 - inward[there], 0.5)


def _buttons(
    closure: Closure,
    tint: Floats,
    slope: Floats,
    here: NDArray[np.int64],
    along: Floats,
    inward: Floats,
    metres: float,
) -> None:
    base = tint[here].mean(0)
    own = np.array(_PEARL, np.float32) if base.mean() > 0.22 else 0.45 * base + 0.015
    across = _inward(closure)
    forward = np.array(closure.along, np.float32)
    for place in closure.buttons:
        out = np.hypot(along - place, inward)
        share = out / closure.radius
        shadow = np.clip(1.6 - share, 0, 0.6) / 0.6
        _darker(tint, here, 0.45 * shadow * (share >= 1))
        on = share < 1
        if not on.any():
            continue
        spot = here[on]
        holes = np.zeros(len(spot), np.float32)
        for x, y in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
            away = np.hypot(
                along[on] - place - 0.22 * x * closure.radius, inward[on] - 0.22 * y * closure.radius
            )
            holes = np.maximum(holes, _line(away, 0.14 * closure.radius, metres))
        tint[spot] = own * (1 - 0.7 * holes[:, None])
        rise = np.where(share[on] > 0.82, -1.1, np.where(share[on] > 0.6, 0.6, 0.0))
        way = (along[on] - place)[:, None] * forward + inward[on][:, None] * across
        way /= np.maximum(np.linalg.norm(way, axis=1, keepdims=True), 1e-6)
        slope[spot] = (rise * min(1.0, 0.5 * closure.radius / max(metres, 1e-6)))[:, None] * way


_DRAWN = {"band": _band, "end": _band, "fly": _fly, "zip": _zip}
