"""The plan of a house: everything that a seed decides of its garments, before anything is drawn.

Knows which garment is cut, coloured, named and priced how, and which pictures are wanted of it; drawing is
tailoring's, order of work is `making`'s. A garment is decided by the seed, its program and its number among
the program's: which others there are changes nothing of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import islice
from typing import Any, Literal

import numpy as np

from modiste import tailoring
from modiste.garment import ModisteError
from modiste.workspace.flows.house.assortment import (
    CLOTH_PRICE,
    DECK,
    KINDS,
    LINE_PRICE,
    PRINTS,
    Kind,
    Weights,
)
from modiste.workspace.flows.house.captions import captioned, named
from modiste.workspace.flows.house.palette import COLOURS, CORE, DENIM, SEASONS, WEEKS, Season, contrasting

VERSION = 2
"""Raise it when the same seed gives another house: one half made is then not gone on with."""
MOST = 100_000
BRANDS = (
    ("Orsel & Vane", "奥瑟与维恩"),
    ("Tavenne Row", "塔文街"),
    ("Ilvane Studio", "伊凡纳工作室"),
    ("Merrow Lindt Atelier", "梅罗林工坊"),
    ("Corvale House", "柯维尔之家"),
)
"""Names of nobody's brand."""
_BODIES = 3
"""So many mannequins a chart has."""

Shown = Literal["mannequin", "ghost", "flat", "detail"]
Chance = np.random.Generator


@dataclass(frozen=True)
class Brand:
    """A fictional brand, its two names and the days of its promotions: (week, share off) by line or all."""

    name: str
    name_zh: str
    promotions: tuple[tuple[int, float, str], ...]


@dataclass(frozen=True)
class Colouring:
    """One colourway: its id below the garment's, and its colours, ground first, then ink where it has one."""

    id: str
    colours: tuple[str, ...]


@dataclass(frozen=True)
class Shot:
    """One picture that is wanted: of which colourway, and how it is taken; see tailoring's `Scene`."""

    name: str
    colouring: int
    kind: Shown
    azimuth: float
    elevation: float
    ground: str
    light: float
    seed: int


@dataclass(frozen=True)
class Planned:
    """One garment as decided.

    Attributes:
        id: Its program and its number there: "t-shirt-001".
        number: Its number among the program's, from 0.
        program: What draws it.
        options: The program's.
        people: "women" or "men".
        chart: For whose bodies it is graded.
        sizes: Those it is made in.
        line: Of the house.
        season: Its id, or "core" for what is always there.
        cloth: A house fabric.
        print: "solid", "stripe", "pinstripe", "check" or "dot".
        repeat: Period and width of the print in centimetres.
        colourings: One to three.
        name: English.
        name_zh: Chinese.
        caption: English.
        caption_zh: Chinese.
        price: Euro, before any reduction.
        launch: The week in which it comes.
        reduced: The weeks from which on it is reduced to 70 and to 50 per cent; none for what is core.
        ends: The week from which on it is not sold any more.
        appeal: How well it does beside others of its kind: 1 is usual.
        faults: Share of pieces with a fault.
        body: Which mannequin wears it.
        shots: The pictures.
        seed: Of what is drawn by chance in its making.
    """

    id: str
    number: int
    program: str
    options: dict[str, str | float]
    people: Literal["women", "men"]
    chart: str
    sizes: tuple[str, ...]
    line: str
    season: str
    cloth: str
    print: str
    repeat: tuple[float, float]
    colourings: tuple[Colouring, ...]
    name: str
    name_zh: str
    caption: str
    caption_zh: str
    price: int
    launch: int
    reduced: tuple[int, ...]
    ends: int
    appeal: float
    faults: float
    body: int
    shots: tuple[Shot, ...]
    seed: int

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)

    def said(self, colouring: int) -> tuple[str, str]:
        """The caption of one colourway in English and Chinese."""
        return captioned(
            program=self.program,
            nouns=KINDS[self.program].nouns,
            people=self.people,
            cloth=self.cloth,
            print_=self.print,
            options=self.options,
            colours=self.colourings[colouring].colours,
        )

    def rate(self, week: int) -> float:
        """The share of the price that is asked in a week, promotions aside."""
        return (1.0, 0.7, 0.5)[sum(week >= each for each in self.reduced)]


@dataclass(frozen=True)
class Plan:
    """A house as decided: its brand and its garments in order."""

    seed: int
    programs: tuple[str, ...]
    brand: Brand
    garments: tuple[Planned, ...]


def planned(count: int, seed: int, programs: Sequence[str] = ()) -> Plan:
    """Decide a house.

    Args:
        count: How many garments.
        seed: Of everything.
        programs: Only those; by default all.

    Raises:
        ModisteError: MOD-2040 for fewer than 1 or more than 100,000 garments or a negative seed, MOD-1530
            for a program that is not known.
    """
    if not 1 <= count <= MOST:
        raise ModisteError("MOD-2040", what="garments", value=count, low="1", high=f"{MOST:,}")
    if not 0 <= seed < 2**63:
        raise ModisteError("MOD-2040", what="seed", value=seed, low="0", high="2^63 - 1")
    for program in programs:
        tailoring.program_named(program)
    wanted = tuple(each for each in KINDS if each in programs) or tuple(KINDS)
    garments = tuple(garment_of(seed, program, number) for program, number in islice(_dealt(wanted), count))
    return Plan(seed, wanted, brand_of(seed), garments)


def planned_part(start: int, stop: int, seed: int, programs: Sequence[str] = ()) -> Iterator[Planned]:
    """Garments number `start` to `stop` - 1 of a house of any size, as `planned` would decide them."""
    wanted = tuple(each for each in KINDS if each in programs) or tuple(KINDS)
    for program, number in islice(_dealt(wanted, start), stop - start):
        yield garment_of(seed, program, number)


def brand_of(seed: int) -> Brand:
    """The brand of a seed: its name, and when it gives something off."""
    chance = np.random.default_rng(np.random.SeedSequence([seed, 1]))
    name, chinese = BRANDS[int(chance.integers(len(BRANDS)))]
    # The last week of November everywhere; else a line at a time, about four times a year.
    found = [(week, 0.3, "all") for week in (0, 52, 104) if week < WEEKS]
    for start in range(8, WEEKS - 4, 13):
        line = ("essentials", "weekend", "atelier")[int(chance.integers(3))]
        found.append((start + int(chance.integers(0, 8)), 0.2, line))
    return Brand(name, chinese, tuple(sorted(found)))


def garment_of(seed: int, program: str, number: int) -> Planned:
    """Decide one garment: the `number`-th of its program, from 0."""
    kind = KINDS[program]
    source = np.random.SeedSequence([seed, 2, list(KINDS).index(program), number])
    chance = np.random.default_rng(source)
    people: Literal["women", "men"] = "men" if _drawn(chance, kind.people) == "men" else "women"
    line = _drawn(chance, kind.lines)
    season = SEASONS[int(chance.integers(len(SEASONS)))]
    core = line == "essentials" and chance.random() < 0.6
    cloth = _drawn(chance, kind.cloths[season.half])
    options = _options(chance, kind, people, season.half, program)
    print_ = "solid" if core else _drawn(chance, PRINTS[cloth])
    colourings = _colourings(chance, season, cloth, print_, core=core)
    launch = int(chance.integers(0, 6)) if core else int(chance.integers(season.first, season.last + 1))
    first = launch + int(chance.integers(10, 14))
    second = first + int(chance.integers(3, 6))
    ends = WEEKS if core else min(WEEKS, second + int(chance.integers(5, 10)))
    price = priced(kind.price * CLOTH_PRICE[cloth] * LINE_PRICE[line] * float(np.exp(chance.normal(0, 0.05))))
    name, chinese = named(number, program, kind.nouns, cloth)
    told = captioned(
        program=program,
        nouns=kind.nouns,
        people=people,
        cloth=cloth,
        print_=print_,
        options=options,
        colours=(),
    )
    chart = people
    return Planned(
        id=f"{program}-{number + 1:03d}",
        number=number,
        program=program,
        options=options,
        people=people,
        chart=chart,
        sizes=_sizes(chance, chart, line),
        line=line,
        season="core" if core else season.id,
        cloth=cloth,
        print=print_,
        repeat=_repeat(chance, print_),
        colourings=colourings,
        name=name,
        name_zh=chinese,
        caption=told[0],
        caption_zh=told[1],
        price=price,
        launch=launch,
        reduced=() if core else (first, second),
        ends=ends,
        appeal=round(float(np.exp(chance.normal(0, 0.45))), 4),
        faults=round(float(chance.beta(1.2, 70)), 5),
        body=int(chance.integers(_BODIES)),
        shots=_shots(chance, colourings),
        seed=int(source.generate_state(1)[0]),
    )


def dyed_by_chance(garment: Planned, chance: Chance) -> Planned:
    """The garment in one colour of all that there are and any print of its cloth, whatever the season."""
    print_ = str(chance.choice(list(PRINTS[garment.cloth])))
    palette = tuple(dict.fromkeys(DENIM)) if garment.cloth == "denim" else tuple(COLOURS)
    ground = str(chance.choice(palette))
    inks = () if print_ == "solid" else (str(chance.choice(contrasting(ground, tuple(COLOURS)))),)
    return replace(
        garment,
        print=print_,
        repeat=_repeat(chance, print_),
        colourings=(Colouring("-".join((ground, *inks)), (ground, *inks)),),
    )


def priced(euro: float) -> int:
    """The nearest price that ends in nine.

    Example:
        >>> priced(63.5), priced(28.0), priced(3.0)
        (59, 29, 9)
    """
    return max(9, 10 * round((euro + 1) / 10) - 1)


def mannequin(chart: str, number: int) -> dict[str, float]:
    """The measures of one of the mannequins of a chart: the base size, a little taller or fuller."""
    of = tailoring.size_chart(chart)
    base = of.sizes[of.base]
    taller, fuller = ((0.0, 0.0), (3.0, -1.5), (-3.0, 1.5))[number]
    return {
        "height": base["height"] + taller,
        "bust": base["bust"] + fuller,
        "waist": base["waist"] + fuller,
        "hip": base["hip"] + fuller,
    }


def _dealt(programs: Sequence[str], start: int = 0) -> Iterator[tuple[str, int]]:
    """Programs in the order of the deck, each with its number so far; the first `start` are passed over."""
    hand = [program for program in DECK if program in programs]
    rounds, over = divmod(start, len(hand))
    numbers = {program: rounds * hand.count(program) + hand[:over].count(program) for program in programs}
    while True:
        for program in hand[over:]:
            yield program, numbers[program]
            numbers[program] += 1
        over = 0


def _drawn(chance: Chance, weights: Weights) -> str:
    names = list(weights)
    shares = np.array([weights[name] for name in names])
    return names[int(np.searchsorted(np.cumsum(shares / shares.sum()), chance.random(), side="right"))]


def _options(chance: Chance, kind: Kind, people: str, half: str, program: str) -> dict[str, str | float]:
    """The options of a program that a range decides; the others keep their defaults."""
    options: dict[str, str | float] = {}
    for option in tailoring.program_options(program):
        if option.name in kind.ranges:
            low, high = kind.ranges[option.name]
            options[option.name] = round(float(chance.uniform(low, high)), 1)
        elif isinstance(option, tailoring.Choice):
            options[option.name] = _drawn(chance, kind.weights(option.name, people, half))
    if options.get("length") == "maxi" and "flare" in options:
        options["flare"] = min(float(options["flare"]), 2.2)  # a wide maxi takes more cloth than a bolt gives
    if options.get("front") == "zip":
        options["pocket"] = "none"
    if options.get("leg") == "wide" and options.get("fit") == "slim":
        options["fit"] = "regular"
    return options


def _colourings(
    chance: Chance, season: Season, cloth: str, print_: str, *, core: bool
) -> tuple[Colouring, ...]:
    palette = DENIM if cloth == "denim" else CORE if core else season.palette
    wanted = int(chance.choice([1, 2, 3], p=[0.35, 0.42, 0.23]))
    # The first colours of a palette are its most typical.
    weights = 0.82 ** np.arange(len(palette))
    order = chance.choice(len(palette), len(palette), replace=False, p=weights / weights.sum())
    grounds = list(dict.fromkeys(palette[int(k)] for k in order))[:wanted]
    found = []
    for ground in grounds:
        inks = contrasting(ground, (*dict.fromkeys((*season.palette, "white", "navy")),))
        if print_ == "solid":
            found.append(Colouring(ground, (ground,)))
        else:
            ink = inks[min(int(chance.geometric(0.35)) - 1, len(inks) - 1)]
            found.append(Colouring(f"{ground}-{ink}", (ground, ink)))
    return tuple(found)


def _repeat(chance: Chance, print_: str) -> tuple[float, float]:
    """Period and width in centimetres that such prints have."""
    low, high, share = {
        "solid": (0.0, 0.0, 0.0),
        "stripe": (1.6, 4.0, 0.42),
        "pinstripe": (0.5, 1.8, 0.22),
        "check": (1.0, 4.5, 0.5),
        "dot": (1.2, 3.2, 0.34),
    }[print_]
    period = round(float(chance.uniform(low, high)), 1)
    return period, round(period * share, 2)


def _sizes(chance: Chance, chart: str, line: str) -> tuple[str, ...]:
    """A run of neighbouring sizes: essentials in all, the atelier in fewer."""
    names = tuple(tailoring.size_chart(chart).sizes)
    if line == "essentials":
        return names
    shorter = int(chance.integers(1, 3)) if line == "atelier" else int(chance.integers(0, 2))
    start = int(chance.integers(0, 2)) if shorter else 0
    return names[start : len(names) - shorter + start]


def _shots(chance: Chance, colourings: Sequence[Colouring]) -> tuple[Shot, ...]:
    """The first colourway from all sides and near, the others from the front."""
    ground = ("#f2f1ee", "#efefef", "#f1eeea", "#eceeef")[int(chance.integers(4))]
    light = float(np.round(chance.uniform(-55, -25), 1))

    def shot(name: str, colouring: int, kind: Shown, azimuth: float, elevation: float) -> Shot:
        turned = round(azimuth + float(chance.normal(0, 4)), 1)
        raised = round(elevation + float(chance.normal(0, 1.5)), 1)
        return Shot(name, colouring, kind, turned, raised, ground, light, int(chance.integers(2**31)))

    first = [
        shot("front", 0, "mannequin", 0.0, 3.0),
        shot("back", 0, "ghost" if chance.random() < 0.5 else "mannequin", 180.0, 3.0),
        shot("turned", 0, "mannequin", float(chance.choice([-38.0, 38.0])), 3.0),
        shot("flat" if chance.random() < 0.5 else "detail", 0, "flat", 0.0, 0.0),
    ]
    last = first[-1]
    if last.name == "detail":
        first[-1] = Shot(**{**asdict(last), "kind": "detail"})
    others = [shot("front", k, "mannequin", 0.0, 3.0) for k in range(1, len(colourings))]
    return (*first, *others)
