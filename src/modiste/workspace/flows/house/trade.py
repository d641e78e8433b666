"""Two years of trade by chance: who looks, likes, buys, sends back and why, week by week against stock.

Knows customers' reasons and the house's stock as arrays; records are `ledger`'s. Time runs in weeks; a piece
that comes back can be sold again from the next Monday on, so that no stock is ever below nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modiste.workspace.flows.house.assortment import KINDS, Weights
from modiste.workspace.flows.house.fit import Finished, asked_size, felt
from modiste.workspace.flows.house.palette import COLOURS, WEEKS
from modiste.workspace.flows.house.people import Crowd, style_of
from modiste.workspace.flows.house.plan import Brand, Plan, Planned

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Chance = np.random.Generator
KINDS_OF_ACT = ("view_item", "like", "add_to_cart", "purchase")
REASONS = ("too tight at the {zone}", "too loose at the {zone}", "quality", "taste", "changed mind")
TIGHT, LOOSE, QUALITY, TASTE, CHANGED = range(5)
DAY, WEEK = 86_400, 604_800
OPENING = 5 * 3600
"""Seconds after a Monday's beginning at which what was ordered arrives; nobody buys before."""
LEAD = 3
"""Weeks between an order to the maker and its arrival."""
_PAGE = 240
"""So many colourways a visitor comes past."""
_SEEN = 8
"""So many, at most, they look at."""
_AT_ONCE = 2000
_COVER = 12.0
"""Weeks that the first buy should last."""
_HOURS = np.array([1, 1, 1, 1, 1, 2, 4, 6, 7, 8, 8, 9, 10, 8, 8, 8, 8, 9, 11, 14, 16, 15, 9, 4], float)
_DAYS = np.array([0.13, 0.13, 0.13, 0.14, 0.14, 0.16, 0.17])
_SUMMER = {"linen": 0.9, "poplin": 0.2, "jersey": 0.25, "fleece": -0.8, "flannel": -1.0, "rib": -0.3}
_SLEEVES = {"none": 0.8, "short": 0.5, "elbow": 0.0, "long": -0.5}


@dataclass(frozen=True, eq=False)
class Skus:
    """Every SKU of a house, by number: its garment's place, its colourway's number there, its size's row."""

    garment: Ints
    colouring: Ints
    size: Ints

    def __len__(self) -> int:
        return len(self.garment)


@dataclass(frozen=True, eq=False)
class Trading:
    """What happened, row by row and in the order of weeks. Moments are seconds since the house began.

    Attributes:
        skus: What the numbers of SKUs mean.
        visits: (v,) the customer of every visit.
        acts: (a, 4) visit, SKU (the colourway's first, where no size is meant), kind of act, moment.
        lines: (l, 4) visit, SKU, moment, price in euro: an order is a visit's lines.
        returns: (r, 4) line, moment, reason, zone's column or -1.
        arrivals: (k, 3) SKU, moment, pieces.
        demand: (d, 5) week, SKU, wanted, sold, pieces on hand on Monday.
    """

    skus: Skus
    visits: Ints
    acts: Ints
    lines: Ints
    returns: Ints
    arrivals: Ints
    demand: Ints


def skus_of(garments: Sequence[Planned]) -> Skus:
    """The SKUs of garments: by garment, colourway, size."""
    rows = [
        (place, colouring, size)
        for place, garment in enumerate(garments)
        for colouring in range(len(garment.colourings))
        for size in range(len(garment.sizes))
    ]
    garment, colouring, size = np.array(rows, np.int64).T
    return Skus(garment, colouring, size)


def lowered(euro: float) -> int:
    """The nearest price not above that ends in nine or four.

    Example:
        >>> lowered(62.3), lowered(20.3), lowered(2.0)
        (59, 19, 4)
    """
    return max(4, 5 * int((euro + 1) // 5) - 1)


def asked(garment: Planned, brand: Brand, week: int) -> int:
    """What is asked for a garment in a week: reduced for good, or in a promotion, or in full."""
    rate = garment.rate(week)
    if rate == 1.0:
        off = [share for at, share, line in brand.promotions if at == week and line in ("all", garment.line)]
        rate = 1.0 - max(off, default=0.0)
    return garment.price if rate == 1.0 else lowered(garment.price * rate)


def traded(
    plan: Plan,
    people: Crowd,
    girths: Sequence[Finished],
    go_on: Callable[[int], None] = lambda week: None,
) -> Trading:
    """Two years of a house.

    Args:
        plan: Its garments.
        people: Its customers.
        girths: The garments' finished girths, in the plan's order.
        go_on: Told every week; may raise to stop.
    """
    chance = np.random.default_rng(np.random.SeedSequence([plan.seed, 4]))
    market = _Market(plan, people, girths, chance)
    for week in range(WEEKS):
        market.live(week)
        go_on(week)
    return market.told()


class _Market:
    """The state of the trade between two weeks."""

    def __init__(self, plan: Plan, people: Crowd, girths: Sequence[Finished], chance: Chance) -> None:
        self.plan, self.people, self.girths, self.chance = plan, people, girths, chance
        garments = plan.garments
        self.style, self.owner, _ = style_of(garments)
        self.skus = skus_of(garments)
        changes = np.diff(self.skus.garment * 4 + self.skus.colouring, prepend=-1) != 0
        self.first = np.flatnonzero(changes)
        self.own = np.cumsum(changes) - 1
        self.launch = np.array([each.launch for each in garments])
        self.ends = np.array([each.ends for each in garments])
        self.for_women = np.array([each.people == "women" for each in garments])
        self.usual = np.array([KINDS[each.program].price for each in garments], float)
        self.appeal = np.log([each.appeal for each in garments])
        self.summer = np.array([_summer(each) for each in garments])
        self.trend = _trends(plan)
        self.level = np.zeros(len(self.skus), np.int64)
        self.coming = np.zeros((WEEKS + LEAD + 1, len(self.skus)), np.int64)
        self.back = np.zeros((WEEKS + 5, len(self.skus)), np.int64)
        self.sold = np.zeros((WEEKS, len(self.first)))
        self.share = self._size_shares()
        self.visitors: list[Ints] = []
        self.count = self.line_count = 0
        self.acts: list[Ints] = []
        self.lines: list[Ints] = []
        self.returns: list[Ints] = []
        self.arrivals: list[Ints] = []
        self.demand: list[Ints] = []

    def told(self) -> Trading:
        """All that happened."""
        return Trading(
            self.skus,
            np.concatenate([np.zeros(0, np.int64), *self.visitors]),
            *(
                np.concatenate([np.zeros((0, width), np.int64), *rows])
                for width, rows in (
                    (4, self.acts),
                    (4, self.lines),
                    (4, self.returns),
                    (3, self.arrivals),
                    (5, self.demand),
                )
            ),
        )

    def live(self, week: int) -> None:
        """One week: what arrives, who comes and buys, what is ordered anew."""
        self._receive(week)
        brand = self.plan.brand
        price = np.array([asked(each, brand, week) for each in self.plan.garments], np.int64)
        rush = (
            1.0
            + 0.25 * float(week % 52 in (0, 1, 2, 3))
            + 0.3 * float(any(at == week for at, _, _ in brand.promotions))
        )
        here = self.people.since <= week
        times = self.chance.poisson(np.where(here, self.people.visits * rush, 0.0))
        came = np.repeat(np.arange(len(self.people)), times)
        came = came[self.chance.permutation(len(came))]
        wishes = [np.zeros((0, 4), np.int64)]
        for women in (True, False):
            shown = np.flatnonzero(
                (self.launch[self.owner] <= week)
                & (self.ends[self.owner] > week)
                & (self.for_women[self.owner] == women)
            )
            some = came[self.people.women[came] == women]
            starts = range(0, len(some) if len(shown) else 0, _AT_ONCE)
            wishes += [self._look(week, some[k : k + _AT_ONCE], shown, price) for k in starts]
        self._sell(week, np.concatenate(wishes), price)
        self._order(week)

    def _receive(self, week: int) -> None:
        """What was ordered arrives, what came back by Sunday lies on the shelf again, first buys come in."""
        new = np.flatnonzero(self.launch[self.skus.garment] == week)
        if len(new):
            self.coming[week, new] += self._first_buy(new)
        pieces = self.coming[week]
        arrived = np.flatnonzero(pieces)
        moment = np.full(len(arrived), week * WEEK + OPENING)
        self.arrivals.append(np.column_stack([arrived, moment, pieces[arrived]]))
        self.level += pieces + self.back[week]

    def _first_buy(self, new: Ints) -> Ints:
        """What the buyer guesses: usual demand, a feeling for what will go, and errors in it."""
        garments = self.skus.garment[new]
        side = self.for_women[garments]
        buyers = np.where(side, self.people.women.sum(), (~self.people.women).sum())
        beside = np.where(
            side, *(max(1, int((self.for_women[self.owner] == w).sum()) // 2) for w in (True, False))
        )
        weekly = buyers * 0.145 * 0.5 / beside
        colourways = self.own[new]
        error = np.random.default_rng([self.plan.seed, 5]).normal(0, 0.35, len(self.first))[colourways]
        guess = weekly * np.exp(0.6 * self.appeal[garments] + error)
        return np.asarray(np.maximum(1, np.round(_COVER * guess * self.share[new])), np.int64)

    def _size_shares(self) -> Floats:
        """The share of its colourway's demand that each SKU has, as the house knows its customers."""
        share = np.zeros(len(self.skus))
        for place, garment in enumerate(self.plan.garments):
            mine = np.flatnonzero(self.skus.garment == place)
            who = np.flatnonzero(self.people.women == (garment.people == "women"))[:200]
            rows = asked_size(self.girths[place], self.people, who)
            counts = np.bincount(rows, minlength=len(garment.sizes)) + 1.0
            share[mine] = np.tile(counts / counts.sum(), len(garment.colourings))
        return share

    def _look(self, week: int, who: Ints, shown: Ints, price: Ints) -> Ints:
        """Visits: what each looks at and likes; returns the wishes (visit, SKU, moment, customer) to buy."""
        chance, people = self.chance, self.people
        visits = self.count + np.arange(len(who))
        self.count += len(who)
        self.visitors.append(who)
        moments = _moments(chance, week, len(who))
        page = shown if len(shown) <= _PAGE else np.sort(chance.choice(shown, _PAGE, replace=False))
        owners = self.owner[page]
        liking = np.einsum("ik,jk->ij", people.taste[who], self.style[page]) * 0.8
        dear = np.log(price[owners] / self.usual[owners])
        liking -= people.thrift[who][:, None] * dear[None, :]
        season = 0.75 * self.summer[owners] * np.cos(2 * np.pi * (week - 33) / 52)
        fresh = 0.5 * np.exp(-(week - self.launch[owners]) / 8)
        liking += (self.appeal[owners] + season + fresh + self.trend[page, week])[None, :]
        drawn = liking + chance.gumbel(size=liking.shape)
        seen = min(_SEEN, len(page))
        best = np.argsort(-drawn, axis=1, kind="stable")[:, :seen]
        many = 1 + chance.poisson(3.0, len(who))
        looked = np.arange(seen)[None, :] < many[:, None]
        row, column = np.nonzero(looked)
        at = best[row, column]
        wish = liking[row, at]
        colourway = page[at]
        moment = moments[row] + 40 * column
        luck = chance.random((3, len(row)))
        liked = luck[0] < _logistic(wish - 3.1)
        carted = luck[1] < _logistic(wish - 2.55)
        bought = carted & (luck[2] < 0.62)
        first = self.first[colourway]
        size = np.zeros(len(row), np.int64)
        for place in np.unique(self.owner[colourway[carted]]):
            mine = np.flatnonzero(carted & (self.owner[colourway] == place))
            size[mine] = asked_size(self.girths[place], people, who[row[mine]])
        sku = first + size
        for kind, happened, what, later in ((0, None, first, 0), (1, liked, first, 9), (2, carted, sku, 20)):
            pick = slice(None) if happened is None else happened
            self.acts.append(
                np.column_stack(
                    [visits[row[pick]], what[pick], np.full(len(row[pick]), kind), moment[pick] + later]
                )
            )
        return np.asarray(np.column_stack([visits[row], sku, moment + 30, who[row]])[bought])

    def _sell(self, week: int, wishes: Ints, price: Ints) -> None:
        """Wishes against stock, first come first served; who finds none may take the size beside."""
        wishes = wishes[np.argsort(wishes[:, 2], kind="stable")]
        monday = self.level.copy()
        got = self._served(wishes[:, 1])
        other = np.flatnonzero(~got & (self.chance.random(len(wishes)) < 0.3))
        step = np.where(self.chance.random(len(other)) < 0.5, 1, -1)
        beside = wishes[other, 1] + step
        near = (beside >= 0) & (beside < len(self.skus))
        near[near] &= self.own[beside[near]] == self.own[wishes[other[near], 1]]
        other, beside = other[near], beside[near]
        again = self._served(beside)
        taken = wishes.copy()
        taken[other[again], 1] = beside[again]
        got[other[again]] = True
        lines = taken[got]
        paid = price[self.skus.garment[lines[:, 1]]]
        self.acts.append(np.column_stack([lines[:, 0], lines[:, 1], np.full(len(lines), 3), lines[:, 2]]))
        self.lines.append(np.column_stack([lines[:, :3], paid]))
        self._return(lines)
        self.line_count += len(lines)
        np.add.at(self.sold[week], self.own[lines[:, 1]], 1)
        wanted = np.bincount(wishes[:, 1], minlength=len(self.skus))
        sold = np.bincount(lines[:, 1], minlength=len(self.skus))
        on_sale = (self.launch[self.skus.garment] <= week) & (self.ends[self.skus.garment] > week)
        told = np.flatnonzero((wanted > 0) | (sold > 0) | (on_sale & (monday == 0)))
        self.demand.append(
            np.column_stack([np.full(len(told), week), told, wanted[told], sold[told], monday[told]])
        )

    def _served(self, skus: Ints) -> NDArray[np.bool_]:
        """Which of those who ask, in this order, get a piece; the stock falls by them."""
        order = np.argsort(skus, kind="stable")
        ordered = skus[order]
        starts = np.flatnonzero(np.diff(ordered, prepend=-1) != 0)
        rank = np.arange(len(skus)) - np.repeat(starts, np.diff([*starts, len(skus)]))
        got = np.zeros(len(skus), bool)
        got[order] = rank < self.level[ordered]
        self.level -= np.bincount(skus[got], minlength=len(self.level))
        return got

    def _return(self, lines: Ints) -> None:
        """What of these lines comes back, when, and why: a fault, the fit, the taste, or a changed mind."""
        chance, people = self.chance, self.people
        luck = chance.random((4, len(lines)))
        later = (chance.integers(5, 22, len(lines)) * DAY + chance.integers(0, 9 * 3600, len(lines))).astype(
            np.int64
        )
        for place in np.unique(self.skus.garment[lines[:, 1]]):
            garment, of = self.plan.garments[place], self.girths[place]
            mine = np.flatnonzero(self.skus.garment[lines[:, 1]] == place)
            who = lines[mine, 3]
            off = felt(of, garment.cloth, people, who, self.skus.size[lines[mine, 1]])
            first = self.first[self.own[lines[mine, 1]]]
            liking = np.einsum("ik,ik->i", people.taste[who], self.style[self.own[first]]) * 0.8
            reason = np.full(len(mine), -1)
            zone = np.full(len(mine), -1)
            reason[luck[3, mine] < 0.03] = CHANGED
            reason[luck[2, mine] < 0.14 * _logistic(-liking)] = TASTE
            loose = (off.max(1) > 1) & (luck[1, mine] < 0.5)
            tight = (off.min(1) < -1) & (luck[1, mine] < 0.75)
            reason[loose], zone[loose] = LOOSE, off.argmax(1)[loose]
            reason[tight], zone[tight] = TIGHT, off.argmin(1)[tight]
            fault = luck[0, mine] < garment.faults
            reason[fault], zone[fault] = QUALITY, -1
            moment = lines[mine, 2] + later[mine]
            back = np.flatnonzero((reason >= 0) & (moment < WEEKS * WEEK))
            self.returns.append(
                np.column_stack([self.line_count + mine[back], moment[back], reason[back], zone[back]])
            )
            sound = back[reason[back] != QUALITY]
            np.add.at(self.back, (moment[sound] // WEEK + 1, lines[mine[sound], 1]), 1)

    def _order(self, week: int) -> None:
        """Order from the maker what four weeks' sales say will be wanted, of what will stay long enough."""
        if week < 1:
            return
        recent = self.sold[max(0, week - 3) : week + 1].mean(0)
        core = np.array([not each.reduced for each in self.plan.garments])
        young = (week - self.launch >= 2) & (week - self.launch <= 6)
        wants = ((core & (week >= self.launch + 2)) | young) & (self.ends > week + LEAD + 4)
        target = np.ceil((LEAD + 4.0) * recent[self.own] * self.share).astype(np.int64)
        on_the_way = self.coming[week + 1 : week + LEAD + 1].sum(0)
        missing = np.where(wants[self.skus.garment], target - self.level - on_the_way, 0)
        self.coming[week + LEAD] += np.maximum(missing, 0)


def _moments(chance: Chance, week: int, count: int) -> Ints:
    """When in a week visits begin: evenings and weekends more, Mondays not before what arrives."""
    day = chance.choice(7, count, p=_DAYS / _DAYS.sum())
    hour = chance.choice(24, count, p=_HOURS / _HOURS.sum())
    second = chance.integers(0, 3000, count)
    moment = np.maximum(day * DAY + hour * 3600 + second, OPENING + 60)
    return np.asarray(week * WEEK + moment, np.int64)


def _summer(garment: Planned) -> float:
    """How much a garment is for summer, 1, or for winter, -1."""
    cloth = _SUMMER.get(garment.cloth, 0.0)
    sleeve = _SLEEVES.get(str(garment.options.get("sleeve", "elbow")), 0.0)
    return float(np.clip(cloth + sleeve + (0.9 if garment.program == "shorts" else 0.0), -1, 1))


def _trends(plan: Plan) -> Floats:
    """(colourways, weeks) how colours and prints come into fashion and go."""
    chance = np.random.default_rng(np.random.SeedSequence([plan.seed, 6]))
    weeks = np.arange(WEEKS)
    prints: Weights = dict.fromkeys(("solid", "stripe", "pinstripe", "check", "dot"), 0.3)
    waves = {
        name: size * np.sin(2 * np.pi * (weeks / chance.uniform(45, 110) + chance.random()))
        for name, size in (*dict.fromkeys(COLOURS, 0.4).items(), *prints.items())
    }
    return np.array(
        [
            waves[each.colours[0]] + waves[garment.print]
            for garment in plan.garments
            for each in garment.colourings
        ]
    )


def _logistic(value: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(value, -30, 30))))
