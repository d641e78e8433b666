"""Where cloth begins: panels wrapped around the limbs they belong to, a finger's width off the skin.

Knows placements and a body's outlines; how the cloth then falls is `solver`'s. Metres, but for the panels.

Seen from above, a limb's outline is its hull, kept as a support function h(angle): moved outwards by d it is
h + d, and its girth grows by 2 pi d, so a panel's rings can be given exactly the girth that the cloth has
there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter

from modiste.tailoring.body.figure import LIMBS, Figure
from modiste.tailoring.drape.cloth import Cloth
from modiste.tailoring.pattern.panel import Panel

Points = NDArray[np.float64]

_ROOM = 0.015
"""How far cloth starts off the skin."""
_LEVEL = 0.01
"""Between two outlines of a limb."""
_ANGLES = 96
_WAVES = 7
"""Harmonics kept of a hull's support function: enough for a torso, too few for a fold of skin."""
_BAND = 12.0
"""Panels lower than this, in centimetres, are bands with a ring of their own."""
_DEEP = 0.1
"""How far below the arm pit an armhole may reach."""


def placed(cloth: Cloth, figure: Figure) -> Points:
    """First positions of a cloth's vertices, (n, 3): welded ones lie between their panels."""
    vertices, numbers, flat = cloth.instances
    places = np.zeros((len(vertices), 3))
    rings: dict[tuple[str, bool], list[int]] = {}
    limbs = _Limbs(figure)
    for number, panel in enumerate(cloth.panels):
        rings.setdefault((panel.placement.wrap, limbs.is_band(panel)), []).append(number)
    for (wrap, _), members in rings.items():
        mine = {k: (cloth.panels[k], flat[numbers == k]) for k in members}
        around = (
            _around_leg if wrap.endswith("leg") else _around_arm if wrap.endswith("arm") else _around_trunk
        )
        for k, found in around(limbs, wrap, mine).items():
            places[numbers == k] = found
    total = np.zeros((cloth.count, 3))
    np.add.at(total, vertices, places)
    return total / np.bincount(vertices, minlength=cloth.count)[:, None]


@dataclass(frozen=True, eq=False)
class _Rows:
    """How wide a panel is at each height above its own zero."""

    low: Points
    high: Points
    start: float

    def at(self, heights: Points) -> tuple[Points, Points]:
        grid = self.start + np.arange(len(self.low)) * _LEVEL
        return np.interp(heights, grid, self.low), np.interp(heights, grid, self.high)


def _rows(flat: Points) -> _Rows:
    start = flat[:, 1].min()
    row = np.round((flat[:, 1] - start) / _LEVEL).astype(int)
    low, high = np.full(row.max() + 1, np.nan), np.full(row.max() + 1, np.nan)
    for k in range(len(low)):  # rows between two rows of vertices are seen through their neighbours
        near = np.abs(row - k) <= 2
        if near.any():
            low[k], high[k] = flat[near, 0].min(), flat[near, 0].max()
    known = ~np.isnan(low)
    index = np.arange(len(low))
    return _Rows(
        np.interp(index, index[known], low[known]), np.interp(index, index[known], high[known]), start
    )


class _Limbs:
    """The outlines of a figure's limbs, each made when it is asked for."""

    def __init__(self, figure: Figure) -> None:
        self.figure = figure
        self.vertices = figure.vertices.astype(np.float64)

    def points(self, *limbs: str) -> Points:
        return self.vertices[np.isin(self.figure.limb, [LIMBS.index(limb) for limb in limbs])]

    def anchor(self, panel: Panel) -> float:
        """The height at which a panel's y = 0 hangs."""
        name = panel.placement.anchor
        if name in self.figure.levels:
            return float(self.figure.levels[name])
        return float(self.figure.landmarks[name][1])

    def is_band(self, panel: Panel) -> bool:
        """Whether a panel is a ring by itself; a yoke is as low, but belongs to fronts and backs."""
        heights = [edge.start[1] for edge in panel.edges]
        if max(heights) - min(heights) > _BAND:
            return False
        return panel.placement.wrap != "torso" or self.anchor(panel) + max(heights) / 100 < self.pit() - _DEEP

    def pit(self) -> float:
        return float(min(self.figure.landmarks[f"armpit_{side}"][1] for side in ("left", "right")))


class _Outline:
    """Rings around an upright axis: the hull of points at each height, moved out to a given girth."""

    def __init__(self, points: Points, low: float, high: float, centre: Callable[[Points], Points]) -> None:
        self.low = low
        self.heights = np.arange(low, high + _LEVEL, _LEVEL)
        self.centres = centre(self.heights)
        angles = np.linspace(0, 2 * np.pi, _ANGLES, endpoint=False)
        ways = np.column_stack([np.sin(angles), np.cos(angles)])
        support = np.zeros((len(self.heights), _ANGLES))
        for k, height in enumerate(self.heights):
            near = np.abs(points[:, 1] - height) < 0.015
            if near.any():
                support[k] = ((points[near][:, [0, 2]] - self.centres[k]) @ ways.T).max(axis=0)
            elif k:
                support[k] = support[k - 1]
        waves = np.fft.rfft(support, axis=1)
        waves[:, _WAVES:] = 0
        self.waves = waves
        self.girth = np.fft.irfft(waves, _ANGLES, axis=1).mean(axis=1) * 2 * np.pi

    def ring(self, heights: Points, shares: Points, girths: Points) -> Points:
        """Places (n, 2) in x and z, at heights, at shares of the ring's length, leftwards from the front.

        Args:
            heights: (n,) heights, clipped to those known.
            shares: (n,) shares of the length.
            girths: (levels,) the girth of the ring at each of `self.heights`.
        """
        out = np.maximum(girths - self.girth, 2 * np.pi * _ROOM) / (2 * np.pi)
        waves = self.waves.copy()
        waves[:, 0] += out * _ANGLES
        order = np.arange(waves.shape[1])
        support = np.fft.irfft(waves, _ANGLES, axis=1)
        slope = np.fft.irfft(waves * 1j * order, _ANGLES, axis=1)
        bend = np.maximum(support + np.fft.irfft(-waves * order**2, _ANGLES, axis=1), 1e-3)
        angles = np.linspace(0, 2 * np.pi, _ANGLES, endpoint=False)
        x = support * np.sin(angles) + slope * np.cos(angles)
        z = support * np.cos(angles) - slope * np.sin(angles)
        lengths = np.cumsum((bend + np.roll(bend, 1, axis=1)) / 2, axis=1)
        lengths = (lengths - lengths[:, :1]) / lengths[:, -1:] * (1 - 1 / _ANGLES)
        even = np.linspace(0, 1, _ANGLES, endpoint=False)
        table = np.empty((len(self.heights), _ANGLES, 2))
        for k, length in enumerate(lengths):
            for axis, values in enumerate((x, z)):
                table[k, :, axis] = np.interp(even, np.append(length, 1), np.append(values[k], values[k, 0]))
        table += self.centres[:, None, :]
        at = np.clip((heights - self.low) / _LEVEL, 0, len(self.heights) - 1.001)
        row, up = at.astype(int), (at % 1)[:, None]
        turn = (shares % 1) * _ANGLES
        column, on = turn.astype(int) % _ANGLES, (turn % 1)[:, None]
        after = (column + 1) % _ANGLES
        lower = (1 - on) * table[row, column] + on * table[row, after]
        upper = (1 - on) * table[row + 1, column] + on * table[row + 1, after]
        return np.asarray((1 - up) * lower + up * upper)


_Members = Mapping[int, tuple[Panel, Points]]


def _around_trunk(limbs: _Limbs, wrap: str, members: _Members) -> dict[int, Points]:
    """Around the torso, its legs as one, or the neck and head."""
    points = limbs.points("torso", "left_leg", "right_leg", "head")
    anchors = {k: limbs.anchor(panel) for k, (panel, _) in members.items()}
    heights = {k: anchors[k] + flat[:, 1] for k, (_, flat) in members.items()}
    low = min(each.min() for each in heights.values()) - _LEVEL
    high = max(each.max() for each in heights.values()) + _LEVEL
    pit = limbs.pit() if wrap == "torso" else np.inf
    outline = _Outline(points, low, min(high, pit), lambda at: np.zeros((len(at), 2)) + _middle(points, at))
    wide = np.zeros(len(outline.heights))
    for k, (_, flat) in members.items():
        start, stop = _rows(flat).at(outline.heights - anchors[k])
        here = (outline.heights >= heights[k].min() - _LEVEL) & (outline.heights <= heights[k].max() + _LEVEL)
        wide += np.where(here, stop - start, 0)
    if wrap == "torso":
        armhole = outline.heights > pit - _DEEP
        if armhole.any() and (~armhole).any():
            wide[armhole] = np.maximum(wide[armhole], wide[~armhole][-1])
    wide = np.maximum(wide, 0.05)
    places = {}
    for k, (panel, flat) in members.items():
        girth = np.interp(heights[k], outline.heights, wide)
        shares = panel.placement.azimuth / 360 + flat[:, 0] / girth
        ring = outline.ring(np.minimum(heights[k], pit), shares, wide)
        found = np.column_stack([ring[:, 0], heights[k] + 0.005, ring[:, 1]])
        if wrap == "torso" and heights[k].max() > pit:
            found = _over_shoulders(limbs, panel, flat, found, heights[k], pit)
        places[k] = found
    return places


def _middle(points: Points, heights: Points) -> Points:
    """The centre of the points around each height, smooth along the body."""
    found = np.zeros((len(heights), 2))
    for k, height in enumerate(heights):
        near = np.abs(points[:, 1] - height) < 0.04
        if near.any():
            here = points[near][:, [0, 2]]
            found[k] = (here.min(0) + here.max(0)) / 2
        elif k:
            found[k] = found[k - 1]
    found[:, 0] = 0
    return found


def _over_shoulders(
    limbs: _Limbs, panel: Panel, flat: Points, ring: Points, heights: Points, pit: float
) -> Points:
    """Above the arm pits fronts and backs lie flat before and behind the body, met above the shoulders."""
    shoulder = limbs.figure.landmarks["shoulder_left"]
    front = np.cos(np.radians(panel.placement.azimuth)) > 0
    side = 1.0 if front else -1.0
    points = limbs.points("torso", "head")
    step = 0.01
    low, left = pit - 0.05, points[:, 0].min() - 0.05
    rows, columns = int(0.6 / step), int((points[:, 0].max() + 0.05 - left) / step) + 1
    depth = np.full((rows, columns), -np.inf)
    row = ((points[:, 1] - low) / step).astype(int)
    near = (row >= 0) & (row < rows) & (points[:, 1] >= low)
    column = ((points[:, 0] - left) / step).astype(int)
    np.maximum.at(depth, (row[near], column[near]), side * points[near, 2])
    depth = maximum_filter(depth, size=(5, 5))
    depth = np.where(np.isinf(depth), side * shoulder[2], depth) + _ROOM
    across = side * flat[:, 0]
    at_row = np.clip(((heights - low) / step).astype(int), 0, rows - 1)
    at_column = np.clip(((across - left) / step).astype(int), 0, columns - 1)
    sheet = np.column_stack([across, heights + 0.01, side * depth[at_row, at_column]])
    blend = np.clip((heights - pit) / 0.06, 0, 1)[:, None]
    return np.asarray((1 - blend) * ring + blend * sheet)


def _around_arm(limbs: _Limbs, wrap: str, members: _Members) -> dict[int, Points]:
    """Around an arm, from the shoulder's point along it."""
    side = wrap.removesuffix("_arm")
    marks = limbs.figure.landmarks
    outward = 1.0 if side == "left" else -1.0
    shoulder, elbow, wrist = (np.asarray(marks[f"{name}_{side}"]) for name in ("shoulder", "elbow", "wrist"))
    way = (elbow - shoulder) / np.linalg.norm(elbow - shoulder)
    out = np.array([outward, 0, 0]) - outward * way[0] * way
    top = shoulder - 0.045 * out / np.linalg.norm(out)
    along = np.array([0, np.linalg.norm(elbow - top), 0])
    along[2] = along[1] + np.linalg.norm(wrist - elbow)
    joints = np.stack([top, elbow, wrist])
    wide = {k: _rows(flat) for k, (_, flat) in members.items()}
    most = {k: float((rows.high - rows.low).max()) for k, rows in wide.items()}
    points = limbs.points(wrap)
    places = {}
    for k, (panel, flat) in members.items():
        begin = along[2] if panel.placement.anchor.startswith("wrist") else 0.0
        far = begin - flat[:, 1]
        low, high = wide[k].at(flat[:, 1])
        row = wide[k].start + int(np.argmax(wide[k].high - wide[k].low)) * _LEVEL
        girth = np.where(flat[:, 1] > row, most[k], high - low)
        shares = panel.placement.azimuth / 360 + flat[:, 0] / girth
        lower = far > along[1]
        base = np.where(lower[:, None], joints[1], joints[0])
        end = np.where(lower[:, None], joints[2], joints[1])
        ways = (end - base) / np.linalg.norm(end - base, axis=1, keepdims=True)
        centre = base + ways * (far - np.where(lower, along[1], 0))[:, None]
        outer = np.array([outward, 0, 0]) - outward * ways[:, :1] * ways
        outer /= np.linalg.norm(outer, axis=1, keepdims=True)
        ahead = np.cross(outer, ways) * outward
        ahead *= np.sign(ahead[:, 2:])
        thick = _thickness(points, joints, along, far)
        radius = np.maximum(girth / (2 * np.pi), thick + _ROOM)
        turn = 2 * np.pi * shares
        aside = outward * np.sin(turn)
        places[k] = centre + radius[:, None] * (np.cos(turn)[:, None] * ahead + aside[:, None] * outer)
    return places


def _thickness(points: Points, joints: Points, along: Points, far: Points) -> Points:
    """How thick an arm is at distances along it."""
    offsets, reaches = [], []
    for k in range(2):
        way = (joints[k + 1] - joints[k]) / np.linalg.norm(joints[k + 1] - joints[k])
        reach = (points - joints[k]) @ way
        mine = (reach >= 0 if k else reach >= 0.04) & (reach < along[k + 1] - along[k])
        away = points[mine] - joints[k] - reach[mine, None] * way
        offsets.append(np.linalg.norm(away, axis=1))
        reaches.append(reach[mine] + along[k])
    bins = np.arange(0, along[2] + 0.04, 0.03)
    place = np.digitize(np.concatenate(reaches), bins)
    offset = np.concatenate(offsets)
    thick = np.array(
        [np.quantile(offset[place == k], 0.9) if (place == k).any() else 0.05 for k in range(len(bins))]
    )
    return np.asarray(np.interp(far, bins, thick))


def _around_leg(limbs: _Limbs, wrap: str, members: _Members) -> dict[int, Points]:
    """Around one leg; above the crotch, around a half of the torso."""
    side = wrap.removesuffix("_leg")
    marks = limbs.figure.landmarks
    crotch = float(marks["crotch"][1])
    leg = limbs.points(wrap)
    trunk = limbs.points("torso", "left_leg", "right_leg")
    joints = np.stack([marks[f"{name}_{side}"] for name in ("ankle", "knee", "hip_joint")])
    anchors = {k: limbs.anchor(panel) for k, (panel, _) in members.items()}
    heights = {k: anchors[k] + flat[:, 1] for k, (_, flat) in members.items()}
    low = min(each.min() for each in heights.values()) - _LEVEL
    high = max(each.max() for each in heights.values()) + _LEVEL
    around = _Outline(
        leg,
        low,
        crotch - 0.02,
        lambda at: np.column_stack([np.interp(at, joints[:, 1], joints[:, axis]) for axis in (0, 2)]),
    )
    torso = _Outline(trunk, crotch - 0.06, high, lambda at: _middle(trunk, at))
    rows = {k: _rows(flat) for k, (_, flat) in members.items()}

    def wide(at: Points) -> Points:
        total = np.zeros(len(at))
        for k, row in rows.items():
            start, stop = row.at(at - anchors[k])
            total += stop - start
        return np.maximum(total, 0.05)

    places = {}
    for k, (panel, flat) in members.items():
        start, stop = rows[k].at(flat[:, 1])
        girth = wide(heights[k])
        front = np.cos(np.radians(panel.placement.azimuth)) > 0
        shares = (0 if front else 0.5) + (flat[:, 0] - (start + stop) / 2) / girth
        below = around.ring(np.minimum(heights[k], crotch - 0.02), shares, wide(around.heights))
        inner_is_start = front == (side == "left")
        middle = start if inner_is_start else stop
        shares = (0 if front else 0.5) + (flat[:, 0] - middle) / (2 * girth)
        above = torso.ring(np.maximum(heights[k], crotch - 0.06), shares, 2 * wide(torso.heights))
        blend = np.clip((heights[k] - crotch + 0.02) / 0.06, 0, 1)[:, None]
        ring = (1 - blend) * below + blend * above
        places[k] = np.column_stack([ring[:, 0], heights[k], ring[:, 1]])
    return places
