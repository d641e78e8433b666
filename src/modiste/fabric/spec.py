"""What a fabric engineer states of a cloth: fibres, yarns, construction, finish, layers; and its file.

Knows what is stated and whether it can be made; what follows from it is `properties`'.
"""

from pathlib import Path
from typing import Any, Literal

from pydantic import Field, model_validator

from modiste.fabric.blend import Blend
from modiste.fabric.knit import Knit
from modiste.fabric.toml_file import read_toml, stated
from modiste.fabric.weave import Woven, read_sett
from modiste.fabric.yarn import Yarn
from modiste.garment import Fabric, ModisteError, Name, Record

Finish = Literal["brushed", "calendered", "mercerised", "softened", "water-repellent", "resin"]


class FabricSpec(Record):
    """A cloth as it is to be made. Exactly one of `woven` and `knit` says how.

    Attributes:
        name: What people call it.
        blend: Fibres by mass of every yarn that says none of its own.
        woven: A woven construction.
        knit: A knitted construction.
        finish: What is done to it after weaving or knitting.
        coating: Mass of a closed film on it, g/m²; 0 is none.
        layers: Cloths below this one, worn as one; laid on without air between.
    """

    name: Name = "fabric"
    blend: Blend = Field(default_factory=lambda: {"cotton": 1.0})
    woven: Woven | None = None
    knit: Knit | None = None
    finish: tuple[Finish, ...] = ()
    coating: float = Field(0, ge=0, le=1000)
    layers: tuple["FabricSpec", ...] = Field((), max_length=8)

    @model_validator(mode="after")
    def _one_construction(self) -> "FabricSpec":
        if (self.woven is None) == (self.knit is None):
            raise ModisteError(
                "MOD-2807", reason="it says neither woven nor knit, or both; one table says how it is made"
            )
        if any(layer.layers for layer in self.layers):
            raise ModisteError("MOD-2807", reason="a layer has layers of its own; list all of them here")
        return self

    @property
    def is_knit(self) -> bool:
        """Whether it is knitted."""
        return self.knit is not None

    @property
    def yarns(self) -> tuple[Yarn, Yarn]:
        """Warp and weft; a knit's yarn twice."""
        if self.woven is not None:
            return self.woven.warp, self.woven.weft
        assert self.knit is not None
        return self.knit.yarn, self.knit.yarn

    def blend_of(self, yarn: Yarn) -> dict[str, float]:
        """Fibres of a yarn of this cloth."""
        return yarn.blend or self.blend

    def to_spine(self, id: str, mass: float) -> Fabric:
        """The spine's fabric: generic names without kinds, and its mass in g/m²."""
        shares: dict[str, float] = {}
        for name, share in self.composition.items():
            plain = name.split(" ", 1)[1] if name.startswith(("recycled ", "organic ")) else name
            shares[plain] = shares.get(plain, 0.0) + share
        structure: Literal["knit", "woven"] = "knit" if self.is_knit else "woven"
        return Fabric(id=id, name=self.name, composition=shares, weight_gsm=mass, structure=structure)

    @property
    def composition(self) -> dict[str, float]:
        """Fibres of the whole cloth by mass: warp and weft by what each brings, crimp apart."""
        first, second = self.yarns
        if self.woven is None:
            return dict(self.blend_of(first))
        mass = (self.woven.ends * first.total, self.woven.picks * second.total)
        shares: dict[str, float] = {}
        for yarn, part in zip((first, second), mass, strict=True):
            for name, share in self.blend_of(yarn).items():
                shares[name] = shares.get(name, 0.0) + share * part / sum(mass)
        return shares


def spec_from(tree: dict[str, Any]) -> FabricSpec:
    """A spec of plain values, as TOML or JSON has them; `woven.sett` may say ends, picks and weave.

    Raises:
        ModisteError: the room's own for blends, yarns, weaves and knits; MOD-2807 for anything else.
    """
    woven = tree.get("woven")
    if isinstance(woven, dict) and isinstance(woven.get("sett"), str):
        ends, picks, weave = read_sett(woven["sett"])
        rest = {key: value for key, value in woven.items() if key != "sett"}
        tree = {**tree, "woven": {"ends": ends, "picks": picks, "weave": weave, **rest}}
    return stated(FabricSpec, tree, "MOD-2807")


def read_spec(path: Path) -> FabricSpec:
    """A spec of a TOML file.

    Raises:
        ModisteError: as `spec_from`; MOD-2807 for a file that is missing, too large or no TOML.
    """
    return spec_from(read_toml(path, "MOD-2807"))
