"""A photograph of a draped garment: true scale, soft light, every pixel's truth beside it.

Knows how cloth looks under a large light; what stands there is `studio`'s, rays are `tracing`'s, the camera's
faults `optics`'s. The same input gives the same picture.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from modiste.garment import ModisteError
from modiste.tailoring.cloth.appearance import Appearance, Lay
from modiste.tailoring.colour import encoded, linear, rgb
from modiste.tailoring.drape.draping import Drape
from modiste.tailoring.render.calming import filtered
from modiste.tailoring.render.closures import closed, closures_of, without_hidden
from modiste.tailoring.render.cloth_light import KEY, SKY, cloth_light
from modiste.tailoring.render.finer import Finer
from modiste.tailoring.render.grounds import BELOW, ground_of
from modiste.tailoring.render.hems import collar_of, hemmed
from modiste.tailoring.render.optics import developed, warmed
from modiste.tailoring.render.raster import LARGEST
from modiste.tailoring.render.scene import Scene
from modiste.tailoring.render.studio import Studio
from modiste.tailoring.render.tiles import creases, drawn_from, seen_from
from modiste.tailoring.render.tracing import Rays, lit
from modiste.tailoring.render.view import Camera, camera

Floats = NDArray[np.float32]

MANNEQUIN = (0.83, 0.815, 0.80)
PLAIN = Scene()
AS_CUT: Mapping[str, Lay] = MappingProxyType({})
_NOTHING, CLOTH, BODY, _FLOOR, _WALL = 0, 1, 2, 3, 4
_GROOVE = 0.0016
_RIGHT, _UP, _AHEAD = (np.array(each, np.float32) for each in ((1, 0, 0), (0, 1, 0), (0, 0, -1)))
_CREASINGS = 12
"""So many creased cloths quick pictures share."""
_GROUNDS = 5
"""So many grounds of each sort there are; the scene's seed picks one."""
_NEAR = 0.045
"""Half the side of what a detail shows, in metres."""
_CREASED = 0.45
"""Metres after which creases repeat."""
_SEEN = 0.05
"""The least that a normal leans towards who looks at it."""
_ROUND = 0.9
"""Metres around the figure in which the floor shows its shadow."""


@dataclass(frozen=True, eq=False)
class Photo:
    """A picture and what it shows.

    Attributes:
        pixels: (h, w, 3) uint8, sRGB.
        mask: (h, w) whether a pixel shows the garment, by more than half.
        panels: (h, w) uint8, 0 where there is no garment, else 1 + the panel's number in the cloth.
        eye: The camera.
        worn: (n, 3) the drape's vertices, metres.
        lies: (n, 3) where they are in the picture: elsewhere when the garment was laid flat.
    """

    pixels: NDArray[np.uint8]
    mask: NDArray[np.bool_]
    panels: NDArray[np.uint8]
    eye: Camera
    worn: NDArray[np.float64]
    lies: NDArray[np.float64]

    def project(self, points: NDArray[np.floating]) -> NDArray[np.float64]:
        """(n, 2) columns and rows, in pixels, of places (n, 3) of the drape, in metres.

        What was laid flat has moved: there a place is taken with the nearest of the cloth's vertices.
        """
        high, wide = self.mask.shape
        places = np.asarray(points, np.float64)
        if self.lies is not self.worn:
            near = cKDTree(self.worn).query(places)[1]
            places = places - self.worn[near] + self.lies[near]
        return projected(self.eye, places, (wide, high))


def projected(eye: Camera, points: NDArray[np.float64], size: tuple[int, int]) -> NDArray[np.float64]:
    """(n, 2) columns and rows of places (n, 3) in a picture of `size`, width and height."""
    wide, high = size
    seen = (points - eye.eye) @ eye.axes.T
    scale = eye.scale * high / -seen[:, 2]
    return np.column_stack([wide / 2 + seen[:, 0] * scale, high / 2 - seen[:, 1] * scale])


def photograph(
    drape: Drape | Studio,
    appearance: Appearance,
    scene: Scene = PLAIN,
    size: tuple[int, int] = (512, 768),
    *,
    still: bool = False,
    quick: bool = False,
    eye: Camera | None = None,
    lays: Mapping[str, Lay] = AS_CUT,
) -> Photo:
    """Photograph a garment as it hangs.

    Args:
        drape: The garment on its body; a `Studio` of it where more than one picture is wanted.
        appearance: What its cloth looks like.
        scene: What is shown, from where, in which light.
        size: Width and height in pixels.
        still: Take the time for a picture without noise.
        quick: Send a quarter of the usual rays: for small pictures by the thousand.
        eye: A camera of your own, instead of the one that the scene frames the garment with.
        lays: How the cloth's tile is laid on panels, by their names; "" is all others.

    Raises:
        ModisteError: MOD-1580 where the size is none, MOD-1562 where it could not be laid flat, MOD-1582 for
            a panel that the garment does not have.
    """
    width, height = size
    if not (16 <= width <= LARGEST and 16 <= height <= LARGEST):
        raise ModisteError("MOD-1580", width=width, height=height, most=LARGEST)
    near = still or scene.kind == "detail"
    studio = drape if isinstance(drape, Studio) else Studio(drape)
    stage = Stage(studio, appearance, scene, size, times=2 if near else 1, quick=quick, eye=eye, lays=lays)
    if still:
        return stage.taken(3, 6)
    return stage.taken(1, 2) if quick else stage.taken(2, 1)


@dataclass(frozen=True, eq=False)
class Samples:
    """Rays that met something: through which pixel, with what weight in it, what, where."""

    pixel: NDArray[np.int64]
    weight: Floats
    layer: NDArray[np.uint8]
    far: Floats
    directions: Floats
    face: NDArray[np.int32]
    shares: Floats
    away: Floats

    def torn(self, count: int) -> NDArray[np.int64]:
        """The pixels that show more than one thing: edges, which need more rays."""
        parts = [
            np.bincount(self.pixel, self.weight * (self.layer == layer), minlength=count)
            for layer in (CLOTH, BODY)
        ]
        return np.flatnonzero(np.any([(part > 0.01) & (part < 0.99) for part in parts], axis=0))

    def bordering(self, size: tuple[int, int]) -> NDArray[np.int64]:
        """The pixels beside one that shows another thing, where one ray a pixel was sent."""
        row = np.zeros(size[1] * size[0], np.uint8)
        row[self.pixel] = np.where(self.layer < _FLOOR, self.layer, _NOTHING)
        shown = row.reshape(size[1], size[0])
        other = np.zeros(shown.shape, bool)
        for axis in (0, 1):
            differs = np.diff(shown, axis=axis) != 0
            before = [(0, 0), (0, 0)]
            before[axis] = (0, 1)
            other |= np.pad(differs, before)
            before[axis] = (1, 0)
            other |= np.pad(differs, before)
        return np.flatnonzero(other)

    def without(self, pixels: NDArray[np.int64]) -> "Samples":
        """All but the rays through these pixels."""
        kept = ~np.isin(self.pixel, pixels)
        return Samples(*(getattr(self, each.name)[kept] for each in fields(self)))

    def joined(self, other: "Samples") -> "Samples":
        """Both."""
        return Samples(
            *(np.concatenate([getattr(self, each.name), getattr(other, each.name)]) for each in fields(self))
        )


@dataclass(frozen=True, eq=False)
class Met:
    """What rays met: samples, their linear colour, panels of those on cloth, places, normals, light."""

    samples: Samples
    shaded: Floats
    panel: NDArray[np.int32]
    at: Floats
    smooth: Floats
    light: Floats


class Stage:
    """One set-up, with everything that is known before the first ray."""

    def __init__(
        self,
        studio: Studio,
        look: Appearance,
        scene: Scene,
        size: tuple[int, int],
        *,
        times: int,
        quick: bool,
        eye: Camera | None,
        lays: Mapping[str, Lay],
    ) -> None:
        self.scene, self.size, self.quick = scene, size, quick
        flat = scene.kind == "flat"
        self.worn = studio.drape.places
        self.set = studio.set_for(scene, times)
        self.cloth, self.lines = self.set.cloth, studio.lines
        self.closures = closures_of(studio.drape.cloth.panels)
        self.collar = collar_of(studio.drape.cloth.panels)
        self.turns, self.shifts = _laid(studio, lays)
        self.axes = _axes(self.cloth)
        self.eye = eye or _framed(self.set.lies, scene, size)
        across = np.linalg.norm(self.eye.eye - self.set.lies.mean(0)) / (self.eye.scale * size[1])
        self.look, self.metres = look, float(across)
        self.tile = seen_from(look, self.metres)
        self.creases = creases(scene.seed % _CREASINGS if quick else scene.seed)
        # What lies flat is lit from the top of its picture, as what hangs is.
        self.key = _direction((180.0 - scene.light if flat else scene.light) + scene.azimuth, scene.lift)
        self.facing = _direction(scene.azimuth + scene.askew, 0.0)
        """Where the wall behind faces."""
        self.wall = float((self.set.places @ self.facing).min()) - scene.gap

    def taken(self, grid: int, count: int) -> Photo:
        """Draw with grid x grid rays a pixel, four times as many at edges, each lit by `count` a sort."""
        width, height = self.size
        made = self.met(grid, count)
        pixel, weight = made.samples.pixel, made.samples.weight
        # What no ray was sent at, and the rays that met nothing, show the ground.
        bare = 1 - np.bincount(pixel, weight, minlength=height * width)
        mean = self.summed(made, made.shaded) + bare[:, None] * linear(rgb(self.scene.ground))
        is_cloth = made.samples.layer == CLOTH
        garment = np.bincount(pixel, weight * is_cloth, minlength=height * width)
        panels = np.zeros(height * width, np.uint8)
        panels[pixel[is_cloth]] = made.panel + 1
        mask = garment > 0.5
        panels[~mask] = 0
        recorded = developed(mean.reshape(height, width, 3), self.scene)
        return Photo(
            np.round(255 * encoded(rolled(recorded))).astype(np.uint8),
            mask.reshape(height, width),
            panels.reshape(height, width),
            self.eye,
            self.worn,
            self.set.lies,
        )

    def met(self, grid: int, count: int) -> Met:
        """What the rays met, and the light that comes from there."""
        width, height = self.size
        chance = np.random.default_rng(self.scene.seed)
        samples = self._sent(self._busy(), grid, chance)
        edges = samples.torn(height * width) if grid > 1 else samples.bordering(self.size)
        samples = samples.without(edges).joined(self._sent(edges, max(2 * grid, 3), chance))
        kind, view = samples.layer, samples.directions
        at = self.eye.eye.astype(np.float32) + samples.far[:, None] * view
        corner = self.set.faces[np.maximum(samples.face, 0)]
        smooth = np.einsum("nk,nkd->nd", samples.shares, self.set.normals[corner])
        smooth[kind == _FLOOR] = (0, 1, 0)
        smooth[kind == _WALL] = self.facing
        smooth = _unit(smooth)
        away = _across(self.set.places[self.set.faces])[np.maximum(samples.face, 0)]
        inner = ((away * view).sum(1) > 0) & (kind == CLOTH)
        smooth = np.where(inner[:, None], -smooth, smooth).astype(np.float32)
        # Where a face is seen, its smoothed normal is too: at a sharp fold it would lean to the other side.
        smooth = _unit(smooth - np.maximum((smooth * view).sum(1, keepdims=True) + _SEEN, 0) * view)
        light = self.light(self.set.rays, at, smooth, samples, count, chance)
        colour, bumped, panel = self._surface(kind, samples.face, samples.shares, smooth, inner)
        grain = self._grain(kind, samples.face) if self.look.lustre else None
        if self.scene.setting != "studio":
            self._grounded(kind, at, colour, bumped)
        fade = np.clip((_ROUND - samples.away) / (0.6 * _ROUND), 0, 1) ** 2
        shaded = self._shaded(kind, colour, smooth, bumped, view, light, fade, grain)
        return Met(samples, shaded, panel, at, smooth, light)

    def light(
        self,
        rays: Rays,
        at: Floats,
        smooth: Floats,
        samples: Samples,
        count: int,
        chance: np.random.Generator,
    ) -> Floats:
        """(n, 3) how much of the large light, the upper and the lower sky each sample sees past `rays`."""
        spread = np.radians(self.scene.softness / 2)
        seen, sky = lit(rays, at, smooth, self.key, spread, count, chance)
        return self._calmed(np.column_stack([seen, sky]), samples.layer, samples.pixel, smooth, samples.far)

    def summed(self, made: Met, values: Floats) -> NDArray[np.float64]:
        """(pixels, k) the weighted sums of the samples' values, (n, k), in each pixel."""
        width, height = self.size
        pixel, weight = made.samples.pixel, made.samples.weight
        return np.stack(
            [np.bincount(pixel, weight * each, minlength=height * width) for each in values.T], axis=-1
        ).astype(np.float64)

    def _sent(self, pixels: NDArray[np.int64], grid: int, chance: np.random.Generator) -> "Samples":
        """What grid x grid rays through each of these pixels meet."""
        width, height = self.size
        cell = np.arange(grid * grid)
        spot = chance.random((2, len(pixels), len(cell)), np.float32)
        x = (pixels[:, None] % width + (cell % grid + spot[0]) / grid).astype(np.float32).ravel()
        y = (pixels[:, None] // width + (cell // grid + spot[1]) / grid).astype(np.float32).ravel()
        scale = np.float32(self.eye.scale * height)
        aim = np.stack([(x - width / 2) / scale, (height / 2 - y) / scale, np.full_like(x, -1)], axis=1)
        aim = _unit(aim @ self.eye.axes.astype(np.float32))
        eye = self.eye.eye.astype(np.float32)
        hits = self.set.rays.first(np.tile(eye, (len(aim), 1)), aim)
        layer = np.where(hits.face < len(self.cloth.faces), CLOTH, BODY).astype(np.uint8)
        layer[hits.face < 0] = _NOTHING
        down = (layer == _NOTHING) & (aim[:, 1] < -1e-6)
        reach = np.where(down, (self.set.floor - eye[1]) / np.where(down, aim[:, 1], -1), 0).astype(
            np.float32
        )
        away = np.hypot(*(eye[::2] + reach[:, None] * aim[:, ::2] - self.set.middle).T)
        if self.scene.setting == "studio":
            layer[down & (away < _ROUND)] = _FLOOR
        else:
            reach, away = self._ground_met(layer, aim, eye, reach), np.zeros_like(away)
        shown = layer != _NOTHING
        shares = np.column_stack([1 - hits.u - hits.v, hits.u, hits.v])[shown]
        return Samples(
            pixel=np.repeat(pixels, grid * grid)[shown],
            weight=np.full(int(shown.sum()), 1 / grid**2, np.float32),
            layer=layer[shown],
            far=np.where(layer >= _FLOOR, reach, hits.far)[shown],
            directions=aim[shown],
            face=hits.face[shown],
            shares=shares.astype(np.float32),
            away=np.where(layer == _FLOOR, away, 0)[shown].astype(np.float32),
        )

    def _ground_met(self, layer: NDArray[np.uint8], aim: Floats, eye: Floats, below: Floats) -> Floats:
        """How far the ground of a setting is along each ray; marks floor and wall among the layers."""
        free = layer == _NOTHING
        below = np.where(aim[:, 1] < -1e-6, below, np.float32(np.inf))
        layer[free & np.isfinite(below)] = _FLOOR
        if self.scene.kind == "flat":
            return below
        toward = aim @ self.facing
        behind = np.where(toward < -1e-6, (self.wall - eye @ self.facing) / np.minimum(toward, -1e-6), np.inf)
        layer[free & (behind < below)] = _WALL
        return np.minimum(below, behind).astype(np.float32)

    def _grounded(self, kind: NDArray[np.uint8], at: Floats, colour: Floats, bumped: Floats) -> None:
        """Colour and relief of floor and wall, in place."""
        setting = self.scene.setting
        base = linear(rgb(self.scene.ground))
        sideways = np.array([self.facing[2], 0.0, -self.facing[0]], np.float32)
        flat = self.scene.kind == "flat"
        chance = np.random.default_rng([self.scene.seed, 47])
        moved, turn = chance.uniform(0, 4, 2), chance.choice([0.0, 90.0]) + chance.normal(0, 8)
        cosine, sine = np.float32(np.cos(np.radians(turn))), np.float32(np.sin(np.radians(turn)))
        for layer, name, right, up in (
            (
                _FLOOR,
                setting if flat else BELOW.get(setting, setting),
                cosine * _RIGHT + sine * _AHEAD,
                cosine * _AHEAD - sine * _RIGHT,
            ),
            (_WALL, setting, sideways, _UP),
        ):
            own = kind == layer
            if not own.any():
                continue
            ground = ground_of(name, self.scene.seed % _GROUNDS)
            spots = np.stack([at[own] @ right, at[own] @ up], axis=1)
            # A door stands on the floor; anything else begins anywhere.
            spots += moved if name != "door" else (moved[0], -self.set.floor)
            drawn = drawn_from(ground.tile, spots, ground.width, ground.height)
            # A floor in another stuff than the wall is darker than its paint.
            colour[own] = drawn[:, :3] * base * (1.0 if name == setting else 0.55)
            bumped[own] = _unit(bumped[own] - drawn[:, 3:4] * right - drawn[:, 4:5] * up)

    def _busy(self) -> NDArray[np.int64]:
        """The numbers of the pixels that may show more than ground."""
        width, height = self.size
        if self.scene.setting != "studio":
            return np.arange(width * height)
        turn = np.linspace(0, 2 * np.pi, 32)
        round_ = self.set.middle + _ROUND * np.column_stack([np.cos(turn), np.sin(turn)])
        floor = np.column_stack([round_[:, 0], np.full(32, self.set.floor), round_[:, 1]])
        places = np.concatenate([self.set.places.astype(np.float64), floor])
        at = projected(self.eye, places, self.size)
        low, high = np.floor(at.min(0)).astype(int) - 2, np.ceil(at.max(0)).astype(int) + 2
        left, top = np.clip(low, 0, (width - 1, height - 1))
        right, bottom = np.clip(high, (left + 1, top + 1), (width, height))
        return (np.arange(top, bottom)[:, None] * width + np.arange(left, right)).ravel()

    def _calmed(
        self,
        light: Floats,
        kind: NDArray[np.uint8],
        pixel: NDArray[np.int64],
        smooth: Floats,
        far: Floats,
    ) -> Floats:
        """The light of each sample, taken from its neighbourhood on the same thing."""
        width, height = self.size
        made = np.empty_like(light)
        for layer in (CLOTH, BODY, _FLOOR, _WALL):
            own = kind == layer
            if not own.any():
                continue
            at = pixel[own]
            tally = np.bincount(at, minlength=height * width)
            grids = [
                np.bincount(at, values, minlength=height * width) / np.maximum(tally, 1)
                for values in (*light[own].T, *smooth[own].T, far[own])
            ]
            whole = np.stack(grids, axis=-1).reshape(height, width, -1).astype(np.float32)
            calm = whole
            there = (tally > 0).reshape(height, width)
            steps = (1, 2, 4) if layer < _FLOOR else (1, 2, 4, 8)
            for step in steps if not self.quick else (1, 3):
                calm = filtered(calm, there, step, light.shape[1], 4.0 * self.metres * step)
            made[own] = calm.reshape(-1, calm.shape[-1])[at, : light.shape[1]]
        return made

    def _surface(
        self,
        kind: NDArray[np.uint8],
        face: NDArray[np.int32],
        shares: Floats,
        smooth: Floats,
        inner: NDArray[np.bool_],
    ) -> tuple[Floats, Floats, NDArray[np.int32]]:
        """Linear colour, the normal with the cloth's own relief, and the panels of the samples of cloth."""
        colour = np.empty((len(kind), 3), np.float32)
        stand = self.scene.stand
        if self.set.colours is None:
            colour[kind == BODY] = linear(rgb(stand) if stand else np.array(MANNEQUIN))
        else:
            body = kind == BODY
            corner = self.set.faces[face[body]] - len(self.cloth.places)
            colour[body] = np.einsum("nk,nkd->nd", shares[body], self.set.colours[corner])
        colour[kind == _FLOOR] = linear(rgb(self.scene.ground))
        own = np.flatnonzero(kind == CLOTH)
        here = face[own]
        panel = self.cloth.panel[here]
        flat = np.einsum("nk,nkd->nd", shares[own], self.cloth.flat[here])
        turn = self.turns[panel]
        laid = _turned(flat, turn) - self.shifts[panel]
        cloth = drawn_from(self.tile, laid, self.look.width, self.look.height)
        crease = drawn_from(self.creases, flat, _CREASED, _CREASED)
        creased = self.scene.crease * self.look.creases
        slope = _turned(cloth[:, 3:], turn.transpose(0, 2, 1)) + creased * crease[:, :2]
        tint, mottle = cloth[:, :3], crease[:, 2]
        hem, seam = self.lines.far(panel, flat)
        without_hidden(seam, panel, flat, self.closures)
        groove = np.clip(1 - seam / _GROOVE, 0, 1)
        tint = tint * (1 - 0.35 * groove[:, None]) * (1 + 0.03 * (1 - self.look.lustre) * mottle[:, None])
        tint = hemmed(tint, hem, panel == self.collar, self.metres)
        closed(tint, slope, panel, flat, self.metres, self.closures)
        lining = linear(np.array(self.look.lining))
        colour[own] = np.where(inner[own, None], 0.85 * lining, tint)
        bumped = smooth.copy()
        bumped[own] = self._tilted(here, smooth[own], np.where(inner[own, None], 0, slope))
        return colour, bumped, panel

    def _tilted(self, face: NDArray[np.int32], smooth: Floats, slope: Floats) -> Floats:
        """Normals leaning against the slope of what lies on the cloth."""
        across, along = self.axes
        return _unit(smooth - slope[:, :1] * across[face] - slope[:, 1:] * along[face])

    def _grain(self, kind: NDArray[np.uint8], face: NDArray[np.int32]) -> Floats:
        """(n, 3) unit directions of the warp where there is cloth."""
        own = np.flatnonzero(kind == CLOTH)
        across, along = self.axes
        way = self.turns[self.cloth.panel][:, :, 1]
        made = np.zeros((len(kind), 3), np.float32)
        made[own] = _unit(way[:, :1] * across + way[:, 1:] * along)[face[own]]
        return made

    def _shaded(
        self,
        kind: NDArray[np.uint8],
        colour: Floats,
        smooth: Floats,
        bumped: Floats,
        view: Floats,
        light: Floats,
        fade: Floats,
        grain: Floats | None,
    ) -> Floats:
        seen, up, down = light.T
        tint = warmed(self.scene.warmth).astype(np.float32) if self.scene.warmth else np.ones(3, np.float32)
        fill = np.float32(self.scene.fill)
        straight = np.maximum(bumped @ self.key, 0)
        made = cloth_light(
            colour,
            smooth,
            bumped,
            view,
            light,
            self.key,
            self.look,
            tint=tint,
            fill=fill,
            cloth=kind == CLOTH,
            grain=grain,
        )
        floor = kind == _FLOOR
        open_ = (KEY * seen * self.key[1] + SKY * up) / (KEY * self.key[1] + SKY)
        if self.scene.setting == "studio":
            made[floor] = colour[floor] * (1 - 0.55 * fade[floor] * (1 - open_[floor]))[:, None]
        else:
            ground = kind >= _FLOOR
            full = KEY * max(float(self.key[1]), float(self.key @ self.facing), 0.3) + 0.5 * SKY
            rest = (fill * SKY * np.minimum(up + down, 1.0))[:, None]
            lamp = (KEY * seen * straight)[:, None] * tint
            made[ground] = (colour * (lamp + rest))[ground] / np.float32(full + 0.25 * SKY)
        return np.asarray(made, np.float32)


def _laid(studio: Studio, lays: Mapping[str, Lay]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """What turns places on each panel to the tile (p, 2, 2), and what is taken from them after (p, 2)."""
    names = [panel.name for panel in studio.drape.cloth.panels]
    for name in lays:
        if name and name not in names:
            raise ModisteError("MOD-1582", word="panel", value=repr(name), allowed=", ".join(names))
    each = [lays.get(name, lays.get("", Lay())) for name in names]
    angle = np.radians([lay.turn for lay in each])
    cosine, sine = np.cos(angle), np.sin(angle)
    # Places are rows: the tile turns one way where they turn the other.
    back = np.moveaxis(np.array([[cosine, -sine], [sine, cosine]]), -1, 0)
    shifts = np.array([[lay.right, lay.up] for lay in each])[:, None] / 100 @ back
    return studio.turns @ back, shifts[:, 0]


def _axes(cloth: Finer) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(m, 3) each: where a step across and a step up on its panel lead on a face."""
    corner, flat = cloth.places[cloth.faces], cloth.flat
    e1, e2 = corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0]
    f1, f2 = flat[:, 1] - flat[:, 0], flat[:, 2] - flat[:, 0]
    area = f1[:, 0] * f2[:, 1] - f1[:, 1] * f2[:, 0]
    area = np.where(np.abs(area) < 1e-12, 1e-12, area)[:, None]
    return (f2[:, 1:] * e1 - f1[:, 1:] * e2) / area, (f1[:, :1] * e2 - f2[:, :1] * e1) / area


def _across(corners: Floats) -> Floats:
    """(n, 3) square to faces, (n, 3, 3), to the side from which they run counter-clockwise; of any length."""
    return np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])


def _framed(places: NDArray[np.float64], scene: Scene, size: tuple[int, int]) -> Camera:
    if scene.kind == "detail":
        high = np.quantile(places[:, 1], 0.72)
        middle = places[(np.abs(places[:, 1] - high) < _NEAR) & (np.abs(places[:, 0]) < _NEAR)]
        places = middle if len(middle) > 2 else places
    centre, spread = (places.min(0) + places.max(0)) / 2, places.max(0) - places.min(0)
    margin = 1.0 if scene.kind == "detail" else 1.18
    return camera(
        np.stack([centre - margin * spread / 2, centre + margin * spread / 2]),
        scene.azimuth,
        size[0] / size[1],
        90.0 - scene.tilt if scene.kind == "flat" else scene.elevation,
        field=scene.field,
        roll=scene.roll,
        zoom=scene.zoom,
        off=(scene.right, scene.down),
    )


def _direction(azimuth: float, elevation: float) -> Floats:
    turn, rise = np.radians(azimuth), np.radians(elevation)
    return np.array([np.sin(turn) * np.cos(rise), np.sin(rise), np.cos(turn) * np.cos(rise)], np.float32)


def _turned(rows: NDArray[np.floating], turns: NDArray[np.floating]) -> NDArray[np.floating]:
    return np.asarray(np.einsum("nd,nde->ne", rows, turns))


def _unit(directions: NDArray[np.floating]) -> Floats:
    length = np.linalg.norm(directions, axis=1, keepdims=True)
    return np.asarray(directions / np.maximum(length, 1e-9), np.float32)


def rolled(light: NDArray[np.floating]) -> NDArray[np.floating]:
    """A soft shoulder above 0.8, so that white cloth keeps its folds."""
    over = np.maximum(light - 0.8, 0)
    return np.where(light > 0.8, 0.8 + 0.2 * over / (over + 0.2), light)
