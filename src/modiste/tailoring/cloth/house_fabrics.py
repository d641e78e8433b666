"""Ten cloths a house works with: what they are made of, how they hang, and how their surface is built.

Knows names and numbers; the surface is drawn by `texture`, colour by `prints`. Compositions and weights are
typical of the trade, not of one mill's cloth.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from modiste.garment import Fabric, ModisteError
from modiste.tailoring.drape.fabrics import FABRICS

Build = Literal["plain", "twill", "satin", "jersey", "rib", "pile"]


@dataclass(frozen=True)
class Texture:
    """How a cloth's surface is built.

    Attributes:
        build: Plain weave, 2/1 twill, five-end satin, jersey, 1 x 1 rib, or pile.
        warp: Threads, or wales of a knit, a centimetre.
        weft: Picks, or courses, a centimetre.
        uneven: 0 to 1: how much the yarn's thickness varies along it; linen's slubs are 0.6.
        crossing: Whether the weft stays undyed, as denim's does.
        roughness: See `Appearance`.
        sheen: See `Appearance`.
        creases: See `Appearance`.
        lustre: See `Appearance`.
    """

    build: Build
    warp: float
    weft: float
    uneven: float
    crossing: bool
    roughness: float
    sheen: float
    creases: float
    lustre: float = 0.0


@dataclass(frozen=True)
class HouseFabric:
    """A cloth: the spine's fabric, its name among drape's, its surface."""

    fabric: Fabric
    hangs: str
    texture: Texture

    def __post_init__(self) -> None:
        assert self.hangs in FABRICS


def _made(
    id: str, name: str, composition: Mapping[str, float], weight: float, hangs: str, texture: Texture
) -> HouseFabric:
    knit = texture.build in ("jersey", "rib", "pile")
    fabric = Fabric(
        id=id,
        name=name,
        composition=dict(composition),
        weight_gsm=weight,
        structure="knit" if knit else "woven",
    )
    return HouseFabric(fabric, hangs, texture)


_ALL = (
    _made(
        "jersey",
        "Cotton jersey",
        {"cotton": 1.0},
        180,
        "jersey",
        Texture("jersey", 14, 18, 0.15, False, 0.85, 0.12, 0.2),
    ),
    _made(
        "rib",
        "Cotton rib",
        {"cotton": 0.95, "elastane": 0.05},
        240,
        "rib",
        Texture("rib", 7, 14, 0.12, False, 0.85, 0.12, 0.15),
    ),
    _made(
        "fleece",
        "Brushed fleece",
        {"cotton": 0.8, "polyester": 0.2},
        300,
        "fleece",
        Texture("pile", 12, 15, 0.5, False, 0.95, 0.45, 0.2),
    ),
    _made(
        "poplin",
        "Cotton poplin",
        {"cotton": 1.0},
        115,
        "poplin",
        Texture("plain", 46, 30, 0.1, False, 0.7, 0.05, 0.8),
    ),
    _made(
        "linen",
        "Washed linen",
        {"linen": 1.0},
        170,
        "poplin",
        Texture("plain", 18, 16, 0.6, False, 0.85, 0.08, 1.0),
    ),
    _made(
        "crepe",
        "Viscose crepe",
        {"viscose": 1.0},
        150,
        "crepe",
        Texture("plain", 30, 24, 0.5, False, 0.65, 0.12, 0.3),
    ),
    _made(
        "satin",
        "Silk satin",
        {"silk": 1.0},
        90,
        "crepe",
        Texture("satin", 60, 40, 0.03, False, 0.5, 0.15, 0.1, 0.8),
    ),
    _made(
        "twill",
        "Cotton twill",
        {"cotton": 0.98, "elastane": 0.02},
        240,
        "twill",
        Texture("twill", 32, 20, 0.15, False, 0.8, 0.06, 0.6),
    ),
    _made(
        "denim",
        "Indigo denim",
        {"cotton": 1.0},
        400,
        "denim",
        Texture("twill", 26, 17, 0.45, True, 0.9, 0.05, 0.5),
    ),
    _made(
        "flannel",
        "Wool flannel",
        {"wool": 1.0},
        260,
        "twill",
        Texture("twill", 18, 16, 0.5, False, 0.95, 0.4, 0.3),
    ),
)
HOUSE_FABRICS: Mapping[str, HouseFabric] = MappingProxyType({each.fabric.id: each for each in _ALL})
"""By id, in the order in which they are shown."""


def house_fabric(name: str) -> HouseFabric:
    """A cloth of the house.

    Raises:
        ModisteError: MOD-1586 for another name.
    """
    if name not in HOUSE_FABRICS:
        raise ModisteError("MOD-1586", name=name, known=", ".join(HOUSE_FABRICS))
    return HOUSE_FABRICS[name]
