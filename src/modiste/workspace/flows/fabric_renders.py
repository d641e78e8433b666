"""A cloth of the fabric lab rendered: its threads in a studio's light, and a disc of it draped over a stand.

Knows how a spec becomes tailoring's look; shapes of threads are the fabric room's, light is tailoring's. No
spec tells a colour, a gloss or a hair: they are chosen here, and every picture is to be called rendered.
"""

import io
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from modiste.fabric import OPENING, WEFT, FabricSpec, Face, cloth_face, fibre_named, repeat_of
from modiste.workspace.flows.fabrics import drapery_of

if TYPE_CHECKING:
    from modiste.tailoring import Appearance, Studio

FabricView = Literal["near", "draped"]
UNDYED = "#cfc6b4"
"""Cloth as it leaves the loom."""
SIZE = 600
"""Pixels along a side of a picture from near."""
_FINER = 1.5
"""So many places a pixel's side are lit, from near: threads have no steps at their edges."""
_DRAPED = (720, 480)
"""Width and height of the draped picture."""
_NEAR = (6.0, 12.0, 24.0, 48.0)
"""Millimetres that are seen from near: the least of them that holds enough repeats."""
_REPEATS = 4.0
_TILE = (20.0, 0.05)
"""Millimetres of the tile that a disc is clothed with, and of its pixels."""
_ELEVATION = 32.0
_LUSTRE = {"silk": 0.9, "viscose": 0.6, "lyocell": 0.5, "acetate": 0.8, "polyamide": 0.6, "polyester": 0.5}
"""How glossy a filament is, 0 to 1, judged by eye; what is not here has 0.2, and spun yarn a third of it."""


@dataclass(frozen=True, eq=False)
class FabricRender:
    """A picture of a cloth that nobody photographed.

    Attributes:
        pixels: (h, w, 3) uint8 sRGB.
        view: From near or draped.
        millimetres: What is seen across, from near; of the draped one, the disc's diameter.
        enlarged: How many times larger than the cloth it is at 96 pixels an inch; 0 of the draped one.
    """

    pixels: "np.ndarray"
    view: FabricView
    millimetres: float
    enlarged: float

    def encoded(self, form: str = "WEBP") -> bytes:
        """The picture as WebP, PNG or JPEG."""
        out = io.BytesIO()
        Image.fromarray(self.pixels).save(out, form, quality=88)
        return out.getvalue()


def render_fabric(
    spec: FabricSpec, view: FabricView = "near", colour: str = "", weft: str = ""
) -> FabricRender:
    """Render a cloth as its construction makes it look.

    Args:
        spec: The cloth; of layers the outer one is seen.
        view: "near", its threads lit from the side, with a bar for scale; "draped", a disc of 30 cm of it
            over a stand of 18 cm, hanging as the predicted mass, stretch and bending let it.
        colour: `#rrggbb` of the whole cloth, or of the warp; empty is undyed.
        weft: `#rrggbb` of the weft; empty for the same colour.

    Raises:
        ModisteError: MOD-2808 for a cloth that jams, MOD-1587 for what is no colour, MOD-1562 where the disc
            did not come to rest.
    """
    from modiste import tailoring  # noqa: PLC0415 - a spec that is not rendered needs no tailoring

    hangs, colour = drapery_of(spec), colour or UNDYED
    for each in (colour, weft or colour):
        tailoring.rgb(each)
    if view == "near":
        side = _side(spec)
        fine = round(SIZE * _FINER)
        face = cloth_face(spec, (side, side), side / fine)
        side = fine * face.width / face.height.shape[1]  # a huge repeat is drawn coarser
        look = _look(spec, face, colour, weft)
        shown = replace(
            look,
            colour=_cut(look.colour, fine),
            relief=_cut(look.relief, fine),
            width=side / 1000,
            height=fine * look.height / len(look.relief),
        )
        large = Image.fromarray(tailoring.magnified(shown, _cut(face.shown == OPENING, fine)))
        pixels = np.asarray(large.resize((SIZE, SIZE), Image.Resampling.LANCZOS))
        return FabricRender(_with_bar(pixels, side), view, side, SIZE / side * 25.4 / 96)
    look = _look(spec, cloth_face(spec, (_TILE[0], _TILE[0]), _TILE[1]), colour, weft)
    scene = tailoring.Scene(
        kind="ghost", elevation=_ELEVATION, crease=0.0, azimuth=18.0, light=-70.0, lift=34.0, zoom=1.2
    )
    photo = tailoring.photograph(_disc(hangs), look, scene, _DRAPED)
    return FabricRender(photo.pixels, view, 300.0, 0.0)


def _cut(tile: np.ndarray, size: int) -> np.ndarray:
    """A square of so many pixels of a tile that repeats."""
    high, wide = tile.shape[:2]
    return np.asarray(tile[np.arange(size)[:, None] % high, np.arange(size) % wide])


@lru_cache(maxsize=8)
def _disc(hangs: object) -> "Studio":
    """A disc of cloth that hangs so, set up for pictures: another colour needs no other drape."""
    from modiste import tailoring  # noqa: PLC0415

    assert isinstance(hangs, tailoring.Drapery)
    return tailoring.Studio(tailoring.draped_disc(hangs), raw=True)


def _side(spec: FabricSpec) -> float:
    """Millimetres across that show a few repeats."""
    wanted = _REPEATS * max(repeat_of(spec))
    return next((each for each in _NEAR if each >= wanted), _NEAR[-1])


def _look(spec: FabricSpec, face: Face, colour: str, weft: str) -> "Appearance":
    """Tailoring's look of a face: threads in their colours, glossy by fibre, yarn and finish."""
    from modiste import tailoring  # noqa: PLC0415

    base, cross = tailoring.rgb(colour), tailoring.rgb(weft or colour)
    painted = np.where((face.shown == WEFT)[..., None], cross, base)
    gloss = _gloss(spec)
    mean = painted.reshape(-1, 3).mean(0)
    return tailoring.Appearance(
        colour=np.round(255 * painted).astype(np.uint8),
        relief=(face.height / 1000).astype(np.float32),
        width=face.width / 1000,
        height=face.tall / 1000,
        roughness=0.92 - 0.5 * gloss,
        sheen=0.4 if "brushed" in spec.finish else 0.06 + 0.2 * gloss,
        lining=(0.92 * float(mean[0]), 0.92 * float(mean[1]), 0.92 * float(mean[2])),
    )


def _gloss(spec: FabricSpec) -> float:
    """0 to 1: of its fibres, less where they are spun; more when pressed or mercerised, none when brushed."""
    if "brushed" in spec.finish:
        return 0.0
    shares = spec.composition
    each = (share * _LUSTRE.get(fibre_named(name)[1].name, 0.2) for name, share in shares.items())
    gloss = sum(each) * float(np.mean([0.35 if yarn.is_spun else 1.0 for yarn in spec.yarns]))
    gloss += (
        0.12 * ("mercerised" in spec.finish) + 0.2 * ("calendered" in spec.finish) + 0.25 * bool(spec.coating)
    )
    return float(min(gloss, 1.0))


def _with_bar(pixels: np.ndarray, side: float) -> np.ndarray:
    """A bar of one millimetre, or of one centimetre where more is seen, on a plate in a corner."""
    long = 1.0 if side <= _NEAR[1] else 10.0
    picture = Image.fromarray(pixels)
    draw = ImageDraw.Draw(picture)
    text = "1 mm" if long == 1 else "1 cm"
    wide = round(long / side * SIZE)
    font = ImageFont.load_default(size=17)
    plate = max(wide, round(draw.textlength(text, font=font))) + 24
    draw.rectangle((14, SIZE - 64, 14 + plate, SIZE - 14), fill=(247, 247, 247))
    draw.text((26, SIZE - 58), text, fill=(22, 22, 22), font=font)
    draw.rectangle((26, SIZE - 29, 26 + wide, SIZE - 26), fill=(22, 22, 22))
    return np.asarray(picture)
