"""What a search is for: what may be varied, on which loom, what is wanted, what must hold; and its file.

Knows what is asked; how it is found is others'.
"""

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from modiste.fabric.comfort.scenario import Scenario, read_scenario
from modiste.fabric.fibres import fibre_named
from modiste.fabric.properties.catalogue import PROPERTIES
from modiste.fabric.spec import Finish
from modiste.fabric.toml_file import read_toml, stated
from modiste.fabric.weave import lift_plan
from modiste.garment import ModisteError, Name, Record

DISCOMFORT, COST, FOOTPRINT = "discomfort", "cost_m2", "footprint_upt_m2"
"""What is asked of a cloth beside its properties: by the scenario, by the prices, by Ecobalyse's factors."""
MOST_OBJECTIVES = 4
MOST_SHAFTS = 24


def _range(ends: tuple[float, float]) -> tuple[float, float]:
    if not 0 < ends[0] <= ends[1]:
        raise ValueError(f"{ends[0]:g} to {ends[1]:g} is no range: two positive numbers, the smaller first")
    return ends


Range = Annotated[tuple[float, float], AfterValidator(_range)]


def _fibre(word: str) -> str:
    kind, made = fibre_named(word)
    return f"{kind} {made.name}".strip()


FibreName = Annotated[str, AfterValidator(_fibre)]


class WovenSpace(Record):
    """Which woven cloths there are: one blend of at most two fibres, spun, in warp and weft.

    Attributes:
        fibres: To choose from.
        second_pct: Mass of the second fibre at most, in steps of 5 %.
        weaves: To choose from.
        ends: Warp threads a centimetre.
        picks: Weft threads a centimetre.
        warp_tex: Of the warp's yarn.
        weft_tex: Of the weft's yarn.
        twist_factor: Turns a metre by the square root of tex, of both yarns.
        finishes: To choose from; "" is none.
    """

    fibres: tuple[FibreName, ...] = Field(min_length=1, max_length=20)
    second_pct: float = Field(50, ge=0, le=50)
    weaves: tuple[str, ...] = Field(("plain",), min_length=1, max_length=20)
    ends: Range
    picks: Range
    warp_tex: Range
    weft_tex: Range
    twist_factor: Range = (3600, 3600)
    finishes: tuple[Finish | Literal[""], ...] = Field(("",), min_length=1, max_length=8)


class KnitSpace(Record):
    """Which relaxed single jerseys there are."""

    fibres: tuple[FibreName, ...] = Field(min_length=1, max_length=20)
    second_pct: float = Field(50, ge=0, le=50)
    tex: Range
    loop_mm: Range
    twist_factor: Range = (3600, 3600)
    finishes: tuple[Finish | Literal[""], ...] = Field(("",), min_length=1, max_length=8)


class Loom(Record):
    """What the loom, or the knitting machine, can make.

    Attributes:
        shafts: So many threads of a repeat may move differently.
        ends: A centimetre, as its reeds allow.
        picks: A centimetre, as its take-up allows.
        fullness: How near to jamming it weaves or knits: 1 is where threads or loops have no room left.
    """

    shafts: int = Field(8, ge=2, le=MOST_SHAFTS)
    ends: Range = (1, 200)
    picks: Range = (1, 200)
    fullness: float = Field(0.92, gt=0, le=1)


class Prices(Record):
    """What a square metre costs: the asker's own prices, in one currency.

    Attributes:
        currency: Of all.
        fibre: A kilogram of each.
        spinning: A kilogram of yarn of 20 tex.
        fineness: By which power of fineness spinning grows.
        thousand_picks: Weaving 1,000 picks a metre wide.
        knitting: A kilogram.
        finish: A square metre of each finish.
        yarn_waste_pct: Yarn that does not become cloth.
        uncertain_pct: How far off a cost may be, either way.
    """

    currency: str = Field("EUR", max_length=8)
    fibre: dict[FibreName, Annotated[float, Field(ge=0)]]
    spinning: float = Field(ge=0)
    fineness: float = Field(1.0, ge=0, le=3)
    thousand_picks: float = Field(0, ge=0)
    knitting: float = Field(0, ge=0)
    finish: dict[Finish, Annotated[float, Field(ge=0)]] = Field(default_factory=dict)
    yarn_waste_pct: float = Field(6, ge=0, lt=100)
    uncertain_pct: float = Field(20, ge=0, le=100)


class Objective(Record):
    """Something to have as much or as little of as can be.

    Attributes:
        of: A property's key, `discomfort`, `cost_m2` or `footprint_upt_m2`.
        want: Which way is better.
        worst: What is just acceptable: the reference point of the hypervolume, and a limit.
        best: What counts as 1 of it; better is allowed.
    """

    of: Name
    want: Literal["least", "most"]
    worst: float
    best: float

    @model_validator(mode="after")
    def _apart(self) -> "Objective":
        if (self.worst > self.best) != (self.want == "least") or self.worst == self.best:
            raise ValueError(f"the {self.want} of {self.of} cannot be worst at {self.worst:g}")
        return self


class Limit(Record):
    """What must hold of a cloth."""

    of: Name
    least: float | None = None
    most: float | None = None

    @model_validator(mode="after")
    def _some(self) -> "Limit":
        if self.least is None and self.most is None:
            raise ValueError(f"the limit of {self.of} needs a least, a most or both")
        if self.least is not None and self.most is not None and self.least > self.most:
            raise ValueError(f"{self.of} cannot be at least {self.least:g} and at most {self.most:g}")
        return self


class Goals(Record):
    """The whole question. Exactly one of `woven` and `knit` says what may be varied."""

    name: Name
    woven: WovenSpace | None = None
    knit: KnitSpace | None = None
    loom: Loom = Loom()
    scenario: Scenario | None = None
    prices: Prices | None = None
    objectives: tuple[Objective, ...] = Field(min_length=1, max_length=MOST_OBJECTIVES)
    limits: tuple[Limit, ...] = Field((), max_length=40)
    population: int = Field(100, ge=8, le=1000)

    @model_validator(mode="after")
    def _can_be_reckoned(self) -> "Goals":
        if (self.woven is None) == (self.knit is None):
            raise ValueError("it says neither woven nor knit, or both; one says what may be varied")
        known = [*PROPERTIES, DISCOMFORT, COST, FOOTPRINT]
        for name in self.asked:
            if name not in known:
                raise ModisteError("MOD-2851", name=name[:60], known=", ".join(known))
        if DISCOMFORT in self.asked and self.scenario is None:
            raise ModisteError("MOD-2852", name=DISCOMFORT, reason="no scenario says what is lived through")
        if COST in self.asked:
            unpriced = [name for name in self.fibres if self.prices is None or name not in self.prices.fibre]
            if unpriced:
                raise ModisteError("MOD-2852", name=COST, reason=f"no price is told of {', '.join(unpriced)}")
        if self.woven is not None and not self.weaves:
            raise ValueError(f"no weave of these can be woven on {self.loom.shafts} shafts")
        for what in ("ends", "picks") if self.woven is not None else ():
            (low, high), (least, most) = getattr(self.woven, what), getattr(self.loom, what)
            if high < least or low > most:
                raise ValueError(
                    f"{low:g} to {high:g} {what} a cm are not on this loom, which does {least:g} to {most:g}"
                )
        return self

    @property
    def asked(self) -> tuple[str, ...]:
        """Everything that an objective or a limit is of, each once."""
        return tuple(
            dict.fromkeys([*(each.of for each in self.objectives), *(each.of for each in self.limits)])
        )

    @property
    def fibres(self) -> tuple[str, ...]:
        """The fibres to choose from."""
        space = self.woven or self.knit
        assert space is not None
        return tuple(dict.fromkeys(space.fibres))

    @property
    def finishes(self) -> tuple[Finish | Literal[""], ...]:
        """The finishes to choose from; "" is none."""
        space = self.woven or self.knit
        assert space is not None
        return space.finishes

    @property
    def weaves(self) -> tuple[str, ...]:
        """The weaves that the loom's shafts can lift."""
        assert self.woven is not None
        return tuple(each for each in self.woven.weaves if shafts_of(each) <= self.loom.shafts)


def shafts_of(weave: str) -> int:
    """How many shafts a weave needs with a straight or broken draft: the warp threads that move differently.

    Example:
        >>> shafts_of("plain"), shafts_of("2/1 twill Z"), shafts_of("satin 5")
        (2, 3, 5)
    """
    return len({column.tobytes() for column in lift_plan(weave).T})


def goals_from(tree: dict[str, Any]) -> Goals:
    """Goals of plain values, as TOML or JSON has them.

    Raises:
        ModisteError: MOD-2850 for anything that they do not take; MOD-2851 and MOD-2852 for what cannot be
            reckoned; a fibre's or a weave's own for one that is unknown.
    """
    return stated(Goals, tree, "MOD-2850")


def read_goals(path: Path) -> Goals:
    """Goals of a TOML file; a scenario that is named is the file of that name beside it.

    Raises:
        ModisteError: as `goals_from`; MOD-2850 for a file that cannot be read, MOD-2830 for its scenario.
    """
    tree = read_toml(path, "MOD-2850")
    if isinstance(tree.get("scenario"), str):
        tree["scenario"] = read_scenario(path.parent / tree["scenario"])
    return goals_from(tree)
