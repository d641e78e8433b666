"""A drape set up for its photographs: what many pictures of it share is worked out once.

Knows geometry before the first ray: laid flat, hung up, on its mannequin; light and colour are `photo`'s.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modiste.tailoring.body.figure import Figure
from modiste.tailoring.body.shape import tape_lines
from modiste.tailoring.drape.cloth import grain_turns
from modiste.tailoring.drape.draping import Drape
from modiste.tailoring.drape.lying import laid_flat
from modiste.tailoring.normals import vertex_normals
from modiste.tailoring.render.arranging import crumpled, hanger_for, hung, turned_over
from modiste.tailoring.render.finer import Finer, Lines, finer, lines_of
from modiste.tailoring.render.scene import Scene
from modiste.tailoring.render.tracing import Rays

Places = NDArray[np.float64]
Floats = NDArray[np.float32]

_HIDDEN = 0.012
"""Skin this near below cloth, in metres, is not seen."""
_NECK = 0.03
"""How much of a mannequin's neck stands above the place where its girth is taken, in metres."""
_CAP = 0.02
"""Skin this far above the cut, in metres, closes it."""
_DEEP = 0.007
"""How far cloth may cut into it."""
_RAISED = 0.35
"""Metres a garment hangs higher than it is worn."""
_NOBODY = (np.zeros((0, 3)), np.zeros((0, 3), np.int32))


@dataclass(frozen=True, eq=False)
class Set:
    """Everything that stands before the camera.

    Attributes:
        lies: (n, 3) where the drape's vertices are, metres.
        cloth: Its finer mesh.
        places: (k, 3) of cloth, then of body or hanger.
        faces: (m, 3), the cloth's first.
        normals: (k, 3).
        floor: The height of the ground.
        middle: (2,) x and z around which the ground shows its shadow.
        rays: What rays are sent at.
    """

    lies: Places
    cloth: Finer
    places: Floats
    faces: NDArray[np.int32]
    normals: Floats
    floor: float
    middle: Floats
    rays: Rays


class Studio:
    """A drape that is photographed more than once; it keeps the set of each kind of picture."""

    def __init__(self, drape: Drape, flat: Places | None = None) -> None:
        """Of a drape, and (n, 3) where it lies flat, where that is known already, as `flat` gave it."""
        self.drape = drape
        self._flat = flat
        self._lines: Lines | None = None
        self._turns: Places | None = None
        self._sets: dict[tuple[str, int], Set] = {}

    @property
    def flat(self) -> Places:
        """(n, 3) where the cloth lies when it is laid flat; found once.

        Raises:
            ModisteError: MOD-1562 where it did not come to rest.
        """
        if self._flat is None:
            self._flat = laid_flat(self.drape)
        return self._flat

    @property
    def lines(self) -> Lines:
        """Distances to hems and seams, panel by panel."""
        if self._lines is None:
            self._lines = lines_of(self.drape.cloth)
        return self._lines

    @property
    def turns(self) -> Places:
        """How each panel's grain is turned."""
        if self._turns is None:
            self._turns = np.asarray(grain_turns(self.drape.cloth.panels))
        return self._turns

    def set_for(self, scene: Scene, times: int) -> Set:
        """What stands before the camera in a scene, its cloth made finer so many times."""
        by_chance = scene.kind == "hanger" or (scene.kind == "flat" and (scene.crumple or scene.folded))
        if by_chance:
            return self._built(scene, times)
        shared = "mannequin" if scene.kind == "detail" else scene.kind
        if (shared, times) not in self._sets:
            self._sets[shared, times] = self._built(scene, times)
        return self._sets[shared, times]

    def _built(self, scene: Scene, times: int) -> Set:
        drape = self.drape
        lies = self._lying(scene)
        cloth = finer(drape.cloth, lies, times)
        body, body_faces = _NOBODY
        if scene.kind in ("mannequin", "detail"):
            body, body_faces = uncovered(drape)
        elif scene.kind == "hanger":
            body, body_faces = hanger_for(lies, float(np.ptp(drape.figure.vertices[:, 1])))
        places = np.concatenate([cloth.places, body]).astype(np.float32)
        faces = np.concatenate([cloth.faces, body_faces + len(cloth.places)])
        normals = np.concatenate(
            [vertex_normals(cloth.places, cloth.faces), vertex_normals(body, body_faces)]
        ).astype(np.float32)
        flat = scene.kind == "flat"
        floor = 0.0 if flat else float(drape.figure.vertices[:, 1].min())
        if scene.kind == "hanger":
            floor = min(floor, float(lies[:, 1].min())) - _RAISED
        return Set(
            lies=lies,
            cloth=cloth,
            places=places,
            faces=faces,
            normals=normals,
            floor=floor,
            middle=(lies if flat else drape.figure.vertices)[:, ::2].mean(0).astype(np.float32),
            rays=Rays(places[faces]),
        )

    def _lying(self, scene: Scene) -> Places:
        if scene.kind == "hanger":
            return hung(self.drape.places, scene.crumple, scene.seed)
        if scene.kind != "flat":
            return self.drape.places
        return turned_over(crumpled(self.flat, scene.crumple, scene.seed), scene.fold, scene.folded)


def uncovered(drape: Drape) -> tuple[Places, NDArray[np.int32]]:
    """The body without the skin that cloth hides: straight edges of cloth cut through what bulges below."""
    skin, faces = _headless(drape.figure), drape.figure.faces
    out = vertex_normals(skin, faces)
    hits = Rays(drape.places[drape.cloth.faces]).first(
        (skin - _DEEP * out).astype(np.float32), np.ascontiguousarray(out, np.float32)
    )
    hidden = (hits.face >= 0) & (hits.far < _DEEP + _HIDDEN)
    rim = np.zeros(len(skin), bool)
    rim[faces[~hidden[faces].all(1)]] = True
    kept = faces[~(hidden & ~rim)[faces].all(1)]
    return skin - 0.5 * _DEEP * (hidden[:, None] * out), kept


def _headless(figure: Figure) -> Places:
    """A figure's vertices with the neck cut off level: a shop's mannequin wears no face."""
    skin = figure.vertices.astype(np.float64)
    ring = tape_lines(figure)["neck"]
    top = ring[:, 1].max() + _NECK
    above = skin[:, 1] - top
    skin[above > _CAP] = [ring[:, 0].mean(), top, ring[:, 2].mean()]
    skin[above > 0, 1] = top
    return skin
