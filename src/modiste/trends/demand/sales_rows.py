"""What a global model is told of sales at an origin: level, pace, and the conditions of the period asked.

Knows rows of (series, origin, step) in logarithms about a recent level; the fitting is `boosted`'s.
"""

from dataclasses import dataclass

import numpy as np

from modiste.trends.demand.conditions import Conditions
from modiste.trends.demand.features import Places, Sums, Table, filled
from modiste.trends.panel import Flags, Floats, Panel

_LEVEL, _LONG, _LAGS = 13, 52, 4
_NEAR, _REACH = 0.05, 60
_SPREAD = 26


@dataclass(frozen=True, eq=False)
class SalesRows:
    """The features of series with promotions, gaps and noughts: everything about the mean of 13 periods.

    Attributes:
        unit: (n, 1) what a value is divided by before its logarithm is taken.
        logs: (n, t) log(1 + value / unit), without gaps.
        seen: (n, t) where it was observed.
        conditions: what is known ahead.
        season: steps a season; 1 where none is past.
    """

    unit: Floats
    logs: Floats
    seen: Flags
    starts: Places
    conditions: Conditions
    season: int
    sums: dict[str, Sums]

    @classmethod
    def of(cls, panel: Panel, horizon: int) -> "SalesRows":
        """The rows of a panel, with what is known `horizon` ahead."""
        seen = np.isfinite(panel.y)
        y = np.maximum(panel.y, 0)
        values = y[seen & (y > 0)]
        is_counts = bool((values == np.round(values)).all())
        usual = 1.0 if is_counts or not values.size else float(np.median(values)) / 100
        logs, starts = filled(np.log1p(y / usual))
        conditions = Conditions.of(panel, logs, seen, horizon)
        rest = logs - conditions.effect[:, : panel.length]
        sums = {"logs": Sums.of(logs), "squares": Sums.of(logs**2), "rest": Sums.of(rest)}
        sums |= {name: Sums.of(column) for name, column in conditions.main.items()}
        season = panel.season if panel.length >= panel.season + 2 * _LEVEL else 1
        return cls(np.full((len(y), 1), usual), logs, seen, starts, conditions, season, sums)

    def level(self, series: Places, origin: Places) -> Floats:
        """(k,) the mean logarithm of the periods up to each origin."""
        return self._mean("logs", series, origin, _LEVEL)

    def plainly(self, series: Places, origin: Places, step: Places) -> Floats:
        """(k,) what the recent level and the conditions of the period say, about the level."""
        if not self.conditions.main:
            return np.zeros(len(step))
        rest = self._mean("rest", series, origin, _LEVEL) - self.level(series, origin)
        return np.asarray(rest + self.conditions.effect[series, origin + step])

    def of_rows(self, series: Places, origin: Places, step: Places) -> Table:
        """(k, f) what is known at each origin of the period `step` after it."""
        level, target = self.level(series, origin), origin + step
        last, start = self.logs.shape[1] - 1, self.starts[series]
        columns: list[Floats] = [level, step.astype(float)]
        columns += [self.logs[series, np.maximum(origin - lag, start)] - level for lag in range(_LAGS)]
        columns += [self._mean("logs", series, origin, size) - level for size in (4, 26, _LONG)]
        spread = self._mean("squares", series, origin, _SPREAD)
        columns.append(np.sqrt(np.maximum(spread - self._mean("logs", series, origin, _SPREAD) ** 2, 0)))
        if self.season > 1:
            same = target - self.season * (1 + (step - 1) // self.season)
            value = np.where(same >= start, self.logs[series, np.clip(same, 0, last)], np.nan)
            columns += [value - level]
        if not self.conditions.main:
            return np.stack(columns, 1).astype(np.float32)
        rest = self._mean("rest", series, origin, _LEVEL)
        columns += [rest - level, rest - level + self.conditions.effect[series, target]]
        columns += [self._mean("rest", series, origin, size) - rest for size in (4, 26, _LONG)]
        after = np.minimum(target + 1, self.conditions.effect.shape[1] - 1)
        for name, values in self.conditions.main.items():
            now = values[series, target]
            columns += [now, now - self._mean(name, series, origin, _LONG)]
            columns += [
                now - self._mean(name, series, origin, _LEVEL),
                self._mean(name, series, origin, _LEVEL),
            ]
            columns += [now - values[series, np.maximum(target - back, 0)] for back in (1, 2, 3)]
            columns.append(now - values[series, after])
        columns += [values[series, target] for values in self.conditions.raw.values()]
        for values in self.conditions.shared.values():
            columns.append(values[series, target])
            columns.append(values[series, np.maximum(target - 1, 0)])
            columns.append(values[series, after])
        columns += [codes[series].astype(float) for codes in self.conditions.groups.values()]
        columns += self._alike(series, origin, target, level)
        return np.stack(columns, 1).astype(np.float32)

    def _mean(self, name: str, series: Places, origin: Places, size: int) -> Floats:
        return self.sums[name].mean(series, np.maximum(origin - size + 1, self.starts[series]), origin)

    def _alike(self, series: Places, origin: Places, target: Places, level: Floats) -> list[Floats]:
        """The mean of what was sold when the effect of the conditions was about the same, and how often."""
        total, weight = np.zeros(len(series)), np.zeros(len(series))
        effect = self.conditions.effect
        now, width = effect[series, target], max(float(effect.std()), 1e-9) / 4
        for back in range(_REACH):
            place = origin - back
            there = place >= self.starts[series]
            place = np.maximum(place, 0)
            away = (now - effect[series, place]) / width
            near = np.where(there & self.seen[series, place], np.exp(-(away**2) / 2 - back / 40), 0.0)
            total += near * np.nan_to_num(self.logs[series, place])
            weight += near
        return [(total + 0.1 * level) / (weight + 0.1) - level, weight]
