"""When a series changed its level: the segments that explain it best, each change with its chance by luck.

Knows means and blocks of weeks, and between which weeks a change may as well have been.

Source of the search: Killick, Fearnhead, Eckley, "Optimal detection of changepoints with a linear
computational cost" (PELT), JASA 2012.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
LEAST = 8
"""Weeks of a segment."""
_BLOCK = 4
SURE = 0.95
"""With so much probability a change lies between its earliest and its latest week."""


@dataclass(frozen=True)
class Change:
    """That the level is another one from a place on.

    Attributes:
        place: the first week of the new level.
        before: mean of the segment before.
        after: mean of the one after.
        p: the chance of as large a step where the two segments are one, weeks shuffled in blocks.
        earliest, latest: the first week of the new level lies between these, both included, 19 times in 20.
    """

    place: int
    before: float
    after: float
    p: float
    earliest: int
    latest: int


def change_points(
    values: Floats, penalty: float = 3.0, least: int = LEAST, draws: int = 499, seed: int = 0
) -> list[Change]:
    """The changes of level of one series, in order.

    Args:
        values: (t,) such as logits of shares; NaN is filled from its neighbours.
        penalty: a change costs so many times the noise's variance times log t. The noise is measured with
            its persistence: what neighbouring weeks have in common makes steps by itself.
        least: weeks of a segment.
        draws: shuffles for p.
        seed: of them.
    """
    values = _filled(values)
    t = len(values)
    if t < 2 * least:
        return []
    variance = _noise(values)
    if variance <= 1e-12:
        variance = max(float(values.var()) * 1e-3, 1e-12)
    places = _segments(values, penalty * variance * np.log(t), least)
    edges = [0, *places, t]
    chance = np.random.default_rng(seed)
    return [
        Change(
            place,
            float(values[start:place].mean()),
            float(values[place:end].mean()),
            _luck(values[start:end], place - start, least, draws, chance),
            *(start + each for each in _span(values[start:end], least, variance)),
        )
        for start, place, end in zip(edges, places, edges[2:], strict=False)
    ]


def logits(counts: Floats, totals: Floats) -> Floats:
    """(t,) log odds of a share, half a count added to both sides; NaN where nothing was seen."""
    with np.errstate(divide="ignore", invalid="ignore"):
        made = np.log((counts + 0.5) / (totals - counts + 0.5))
    return np.asarray(np.where(totals > 0, made, np.nan))


def _segments(values: Floats, cost_of_one: float, least: int) -> list[int]:
    """PELT: the best last change before each week, with those pruned that can never be best again."""
    t = len(values)
    sums = np.concatenate([[0.0], values.cumsum()])
    squares = np.concatenate([[0.0], (values**2).cumsum()])
    best = np.full(t + 1, np.inf)
    best[0] = -cost_of_one
    last = np.zeros(t + 1, np.int64)
    open_ = np.array([0])
    for end in range(least, t + 1):
        length = end - open_
        costs = squares[end] - squares[open_] - (sums[end] - sums[open_]) ** 2 / length
        whole = best[open_] + costs + cost_of_one
        row = int(whole.argmin())
        best[end], last[end] = whole[row], open_[row]
        open_ = open_[whole - cost_of_one <= best[end]]
        if end + 1 - least >= least:
            open_ = np.append(open_, end + 1 - least)
    places = []
    end = t
    while (start := int(last[end])) > 0:
        places.append(start)
        end = start
    return places[::-1]


def _noise(values: Floats) -> float:
    """The variance of weeks around their level, times what their persistence does to means.

    From differences, whose median does not see a few steps; persistence as a first-order autoregression's
    from differences one and two weeks apart.
    """
    one = np.diff(values)
    two = values[2:] - values[:-2]
    first, second = (float(np.median(np.abs(each)) / 0.6745) ** 2 for each in (one, two))
    if first <= 0:
        return 0.0
    # Var of differences k apart is 2 s2 (1 - r^k): their ratio is 1 + r.
    r = float(np.clip(second / first - 1, 0.0, 0.8))
    return first / (2 * (1 - r)) * (1 + r) / (1 - r)


def _luck(values: Floats, place: int, least: int, draws: int, chance: np.random.Generator) -> float:
    """How often the best step of shuffled blocks is as large as the one that is there."""
    t = len(values)
    ends = np.arange(least, t - least + 1)
    if not len(ends):
        return 1.0
    scale = np.sqrt(ends * (t - ends) / t)

    def steps(rows: Floats) -> Floats:
        sums = rows.cumsum(1)
        means = sums[:, ends - 1] / ends
        others = (sums[:, -1:] - sums[:, ends - 1]) / (t - ends)
        return np.asarray((np.abs(means - others) * scale).max(1))

    seen = abs(values[:place].mean() - values[place:].mean()) * np.sqrt(place * (t - place) / t)
    blocks = -(-t // _BLOCK)
    padded = np.concatenate([values, np.full(blocks * _BLOCK - t, np.nan)]).reshape(blocks, _BLOCK)
    shuffled = padded[np.array([chance.permutation(blocks) for _ in range(draws)])].reshape(draws, -1)
    rows = shuffled[~np.isnan(shuffled)].reshape(draws, t)
    return float((1 + (steps(rows) >= seen - 1e-12).sum()) / (draws + 1))


def _span(values: Floats, least: int, variance: float) -> tuple[int, int]:
    """Between which places the one change of some weeks lies: the likeliest that hold 95 % together.

    Every place is as likely beforehand; what its two means leave unexplained tells them apart, in units of a
    noise that persists.
    """
    t = len(values)
    ends = np.arange(least, t - least + 1)
    sums, squares = values.cumsum(), float((values**2).sum())
    head, tail = sums[ends - 1], sums[-1] - sums[ends - 1]
    left = squares - head**2 / ends - tail**2 / (t - ends)
    likely = np.exp((left.min() - left) / (2.0 * variance))
    order = np.argsort(-likely, kind="stable")
    held = np.cumsum(likely[order]) / likely.sum()
    kept = ends[order[: int(np.searchsorted(held, SURE)) + 1]]
    return int(kept.min()), int(kept.max())


def _filled(values: Floats) -> Floats:
    known = np.isfinite(values)
    if not known.any():
        return np.zeros(len(values))
    places = np.arange(len(values))
    return np.asarray(np.interp(places, places[known], values[known]))
