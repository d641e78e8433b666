"""Every property that is predicted: its unit, its physics, where it holds and where it is from.

Knows `catalogue.tsv` and sources; the physics stands in the files it names, the intervals in `prediction`.
"""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType

from modiste.fabric.properties.air import air_permeability
from modiste.fabric.properties.assumed import Constants
from modiste.fabric.properties.hand import (
    bending_length,
    bending_rigidity,
    drape_coefficient,
    stretch,
    tensile_stiffness,
)
from modiste.fabric.properties.heat import permeability_index, thermal_resistance, vapour_resistance
from modiste.fabric.properties.structure import Structure
from modiste.fabric.properties.wear import abrasion, durability, pilling, strength
from modiste.fabric.properties.wicking import wicking_height
from modiste.fabric.rows import Array, Rows

Physics = Callable[[Rows, Structure, Constants], Array]


@dataclass(frozen=True)
class Source:
    """Where a rule is from."""

    title: str
    doi: str = ""


@dataclass(frozen=True)
class Property:
    """A property of cloth.

    Attributes:
        name: Its key, with the unit as suffix as the house's JSON has it.
        zh: Its name in Chinese.
        en: Its name in English.
        unit: Its unit.
        physics: What gives it, (n,) of (rows, structure, constants).
        valid: Between which values the rule was meant.
        source: Where the rule is from.
        rests: On which assumed numbers the interval rests.
        status: "unvalidated", or what it was held against.
    """

    name: str
    en: str
    zh: str
    unit: str
    physics: Physics
    valid: tuple[float, float]
    source: Source
    rests: tuple[str, ...]
    status: str


SOURCES: Mapping[str, Source] = MappingProxyType(
    {
        "identity": Source("unit identities; knits as Munden 1959, J. Text. Inst. 50, T448"),
        "peirce": Source("Peirce 1937, J. Text. Inst. 28, T45", "10.1080/19447023708658809"),
        "handle": Source("Peirce 1930, J. Text. Inst. 21, T377"),
        "bogaty": Source("Bogaty, Hollies and Harris 1957, Text. Res. J. 27, 445"),
        "bruggeman": Source("Bruggeman 1935, Ann. Phys. 416, 636", "10.1002/andp.19354160705"),
        "woodcock": Source("Woodcock 1962, Text. Res. J. 32, 628"),
        "xiao": Source("Xiao et al. 2012, Text. Res. J. 82, 492", "10.1177/0040517511414979"),
        "washburn": Source("Washburn 1921, Phys. Rev. 17, 273", "10.1103/PhysRev.17.273"),
        "grosberg": Source("Grosberg 1966, Text. Res. J. 36, 205"),
        "kedia": Source("Grosberg and Kedia 1966, Text. Res. J. 36, 71"),
        "hearle": Source(
            "Hearle, Grosberg and Backer 1969, Structural Mechanics of Fibers, Yarns, and Fabrics"
        ),
        "house": Source("a rule of this house, docs/fabric.md"),
        "least": Source("the least of strength, abrasion and pilling"),
    }
)
"""Where rules are from; a DOI only where it was looked up."""
_PHYSICS: Mapping[str, Physics] = MappingProxyType(
    {
        "mass_gsm": lambda _, lies, __: lies.mass,
        "thickness_mm": lambda _, lies, __: lies.thickness,
        "cover": lambda _, lies, __: lies.cover,
        "porosity": lambda _, lies, __: lies.porosity,
        "crimp_warp_pct": lambda _, lies, __: 100 * lies.crimp[0],
        "crimp_weft_pct": lambda _, lies, __: 100 * lies.crimp[1],
        "rct_m2k_w": thermal_resistance,
        "ret_m2pa_w": vapour_resistance,
        "imt": permeability_index,
        "air_permeability_mm_s": air_permeability,
        "wicking_mm_10min": wicking_height,
        "bending_warp_n_m": lambda *cloth: bending_rigidity(*cloth)[0],
        "bending_weft_n_m": lambda *cloth: bending_rigidity(*cloth)[1],
        "bending_length_mm": bending_length,
        "drape_coefficient_pct": drape_coefficient,
        "stretch_warp_pct": lambda *cloth: stretch(*cloth)[0],
        "stretch_weft_pct": lambda *cloth: stretch(*cloth)[1],
        "stiffness_warp_n_m": lambda *cloth: tensile_stiffness(*cloth)[0],
        "stiffness_weft_n_m": lambda *cloth: tensile_stiffness(*cloth)[1],
        "strength_warp_n": lambda *cloth: strength(*cloth)[0],
        "strength_weft_n": lambda *cloth: strength(*cloth)[1],
        "abrasion_rubs": abrasion,
        "pilling_grade": pilling,
        "durability": durability,
    }
)
_BERKELEY = "held against 10 rows of 10.1145/2010324.1964966, constructions assumed"
_MEAN = f"{_BERKELEY}, as the mean of both directions"
_BENDING = f"{_MEAN}: median factor 2.54, 70 % inside the interval, biased to 0.33"
_STIFFNESS = f"{_MEAN}: median factor 23.01, 0 % inside the interval, biased to 27.35"
_HELD: Mapping[str, str] = MappingProxyType(
    {
        "bending_length_mm": f"{_BERKELEY}: median factor 1.37, 70 % inside the interval, biased to 0.69",
        "bending_warp_n_m": _BENDING,
        "bending_weft_n_m": _BENDING,
        "stiffness_warp_n_m": _STIFFNESS,
        "stiffness_weft_n_m": _STIFFNESS,
    }
)
"""What `modiste fabric validation` finds of the cloths that are shipped, which a test holds these words to; a
property that is not here is unvalidated."""


def _properties() -> dict[str, Property]:
    lines = (files(__package__) / "catalogue.tsv").read_text(encoding="utf-8").splitlines()
    return {
        row["name"]: Property(
            name=row["name"],
            en=row["en"],
            zh=row["zh"],
            unit=row["unit"],
            physics=_PHYSICS[row["name"]],
            valid=(float(row["low"]), float(row["high"])),
            source=SOURCES[row["source"]],
            rests=tuple(row["rests"].split()),
            status=_HELD.get(row["name"], "unvalidated"),
        )
        for row in csv.DictReader(lines, delimiter="\t")
    }


PROPERTIES: Mapping[str, Property] = MappingProxyType(_properties())
"""Every property by its key, in the order in which they are shown."""
