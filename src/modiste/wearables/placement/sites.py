"""The places of a garment that can carry a sensor: where on the body, how loose, its cost and its washes.

Knows the table `sites.toml` and the ease of a cut; what a place is worth is `separability`'s.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from modiste.garment import Cut, ModisteError
from modiste.tailoring import EASE, ease, program_options

_TABLE = Path(__file__).with_name("sites.toml")
_EASE_OF = {"hoodie": "sweatshirt", "dress-shift": "dress"}
_SKIN_TIGHT = 0.0


class Worn(BaseModel):
    """What a real sensor there told, by the features and the classifier that the simulation is judged by.

    Attributes:
        score: the mean over activities of the share told right, of people not learned from.
        right: the share told right of all seconds.
        ci95: of it, over people.
        people: who wore it.
        source: the recordings.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    score: float
    right: float
    ci95: tuple[float, float]
    people: int
    source: str


class Site(BaseModel):
    """One place, as the table has it; see its first lines."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str
    title: str
    title_zh: str
    garments: tuple[str, ...]
    sleeves: tuple[str, ...] = ()
    limb: str
    between: tuple[str, str, float]
    towards: tuple[float, float, float]
    ease: str
    cost_eur: float
    washes: int
    real: Worn | None = None


@cache
def sites() -> tuple[Site, ...]:
    """Every place of the table."""
    read = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return tuple(Site.model_validate(each) for each in read["site"])


def sites_of(cut: Cut) -> dict[Site, float]:
    """The places that a cut has, each with the cloth's ease there in centimetres of girth.

    Raises:
        ModisteError: MOD-2950 where it has none.
    """
    options = {each.name: each.default for each in program_options(cut.program)} | dict(cut.options)
    fit, sleeve = str(options.get("fit", "regular")), str(options.get("sleeve", "none"))
    found = {
        site: _ease(cut.program, site.ease, fit)
        for site in sites()
        if cut.program in site.garments and (not site.sleeves or sleeve in site.sleeves)
    }
    if not found:
        known = ", ".join(sorted({program for site in sites() for program in site.garments}))
        raise ModisteError("MOD-2950", name=cut.id, program=cut.program, known=known)
    return found


def _ease(program: str, zone: str, fit: str) -> float:
    """A zone's ease; seams lie on the body, and a zone that the table lacks hangs as the hip does."""
    table: Mapping[str, object] = EASE[_EASE_OF.get(program, program)]
    if not zone:
        return _SKIN_TIGHT
    return ease(_EASE_OF.get(program, program), zone if zone in table else "hip", fit)
