"""The house's customers: bodies and tastes by chance; each is the same however many there are.

Knows arrays of people and their records; what they do is `trade`'s. Nobody of them lives. Means follow the
size charts; spreads and correlations are typical of size surveys, rounded, and no survey's own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from modiste import tailoring
from modiste.garment import BodyMeasures, Consent, Customer, Entity
from modiste.workspace.flows.house.assortment import CLOTH_PRICE, KINDS, LINES
from modiste.workspace.flows.house.palette import COLOURS, START
from modiste.workspace.flows.house.plan import Planned

Floats = NDArray[np.float64]
BLOCK = 256
"""Customers are drawn by so many, each block from a seed of its own."""
PER_GARMENT = 10
FEWEST = 60
LEADING = ("height", "bust", "waist", "hip")
ZONES = {zone: measure for zone, (measure, _) in tailoring.ZONES.items()}
"""The zones of garments and the body measure of each."""
_MEANS = {"women": (166.5, 94.0, 79.0, 102.0), "men": (179.0, 101.0, 90.0, 104.5)}
_SPREADS = {"women": (6.4, 7.6, 8.6, 7.4), "men": (7.0, 7.4, 8.8, 6.2)}
_TOGETHER = np.array(
    [[1.0, 0.1, 0.05, 0.15], [0.1, 1.0, 0.86, 0.8], [0.05, 0.86, 1.0, 0.8], [0.15, 0.8, 0.8, 1.0]]
)
_LIMBS = {"thigh": 2.0, "upper_arm": 1.4}
"""How far a limb's girth is off what the leading measures tell, in centimetres (standard deviation)."""
_STYLES = np.array(
    [
        # essentials, weekend, atelier, warmth, lightness, looseness, print, price
        [0.9, 0.2, -0.4, -0.1, 0.1, 0.0, -0.7, -0.6],
        [0.1, 1.0, -0.6, 0.1, 0.0, 0.8, 0.2, -0.4],
        [-0.4, -0.4, 1.2, 0.2, 0.0, -0.4, 0.2, 0.7],
        [0.0, 0.3, 0.3, 0.7, 0.4, 0.1, 0.9, 0.0],
        [0.4, -0.1, 0.4, -0.5, -0.7, -0.1, -0.5, 0.3],
    ]
)
"""Five sorts of taste around which people lie."""
STYLE = ("essentials", "weekend", "atelier", "warmth", "lightness", "looseness", "print", "price")
"""The axes of taste: a customer's liking is the product of theirs with a garment's."""


@dataclass(frozen=True, eq=False)
class Crowd:
    """Customers, a row each.

    Attributes:
        women: (n,) whether they buy what is made for women.
        bodies: Each measure in centimetres, (n,).
        taste: (n, 8) along `STYLE`.
        visits: (n,) how often they look in, a week.
        thrift: (n,) how much a price above what they are used to keeps them off.
        known: (n,) the error with which they know their own size, in sizes.
        since: (n,) the week in which they came.
        shares_acts: (n,) whether they agreed that what they do is kept.
        shares_body: (n,) whether they agreed that their measures are kept.
    """

    women: NDArray[np.bool_]
    bodies: dict[str, Floats]
    taste: Floats
    visits: Floats
    thrift: Floats
    known: Floats
    since: NDArray[np.int64]
    shares_acts: NDArray[np.bool_]
    shares_body: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.women)


def crowd_for(garments: int) -> int:
    """How many customers a house of so many garments has."""
    return max(FEWEST, PER_GARMENT * garments)


def crowd(count: int, seed: int) -> Crowd:
    """The first `count` customers of a seed."""
    blocks = [_block(seed, number) for number in range(-(-count // BLOCK))]
    columns = {name: np.concatenate([block[name] for block in blocks])[:count] for name in blocks[0]}
    bodies = {name: columns.pop(name) for name in (*LEADING, *_LIMBS)}
    return Crowd(
        women=columns["women"].astype(bool),
        bodies=bodies,
        taste=np.column_stack([columns[f"taste_{axis}"] for axis in STYLE]),
        visits=columns["visits"],
        thrift=columns["thrift"],
        known=columns["known"],
        since=columns["since"].astype(np.int64),
        shares_acts=columns["shares_acts"].astype(bool),
        shares_body=columns["shares_body"].astype(bool),
    )


def style_of(garments: Sequence[Planned]) -> tuple[Floats, NDArray[np.int64], NDArray[np.int64]]:
    """Every colourway's place along `STYLE`, the place of its garment, and its number there."""
    rows, owners, numbers = [], [], []
    for place, garment in enumerate(garments):
        loose = {"slim": -1.0, "regular": 0.0, "relaxed": 0.6, "oversized": 1.0}[str(garment.options["fit"])]
        usual = KINDS[garment.program].price * CLOTH_PRICE[garment.cloth]
        for number, colouring in enumerate(garment.colourings):
            colour = COLOURS[colouring.colours[0]]
            rows.append(
                [
                    *(float(garment.line == line) for line in LINES),
                    2.0 * colour.warmth,
                    2.0 * (colour.lightness - 0.5),
                    loose,
                    0.0 if garment.print == "solid" else 1.0,
                    float(np.log(garment.price / usual)),
                ]
            )
            owners.append(place)
            numbers.append(number)
    return np.array(rows), np.array(owners), np.array(numbers)


def customer_id(number: int) -> str:
    """The id of a customer by their place in the crowd."""
    return f"house-customer-{number + 1:06d}"


def records(people: Crowd) -> Iterator[Entity]:
    """Customers with what they agreed to; measures only of those who agreed to that."""
    for number in range(len(people)):
        id = customer_id(number)
        came = START + timedelta(weeks=int(people.since[number]))
        yield Customer(id=id, created_at=came)
        if people.shares_acts[number]:
            yield Consent(id=f"{id}-behaviour", customer_id=id, purpose="behaviour", granted_at=came)
        if people.shares_body[number]:
            yield Consent(id=f"{id}-measures", customer_id=id, purpose="body_measures", granted_at=came)
            taken = {name: round(float(values[number]), 1) for name, values in people.bodies.items()}
            yield BodyMeasures(
                id=f"{id}-body",
                customer_id=id,
                measured_at=came,
                height=taken["height"],
                chest=taken["bust"],
                waist=taken["waist"],
                hip=taken["hip"],
                thigh=taken["thigh"],
            )


def _block(seed: int, number: int) -> dict[str, Floats]:
    """So many customers at once, column by column."""
    chance = np.random.default_rng(np.random.SeedSequence([seed, 3, number]))
    women = chance.random(BLOCK) < 0.58
    far = chance.multivariate_normal(np.zeros(4), _TOGETHER, BLOCK, method="cholesky")
    far = np.clip(far, -2.6, 2.6)
    mean, spread = (np.where(women[:, None], each["women"], each["men"]) for each in (_MEANS, _SPREADS))
    columns = {name: (mean + spread * far)[:, place] for place, name in enumerate(LEADING)}
    columns |= {name: chance.normal(0, off, BLOCK) for name, off in _LIMBS.items()}
    for each in range(BLOCK):
        leading = {name: float(columns[name][each]) for name in LEADING}
        whole = tailoring.whole_measures(leading, "women" if women[each] else "men")
        for name in _LIMBS:
            columns[name][each] += whole[name]
    sort = chance.choice(len(_STYLES), BLOCK, p=(0.28, 0.24, 0.18, 0.16, 0.14))
    taste = _STYLES[sort] + chance.normal(0, 0.35, (BLOCK, len(STYLE)))
    columns |= {f"taste_{axis}": taste[:, place] for place, axis in enumerate(STYLE)}
    columns["women"] = women.astype(float)
    columns["visits"] = chance.gamma(1.3, 0.11, BLOCK)
    columns["thrift"] = np.exp(chance.normal(0.2, 0.4, BLOCK))
    columns["known"] = chance.normal(0, 0.45, BLOCK)
    columns["since"] = np.where(chance.random(BLOCK) < 0.6, 0, chance.integers(0, 90, BLOCK)).astype(float)
    columns["shares_acts"] = (chance.random(BLOCK) < 0.86).astype(float)
    columns["shares_body"] = (chance.random(BLOCK) < 0.4).astype(float)
    return columns
