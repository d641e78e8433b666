"""How a garment is photographed: what is shown, from where, in which light, on which ground.

Knows a studio's words; the picture is `photo`'s.
"""

from dataclasses import dataclass
from typing import Literal

from modiste.garment import ModisteError
from modiste.tailoring.colour import rgb

Kind = Literal["mannequin", "ghost", "flat", "detail"]
KINDS: tuple[Kind, ...] = ("mannequin", "ghost", "flat", "detail")


@dataclass(frozen=True)
class Scene:
    """One picture's set-up.

    Attributes:
        kind: On a mannequin, on an invisible one, flat on a table from above, or the cloth from near.
        azimuth: Degrees around the garment, 0 in front, towards the wearer's left; turns what lies flat.
        elevation: Degrees above the horizon; of what lies flat, nothing.
        ground: The studio's colour, `#rrggbb`.
        light: Degrees from which the large light comes, 0 from the camera, negative from the left.
        softness: Degrees that light measures across: a small one draws hard shadows.
        crease: How much the cloth is creased, 0 for freshly steamed to 1 for worn.
        seed: Of the creases and of the light's noise.
    """

    kind: Kind = "mannequin"
    azimuth: float = 0.0
    elevation: float = 4.0
    ground: str = "#f7f7f7"
    light: float = -38.0
    softness: float = 34.0
    crease: float = 0.35
    seed: int = 0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ModisteError("MOD-1582", word="kind", value=repr(self.kind), allowed=", ".join(KINDS))
        rgb(self.ground)
        for word, low, high in (
            ("azimuth", -360, 360),
            ("elevation", -20, 80),
            ("light", -180, 180),
            ("softness", 1, 90),
            ("crease", 0, 1),
        ):
            if not low <= getattr(self, word) <= high:
                value = f"{getattr(self, word):g}"
                raise ModisteError("MOD-1582", word=word, value=value, allowed=f"{low} to {high}")
