"""A ranking made into an answer: rules applied, garments spread, a few places given to chance, with traces.

Knows scores, tags and places; what the scores rest on is `weighing`'s.
"""

import itertools
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from modiste.recommend.answers import Trace
from modiste.recommend.protocols import Codes, Floats
from modiste.recommend.rules import Rule
from modiste.recommend.shelf import Shelf

DIVERSITY, EXPLORE = 0.3, 0.05
POOL = 100
"""So many of the best are arranged; what lies behind them is given to chance at most."""
TAIL = 100
"""Of so many behind the answer, chance draws."""
Alike = Callable[[Codes, Codes], Floats]


@dataclass(frozen=True)
class Manner:
    """How an answer is arranged.

    Attributes:
        diversity: 0 by score alone, 1 as unlike as can be (maximal marginal relevance, Carbonell 1998).
        explore: the share of places that chance fills, on average.
        rules: whether merchandisers' rules are applied.
    """

    diversity: float = DIVERSITY
    explore: float = EXPLORE
    rules: bool = True


@dataclass(frozen=True)
class Placed:
    """A garment in its place: row among the candidates, -1 for a pin that was none of them.

    Where chance put it there, `drawn` are the codes of all that it drew from, each with the same chance.
    """

    code: int
    row: int
    score: float
    propensity: float
    traces: tuple[Trace, ...]
    drawn: tuple[int, ...] = ()


@dataclass
class _Desk:
    """What is on the table while an answer is arranged."""

    codes: Codes
    scores: Floats
    traces: dict[int, list[Trace]] = field(default_factory=dict)
    out: dict[int, Trace] = field(default_factory=dict)

    def note(self, row: int, trace: Trace) -> None:
        self.traces.setdefault(row, []).append(trace)


def arranged(
    shelf: Shelf,
    codes: Codes,
    scores: Floats,
    k: int,
    rules: Sequence[Rule],
    manner: Manner,
    alike: Alike,
    chance: np.random.Generator,
    may_stand: Callable[[int], bool] = lambda code: True,
) -> tuple[list[Placed], list[tuple[int, Trace]]]:
    """The k garments of an answer, and those that a rule kept out of it.

    Args:
        shelf: the garments.
        codes: (m,) candidates, each once.
        scores: (m,) from 0 to 1.
        k: how many are wanted.
        rules: those that hold now and here, in their order.
        manner: diversity and exploration.
        alike: how alike garments are.
        chance: draws for exploration.
        may_stand: whether a pinned garment can be had at all; a pin of one that is gone is not applied.
    """
    desk = _Desk(codes, scores.copy())
    kept = rules if manner.rules else ()
    _weigh(shelf, desk, kept)
    pins = {} if not kept else _pins(shelf, desk, kept, k, may_stand)
    order = [row for row in np.argsort(-desk.scores, kind="stable").tolist() if row not in desk.out]
    pinned = {code for code, _ in pins.values()}
    free = [row for row in order if int(codes[row]) not in pinned]
    everyone = np.array([*codes.tolist(), *(pinned - set(codes.tolist()))], np.int32)
    limits = _Limits(shelf, [rule for rule in kept if rule.verb == "cap"], everyone)
    for code in pinned:
        limits.take(code)
    chosen = _spread(shelf, desk, free[:POOL], k - len(pins), manner.diversity, alike, limits)
    taken = set(chosen)
    behind = (row for row in free if row not in taken and limits.full(int(codes[row])) is None)
    tail = list(itertools.islice(behind, TAIL if manner.explore > 0 else 0))
    slots = _slots(k, len(pins), len(chosen), len(tail), manner.explore)
    return _placed(desk, pins, chosen, tail, slots, k, manner.explore, chance), [
        (int(codes[row]), trace) for row, trace in desk.out.items()
    ]


def covered(shelf: Shelf, rule: Rule, codes: Codes) -> NDArray[np.bool_]:
    """(m,) which of the garments a rule covers."""
    if rule.garment:
        code = shelf.code(rule.garment)
        return np.asarray(codes == (-2 if code is None else code))
    found = shelf.brands()[codes] >= 0 if rule.brand == "*" else np.ones(len(codes), np.bool_)
    for tag in _tags_of(rule):
        found &= shelf.has_tag(codes, tag)
    return found


def _tags_of(rule: Rule) -> list[str]:
    named = (("brand", rule.brand if rule.brand != "*" else ""), ("category", rule.category))
    return [f"{name}={value}" for name, value in named if value] + (
        [rule.attribute] if rule.attribute else []
    )


def _weigh(shelf: Shelf, desk: _Desk, rules: Sequence[Rule]) -> None:
    """Boosts, buries and exclusions."""
    for rule in rules:
        if rule.verb not in ("boost", "bury", "exclude"):
            continue
        for row in np.flatnonzero(covered(shelf, rule, desk.codes)).tolist():
            if rule.verb == "exclude":
                desk.out.setdefault(row, Trace("excluded", rule.id, _said(rule)))
                continue
            desk.scores[row] *= rule.factor
            effect = "boosted" if rule.verb == "boost" else "buried"
            desk.note(row, Trace(effect, rule.id, {**_said(rule), "factor": rule.factor}))  # type: ignore[arg-type] # one of the two


def _pins(
    shelf: Shelf, desk: _Desk, rules: Sequence[Rule], k: int, may_stand: Callable[[int], bool]
) -> dict[int, tuple[int, Trace]]:
    """By place from 0: the garment that is pinned there; of two for a place the first rule's."""
    rows = {int(code): row for row, code in enumerate(desk.codes.tolist())}
    made: dict[int, tuple[int, Trace]] = {}
    for rule in rules:
        code = shelf.code(rule.garment) if rule.verb == "pin" else None
        if code is None or rule.place > k or rule.place - 1 in made:
            continue
        if rows.get(code) in desk.out or not may_stand(code) or code in {each for each, _ in made.values()}:
            continue
        made[rule.place - 1] = code, Trace("pinned", rule.id, {"place": rule.place, "note": rule.note})
    return made


class _Limits:
    """How many of a group may stand in one answer, as caps say."""

    def __init__(self, shelf: Shelf, caps: Sequence[Rule], codes: Codes) -> None:
        self._shelf = shelf
        self._caps = [(rule, set(codes[covered(shelf, rule, codes)].tolist())) for rule in caps]
        brands = shelf.brands()
        self._brands = dict(zip(codes.tolist(), brands[codes].tolist(), strict=True))
        self._counts: dict[tuple[str, int], int] = {}

    def full(self, code: int) -> Rule | None:
        """The cap that keeps a garment out."""
        for rule, group in self._caps:
            if code in group and self._counts.get(self._key(rule, code), 0) >= rule.most:
                return rule
        return None

    def trace(self, rule: Rule, code: int) -> Trace:
        """That a cap kept a garment out."""
        return Trace("capped", rule.id, {**_said(rule, self._brand(rule, code)), "most": rule.most})

    def take(self, code: int) -> None:
        """Count one that stands."""
        for rule, group in self._caps:
            if code in group:
                key = self._key(rule, code)
                self._counts[key] = self._counts.get(key, 0) + 1

    def _key(self, rule: Rule, code: int) -> tuple[str, int]:
        return rule.id or repr(rule), self._brands[code] if rule.brand == "*" else -1

    def _brand(self, rule: Rule, code: int) -> str:
        if rule.brand != "*":
            return rule.brand
        return self._shelf.tags[self._brands[code]].partition("=")[2]


def _spread(
    shelf: Shelf,
    desk: _Desk,
    pool: Sequence[int],
    count: int,
    diversity: float,
    alike: Alike,
    limits: _Limits,
) -> list[int]:
    """Rows in the order of the answer: each the best of what is left, less what it repeats."""
    if count <= 0 or not pool:
        return []
    rows = np.array(pool)
    codes = desk.codes[rows]
    likeness = alike(codes, codes) if diversity else np.zeros((len(rows), len(rows)), np.float32)
    scores = desk.scores[rows]
    own = (1.0 - diversity) * scores
    repeats = np.zeros(len(rows), np.float32)
    left = [True] * len(rows)
    first = 0
    chosen: list[int] = []
    while len(chosen) < count and first < len(rows):
        best = int(np.argmax(own - diversity * repeats))
        own[best], left[best] = -np.inf, False
        while first < len(rows) and not left[first]:
            first += 1
        cap = limits.full(int(codes[best]))
        if cap is not None:
            desk.out.setdefault(int(rows[best]), limits.trace(cap, int(codes[best])))
            continue
        limits.take(int(codes[best]))
        if first < len(rows) and scores[first] > scores[best]:
            desk.note(int(rows[best]), Trace("spread", "", {"past": shelf.items[int(codes[first])]}))
        chosen.append(int(rows[best]))
        np.maximum(repeats, likeness[best], out=repeats)
    return chosen


def _slots(k: int, pins: int, chosen: int, tail: int, explore: float) -> int:
    """How many of the last places chance may fill: a fifth, where there are enough to draw from."""
    if explore <= 0 or not tail:
        return 0
    return max(0, min(math.ceil(k / 5), chosen - 1, tail))


def _placed(
    desk: _Desk,
    pins: Mapping[int, tuple[int, Trace]],
    chosen: Sequence[int],
    tail: Sequence[int],
    slots: int,
    k: int,
    explore: float,
    chance: np.random.Generator,
) -> list[Placed]:
    """The answer.

    Each of the last `slots` free places has a part of the tail of its own, so that the propensities are
    exact: 1 - e for what would stand there anyway, e / part for each of the part.
    """
    share = min(0.5, explore * k / slots) if slots else 0.0
    rows_of = {int(code): row for row, code in enumerate(desk.codes.tolist())}
    left, made = list(chosen), list[Placed]()
    for place in range(k):
        if place in pins:
            code, trace = pins[place]
            row = rows_of.get(code, -1)
            score = _bounded(desk.scores[row]) if row >= 0 else 0.0
            made.append(Placed(code, row, score, 1.0, (trace,)))
            continue
        if not left:
            continue
        row, behind = left.pop(0), len(left)
        propensity, traces, drawn = 1.0, tuple(desk.traces.get(row, ())), tuple[int, ...]()
        if behind < slots:
            part = tail[behind::slots]
            propensity = 1.0 - share
            if part and chance.random() < share:
                row = int(part[int(chance.integers(len(part)))])
                propensity = share / len(part)
                drawn = tuple(int(desk.codes[each]) for each in part)
                told = Trace("explored", "", {"of": len(part), "propensity": round(propensity, 6)})
                traces = (*desk.traces.get(row, ()), told)
            elif not part:
                propensity = 1.0
        made.append(Placed(int(desk.codes[row]), row, _bounded(desk.scores[row]), propensity, traces, drawn))
    return made


def _bounded(score: float) -> float:
    return min(1.0, max(0.0, float(score)))


def _said(rule: Rule, brand: str = "") -> dict[str, str]:
    """What a rule covers, in the words of the rule."""
    named = {
        "brand": brand or rule.brand,
        "category": rule.category,
        "attribute": rule.attribute,
        "note": rule.note,
    }
    return {name: value for name, value in named.items() if value}
