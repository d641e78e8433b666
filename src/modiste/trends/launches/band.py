"""How far forecasts of launches were off, and the band that follows, before and after first weeks of sales.

Knows forecasts made before earlier launches and what came of them. Bands are split-conformal quantiles of log
errors, those of later launches weighing more (Barber et al., Conformal prediction beyond exchangeability,
2023), of launches that were forecast at about the same size. First weeks correct a log-normal volume: its
spread before sales, and the noise of so many weeks about it, are learned from the same launches (the
posterior mean of a normal with a normal prior).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from modiste.trends.panel import Flags, Floats

_HALF_LIFE = 12.0
_LEAST = 20
_SIZES = 3
_A_SIZE = 60
"""Of how many launches each size has its own band."""
_SPREAD, _NOISE = 1.0, 0.7
"""Of log volume before sales, and of a week about it, where too few launches tell."""


@dataclass(frozen=True)
class FirstWeeks:
    """What so many first weeks tell of the rest.

    Attributes:
        weeks: how many.
        spread: standard deviation of log volume before any sale.
        noise: of what these weeks say about it.
        gain: how much of their surprise the rest is moved by, 0 to 1.
        n: launches that it was learned from; 0 where the usual was taken.
    """

    weeks: int
    spread: float
    noise: float
    gain: float
    n: int


@dataclass(frozen=True, eq=False)
class LaunchBand:
    """Forecasts of earlier launches beside what came.

    Attributes:
        forecast: (c, weeks) before launch, by models that had not seen them.
        seen: (c, weeks) what came; NaN where a week is not over.
        age: (c,) weeks since launch.
    """

    forecast: Floats
    seen: Floats
    age: Floats

    def first_weeks(self, weeks: int) -> FirstWeeks:
        """Learn what first weeks tell: their errors' covariance with the rest's is the prior's variance."""
        early, rest = self._log_errors(0, weeks), self._log_errors(weeks, self.forecast.shape[1])
        there = np.isfinite(early) & np.isfinite(rest)
        if weeks == 0 or weeks >= self.forecast.shape[1] or there.sum() < _LEAST:
            gain = _SPREAD**2 / (_SPREAD**2 + _NOISE**2 / max(weeks, 1)) if weeks else 0.0
            return FirstWeeks(weeks, _SPREAD, _NOISE / np.sqrt(max(weeks, 1)), gain, 0)
        weights = 0.5 ** (self.age[there] / _HALF_LIFE)
        both = np.cov(early[there], rest[there], aweights=weights)
        prior = max(float(both[0, 1]), 1e-6)
        gain = min(prior / max(float(both[0, 0]), 1e-6), 1.0)
        noise = float(np.sqrt(max(both[0, 0] - prior, 0.0)))
        return FirstWeeks(weeks, float(np.sqrt(prior)), noise, gain, int(there.sum()))

    def updated(self, forecast: Floats, seen: Floats) -> Floats:
        """(m, weeks) forecasts after (m, k) first weeks of sales, which stand as they were sold."""
        return _moved(forecast, seen, self.first_weeks(seen.shape[1]).gain)

    def quantiles(
        self, forecast: Floats, levels: Sequence[float], seen: Floats | None = None, *, summed: bool
    ) -> Floats:
        """(m, weeks, q) the band about forecasts, never falling along levels, nor along weeks where summed.

        Args:
            forecast: (m, weeks) as `updated` gives it where weeks are seen.
            levels: rising, between 0 and 1.
            seen: (m, k) first weeks of sales, where there are.
            summed: of cumulative sales; else week by week.
        """
        count = 0 if seen is None else seen.shape[1]
        own = (
            self.forecast
            if not count
            else _moved(self.forecast, np.nan_to_num(self.seen[:, :count]), self.first_weeks(count).gain)
        )
        usable: Flags = np.asarray(np.isfinite(self.seen[:, :count]).all(1))
        made = np.zeros((*forecast.shape, len(levels)))
        if count and seen is not None:
            done = np.cumsum(seen, 1) if summed else seen
            made[:, :count] = done[:, :, None]
        base = made[:, count - 1] if count and summed else np.zeros((len(forecast), len(levels)))
        for week in range(count, forecast.shape[1]):
            first = count if summed else week
            made[:, week] = base + self._band(
                forecast[:, first : week + 1].sum(1),
                own[:, first : week + 1].sum(1),
                self.seen[:, first : week + 1].sum(1),
                usable,
                levels,
            )
        if summed:
            made[:, count:] = np.maximum.accumulate(made[:, count:], axis=1)
        return np.asarray(np.maximum.accumulate(made, axis=2))

    def _band(self, new: Floats, own: Floats, came: Floats, usable: Flags, levels: Sequence[float]) -> Floats:
        """(m, q) quantiles of one sum, by errors of calibrating launches of about the same size."""
        there = usable & np.isfinite(came)
        center = np.log1p(new)[:, None]
        if there.sum() < _LEAST:
            steps = np.array([_usual(level) for level in levels])
            return np.maximum(np.expm1(center + _SPREAD * 1.3 * steps), 0.0)
        errors = np.log1p(came[there]) - np.log1p(own[there])
        weights = 0.5 ** (self.age[there] / _HALF_LIFE)
        groups = min(_SIZES, max(1, int(there.sum()) // _A_SIZE))
        edges = np.unique(np.quantile(own[there], np.arange(1, groups) / groups))
        mine, theirs = np.searchsorted(edges, new), np.searchsorted(edges, own[there])
        steps = np.empty((len(new), len(levels)))
        for group in np.unique(mine):
            like = theirs == group if (theirs == group).sum() >= _LEAST else np.ones(len(theirs), bool)
            steps[mine == group] = _weighted(errors[like], weights[like], levels)
        return np.maximum(np.expm1(center + steps), 0.0)

    def _log_errors(self, first: int, last: int) -> Floats:
        """(c,) log errors of what was sold in weeks from `first` to before `last`."""
        came, told = self.seen[:, first:last].sum(1), self.forecast[:, first:last].sum(1)
        return np.asarray(np.log1p(came) - np.log1p(told))


def _moved(forecast: Floats, seen: Floats, gain: float) -> Floats:
    """Forecasts whose first weeks are what was sold, the rest moved by a share of their surprise."""
    count = seen.shape[1]
    if not count:
        return forecast
    surprise = np.log1p(seen.sum(1)) - np.log1p(forecast[:, :count].sum(1))
    rest = forecast[:, count:].sum(1)
    scale = np.maximum(np.expm1(np.log1p(rest) + gain * surprise), 0.0) / np.maximum(rest, 1e-9)
    return np.concatenate([seen, forecast[:, count:] * scale[:, None]], axis=1)


def _weighted(errors: Floats, weights: Floats, levels: Sequence[float]) -> Floats:
    """(q,) conformal quantiles: the new launch counts as one more, as bad as can be on either side."""
    order = np.argsort(errors, kind="stable")
    shares = weights[order] / (weights.sum() + weights.max())
    upper, lower = np.cumsum(shares), np.cumsum(shares[::-1])
    last = len(errors) - 1
    sorted_ = errors[order]
    return np.array(
        [
            sorted_[min(int(np.searchsorted(upper, level)), last)]
            if level >= 0.5
            else sorted_[last - min(int(np.searchsorted(lower, 1 - level)), last)]
            for level in levels
        ]
    )


def _usual(level: float) -> float:
    return float(ndtri(level))
