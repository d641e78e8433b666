"""Which part of an attribute each of its values has, week by week and source by source: red among colours.

Knows counts and their totals; where they were counted is the flows', how they move `growth`'s.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.trends.panel import Dates, Panel

Floats = NDArray[np.float64]
COLUMNS = ("week", "source", "attribute", "value", "item", "count")
"""What observations must have: so many times a value was seen in a week in an item of a source."""


class Key(NamedTuple):
    """What a series is of."""

    source: str
    attribute: str
    value: str

    def __str__(self) -> str:
        return f"{self.source}: {self.attribute}={self.value}"


@dataclass(frozen=True, eq=False)
class Shares:
    """Series of shares with what they are made of.

    Attributes:
        keys: (n,) what each series is of.
        dates: (t,) Mondays, none missing.
        counts: (n, t) how often the value was seen.
        totals: (n, t) how often any value of its attribute was, in its source.
        synthetic: whether any of it was made by a program.
    """

    keys: tuple[Key, ...]
    dates: Dates
    counts: Floats
    totals: Floats
    synthetic: bool = False

    def shares(self) -> Floats:
        """(n, t) counts over totals; NaN in weeks in which nothing was seen."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(np.where(self.totals > 0, self.counts / self.totals, np.nan))

    def panel(self, season: int = 52) -> Panel:
        """The shares as forecasters take them."""
        return Panel(
            tuple(str(key) for key in self.keys),
            self.dates,
            self.shares(),
            "week",
            season,
            static={
                name: tuple(getattr(key, name) for key in self.keys)
                for name in ("source", "attribute", "value")
            },
        )


def shares_of(
    observed: pa.Table, until: np.datetime64 | None = None, least: int = 20, synthetic: bool = False
) -> Shares:
    """Count observations into shares.

    Args:
        observed: rows of `COLUMNS`; `week` is the Monday.
        until: the Monday before which weeks count, so that the one that goes on does not.
        least: values that were seen less often in all are left out; they still count in totals.
        synthetic: whether any of it was made by a program.

    Raises:
        ModisteError: MOD-2435 where nothing was seen often enough.
    """
    with duckdb.connect() as connection:
        connection.register("observed", observed)
        found = connection.execute(
            """SELECT source, attribute, value, CAST(week AS DATE), CAST(sum("count") AS DOUBLE)
                FROM observed WHERE value <> '' AND ($until IS NULL OR week < $until::DATE)
                GROUP BY ALL ORDER BY 1, 2, 3, 4""",
            {"until": None if until is None else str(until)},
        ).fetchall()
    if not found:
        raise ModisteError("MOD-2435", reason="No attribute was seen in a whole week")
    weeks = np.array([row[3] for row in found], "datetime64[D]")
    dates = np.arange(weeks.min(), weeks.max() + 7, 7)
    keys = sorted({Key(*row[:3]) for row in found})
    place = {key: row for row, key in enumerate(keys)}
    counts = np.zeros((len(keys), len(dates)))
    for row, week in zip(found, (weeks - dates[0]).astype(int) // 7, strict=True):
        counts[place[Key(*row[:3])], week] += row[4]
    groups: dict[tuple[str, str], list[int]] = {}
    for key in keys:
        groups.setdefault((key.source, key.attribute), []).append(place[key])
    totals = np.zeros_like(counts)
    for rows in groups.values():
        totals[rows] = counts[rows].sum(0)
    often = np.flatnonzero(counts.sum(1) >= least)
    if not len(often):
        raise ModisteError("MOD-2435", reason=f"No attribute was seen {least} times")
    return Shares(tuple(keys[row] for row in often), dates, counts[often], totals[often], synthetic)


def observations(rows: Sequence[tuple[object, str, str, str, str, int]]) -> pa.Table:
    """Rows of `COLUMNS` as a table."""
    columns = list(zip(*rows, strict=True)) or [() for _ in COLUMNS]
    kinds = (pa.date32(), pa.string(), pa.string(), pa.string(), pa.string(), pa.int64())
    arrays = [pa.array(list(each), kind) for each, kind in zip(columns, kinds, strict=True)]
    return pa.table(dict(zip(COLUMNS, arrays, strict=True)))
