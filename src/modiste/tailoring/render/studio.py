"""A drape set up for its photographs: what many pictures of it share is worked out once.

Knows geometry before the first ray: laid flat, hung up, on its mannequin; light and colour are `photo`'s.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modiste.tailoring.colour import linear
from modiste.tailoring.drape.cloth import grain_turns
from modiste.tailoring.drape.draping import Drape
from modiste.tailoring.drape.lying import laid_flat
from modiste.tailoring.normals import vertex_normals
from modiste.tailoring.render.arranging import crumpled, hanger_for, hung, turned_over
from modiste.tailoring.render.finer import Finer, Lines, finer, lines_of
from modiste.tailoring.render.scene import Scene
from modiste.tailoring.render.skin import uncovered
from modiste.tailoring.render.tracing import Rays

Places = NDArray[np.float64]
Floats = NDArray[np.float32]

_RAISED = 0.35
"""Metres a garment hangs higher than it is worn."""
_NOBODY = (np.zeros((0, 3)), np.zeros((0, 3)), np.zeros((0, 3), np.int32))


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
        colours: (k - cloth, 3) linear light that the body gives back; None for one colour.
    """

    lies: Places
    cloth: Finer
    places: Floats
    faces: NDArray[np.int32]
    normals: Floats
    floor: float
    middle: Floats
    rays: Rays
    colours: Floats | None = None


class Studio:
    """A drape that is photographed more than once; it keeps the set of each kind of picture."""

    def __init__(
        self,
        drape: Drape,
        flat: Places | None = None,
        colours: Places | None = None,
        *,
        bare: bool = False,
        raw: bool = False,
    ) -> None:
        """Of a drape.

        Args:
            drape: The garment on its body.
            flat: (n, 3) where it lies flat, where that is known already, as `flat` gave it.
            colours: (vertices, 3) sRGB of the body's skin, from 0 to 1: then a person wears it, no mannequin.
            bare: Show that person without the garment.
            raw: Its edges are cut and not hemmed.
        """
        self.drape = drape
        self._colours, self._bare, self._raw = colours, bare, raw
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
            self._lines = lines_of(self.drape.cloth, hemmed=not self._raw)
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
        body, out, body_faces = _NOBODY
        if scene.kind in ("mannequin", "detail"):
            body, out, body_faces = self._body()
        elif scene.kind == "hanger":
            body, body_faces = hanger_for(lies, float(np.ptp(drape.figure.vertices[:, 1])))
            out = vertex_normals(body, body_faces)
        places = np.concatenate([cloth.places, body]).astype(np.float32)
        faces = np.concatenate([cloth.faces, body_faces + len(cloth.places)])
        normals = np.concatenate([vertex_normals(cloth.places, cloth.faces), out]).astype(np.float32)
        flat = scene.kind == "flat"
        floor = 0.0 if flat else float(drape.figure.vertices[:, 1].min())
        if scene.kind == "hanger":
            floor = min(floor, float(lies[:, 1].min())) - _RAISED
        corners = places[faces]
        if self._bare:
            corners[: len(cloth.faces)] = 0  # no ray meets a triangle without an area
        return Set(
            lies=lies,
            cloth=cloth,
            places=places,
            faces=faces,
            normals=normals,
            floor=floor,
            middle=(lies if flat else drape.figure.vertices)[:, ::2].mean(0).astype(np.float32),
            rays=Rays(corners),
            colours=None if self._colours is None else linear(self._colours).astype(np.float32),
        )

    def _body(self) -> tuple[Places, Places, NDArray[np.int32]]:
        if not self._bare:
            return uncovered(self.drape, face=self._colours is not None)
        figure = self.drape.figure
        places = figure.vertices.astype(np.float64)
        return places, vertex_normals(places, figure.faces), figure.faces

    def _lying(self, scene: Scene) -> Places:
        if scene.kind == "hanger":
            return hung(self.drape.places, scene.crumple, scene.seed)
        if scene.kind != "flat":
            return self.drape.places
        return turned_over(crumpled(self.flat, scene.crumple, scene.seed), scene.fold, scene.folded)
