"""A file of series made a panel: one grid, holes as NaN, what is known ahead, and what was found wrong.

Knows what becomes of gaps, duplicates and columns; rows are `tables`', steps `periods`', leaks `leaks`'.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.trends.leaks import leaking
from modiste.trends.panel import Flags, Floats, Panel, Step
from modiste.trends.periods import Ints, Kind, grid_of
from modiste.trends.tables import CENSORED, Refusals, Rows, plain_name, read_rows

SEASONS: Mapping[Step, int] = {"day": 7, "week": 52, "month": 12, "quarter": 4, "year": 1, "number": 1}
"""What a season is where none is given: a week of days, a year of all else."""

MOST_CELLS = 60_000_000
"""Series times periods that are held at once: 480 MB a matrix."""

_MANY_AGAIN = 10


@dataclass(frozen=True, eq=False)
class PanelReading:
    """What a file held.

    Attributes:
        panel: its series.
        kind: how dates are written.
        layout: how the file was understood, in words.
        findings: how many of what: holes, moved dates, negative values, all-zero series and others.
        left_out: columns that were not used, and why.
        refusals: rows that were not taken.
    """

    panel: Panel
    kind: Kind
    layout: str
    findings: Mapping[str, int]
    left_out: Mapping[str, str]
    refusals: Refusals

    def extras(self) -> dict[str, Any]:
        """As a result states it."""
        panel = self.panel
        return {
            "layout": self.layout,
            "n_series": len(panel),
            "n_periods": panel.length,
            "n_values": int(np.isfinite(panel.y).sum()),
            "step": panel.step,
            "season": panel.season,
            "first": str(panel.dates[0]),
            "last": str(panel.dates[-1]),
            "known_ahead": sorted(panel.known),
            "periods_ahead": panel.ahead,
            "static": sorted(panel.static),
            "findings": dict(self.findings),
            "left_out": dict(self.left_out),
            **self.refusals.extras(),
        }


def read_panel(
    path: str | Path,
    *,
    season: int | None = None,
    horizon: int = 1,
    allow: Sequence[str] = (),
    without: Sequence[str] = (),
) -> PanelReading:
    """Read a file of series and put them on one grid.

    Rows after the last value are what is known ahead. Of rows that say the same series and date the first
    is taken. Values below zero are kept. Text that never changes within a series says what the series is of;
    text that does is numbered in the order of the alphabet.

    Args:
        path: the file.
        season: steps of a season; by default as `SEASONS` where at least two are past, else 1.
        horizon: how far ahead will be forecast; a column that tells values younger than this is refused.
        allow: columns that may tell the values, for they are known ahead.
        without: columns to leave out.

    Raises:
        ModisteError: MOD-2401 to 2403, 2407 and 2410 for the file, MOD-2404 for series with many rows a date,
            MOD-2405 for a column that tells the values, MOD-2406 for mixed steps, MOD-2408 for a season that
            is longer than the series.
    """
    rows = read_rows(path)
    if not len(rows.y) or not np.isfinite(rows.y).any():
        most = rows.refusals.counts.most_common(1)
        raise ModisteError(
            "MOD-2402", path=path, reason=f"no row could be taken ({most[0][0] if most else 'no values'})"
        )
    grid = grid_of(rows.series, rows.days, rows.kind, rows.ids, path)
    places = grid.place(rows.days)
    moved = int((grid.dates(places).astype(np.int64) != rows.days).sum())
    rows, places = _once(rows, places, path)
    rows, places, empty = _with_values(rows, places)
    known = np.isfinite(rows.y)
    start, last = int(places[known].min()), int(places[known].max())
    early = places < start
    rows, places = rows.keep(~early, "before the first value of all"), places[~early]
    end = int(places.max())
    n, length = len(rows.ids), last - start + 1
    if n * (end - start + 1) > MOST_CELLS:
        told = f"{n} series of {end - start + 1} periods; {MOST_CELLS // 1_000_000} million values are held"
        raise ModisteError("MOD-2407", path=path, reason=told)
    cells = rows.series * (end - start + 1) + places - start
    y = _matrix(rows.y, cells, n, end - start + 1)[:, :length]
    panel = Panel(rows.ids, grid.dates(np.arange(start, last + 1)), y, grid.step)
    panel, left_out = _with_columns(panel, rows, cells, end - start + 1, without)
    panel = replace(panel, season=_season(season, panel))
    for names, how in leaking(panel, horizon).items():
        if not set(names) & set(allow):
            raise ModisteError("MOD-2405", column=",".join(names), reason=how)
    findings = {**_findings(y), "moved_dates": moved, "series_without_values": empty}
    shown = {name: count for name, count in findings.items() if count}
    return PanelReading(panel, rows.kind, rows.layout, shown, left_out, rows.refusals)


def _once(rows: Rows, places: Ints, path: str | Path) -> tuple[Rows, Ints]:
    """The first row of each series and period."""
    order = np.lexsort((np.arange(len(places)), places, rows.series))
    series, sorted_places = rows.series[order], places[order]
    again = np.zeros(len(places), bool)
    again[order[1:]] = (series[1:] == series[:-1]) & (sorted_places[1:] == sorted_places[:-1])
    count = int(again.sum())
    if count >= _MANY_AGAIN and 10 * count > len(places):
        row = int(np.flatnonzero(again)[0])
        example = f"row {rows.numbers[row]} of {rows.ids[rows.series[row]]!r}"
        raise ModisteError("MOD-2404", path=path, count=count, total=len(places), example=example)
    return rows.keep(~again, "the same series and date again"), places[~again]


def _with_values(rows: Rows, places: Ints) -> tuple[Rows, Ints, int]:
    """Without the series of which nothing is known, and how many those were."""
    counts = np.bincount(rows.series[np.isfinite(rows.y)], minlength=len(rows.ids))
    alive = counts > 0
    empty = int((np.bincount(rows.series, minlength=len(alive))[~alive] > 0).sum())
    if alive.all():
        return rows, places, 0
    good = alive[rows.series]
    rows = rows.keep(good, "the series has no value at all")
    codes = np.cumsum(alive) - 1
    ids = tuple(name for name, keep in zip(rows.ids, alive, strict=True) if keep)
    return replace(rows, ids=ids, series=codes[rows.series]), places[good], empty


def _matrix(values: Floats, cells: Ints, n: int, width: int) -> Floats:
    made = np.full(n * width, np.nan)
    made[cells] = values
    return made.reshape(n, width)


def _with_columns(
    panel: Panel, rows: Rows, cells: Ints, width: int, without: Sequence[str]
) -> tuple[Panel, dict[str, str]]:
    """The panel with what further columns say, and which say nothing."""
    known: dict[str, Floats] = {}
    static: dict[str, tuple[str, ...]] = {}
    left_out: dict[str, str] = {}
    censored: Flags | None = None
    for name, values in rows.more.items():
        said = values != "" if values.dtype == object else np.isfinite(values)
        if name in without:
            left_out[name] = "as asked"
        elif not said.any():
            left_out[name] = "empty"
        elif plain_name(name) in CENSORED and values.dtype != object:
            censored = _matrix(values, cells, len(panel), width)[:, : panel.length] > 0
        else:
            numbers, words = _coded(values, said)
            lowest, highest = _range(numbers, said, rows.series, len(panel))
            if lowest.min() == highest.max():
                left_out[name] = "the same everywhere"
            elif (lowest >= highest).all():
                static[name] = (
                    tuple(words[int(each)] if np.isfinite(each) else "" for each in lowest)
                    if words
                    else tuple(_said(each) for each in lowest)
                )
            else:
                known[name] = _matrix(numbers, cells, len(panel), width)
    return replace(panel, known=known, static=static, censored=censored), left_out


def _coded(values: NDArray[Any], said: Flags) -> tuple[Floats, list[str]]:
    """Numbers as they are; words by their place in the alphabet, with the words."""
    if values.dtype != object:
        return values, []
    words, codes = np.unique(np.where(said, values, "").astype(str), return_inverse=True)
    return np.where(said, codes, np.nan).astype(np.float64), words.tolist()


def _range(numbers: Floats, said: Flags, series: Ints, n: int) -> tuple[Floats, Floats]:
    """(n,) each: the lowest and highest number of each series; infinities the wrong way round for none."""
    lowest, highest = np.full(n, np.inf), np.full(n, -np.inf)
    np.minimum.at(lowest, series[said], numbers[said])
    np.maximum.at(highest, series[said], numbers[said])
    return lowest, highest


def _said(number: float) -> str:
    return (
        ""
        if not np.isfinite(number)
        else str(int(number))
        if float(number).is_integer()
        else repr(float(number))
    )


def _season(given: int | None, panel: Panel) -> int:
    if given is not None:
        if not 1 <= given < max(panel.length, 2):
            told = f"the series have {panel.length} periods"
            raise ModisteError("MOD-2408", name="season", value=given, reason=told)
        return given
    season = SEASONS[panel.step]
    return season if panel.length >= 2 * season else 1


def _findings(y: Floats) -> dict[str, int]:
    known = np.isfinite(y)
    counts = known.sum(1)
    first, last = known.argmax(1), y.shape[1] - 1 - known[:, ::-1].argmax(1)
    filled = np.nan_to_num(y)
    lowest, highest = np.nan_to_num(y, nan=np.inf).min(1), np.nan_to_num(y, nan=-np.inf).max(1)
    return {
        "holes": int((last - first + 1 - counts).sum()),
        "negative_values": int((filled < 0).sum()),
        "series_all_zero": int((~filled.any(1)).sum()),
        "series_constant": int(((lowest == highest) & (counts > 1) & (highest != 0)).sum()),
        "series_of_one_point": int((counts == 1).sum()),
        "series_ended_early": int((last < y.shape[1] - 1).sum()),
    }
