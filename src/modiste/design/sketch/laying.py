"""A pattern's front laid flat by rule: body, sleeves, trims and opening as areas, without draping.

Knows panels, the names of their edges and how a garment lies on a table; fields and colours are its
neighbours'. Only the wearer's left half, x from 0 outwards, y up, in centimetres: the other mirrors it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Geometry, MultiPolygon, Polygon

from modiste import tailoring
from modiste.tailoring import Panel, Pattern

Points = NDArray[np.float64]

AREAS = ("whole", "inside", "sleeve", "trim", "other")
"""The silhouette; the inside of the back, seen through the neck; sleeves; bands, ribs and collars; and what
may be of a cloth of its own: a hood, the skirt of a dress."""
_PER_CURVE = 8
_FAR = 400.0
_HALF = shapely.box(0.0, -_FAR, _FAR, _FAR)
_BLOUSE = 10.0
"""Centimetres over which cloth narrows to a rib."""
_PLEAT = 14.0
_COLLAR, _STAND = 2.6, 1.6
_SPREAD = 0.05
"""How far trouser legs lie apart, in shares of their length."""
_OUTER, _PRESSED = 0.35, (9.0, 60.0)
_HOOD_WIDE, _HOOD_HIGH = 0.64, 0.8
_HANGS = (20.0, 55.0), (33.0, 61.0)
"""Degrees below the level at which sleeves of some lengths in centimetres hang."""
_BESIDE, _FLATTEST = 1.0, 15.0


@dataclass(frozen=True, eq=False)
class Laid:
    """Half a front: its areas by name, and lines (n, 2), darts, pleats and pockets, within one."""

    areas: Mapping[str, Geometry]
    lines: tuple[Points, ...]


def laid(pattern: Pattern) -> Laid:
    """The front of a pattern as it lies on a table."""
    panels = {panel.name: panel for panel in pattern.panels}
    if "front_left" in panels and panels["front_left"].placement.wrap == "left_leg":
        return _legs(panels)
    return _skirt(panels) if "waistband" in panels else _top(panels)


def _top(panels: Mapping[str, Panel]) -> Laid:
    front = _Half(_first(panels, "front", "front_left", "bodice_front"))
    behind = _Half(_first(panels, "yoke", "back", "back_left", "bodice_back_left"))
    neck, back = front.run("neck"), behind.run("neck")
    side, tip = front.run("armhole")[0], front.run("shoulder")[0]
    back = _from_middle(back)
    neck = _from_middle(neck)
    back = back + (neck[-1] - back[-1])
    back[:, 0] = back[:, 0] * neck[-1, 0] / max(back[-1, 0], 1e-6)
    lines = list(front.lines)
    body: Geometry = front.area
    other: Geometry = Polygon()
    trims: list[Geometry] = []
    if "skirt_front" in panels:
        skirt = _Half(panels["skirt_front"])
        other = skirt.area
        lines += skirt.lines
    if "hem_rib" in panels:
        body, rib = _ribbed(front, _extent(panels["hem_rib"]))
        trims.append(rib)
    sleeve: Geometry = Polygon()
    if "sleeve_left" in panels:
        sleeve, cuff = _sleeve(panels, front.run("shoulder"), tip, side, front.run("armhole"))
        trims += [cuff] if not cuff.is_empty else []
    opening = _polygon(np.vstack([neck, back[::-1]]))
    inside: Geometry = opening
    if "hood_left" in panels:
        hood, inside = _hood(_extent(panels["hood_left"]), neck, back)
        other = hood.difference(inside)
    elif "collar" in panels or "collar_stand" in panels:
        _, high = _extent(panels.get("collar", panels["collar_stand"]))
        collar = _collar(neck, back, high) if "collar" in panels else _band(neck, back, 2 * _STAND)
        trims.append(collar)
        inside = opening.difference(collar)
    elif "neckband" in panels:
        band = _band(neck, back, _extent(panels["neckband"])[1])
        trims.append(band)
        inside = opening.difference(band)
    if "pocket" in panels:
        pocket = _Half(panels["pocket"])
        lines.append(np.array(pocket.area.exterior.coords))
    trim = _joined(trims)
    # What lies on top hides what is below it: sleeves lie on the body, bands on all.
    return _half(
        {
            "whole": _joined([body, other, sleeve, trim, inside]),
            "inside": inside,
            "sleeve": sleeve.difference(trim),
            "trim": trim,
            "other": other.difference(trim),
        },
        lines,
    )


def _skirt(panels: Mapping[str, Panel]) -> Laid:
    front = _Half(panels["front"])
    band = _waistband(front.run("waist"), panels["waistband"])
    return _half({"whole": _joined([front.area, band]), "trim": band}, front.lines)


def _legs(panels: Mapping[str, Panel]) -> Laid:
    leg = _Half(panels["front_left"], whole=True)
    fly = leg.run("fly")
    top = fly[np.argmax(fly[:, 1])]
    crotch = leg.run("crotch")
    forked, fork = crotch[np.argmin(crotch[:, 1])]

    def moved(points: Points) -> Points:
        below = np.clip(fork - points[:, 1], 0.0, None)
        # A leg is pressed flat: its inside moves out to where its half begins, its outside less and later.
        outer = np.clip((points[:, 0] - forked) / (2 * abs(forked)), 0.0, 1.0)
        pressed = (1 - outer) * np.clip(below / _PRESSED[0], 0.0, 1.0)
        pressed += _OUTER * outer * np.clip(below / _PRESSED[1], 0.0, 1.0)
        apart = _SPREAD * below + (top[0] - forked) * pressed
        return np.column_stack([points[:, 0] - top[0] + apart, points[:, 1]])

    area = _polygon(moved(leg.points))
    waist = moved(leg.run("waist"))
    band = _waistband(waist, panels["waistband"])
    lines = [moved(line) for line in leg.lines]
    return _half({"whole": _joined([area, band]), "trim": band}, lines)


class _Half:
    """The outline of a panel, or of its left half, with darts and pleats closed."""

    def __init__(self, panel: Panel, *, whole: bool = False) -> None:
        sign = -1.0 if not whole and _extent_x(panel)[1] <= 1e-6 else 1.0
        flip = np.array([sign, 1.0])
        pairs = zip(panel.edges, tailoring.curves(panel), strict=True)
        runs = {edge.name: np.array(curve.sampled(_PER_CURVE)) * flip for edge, curve in pairs}
        if not whole:
            runs = {name: run for name, run in runs.items() if run[:, 0].mean() >= -1e-6}
        self._runs = {name: run for name, run in runs.items() if not _is_fold(name)}
        self._folds = _folds(runs)
        self.lines = [self._closed(np.array([mouth, apex])) for mouth, apex, _ in self._folds]
        ring = np.vstack(list(self._runs.values()))
        if sign < 0:
            ring = ring[::-1]
        self.points = self._closed(ring)
        self.area = _polygon(self.points)

    def run(self, name: str) -> Points:
        """All edges of a name, with their numbers and sides, as one line in the outline's direction."""
        parts = [
            run for key, run in self._runs.items() if key.split("_")[0] == name or key.startswith(name + "_")
        ]
        return self._closed(np.vstack(parts))

    def _closed(self, points: Points) -> Points:
        moved = points.copy()
        for mouth, apex, wide in self._folds:
            share = np.clip((points[:, 1] - apex[1]) / (mouth[1] - apex[1]), 0.0, 1.0)
            across = np.clip(points[:, 0] / max(mouth[0], 1e-6), 0.0, 1.0)
            moved[:, 0] -= wide * share * across
        return moved


def _folds(runs: Mapping[str, Points]) -> list[tuple[Points, Points, float]]:
    """The upright darts and pleats: the middle of the mouth, the apex, and how wide the mouth is."""
    made = []
    for name, one in runs.items():
        if not _is_fold(name) or not name.removesuffix("_left").endswith("_1"):
            continue
        ending = "_left" if name.endswith("_left") else ""
        other = runs[name.removesuffix(ending).removesuffix("1") + "2" + ending]
        mouth = (one[0] + other[-1]) / 2
        wide = float(abs(one[0, 0] - other[-1, 0]))
        apex = one[-1] if name.startswith("dart") else mouth - np.array([0.0, _PLEAT])
        if abs(apex[1] - mouth[1]) > 1.5 * abs(apex[0] - mouth[0]):
            made.append((mouth, apex, wide))
    return made


def _is_fold(name: str) -> bool:
    return name.startswith(("dart_", "pleat_"))


def _sleeve(
    panels: Mapping[str, Panel], shoulder: Points, tip: Points, side: Points, armhole: Points
) -> tuple[Geometry, Geometry]:
    """A sleeve folded along its middle and hung from the shoulder, and its cuff."""
    panel = panels["sleeve_left"]
    runs = {
        edge.name: np.array(curve.sampled(_PER_CURVE))
        for edge, curve in zip(panel.edges, tailoring.curves(panel), strict=True)
    }
    long = -min(float(run[:, 1].min()) for run in runs.values())
    hem = sum(float(np.ptp(run[:, 0])) for name, run in runs.items() if name.startswith("hem")) / 2
    # The longer the sleeve the more it hangs; it ends beside the body, not on it.
    angle = np.interp(long, *_HANGS)
    while True:
        way = np.array([np.cos(np.radians(angle)), -np.sin(np.radians(angle))])
        across = np.array([way[1], -way[0]])
        outer, inner = tip + long * way, tip + long * way + hem * across
        if inner[0] > side[0] + _BESIDE or angle < _FLATTEST:
            break
        angle -= 2.0
    slope = tip - shoulder[-1] if np.allclose(tip, shoulder[0]) else tip - shoulder[0]
    bend = tip + 0.18 * long**0.5 * slope / max(float(np.linalg.norm(slope)), 1e-6) * 3.0
    t = np.linspace(0.0, 1.0, 9)[:, None]
    cap = (1 - t) ** 2 * tip + 2 * t * (1 - t) * bend + t**2 * (tip + 0.45 * long * way)
    sleeve = _polygon(np.vstack([cap, outer, inner, side, armhole]))
    if "cuff_left" not in panels:
        return sleeve, Polygon()
    wide, high = _extent(panels["cuff_left"])
    half, middle = wide / 4, (outer + inner) / 2
    corners = [middle - half * across, middle + half * across]
    cuff = _polygon(np.array([corners[0], corners[0] + high * way, corners[1] + high * way, corners[1]]))
    narrowed = _polygon(
        np.vstack(
            [
                cap,
                outer - 4.0 * way,
                middle - 1.1 * half * across,
                middle + 1.1 * half * across,
                inner - 4.0 * way,
                side,
                armhole,
            ]
        )
    )
    return narrowed, cuff


def _ribbed(front: "_Half", rib: tuple[float, float]) -> tuple[Geometry, Geometry]:
    """A body that narrows to the rib at its hem, and the rib."""
    wide, high = rib[0] / 4, rib[1]
    low = float(front.points[:, 1].min())
    hem = float(front.points[front.points[:, 1] < low + 0.5, 0].max())
    share = np.clip(1.0 - (front.points[:, 1] - low) / _BLOUSE, 0.0, 1.0) ** 2
    points = front.points.copy()
    points[:, 0] *= 1.0 - share * (1.0 - min((wide + 1.0) / hem, 1.0))
    return _polygon(points), shapely.box(0.0, low - high, wide, low)


def _band(neck: Points, back: Points, high: float) -> Geometry:
    """A band around the neck: into the opening in front, above the back's neckline behind."""
    raised = back + np.array([0.0, 0.8 * high])
    raised[-1] = neck[-1] + np.array([-0.25 * high, 0.45 * high])
    outer = _polygon(_mirrored(np.vstack([neck, raised[::-1]])))
    return outer.difference(outer.buffer(-high))


def _collar(neck: Points, back: Points, high: float) -> Geometry:
    """A shirt collar turned down over its stand."""
    point = neck[-1]
    top = point + np.array([-0.4, _COLLAR])
    fold = neck + np.array([0.0, _STAND])
    fold[0, 0] = 0.3
    low = neck[0, 1]
    leaf = np.array([[point[0] + 1.6, point[1] - 0.9], [0.62 * point[0] + 0.5, low - 0.45 * high]])
    wing = _polygon(np.vstack([fold, top, leaf]))
    behind = _polygon(np.vstack([back, top, back[::-1][1:] + np.array([0.0, _COLLAR])]))
    return _joined([wing, behind])


def _hood(cut: tuple[float, float], neck: Points, back: Points) -> tuple[Geometry, Geometry]:
    """A hood that lies behind its opening, and the opening."""
    wide, high = _HOOD_WIDE * cut[0], _HOOD_HIGH * cut[1]
    point = neck[-1]
    middle = point[1] + 0.42 * high
    angles = np.linspace(np.pi / 2, 0.0, 17)
    crown = np.column_stack([wide * np.cos(angles), middle + 0.58 * high * np.sin(angles)])
    t = np.linspace(0.0, 1.0, 9)[1:, None]
    foot = (1 - t) ** 2 * crown[-1] + 2 * t * (1 - t) * np.array([wide, point[1] + 0.1 * high])
    foot = foot + t**2 * (point + np.array([0.4, -0.3]))
    hood = _polygon(np.vstack([crown, foot, neck[::-1]]))
    face = np.column_stack([0.66 * wide * np.cos(angles), middle + 0.42 * high * np.sin(angles)])
    low = (1 - t) ** 2 * face[-1] + 2 * t * (1 - t) * np.array([0.62 * wide, neck[0, 1] + 4.0])
    low = low + t**2 * (neck[0] + np.array([0.0, 0.6]))
    return hood, _polygon(np.vstack([face, low]))


def _waistband(waist: Points, band: Panel) -> Geometry:
    """A band above a waist, as wide as the waist is there."""
    high = _extent(band)[1]
    ordered = waist[np.argsort(waist[:, 0])]
    ordered[:, 0] = np.clip(ordered[:, 0], 0.0, None)
    ordered = np.vstack([[0.0, ordered[0, 1]], ordered])
    return _polygon(np.vstack([ordered, ordered[::-1] * np.array([0.985, 1.0]) + np.array([0.0, high])]))


def _first(panels: Mapping[str, Panel], *names: str) -> Panel:
    return next(panels[name] for name in names if name in panels)


def _from_middle(run: Points) -> Points:
    """A line that begins where it is nearest the middle."""
    return run if abs(run[0, 0]) < abs(run[-1, 0]) else run[::-1]


def _mirrored(line: Points) -> Points:
    return np.vstack([line, line[::-1] * np.array([-1.0, 1.0])])


def _extent(panel: Panel) -> tuple[float, float]:
    """Width and height of a panel."""
    points = np.array(tailoring.polyline(panel))
    wide, high = np.ptp(points, axis=0)
    return float(wide), float(high)


def _extent_x(panel: Panel) -> tuple[float, float]:
    points = np.array(tailoring.polyline(panel))
    return float(points[:, 0].min()), float(points[:, 0].max())


def _polygon(points: Points) -> Geometry:
    whole = Polygon(points)
    return whole if whole.is_valid else shapely.make_valid(whole)


def _joined(parts: list[Geometry]) -> Geometry:
    """Areas as one, the slits between those that touch closed."""
    joined = shapely.union_all([part for part in parts if not part.is_empty])
    return joined.buffer(0.15, quad_segs=2).buffer(-0.15, quad_segs=2) if not joined.is_empty else joined


def _half(areas: Mapping[str, Geometry], lines: list[Points]) -> Laid:
    """The left half of every area, those that are missing empty."""
    cut = {name: shapely.intersection(areas.get(name, Polygon()), _HALF) for name in AREAS}
    made = {name: _areas(part) for name, part in cut.items()}
    return Laid(made, tuple(line for line in lines if len(line) > 1))


def _areas(part: Geometry) -> Geometry:
    """What of a cut is an area: points and lines where areas only touch are left out."""
    polygons = [each for each in shapely.get_parts(part) if isinstance(each, Polygon) and each.area > 0.2]
    return MultiPolygon(polygons)
