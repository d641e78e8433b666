"""Yarns: count, ply, filaments and twist, in the notations of the trade (ISO 1139, ISO 2947).

Knows one yarn; how it lies in a cloth is `weave`'s and `knit`'s.
"""

import math
import re
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BeforeValidator, Field, ValidationError

from modiste.fabric.blend import Blend
from modiste.garment import ModisteError, Record, fault_of

Array = NDArray[np.float64]
YarnSystem = Literal["tex", "dtex", "den", "Nm", "Ne"]
NE_TEX, NM_TEX = 590.541, 1000.0
"""tex times English cotton count (840 yards a pound), and times metric count (km a kg)."""
_SYSTEMS: dict[str, YarnSystem] = {
    **dict.fromkeys(("tex", "t", "特", "号"), "tex"),
    **dict.fromkeys(("dtex", "dt", "分特"), "dtex"),
    **dict.fromkeys(("den", "denier", "d", "旦"), "den"),
    **dict.fromkeys(("nm", "公支"), "Nm"),
    **dict.fromkeys(("ne", "nec", "cc", "s", "英支"), "Ne"),
}
_NUMBER = r"\d+(?:\.\d+)?"
_UNITS = "|".join(sorted(_SYSTEMS, key=len, reverse=True))
_TWIST = rf"(?:\s*(?P<{{0}}>[SZ])\s*(?P<{{1}}>{_NUMBER}))?"
_DIRECT = re.compile(
    rf"(?P<count>{_NUMBER})\s*(?P<unit>tex|dtex|denier|den|dt|d|特|分特|旦)"
    r"(?:\s*(?:/\s*f?|f)\s*(?P<filaments>\d+)\s*f?)?"
    + _TWIST.format("way", "twist")
    + r"(?:\s*[x×*]\s*(?P<ply>\d+)"
    + _TWIST.format("ply_way", "ply_twist")
    + ")?",
    re.IGNORECASE,
)
_INDIRECT = re.compile(
    rf"(?:(?P<before>nm|nec|ne|公支|英支)\s*)?(?P<one>{_NUMBER})(?:\s*/\s*(?P<other>{_NUMBER}))?"
    r"(?:\s*(?P<after>nm|nec|ne|cc|s|公支|英支)(?![a-z]))?" + _TWIST.format("way", "twist"),
    re.IGNORECASE,
)
LIGHTEST, HEAVIEST = 0.5, 2000.0
"""Tex: no yarn of apparel is finer or coarser."""
MOST_PLIES = 12


class Yarn(Record):
    """A yarn of apparel.

    Attributes:
        tex: Linear density of one single, g/km.
        ply: How many singles are twisted together.
        filaments: Of one single; 0 is spun of staple fibres.
        twist: Turns a metre of a single; None is usual for its count.
        way: In which direction.
        ply_twist: Turns a metre of the plied yarn; None is usual.
        ply_way: In which direction.
        blend: Fibres by mass; empty is what the cloth's own blend says.
        packing: The share of the yarn's cross-section that is fibre; None is usual.
        flatness: Height by width of the cross-section (Kemp's race-track), 1 is round; None is usual.
    """

    tex: float = Field(ge=LIGHTEST, le=HEAVIEST)
    ply: int = Field(1, ge=1, le=MOST_PLIES)
    filaments: int = Field(0, ge=0, le=2000)
    twist: float | None = Field(None, ge=0, le=5000)
    way: Literal["S", "Z"] = "Z"
    ply_twist: float | None = Field(None, ge=0, le=5000)
    ply_way: Literal["S", "Z"] = "S"
    blend: Blend | None = None
    packing: float | None = Field(None, ge=0.2, le=0.9)
    flatness: float | None = Field(None, ge=0.2, le=1.0)

    @property
    def total(self) -> float:
        """Linear density of the whole yarn, tex; take-up of plying is not counted."""
        return self.tex * self.ply

    @property
    def is_spun(self) -> bool:
        """Whether it is spun of staple fibres."""
        return self.filaments == 0

    @property
    def turns(self) -> float:
        """Turns a metre that bind it: the ply's where it is plied; where none is told, the usual."""
        told = self.ply_twist if self.ply > 1 else self.twist
        if told is not None:
            return told
        return (USUAL_FACTOR if self.is_spun else FILAMENT_FACTOR) / math.sqrt(self.total)

    @property
    def twist_factor(self) -> float:
        """Turns a metre times the square root of tex (ISO 2061): equal factors look equally twisted."""
        return self.turns * math.sqrt(self.total)


USUAL_FACTOR, FILAMENT_FACTOR = 3600.0, 300.0
"""Twist factors of ring-spun yarns (3000 soft to 4500 hard) and of filament as it is delivered."""


def to_tex(count: float, system: YarnSystem) -> float:
    """A count in tex.

    Example:
        >>> round(to_tex(40, "Ne"), 4), round(to_tex(60, "Nm"), 4), round(to_tex(150, "den"), 4)
        (14.7635, 16.6667, 16.6667)

    Raises:
        ModisteError: MOD-2803 for a count of zero or less.
    """
    if not count > 0 or not math.isfinite(count):
        raise ModisteError(
            "MOD-2803", count=f"{count:g} {system}", near=f"{from_tex(20, system):.3g} {system}"
        )
    return {"tex": count, "dtex": count / 10, "den": count / 9, "Nm": NM_TEX / count, "Ne": NE_TEX / count}[
        system
    ]


def from_tex(tex: float, system: YarnSystem) -> float:
    """A linear density in another system."""
    return {"tex": tex, "dtex": tex * 10, "den": tex * 9, "Nm": NM_TEX / tex, "Ne": NE_TEX / tex}[system]


def read_yarn(text: str) -> Yarn:
    """Read a yarn as the trade writes it; of a plied Nm or Ne the twist told is the ply's.

    Example:
        >>> made = read_yarn("2/40 Ne")
        >>> made.ply, round(made.tex, 3), read_yarn("150D/48f").filaments
        (2, 14.764, 48)
        >>> read_yarn("20 tex × 2 S600").ply_twist
        600.0

    Raises:
        ModisteError: MOD-2802 for a text that is no yarn, MOD-2803 for one of nothing, MOD-2804 for a count
            that no yarn of apparel has.
    """
    plain = text.strip()
    if found := _DIRECT.fullmatch(plain):
        tex, ply = to_tex(float(found["count"]), _SYSTEMS[found["unit"].lower()]), int(found["ply"] or 1)
        said = {
            key: found[key] for key in ("way", "twist", "ply_way", "ply_twist", "filaments") if found[key]
        }
    elif (found := _INDIRECT.fullmatch(plain)) and bool(found["before"]) != bool(found["after"]):
        count, ply = _count_and_ply(found)
        tex = to_tex(count, _SYSTEMS[(found["before"] or found["after"]).lower()])
        said = {("ply_" if ply > 1 else "") + key: found[key] for key in ("way", "twist") if found[key]}
    else:
        reason = "a count comes with its unit: tex, dtex, den, Nm or Ne"
        raise ModisteError("MOD-2802", text=text[:60], reason=reason)
    if not 1 <= ply <= MOST_PLIES:
        reason = f"{ply} plies are not twisted into one yarn, 1 to {MOST_PLIES} are"
        raise ModisteError("MOD-2802", text=text[:60], reason=reason)
    if not LIGHTEST <= tex <= HEAVIEST:
        near = min(max(tex, LIGHTEST), HEAVIEST)
        raise ModisteError("MOD-2804", count=f"{tex:.4g}", low=LIGHTEST, high=HEAVIEST, near=f"{near:g}")
    said = {key: value.upper() for key, value in said.items()}
    try:
        return Yarn.model_validate({"tex": tex, "ply": ply, **said})
    except ValidationError as error:
        raise ModisteError("MOD-2802", text=text[:60], reason=fault_of(error)) from None


def _count_and_ply(found: re.Match[str]) -> tuple[float, int]:
    """Which of two numbers is the count: "Nm 60/2" names it first, "2/40 Ne" last; plies are 12 at most."""
    one, other = found["one"], found["other"] or "1"
    first = bool(found["before"]) or not found["other"]
    count, ply = (one, other) if first else (other, one)
    if (
        not ply.isdigit()
        or int(ply) > MOST_PLIES
        or (not first and count.isdigit() and int(count) < int(ply))
    ):
        count, ply = ply, count
    return float(count), int(ply) if ply.isdigit() else 0


def print_yarn(yarn: Yarn, system: YarnSystem = "tex") -> str:
    """The yarn as the trade writes it, which `read_yarn` reads back to six digits.

    Example:
        >>> print_yarn(read_yarn("Nm 60/2"), "Nm"), print_yarn(read_yarn("2/40 Ne"), "Ne")
        ('Nm 60/2', '2/40 Ne')
        >>> print_yarn(read_yarn("20 tex Z800 x 2 S600"))
        '20 tex Z800 × 2 S600'
    """
    count = f"{from_tex(yarn.tex, system):.6g}"
    if system in ("Nm", "Ne"):
        last = _told(yarn.ply_way, yarn.ply_twist) if yarn.ply > 1 else _told(yarn.way, yarn.twist)
        if yarn.ply == 1:
            return f"{system} {count}{last}"
        if yarn.ply == 1:
            return f"{system} {count}{last}"
        if system == "Ne" and float(count) > MOST_PLIES:
            return f"{yarn.ply}/{count} Ne{last}"
        return f"{system} {count}/{yarn.ply}{last}"
    filaments = f"/f{yarn.filaments}" if yarn.filaments else ""
    unit = {"tex": " tex", "dtex": " dtex", "den": "D"}[system]
    single = f"{count}{unit}{filaments}" + _told(yarn.way, yarn.twist)
    return single + (f" × {yarn.ply}" + _told(yarn.ply_way, yarn.ply_twist) if yarn.ply > 1 else "")


def diameter(tex: Array, density: Array, packing: Array) -> Array:
    """A round yarn's diameter in mm, of tex, fibre density in g/cm³ and packing fraction.

    Example:
        >>> round(float(diameter(np.array(20.0), np.array(1.52), np.array(0.6))), 6)
        0.167099
    """
    return 10 * np.sqrt(4e-5 * tex / (math.pi * density * packing))


def _told(way: str, turns: float | None) -> str:
    return "" if turns is None else f" {way}{turns:.6g}"


YarnField = Annotated[
    Yarn, BeforeValidator(lambda value: read_yarn(value) if isinstance(value, str) else value)
]
"""A field of a spec: the trade's notation or a table."""
