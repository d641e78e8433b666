"""A print as its maker asks for it: frozen, checked, and named by the hash of its content.

Knows what may be asked and says the nearest valid value where it may not; making it is `repeats`'.
"""

import hashlib
import json
import re
from collections.abc import Sequence
from typing import Annotated, Any, Literal, Self, cast, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

from modiste.design.print.groups import Group, cell
from modiste.design.print.layouts import Layout, natural_ratio
from modiste.design.print.motifs import Motif, motif
from modiste.design.print.setts import Draft, sett
from modiste.garment import ModisteError

MOST_COLOURS = 16
"""Screens of a rotary printing machine; few have more."""
MOST_SHAPES = 400
"""Of all motifs of a print."""
LEAST_MM, MOST_MM = 2.0, 3000.0
LEAST_PIXELS, MOST_PIXELS = 16, 8192
DEFAULT_PALETTE = ("#f4ead7", "#21455a", "#c2573a", "#dfa24a")
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


class MotifUse(BaseModel):
    """A motif in a print.

    Attributes:
        motif: What is repeated.
        size_mm: Of its larger side; None for as large as its copies leave room.
        at: Shares of the repeat's width and height; None for where its copies stand farthest apart.
        turn: Degrees, clockwise.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    motif: Motif
    size_mm: Annotated[float | None, Field(gt=0, le=MOST_MM, allow_inf_nan=False)] = None
    at: tuple[Annotated[float, Field(ge=0, lt=1)], Annotated[float, Field(ge=0, lt=1)]] | None = None
    turn: Annotated[float, Field(ge=-360, le=360)] = 0.0


class _Spec(BaseModel):
    """What every print has: the rectangle that repeats, in mm and in pixels an inch, and its palette."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    width_mm: float = 64.0
    height_mm: float | None = None
    dpi: float = 300.0
    palette: tuple[str, ...] = DEFAULT_PALETTE
    """The ground first."""

    @property
    def height(self) -> float:
        """Of the repeat, in mm."""
        return cast(float, self.height_mm)

    @property
    def pixels(self) -> tuple[int, int]:
        """Columns and rows: whole, so that the printed repeat is off by less than a pixel."""
        return round(self.width_mm * self.dpi / 25.4), round(self.height * self.dpi / 25.4)

    @property
    def digest(self) -> str:
        """SHA-256 of the content, as JSON with sorted keys."""
        plain = json.dumps(self.model_dump(mode="json"), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(plain.encode()).hexdigest()

    def _checked(self, ratio: float) -> None:
        """Sizes and colours within bounds; the height that is left out follows from `ratio`."""
        if self.height_mm is None:
            object.__setattr__(self, "height_mm", round(self.width_mm * ratio, 6))
        if not 10 <= self.dpi <= 2400:
            raise ModisteError(
                "MOD-2720", what="dpi", value=f"{self.dpi:g}", nearest=f"{min(max(self.dpi, 10), 2400):g}"
            )
        for what, side in (("width", self.width_mm), ("height", self.height)):
            if not LEAST_MM <= side <= MOST_MM:
                nearest = f"{LEAST_MM if not side > LEAST_MM else MOST_MM:g} mm"
                raise ModisteError("MOD-2720", what=what, value=f"{side:g} mm", nearest=nearest)
            pixels = side * self.dpi / 25.4
            if not LEAST_PIXELS <= pixels <= MOST_PIXELS:
                near = min(max(pixels, LEAST_PIXELS), MOST_PIXELS) * 25.4 / self.dpi
                value = f"{side:g} mm at {self.dpi:g} dpi"
                raise ModisteError(
                    "MOD-2720", what=what, value=value, nearest=f"{near:.2f} mm at that resolution"
                )
        check_palette(self.palette)


class MotifSpec(_Spec):
    """Motifs, laid out by a wallpaper group, half-drop, brick or tossed."""

    kind: Literal["motifs"] = "motifs"
    layout: Layout = "p4m"
    motifs: Annotated[tuple[MotifUse, ...], Field(min_length=1, max_length=8)] = ()
    seed: Annotated[int, Field(ge=0, le=2**32 - 1)] = 0

    @model_validator(mode="before")
    @classmethod
    def _default_motifs(cls, given: Any) -> Any:
        if isinstance(given, dict) and not given.get("motifs"):
            return {**given, "motifs": DEFAULT_MOTIFS}
        return given

    @model_validator(mode="after")
    def _whole(self) -> Self:
        ratio = natural_ratio(self.layout)
        fixed = self.layout in get_args(Group) and cell(cast(Group, self.layout)) != "rectangular"
        if fixed and self.height_mm is not None and abs(self.height_mm / self.width_mm - ratio) > 1e-4:
            nearest = f"{self.width_mm:g} x {self.width_mm * ratio:.3f} mm"
            value = f"{self.width_mm:g} x {self.height_mm:g} mm for {self.layout}"
            raise ModisteError("MOD-2720", what="repeat", value=value, nearest=nearest)
        shapes = sum(len(use.motif.shapes) for use in self.motifs)
        if shapes > MOST_SHAPES:
            value = f"of {shapes:,} shapes"
            raise ModisteError("MOD-2720", what="motifs", value=value, nearest=f"of {MOST_SHAPES}")
        self._checked(ratio)
        return self


class WovenSpec(_Spec):
    """Threads in the order of a sett, crossing by a draft."""

    kind: Literal["woven"] = "woven"
    sett: Annotated[str, Field(max_length=2000)]
    draft: Draft = "twill"
    times: Annotated[int, Field(ge=1, le=64)] = 1
    """How often the sett goes round in the repeat, at least: as often as the draft needs to close up."""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        order = sett(self.sett)
        if len(order.letters) > len(self.palette):
            raise ModisteError(
                "MOD-2723", count=len(self.palette), nearest=f"{len(order.letters)}, as the sett has"
            )
        self._checked(1.0)
        return self


class QuiltSpec(_Spec):
    """Pieces of a picture sewn together, in the colours of a palette.

    Attributes:
        example_sha256: Of the picture's file, which is given beside.
        example_mm: What the picture's width shows, in mm.
    """

    kind: Literal["quilt"] = "quilt"
    example_sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    example_mm: Annotated[float, Field(gt=0, le=MOST_MM, allow_inf_nan=False)] = 40.0
    seed: Annotated[int, Field(ge=0, le=2**32 - 1)] = 0

    @model_validator(mode="after")
    def _whole(self) -> Self:
        self._checked(1.0)
        return self


PrintSpec = MotifSpec | WovenSpec | QuiltSpec
DEFAULT_MOTIFS = (MotifUse(motif=motif("sprig")), MotifUse(motif=motif("star")))


def check_palette(palette: Sequence[str], least: int = 2) -> None:
    """Check a palette.

    Raises:
        ModisteError: MOD-2723 where it has too few or too many colours, MOD-2724 where one is none.
    """
    if not least <= len(palette) <= MOST_COLOURS:
        nearest = min(max(len(palette), least), MOST_COLOURS)
        raise ModisteError("MOD-2723", count=len(palette), nearest=nearest)
    for value in palette:
        if not _HEX.fullmatch(value):
            raise ModisteError("MOD-2724", value=repr(value))
