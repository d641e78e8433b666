"""Who forecasts: the model, or mean of models, that did best on earlier windows; naive where none did better.

Knows classes of series and weights; what was said on which window is `backtest`'s.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from modiste.trends.demand.backtest import Told, Windows
from modiste.trends.panel import Floats, Panel
from modiste.trends.periods import Ints

NAIVES = ("naive", "seasonal_naive")
"""What is always among the candidates, and what is fallen back to."""

BROADEST = "blend"
"""The mean of models that are each built otherwise: it is taken where no other is surely better."""

CLASSES = ("steady", "intermittent", "short")
_FEWEST, _SHORT, _INTERVAL = 10, 16, 1.32
_MEMBERS, _GAIN = 5, 0.002


def classes_of(past: Panel) -> Ints:
    """(n,) the place in `CLASSES` of each series, by its past alone.

    Short: fewer than two seasons or 16 values. Intermittent: on average 1.32 periods from one value that is
    not zero to the next (Syntetos, Boylan and Croston, 2005). Fewer than ten series join the largest class.
    """
    known = np.isfinite(past.y)
    counts = known.sum(1)
    busy = np.maximum((np.nan_to_num(past.y) != 0).sum(1), 1)
    made = np.zeros(len(past), np.int64)
    made[counts / busy >= _INTERVAL] = 1
    made[counts < max(2 * past.season, _SHORT)] = 2
    sizes = np.bincount(made, minlength=len(CLASSES))
    return np.where(sizes[made] < _FEWEST, int(sizes.argmax()), made)


@dataclass(frozen=True, eq=False)
class Choice:
    """Who forecasts which series.

    Attributes:
        classes: (n,) the place in `CLASSES` of each series.
        weights: of each class that occurs, the weight of each model that forecasts it; they sum to 1.
        losses: of each class, what each candidate lost on the earlier windows; naive's best is 1.
        windows: how many earlier windows it was made on; 0 where there was none to choose by.
    """

    classes: Ints
    weights: Mapping[int, Mapping[str, float]]
    losses: Mapping[int, Mapping[str, float]]
    windows: int

    @property
    def models(self) -> list[str]:
        """All that are needed."""
        return sorted({name for weights in self.weights.values() for name in weights})

    @property
    def fell_back(self) -> list[str]:
        """The classes for which no model did better than naive."""
        return [CLASSES[place] for place, weights in self.weights.items() if set(weights) <= set(NAIVES)]

    @property
    def name(self) -> str:
        """As a table of results says it."""
        said = [_said(weights) for weights in self.weights.values()]
        if len(set(said)) == 1:
            return said[0]
        return ", ".join(f"{CLASSES[place]}: {_said(weights)}" for place, weights in self.weights.items())

    def of_series(self) -> list[str]:
        """(n,) who forecasts each series."""
        return [_said(self.weights[int(place)]) for place in self.classes]

    def combined(self, told: Sequence[Told]) -> Told:
        """What the chosen say together; quantiles are averaged level by level."""
        by_name = {each.name: each for each in told}
        first = told[0]
        y_hat, quantiles = np.zeros_like(first.y_hat), np.zeros_like(first.quantiles)
        for place, weights in self.weights.items():
            rows = np.flatnonzero(self.classes == place)
            for name, weight in weights.items():
                y_hat[:, rows] += weight * by_name[name].y_hat[:, rows]
                quantiles[:, rows] += weight * by_name[name].quantiles[:, rows]
        used = [by_name[name] for name in self.models]
        seconds = tuple(float(sum(each)) for each in zip(*(each.seconds for each in used), strict=True))
        return Told(self.name, y_hat, quantiles, seconds, sum(each.mended for each in used))

    def extras(self) -> dict[str, Any]:
        """As a result states it."""
        return {
            "chosen": self.name,
            "chosen_on_windows": self.windows,
            "fell_back": self.fell_back,
            "choices": [
                {
                    "series": CLASSES[place],
                    "n": int((self.classes == place).sum()),
                    "weights": {name: round(weight, 4) for name, weight in weights.items()},
                    "losses": {name: round(loss, 4) for name, loss in self.losses.get(place, {}).items()},
                }
                for place, weights in self.weights.items()
            ],
        }


def choose(windows: Windows, told: Sequence[Told], classes: Ints) -> Choice:
    """Choose for every class of series, on windows that all lie before what the choice will be used for.

    A mean of models is built greedily: the best one first, then whoever lowers the loss most, a model more
    than once if need be, as long as it helps (Caruana et al., 2004). The loss is the mean of WAPE and MASE,
    each divided by the better naive forecast's. Where a blend of different kinds of models is among the
    candidates, it stands unless what was built is better by more than a standard error: few windows choose by
    chance.
    """
    weights, losses = {}, {}
    for place in np.unique(classes):
        rows = np.flatnonzero(classes == place)
        weights[int(place)], losses[int(place)] = _weigh(
            _rows(windows, rows), [_told_rows(each, rows) for each in told]
        )
    return Choice(classes, weights, losses, len(windows.cuts))


def without_choice(names: Sequence[str], classes: Ints, season: int) -> Choice:
    """What is used where the past holds no earlier window: the seasonal naive forecast, or the last value."""
    wanted = NAIVES[1] if season > 1 and NAIVES[1] in names else NAIVES[0]
    name = wanted if wanted in names else names[0]
    return Choice(classes, {int(place): {name: 1.0} for place in np.unique(classes)}, {}, 0)


def _weigh(windows: Windows, told: Sequence[Told]) -> tuple[dict[str, float], dict[str, float]]:
    found = {each.name: _loss(windows, each.y_hat) for each in told}
    naive = [found[name] for name in NAIVES if name in found]
    reference = np.fmin.reduce(np.array(naive), axis=0) if naive else np.ones(2)
    reference = np.where(reference > 0, reference, 1.0)

    def scored(loss: Floats) -> float:
        ratios = loss / reference
        return float(np.nanmean(ratios)) if np.isfinite(ratios).any() else np.inf

    losses = {name: scored(loss) for name, loss in found.items()}
    by_name = {each.name: each.y_hat for each in told}
    picked = [min(losses, key=lambda name: losses[name])]
    best = losses[picked[0]]
    total = by_name[picked[0]].copy()
    while len(picked) < _MEMBERS:
        size = len(picked) + 1
        tried = {name: scored(_loss(windows, (total + y_hat) / size)) for name, y_hat in by_name.items()}
        name = min(tried, key=lambda each: tried[each])
        if not tried[name] < best * (1 - _GAIN):
            break
        best, total = tried[name], total + by_name[name]
        picked.append(name)
    weights = {name: picked.count(name) / len(picked) for name in dict.fromkeys(picked)}
    if len(weights) > 1:
        losses[_said(weights)] = best
    if BROADEST in by_name and not _is_surely_better(windows, total / len(picked), by_name[BROADEST]):
        return {BROADEST: 1.0}, losses
    return weights, losses


def _is_surely_better(windows: Windows, y_hat: Floats, than: Floats) -> bool:
    """Whether scaled errors are less by more than the standard error of that over series (Breiman, 1984)."""
    changes = np.nanmean(_scaled(windows, y_hat) - _scaled(windows, than), axis=0)
    changes = changes[np.isfinite(changes)]
    return len(changes) > 1 and float(changes.mean()) < -float(changes.std(ddof=1)) / len(changes) ** 0.5


def _loss(windows: Windows, y_hat: Floats) -> Floats:
    """WAPE and MASE."""
    scaled, error = _scaled(windows, y_hat), _errors(windows, y_hat)
    actual = np.nansum(np.abs(windows.actual))
    mase = np.nanmean(scaled) if np.isfinite(scaled).any() else np.nan
    return np.array([error.sum() / actual if actual else np.nan, mase])


def _errors(windows: Windows, y_hat: Floats) -> Floats:
    """(w, n, h) absolute errors; nought where nothing is known."""
    return np.asarray(np.abs(np.nan_to_num(windows.actual - y_hat)))


def _scaled(windows: Windows, y_hat: Floats) -> Floats:
    """(w, n) mean absolute errors over the naive error of each past; NaN where nothing is known."""
    count = np.isfinite(windows.actual).sum(2)
    mean = _errors(windows, y_hat).sum(2) / np.maximum(count, 1)
    return np.asarray(mean / np.where(count > 0, windows.scale, np.nan))


def _rows(windows: Windows, rows: Ints) -> Windows:
    return Windows(windows.cuts, windows.actual[:, rows], windows.scale[:, rows])


def _told_rows(told: Told, rows: Ints) -> Told:
    return Told(told.name, told.y_hat[:, rows], told.quantiles[:, rows], told.seconds, told.mended)


def _said(weights: Mapping[str, float]) -> str:
    if len(weights) == 1:
        return next(iter(weights))
    parts = sorted(weights, key=lambda name: -weights[name])
    if len(set(weights.values())) == 1:
        return "mean of " + " and ".join(parts)
    return " + ".join(f"{weights[name]:.2g} {name}" for name in parts)
