"""One garment's pictures and all that is exactly known of each: mask, panels, landmarks, measures, camera.

Knows what a photographer must give and how truth is told; taking the picture is tailoring's, which garment
and which shots are `plan`'s.
"""

import base64
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Picture

from modiste import tailoring
from modiste.garment import Image, ModisteError, content_id
from modiste.tailoring import Appearance, Drape, Field, Figure, Pattern, Scene
from modiste.workspace.flows.house.assortment import KINDS
from modiste.workspace.flows.house.landmarks import landmarks, measures
from modiste.workspace.flows.house.ledger import SOURCE, attributes, colourway_id
from modiste.workspace.flows.house.palette import COLOURS
from modiste.workspace.flows.house.plan import Planned, Shot, mannequin

SIZE = (480, 640)
"""Width and height of a picture in pixels."""
QUALITY = 82
_NEAR = 4
"""A landmark is seen where its panel is seen within so many pixels."""
_VIEWS: Mapping[str, Literal["front", "back", "side", "flat", "detail"]] = {
    "front": "front",
    "back": "back",
    "turned": "side",
    "flat": "flat",
    "detail": "detail",
}
_LOST = ("MOD-1560", "MOD-1561", "MOD-1562")
"""Drapes that fail because of this garment, not of this machine."""


class Photo(Protocol):
    """A picture with its truth: `pixels` (h, w, 3), the garment's `mask` (h, w), `panels` (h, w).

    In `panels` 0 is no cloth and k + 1 the drape's k-th panel.
    """

    @property
    def pixels(self) -> NDArray[np.uint8]:
        """What is seen, sRGB."""
        ...

    @property
    def mask(self) -> NDArray[np.bool_]:
        """Where the garment is."""
        ...

    @property
    def panels(self) -> NDArray[np.uint8]:
        """Which panel is seen."""
        ...

    def project(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """(n, 2) pixel places, x to the right and y down, of (n, 3) places of the drape."""
        ...


class Photographer(Protocol):
    """Whoever takes pictures of drapes."""

    def __call__(
        self,
        drape: Drape,
        appearance: Appearance,
        scene: Scene,
        size: tuple[int, int],
    ) -> Photo:
        """One picture of a drape in a cloth's look, of a width and height in pixels."""
        ...


@dataclass(frozen=True)
class Taken:
    """One picture: its row, its bytes, its truth."""

    image: Image
    data: bytes
    truth: dict[str, Any]


def house_photographer() -> Photographer:
    """Tailoring's."""
    return tailoring.photograph


def photographed(
    garment: Planned,
    seed: int,
    photographer: Photographer,
    size: tuple[int, int] = SIZE,
    go_on: Callable[[float], bool] = lambda share: True,
) -> list[Taken]:
    """A garment's pictures, in the order of its shots.

    Args:
        garment: As planned.
        seed: The house's.
        photographer: Who takes them.
        size: Width and height in pixels.
        go_on: Told the share done; answers whether to go on.

    Raises:
        ModisteError: MOD-1560 to 1562 where the garment cannot be draped on any of the house's bodies,
            MOD-1564 when it was stopped.
    """
    pattern, draped, body = dressed(garment, lambda share: go_on(0.8 * share))
    points = landmarks(draped)
    shared = {
        "attributes": attributes(garment),
        "size": pattern.size,
        "chart": garment.chart,
        "body": {name: round(value, 2) for name, value in body.measures.items()},
        "measures": measures(pattern),
        "panel_names": [panel.name for panel in draped.cloth.panels],
    }
    looks: dict[int, Appearance] = {}
    taken = []
    for number, shot in enumerate(garment.shots):
        if shot.colouring not in looks:
            looks[shot.colouring] = appearance_of(garment, shot.colouring)
        photo = photographer(draped, looks[shot.colouring], scene_of(shot), size)
        places = photo.project(draped.places[[each.vertex for each in points]])
        told = {
            each.name: _told(place, photo.panels, each.panel + 1)
            for each, place in zip(points, places, strict=True)
        }
        taken.append(_taken(garment, seed, shot, photo, {**shared, "landmarks": told}))
        if not go_on(0.8 + 0.2 * (number + 1) / len(garment.shots)):
            raise ModisteError("MOD-1564")
    return taken


def dressed(garment: Planned, go_on: Callable[[float], bool]) -> tuple[Pattern, Drape, Figure]:
    """A garment on its mannequin in the chart's base size; where it slides off, on the next one.

    Raises:
        ModisteError: MOD-1560 to 1562 where it stays on none of them, MOD-1564 when it was stopped.
    """
    chart = tailoring.size_chart(garment.chart)
    size = chart.base if chart.base in garment.sizes else garment.sizes[len(garment.sizes) // 2]
    pattern = tailoring.draft_size(garment.program, garment.chart, size, garment.options)
    hangs = tailoring.house_fabric(garment.cloth).hangs
    failed: ModisteError | None = None
    for number in dict.fromkeys((garment.body, 0, 1, 2)):
        figure, field = _mannequin(garment.chart, number)
        try:
            draped = tailoring.drape_garment(pattern, figure, hangs, field=field, progress=go_on)
        except ModisteError as error:
            if error.code not in _LOST:
                raise
            failed = error
            continue
        if draped.stays:
            return pattern, draped, figure
    raise failed or ModisteError("MOD-1562", edge=f"{tailoring.FINE * 1000:.0f}")


def appearance_of(garment: Planned, colouring: int) -> Appearance:
    """The look of a garment's cloth in one of its colourways."""
    dyed = dyed_of(garment.print, garment.colourings[colouring].colours, garment.repeat)
    return tailoring.appearance_of(tailoring.house_fabric(garment.cloth), dyed, garment.seed)


def dyed_of(print_: str, colours: Sequence[str], repeat: Sequence[float]) -> tailoring.Print:
    """What a cloth is dyed or printed with.

    Args:
        print_: "solid", "stripe", "pinstripe", "check" or "dot".
        colours: Ids in `COLOURS`, ground first, then ink where it has one.
        repeat: Period and width of the print in centimetres.
    """
    ground, *inks = (COLOURS[each].hex for each in colours)
    if print_ == "solid":
        return tailoring.Solid(ground)
    period, width = repeat
    if print_ in ("stripe", "pinstripe"):
        return tailoring.Stripe(ground, inks[0], period, width, upright=print_ == "pinstripe")
    if print_ == "check":
        return tailoring.Check(ground, inks[0], period, width)
    return tailoring.Dot(ground, inks[0], period, width)


def scene_of(shot: Shot) -> Scene:
    """How a shot is taken."""
    return Scene(
        kind=shot.kind,
        azimuth=shot.azimuth,
        elevation=shot.elevation,
        ground=shot.ground,
        light=shot.light,
        seed=shot.seed,
    )


def image_id(garment: Planned, shot: Shot) -> str:
    """The id of one picture, in the order in which they are shown: "t-shirt-001-1-navy-front"."""
    number = garment.shots.index(shot) + 1
    return f"{garment.id}-{number}-{garment.colourings[shot.colouring].id}-{shot.name}"


def image_row(garment: Planned, shot: Shot, data: bytes, size: tuple[int, int]) -> Image:
    """The record of one picture, of its bytes, width and height."""
    return Image(
        id=image_id(garment, shot),
        garment_id=garment.id,
        colourway_id=colourway_id(garment, shot.colouring),
        blob=content_id(data, 64),
        media_type="image/webp",
        width=size[0],
        height=size[1],
        view=_VIEWS[shot.name],
        label=KINDS[garment.program].category,
        source=SOURCE,
    )


def mask_of(truth: Mapping[str, Any]) -> NDArray[np.bool_]:
    """(h, w) where the garment is, of a picture's truth."""
    return np.asarray(_opened(truth["mask"])) > 0


def panels_of(truth: Mapping[str, Any]) -> NDArray[np.uint8]:
    """(h, w) which panel is seen, of a picture's truth: 0 none, k + 1 the k-th of `panel_names`."""
    return np.asarray(_opened(truth["panels"]), np.uint8)


@lru_cache(6)
def _mannequin(chart: str, number: int) -> tuple[Figure, Field]:
    people = tailoring.size_chart(chart).people
    figure = tailoring.posed(tailoring.solve_body(mannequin(chart, number), people), "down")
    return figure, tailoring.distance_field(figure)


def _taken(garment: Planned, seed: int, shot: Shot, photo: Photo, known: dict[str, Any]) -> Taken:
    data = _bytes(Picture.fromarray(photo.pixels), "WEBP", quality=QUALITY, method=6)
    high, wide = photo.mask.shape
    english, chinese = garment.said(shot.colouring)
    colours = [COLOURS[each] for each in garment.colourings[shot.colouring].colours]
    image = image_row(garment, shot, data, (wide, high))
    truth = {
        "image_id": image.id,
        "garment_id": garment.id,
        "colourway_id": image.colourway_id,
        "synthetic": True,
        "caption": english,
        "caption_zh": chinese,
        "colours": [{"name": each.english, "name_zh": each.chinese, "hex": each.hex} for each in colours],
        **known,
        "camera": {**asdict(scene_of(shot)), "width": wide, "height": high},
        "seeds": {"house": seed, "garment": garment.seed, "shot": shot.seed},
        "mask": _png(Picture.fromarray(photo.mask.astype(np.uint8) * 255).convert("1")),
        "panels": _png(Picture.fromarray(photo.panels)),
    }
    return Taken(image, data, truth)


def _told(place: NDArray[np.float64], panels: NDArray[np.uint8], panel: int) -> dict[str, Any]:
    """A landmark in the picture: its place in pixels, and whether it is seen."""
    high, wide = panels.shape
    x, y = float(place[0]), float(place[1])
    seen = False
    if 0 <= x < wide and 0 <= y < high:
        column, row = int(x), int(y)
        around = panels[max(0, row - _NEAR) : row + _NEAR + 1, max(0, column - _NEAR) : column + _NEAR + 1]
        seen = bool((around == panel).any())
    return {"x": round(x, 2), "y": round(y, 2), "visible": seen}


def _bytes(picture: Picture.Image, kind: str, **how: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


def _png(picture: Picture.Image) -> str:
    return base64.b64encode(_bytes(picture, "PNG", optimize=True)).decode()


def _opened(text: str) -> Picture.Image:
    return Picture.open(io.BytesIO(base64.b64decode(text)))
