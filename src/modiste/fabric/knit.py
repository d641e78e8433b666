"""Weft knits: stitch structures, loop length, courses and wales, the machine's gauge.

Knows loops; how thick and heavy they make a cloth is `properties`'.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pydantic import Field, model_validator

from modiste.fabric.yarn import YarnField
from modiste.garment import ModisteError, Record

_GAUGE = re.compile(r"(?:E|gg)?\s*(?P<needles>\d{1,2}(?:\.\d)?)\s*(?:E|gg|G)?", re.I)


@dataclass(frozen=True)
class Stitch:
    """A stitch structure.

    Attributes:
        zh: Its name in Chinese.
        faces: Sides that carry loops: a rib's wales show on both.
        layers: Thickness of relaxed cloth by the yarn's diameter.
        give: Width-wise extension beside a jersey's: a rib's wales lie behind one another.
    """

    zh: str
    faces: int
    layers: float
    give: float


STITCHES: Mapping[str, Stitch] = MappingProxyType(
    {
        "jersey": Stitch("平针", 1, 3.0, 1.0),
        "pique": Stitch("珠地", 1, 3.6, 0.8),
        "rib 1x1": Stitch("1×1 罗纹", 2, 5.0, 1.8),
        "interlock": Stitch("双罗纹", 2, 5.0, 0.9),
        "ponte roma": Stitch("罗马布", 2, 5.5, 0.6),
    }
)
"""By name. Layers and give are the usual of the trade's relaxed cloth, to a quarter either way."""
_WORDS = {
    "1x1 rib": "rib 1x1",
    "rib": "rib 1x1",
    "rib 1×1": "rib 1x1",
    "piqué": "pique",
    "single jersey": "jersey",
}
RELAXED = (5.5, 4.2)
"""Courses and wales a cm, times loop length in cm, of relaxed jersey (Munden 1959)."""


class Knit(Record):
    """A weft-knitted construction.

    Attributes:
        stitch: One of `STITCHES`.
        loop: Loop length, mm.
        courses: Rows a centimetre; a jersey's may be left out and are Munden's relaxed ones.
        wales: Columns a centimetre, counted on one side.
        yarn: What it is knitted of.
        gauge: Needles an inch of the machine, or None.
    """

    stitch: str = "jersey"
    loop: float = Field(gt=0.5, le=30)
    courses: float = Field(0, ge=0, le=100)
    wales: float = Field(0, ge=0, le=100)
    yarn: YarnField
    gauge: str | None = None

    @model_validator(mode="after")
    def _whole(self) -> "Knit":
        stitch_named(self.stitch)
        if self.gauge is not None:
            read_gauge(self.gauge)
        if self.name != "jersey" and not (self.courses and self.wales):
            raise ModisteError(
                "MOD-2806",
                stitch=self.stitch,
                reason="only a jersey's courses and wales follow from its loop",
            )
        return self

    @property
    def name(self) -> str:
        """The stitch as `STITCHES` names it."""
        return stitch_named(self.stitch)[0]

    @property
    def sett(self) -> tuple[float, float]:
        """Wales and courses a centimetre, Munden's where none are told."""
        return self.wales or 10 * RELAXED[1] / self.loop, self.courses or 10 * RELAXED[0] / self.loop

    @property
    def tightness(self) -> float:
        """Square root of tex by loop length in cm (Munden): most cloth of apparel has 9 to 19."""
        return 10 * math.sqrt(self.yarn.total) / self.loop


def stitch_named(word: str) -> tuple[str, Stitch]:
    """A stitch structure.

    Raises:
        ModisteError: MOD-2806 for a word that names none.
    """
    name = _WORDS.get(word.strip().lower(), word.strip().lower())
    by_chinese = {each.zh: key for key, each in STITCHES.items()}
    name = by_chinese.get(name, name)
    if name not in STITCHES:
        raise ModisteError("MOD-2806", stitch=word[:60], reason=f"known are {', '.join(STITCHES)}")
    return name, STITCHES[name]


def read_gauge(text: str) -> float:
    """Needles an inch of a gauge such as "E28" or "12 gg".

    Raises:
        ModisteError: MOD-2806 for another text.
    """
    found = _GAUGE.fullmatch(text.strip())
    if not found or not 1 <= float(found["needles"]) <= 60:
        raise ModisteError("MOD-2806", stitch=text[:60], reason="a gauge reads E28: needles an inch, 1 to 60")
    return float(found["needles"])


def print_gauge(needles: float) -> str:
    """A gauge as `read_gauge` reads it back."""
    return f"E{needles:g}"
