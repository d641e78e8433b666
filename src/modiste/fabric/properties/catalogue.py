"""Every property that is predicted: its unit, its physics, where it holds and where it is from.

Knows names and sources; the physics stands in the files that it names, the intervals in `prediction`.
"""

from collections.abc import Callable
from dataclasses import dataclass

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
    """

    name: str
    en: str
    zh: str
    unit: str
    physics: Physics
    valid: tuple[float, float]
    source: Source
    rests: tuple[str, ...]


_PEIRCE = Source("Peirce 1937, The geometry of cloth structure", "10.1080/19447023708658809")
_MUNDEN = Source("Munden 1959, and unit identities", "10.1080/19447025908659923")
_LIES = ("packing", "flatness", "crimp", "squeeze")
_ALL = (
    Property(
        "mass_gsm",
        "Areal mass",
        "克重",
        "g/m²",
        lambda _, lies, __: lies.mass,
        (15, 1500),
        _MUNDEN,
        ("packing", "flatness", "crimp"),
    ),
    Property(
        "thickness_mm",
        "Thickness",
        "厚度",
        "mm",
        lambda _, lies, __: lies.thickness,
        (0.05, 10),
        _PEIRCE,
        _LIES,
    ),
    Property(
        "cover",
        "Cover",
        "覆盖系数",
        "",
        lambda _, lies, __: lies.cover,
        (0, 1),
        _PEIRCE,
        ("packing", "flatness", "openness"),
    ),
    Property(
        "porosity", "Porosity", "孔隙率", "", lambda _, lies, __: lies.porosity, (0.3, 0.99), _PEIRCE, _LIES
    ),
    Property(
        "crimp_warp_pct",
        "Crimp of the warp",
        "经纱缩率",
        "%",
        lambda _, lies, __: 100 * lies.crimp[0],
        (0, 40),
        _PEIRCE,
        ("packing", "flatness", "crimp"),
    ),
    Property(
        "crimp_weft_pct",
        "Crimp of the weft",
        "纬纱缩率",
        "%",
        lambda _, lies, __: 100 * lies.crimp[1],
        (0, 40),
        _PEIRCE,
        ("packing", "flatness", "crimp"),
    ),
    Property(
        "rct_m2k_w",
        "Thermal resistance",
        "热阻",
        "m²K/W",
        thermal_resistance,
        (0.002, 0.5),
        Source("Bogaty, Hollies and Harris 1957", "10.1177/004051755702700605"),
        (*_LIES, "parallel"),
    ),
    Property(
        "ret_m2pa_w",
        "Water-vapour resistance",
        "湿阻",
        "m²Pa/W",
        vapour_resistance,
        (0.3, 60),
        Source("Bruggeman 1935", "10.1002/andp.19354160705"),
        (*_LIES, "tortuous"),
    ),
    Property(
        "imt",
        "Permeability index",
        "透湿指数",
        "",
        permeability_index,
        (0, 1),
        Source("Woodcock 1962", "10.1177/004051756203200802"),
        (*_LIES, "parallel", "tortuous"),
    ),
    Property(
        "air_permeability_mm_s",
        "Air permeability",
        "透气率",
        "mm/s",
        air_permeability,
        (1, 3000),
        Source("Xiao et al. 2012", "10.1177/0040517511411968"),
        (*_LIES, "orifice", "openness"),
    ),
    Property(
        "wicking_mm_10min",
        "Wicking in 10 minutes",
        "10 分钟芯吸高度",
        "mm",
        wicking_height,
        (0, 250),
        Source("Washburn 1921", "10.1103/PhysRev.17.273"),
        ("packing", "wick"),
    ),
    Property(
        "bending_warp_n_m",
        "Bending rigidity, warp",
        "经向弯曲刚度",
        "N m",
        lambda *a: bending_rigidity(*a)[0],
        (5e-7, 5e-4),
        Source("Grosberg 1966", "10.1177/004051756603600301"),
        ("crimp", "cohesion"),
    ),
    Property(
        "bending_weft_n_m",
        "Bending rigidity, weft",
        "纬向弯曲刚度",
        "N m",
        lambda *a: bending_rigidity(*a)[1],
        (5e-7, 5e-4),
        Source("Grosberg 1966", "10.1177/004051756603600301"),
        ("crimp", "cohesion"),
    ),
    Property(
        "bending_length_mm",
        "Bending length",
        "弯曲长度",
        "mm",
        bending_length,
        (5, 60),
        Source("Peirce 1930, The handle of cloth", "10.1080/19447023008661529"),
        ("crimp", "cohesion"),
    ),
    Property(
        "drape_coefficient_pct",
        "Drape coefficient",
        "悬垂系数",
        "%",
        drape_coefficient,
        (5, 100),
        Source("Peirce 1930, The handle of cloth", "10.1080/19447023008661529"),
        ("crimp", "cohesion", "ring"),
    ),
    Property(
        "stretch_warp_pct",
        "Stretch, warp",
        "经向伸长",
        "%",
        lambda *a: stretch(*a)[0],
        (0, 200),
        _PEIRCE,
        ("packing", "crimp", "reach"),
    ),
    Property(
        "stretch_weft_pct",
        "Stretch, weft",
        "纬向伸长",
        "%",
        lambda *a: stretch(*a)[1],
        (0, 200),
        _PEIRCE,
        ("packing", "crimp", "reach"),
    ),
    Property(
        "stiffness_warp_n_m",
        "Tensile stiffness, warp",
        "经向拉伸刚度",
        "N/m",
        lambda *a: tensile_stiffness(*a)[0],
        (50, 50000),
        Source("Grosberg and Kedia 1966", "10.1177/004051756603600109"),
        ("packing", "flatness", "crimp", "cohesion", "efficiency"),
    ),
    Property(
        "stiffness_weft_n_m",
        "Tensile stiffness, weft",
        "纬向拉伸刚度",
        "N/m",
        lambda *a: tensile_stiffness(*a)[1],
        (50, 50000),
        Source("Grosberg and Kedia 1966", "10.1177/004051756603600109"),
        ("packing", "flatness", "crimp", "cohesion", "efficiency"),
    ),
    Property(
        "strength_warp_n",
        "Tensile strength, warp",
        "经向断裂强力",
        "N/5 cm",
        lambda *a: strength(*a)[0],
        (50, 5000),
        Source("Hearle, Grosberg and Backer 1969, Structural Mechanics of Fibers, Yarns, and Fabrics"),
        ("packing", "efficiency"),
    ),
    Property(
        "strength_weft_n",
        "Tensile strength, weft",
        "纬向断裂强力",
        "N/5 cm",
        lambda *a: strength(*a)[1],
        (50, 5000),
        Source("Hearle, Grosberg and Backer 1969, Structural Mechanics of Fibers, Yarns, and Fabrics"),
        ("packing", "efficiency"),
    ),
    Property(
        "abrasion_rubs",
        "Abrasion, Martindale",
        "马丁代尔耐磨次数",
        "rubs",
        abrasion,
        (1000, 200000),
        Source("a rule of this house, see docs/fabric.md"),
        ("wear",),
    ),
    Property(
        "pilling_grade",
        "Pilling",
        "起球等级",
        "1-5",
        pilling,
        (1, 5),
        Source("a rule of this house, see docs/fabric.md"),
        ("pills",),
    ),
    Property(
        "durability",
        "Durability",
        "耐用指数",
        "",
        durability,
        (0, 10),
        Source("the least of strength, abrasion and pilling"),
        ("efficiency", "wear", "pills"),
    ),
)
PROPERTIES = {each.name: each for each in _ALL}
"""Every property by its key, in the order in which they are shown."""
