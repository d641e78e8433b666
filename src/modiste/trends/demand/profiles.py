"""A line over all seasonal series: last seasons' profiles and the present pace, mixed as the horizon asks.

Knows the line and its fit by least absolute errors; how examples are drawn and asked is `seasonal`'s.
"""

from dataclasses import dataclass

import numpy as np

from modiste.garment import ModisteError
from modiste.trends.demand.features import COLUMNS, Places, SeasonalRows, Table
from modiste.trends.demand.seasonal import asked, learned, seasonal_forecast
from modiste.trends.panel import Floats, Panel
from modiste.trends.protocols import Forecast

_AT = {name: place for place, name in enumerate(COLUMNS)}
_MOST_PACE, _MOST_SHAPE = 1.5, 6.0
_FADING = 26 / 3
_PASSES, _NEAR, _RIDGE = 25, 0.02, 1e-3


@dataclass(frozen=True)
class Profiles:
    """Seven numbers at an origin, each with a weight that changes along the horizon; one set for all series.

    Attributes:
        rows: the most examples learned from.
        seed: draws them.
        name: as a table of results says it.
    """

    rows: int = 60_000
    seed: int = 0
    name: str = "profiles"

    def forecast(self, past: Panel, horizon: int) -> Forecast:
        """The next `horizon` periods of every series.

        Raises:
            ModisteError: MOD-2420 where no season or less than two and four periods are past.
        """
        least = 2 * max(past.season, 4) + 4
        if past.season < 2 or past.length < least:
            raise ModisteError("MOD-2420", periods=past.length, least=least)

        def said(rows: SeasonalRows, length: int, horizon: int, share: float) -> Floats:
            examples = learned(rows, length, horizon, int(self.rows * share), self.seed)
            line = line_of(
                mixed(examples.table, examples.step, rows.season), examples.target, examples.weight
            )
            return asked(rows, length, horizon, lambda table, step: mixed(table, step, rows.season) @ line)

        return seasonal_forecast(past, horizon, said)


def mixed(table: Table, step: Places, season: int) -> Floats:
    """(k, 21) seven numbers, each as it is, growing along a season and fading after its eighth part."""
    column = {name: table[:, place].astype(np.float64) for name, place in _AT.items()}

    def shape(name: str, instead: Floats) -> Floats:
        value = np.where(np.isfinite(column[name]), column[name], instead)
        return np.clip(value, 0, _MOST_SHAPE)

    def pace(name: str) -> Floats:
        return np.clip(np.nan_to_num(column[name]), -_MOST_PACE, _MOST_PACE)

    last = shape("year before, 5", np.ones(len(table)))
    before = shape("two before, 5", last)
    both = 0.6 * last + 0.4 * before
    numbers = (
        last,
        before,
        shape("three before, 5", both),
        shape("own shape", both),
        both * pace("year's pace"),
        both * pace("quarter's pace"),
        np.clip(np.nan_to_num(column["month"], nan=1.0), 0, 4),
    )
    along = step / season
    ways = (np.ones(len(along)), along, np.exp(-_FADING * along))
    return np.stack([number * way for number in numbers for way in ways], 1)


def line_of(given: Floats, target: Floats, weight: Floats) -> Floats:
    """Weights of the columns with the least weighted absolute error, by squares weighed again and again."""
    size = np.sqrt((given**2).mean(0)) + 1e-9
    given, weights = given / size, weight
    line: Floats = np.zeros(given.shape[1])
    for _ in range(_PASSES):
        weighed = given * weights[:, None]
        square = given.T @ weighed
        square += _RIDGE * np.trace(square) / len(square) * np.eye(len(square))
        line = np.asarray(np.linalg.solve(square, weighed.T @ target), np.float64)
        weights = weight / np.maximum(np.abs(target - given @ line), _NEAR)
    return np.asarray(line / size)
