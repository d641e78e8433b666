"""How a garment is photographed: what is shown, from where, in which light, on which ground, how well.

Knows a photographer's words; the picture is `photo`'s, scenes by chance are `randomised`'s.
"""

from dataclasses import dataclass
from typing import Literal

from modiste.garment import ModisteError
from modiste.tailoring.colour import rgb

Kind = Literal["mannequin", "ghost", "flat", "hanger", "detail"]
KINDS: tuple[Kind, ...] = ("mannequin", "ghost", "flat", "hanger", "detail")
Setting = Literal["studio", "wall", "door", "wood", "tiles", "carpet", "rug", "sheet"]
SETTINGS: tuple[Setting, ...] = ("studio", "wall", "door", "wood", "tiles", "carpet", "rug", "sheet")
_BOUNDS: tuple[tuple[str, float, float], ...] = (
    ("azimuth", -360, 360),
    ("elevation", -20, 80),
    ("tilt", 0, 60),
    ("field", 5, 90),
    ("roll", -180, 180),
    ("zoom", 0.3, 6),
    ("right", -1, 1),
    ("down", -1, 1),
    ("gap", 0, 5),
    ("askew", -60, 60),
    ("light", -180, 180),
    ("lift", 2, 88),
    ("softness", 1, 90),
    ("fill", 0, 3),
    ("warmth", -100, 200),
    ("falloff", 0, 1),
    ("crease", 0, 1),
    ("crumple", 0, 1),
    ("fold", -360, 360),
    ("folded", 0, 0.45),
    ("exposure", -3, 3),
    ("balance", -100, 200),
    ("tint", -0.5, 0.5),
    ("defocus", 0, 0.05),
    ("motion", 0, 0.1),
    ("shake", -360, 360),
)


@dataclass(frozen=True)
class Scene:
    """One picture's set-up; what is left out is a calm studio with a good camera.

    Attributes:
        kind: On a mannequin, on an invisible one, flat on the ground from above, on a hanger, or the cloth
            from near.
        azimuth: Degrees around the garment, 0 in front, towards the wearer's left; turns what lies flat.
        elevation: Degrees above the horizon; of what lies flat, nothing.
        ground: The colour of the studio or of what the setting is made of, `#rrggbb`.
        light: Degrees from which the large light comes, 0 from the camera, negative from the left.
        softness: Degrees that light measures across: a small one draws hard shadows.
        crease: How much the cloth is creased, 0 for freshly steamed to 1 for worn.
        seed: Of the creases, of what lies by chance and of the light's noise.
        tilt: Degrees the camera leans off straight down at what lies flat.
        field: Degrees seen across the height; the camera steps near enough. 24 is a long lens, 65 a phone.
        roll: Degrees the camera is turned about its axis, clockwise.
        zoom: How much larger than whole, with its margin, the garment is shown: above about 1.2 cropped.
        right: Share of the picture's width by which the garment is off its middle.
        down: Share of the picture's height by which it is.
        setting: What is below or behind: the studio without an edge, or a ground of our own.
        gap: Metres between what stands and the wall behind it; in the studio, nothing.
        askew: Degrees that wall is turned away from the camera.
        stand: The colour of mannequin or hanger, `#rrggbb`; empty for the studio's pale one.
        lift: Degrees above the horizon from which the large light comes.
        fill: How bright everything but the large light is; 1 as in the studio, 0 for night.
        warmth: Mireds by which the large light is warmer than the rest: a lamp in daylight has 100 or more.
        falloff: How much darker the picture is far from the light, from edge to edge.
        crumple: How carelessly cloth was laid or hung, 0 smoothed to 1 dropped.
        fold: Degrees in what lies flat towards which a part is turned over: 0 the sleeve on the right of the
            picture, 90 the neck, 270 the hem.
        folded: The share of its length there that is turned over.
        exposure: Stops over or under.
        balance: Mireds by which the picture is too warm, negative too cold.
        tint: Stops by which it is too magenta, negative too green.
        defocus: Radius of the blur disk, in picture heights.
        motion: Length of the camera's motion while it was open, in picture heights.
        shake: Degrees of that motion, 0 along the rows.
    """

    kind: Kind = "mannequin"
    azimuth: float = 0.0
    elevation: float = 4.0
    ground: str = "#f7f7f7"
    light: float = -38.0
    softness: float = 34.0
    crease: float = 0.35
    seed: int = 0
    tilt: float = 0.0
    field: float = 24.0
    roll: float = 0.0
    zoom: float = 1.0
    right: float = 0.0
    down: float = 0.0
    setting: Setting = "studio"
    gap: float = 0.5
    askew: float = 0.0
    stand: str = ""
    lift: float = 42.0
    fill: float = 1.0
    warmth: float = 0.0
    falloff: float = 0.0
    crumple: float = 0.0
    fold: float = 0.0
    folded: float = 0.0
    exposure: float = 0.0
    balance: float = 0.0
    tint: float = 0.0
    defocus: float = 0.0
    motion: float = 0.0
    shake: float = 0.0

    def __post_init__(self) -> None:
        for word, allowed in (("kind", KINDS), ("setting", SETTINGS)):
            if getattr(self, word) not in allowed:
                value = repr(getattr(self, word))
                raise ModisteError("MOD-1582", word=word, value=value, allowed=", ".join(allowed))
        rgb(self.ground)
        if self.stand:
            rgb(self.stand)
        for word, low, high in _BOUNDS:
            if not low <= getattr(self, word) <= high:
                value = f"{getattr(self, word):g}"
                raise ModisteError("MOD-1582", word=word, value=value, allowed=f"{low:g} to {high:g}")
