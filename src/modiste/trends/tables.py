"""Files of series as rows: Parquet or separated text, long or wide, told by content and never by name.

Knows headers, numbers and which row is refused why; dates are `periods`', the grid is `reading`'s.
"""

import io
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv
from numpy.typing import NDArray
from pyarrow import parquet

from modiste.garment import ModisteError
from modiste.trends.panel import Flags, Floats
from modiste.trends.periods import NAT, Ints, Kind, read_dates

SERIES = (
    "unique_id", "series_id", "series", "ts_id", "item_id", "sku", "sku_id", "id", "product_id", "article_id",
    "garment_id", "item", "product", "article", "garment",
)  # fmt: skip
DATES = (
    "ds", "date", "dates", "week", "month", "period", "time", "timestamp", "datetime", "day", "year",
    "quarter", "week_start", "year_week", "iso_week", "index", "t",
)  # fmt: skip
VALUES = (
    "y", "value", "values", "sales", "demand", "quantity", "qty", "units", "units_sold", "sold", "target",
    "turnover", "revenue", "orders", "count", "volume",
)  # fmt: skip
CENSORED = ("stock_out", "stockout", "out_of_stock", "censored", "is_censored")
PARTS = (
    "state", "region", "country", "store", "shop", "location", "channel", "industry", "brand", "category",
    "department", "family", "colour", "color", "size",
)  # fmt: skip
"""What together may name a series where no one column does."""

SHOWN = 20
MOST_BYTES = 2_000_000_000
_PARQUET, _BOM = b"PAR1", b"\xef\xbb\xbf"
_SEPARATORS = ",;\t|"
_DATED = 0.8


class Refusals:
    """Which rows were not taken and why: all are counted, the first are shown."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._shown: list[dict[str, Any]] = []

    def add(self, numbers: Sequence[int] | Ints, reason: str) -> None:
        """Refuse rows by their numbers from 1."""
        if len(numbers):
            self.counts[reason] += len(numbers)
            room = SHOWN - len(self._shown)
            self._shown += [{"row": int(number), "reason": reason} for number in numbers[:room]]

    def extras(self) -> dict[str, Any]:
        """As a result states it."""
        total = sum(self.counts.values())
        return {"rejected": self._shown, "n_rejected": total, "rejected_by_reason": dict(self.counts)}


@dataclass(frozen=True, eq=False)
class Rows:
    """A file row by row; wide ones are unrolled.

    Attributes:
        ids: the series' names, in order of appearance.
        series: (rows,) which series a row is of.
        days: (rows,) its day since 1970.
        kind: how dates are written.
        y: (rows,) NaN where nothing is said.
        more: (rows,) each: further columns, numbers or text.
        numbers: (rows,) of the row in the file, from 1.
        layout: how the file was understood, in words.
        refusals: what was not taken.
    """

    ids: tuple[str, ...]
    series: Ints
    days: Ints
    kind: Kind
    y: Floats
    more: Mapping[str, NDArray[Any]]
    numbers: Ints
    layout: str
    refusals: Refusals = field(default_factory=Refusals)

    def keep(self, good: Flags, reason: str) -> "Rows":
        """Only the good rows; the others are refused."""
        if good.all():
            return self
        self.refusals.add(self.numbers[~good], reason)
        return Rows(
            self.ids,
            self.series[good],
            self.days[good],
            self.kind,
            self.y[good],
            {name: values[good] for name, values in self.more.items()},
            self.numbers[good],
            self.layout,
            self.refusals,
        )


def read_rows(path: str | Path) -> Rows:
    """Read a file of series.

    Raises:
        ModisteError: MOD-2401 when it cannot be read, MOD-2402 when it holds nothing, MOD-2403 when neither
            dates nor values are found, MOD-2407 when it is too large, MOD-2410 for ambiguous dates.
    """
    try:
        size = Path(path).stat().st_size
        if size > MOST_BYTES:
            raise ModisteError("MOD-2407", path=path, reason=f"it has {size / 1e9:.1f} GB; 2 GB are read")
        data = Path(path).read_bytes()
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise ModisteError("MOD-2401", path=path, reason=reason) from None
    if not data.strip():
        raise ModisteError("MOD-2402", path=path, reason="it is empty")
    refusals = Refusals()
    if data[:4] == _PARQUET:
        table = _opened(path, lambda: parquet.read_table(io.BytesIO(data)))
        table, format_ = (
            table.drop([name for name in table.column_names if name.startswith("__index_")]),
            "Parquet",
        )
    elif b"\0" in data[:65_536]:
        raise ModisteError("MOD-2401", path=path, reason="it is neither Parquet nor text")
    else:
        table, format_ = _separated(path, data.removeprefix(_BOM), refusals), "separated text"
    if not table.num_rows:
        raise ModisteError("MOD-2402", path=path, reason="it has a header and no rows")
    names = [plain_name(name) for name in table.column_names]
    dates, values = _column(names, DATES), _column(names, VALUES)
    if dates is not None and values is not None:
        return _long(table, names, dates, values, format_, refusals)
    return _wide(path, table, format_, refusals)


def plain_name(name: str) -> str:
    """A column's name as it is compared: letters and digits, small."""
    return re.sub(r"[^a-z0-9]+", "_", name.strip().lower()).strip("_")


def _column(names: Sequence[str], words: Sequence[str]) -> int | None:
    """The place of the column that the earliest known word names."""
    return next((names.index(word) for word in words if word in names), None)


def _opened(path: str | Path, read: Callable[[], pa.Table]) -> pa.Table:
    try:
        return read()
    except (pa.ArrowException, OSError) as error:
        reason = str(error).partition("\n")[0].lower() or type(error).__name__
        raise ModisteError("MOD-2401", path=path, reason=reason) from None


def _separated(path: str | Path, data: bytes, refusals: Refusals) -> pa.Table:
    try:
        head = data.lstrip(b"\r\n").split(b"\n", 1)[0].decode().strip("\r")
    except UnicodeDecodeError:
        raise ModisteError("MOD-2401", path=path, reason="its header is not utf-8 text") from None
    separator = max(_SEPARATORS, key=head.count)
    names = _cells(head, separator)
    if len(names) < 2:
        raise ModisteError("MOD-2403", path=path, found=head[:120])
    plain = [plain_name(name) for name in names]
    # Neither dates nor names of series may be taken for numbers: 0042 is not 42.
    wanted = [each for each in (_column(plain, DATES), _column(plain, SERIES), 0) if each is not None]
    if _column(plain, VALUES) is None:
        wanted = [0]
    made = [f"{place}" for place in range(len(names))]
    broken: list[int] = []

    def skip(row: Any) -> str:
        broken.append(row.number or 0)
        return "skip"

    comma = separator == ";" and re.search(rb"\d,\d", data[:65_536]) is not None
    table = _opened(
        path,
        lambda: arrow_csv.read_csv(
            io.BytesIO(data),
            read_options=arrow_csv.ReadOptions(use_threads=False, column_names=made, skip_rows=1),
            parse_options=arrow_csv.ParseOptions(delimiter=separator, invalid_row_handler=skip),
            convert_options=arrow_csv.ConvertOptions(
                column_types={made[place]: pa.string() for place in wanted},
                decimal_point="," if comma else ".",
                timestamp_parsers=[],
                strings_can_be_null=True,
            ),
        ),
    )
    refusals.add([number - 1 for number in broken], "the row has another number of columns")
    return table.rename_columns(names)


def _cells(head: str, separator: str) -> list[str]:
    """The cells of a header line; a separator inside quotes parts nothing."""
    outside = rf'{re.escape(separator)}(?=(?:[^"]*"[^"]*")*[^"]*$)'
    return [cell.strip().strip('"').strip() for cell in re.split(outside, head)]


def _long(
    table: pa.Table, names: list[str], dates: int, values: int, format_: str, refusals: Refusals
) -> Rows:
    count = table.num_rows
    days, kind = read_dates(_objects(table.column(dates)))
    parts = _naming(table, names, days, {dates, values})
    if parts:
        words = [_words(table.column(place)) for place in parts]
        keys = (
            words[0]
            if len(words) == 1
            else np.array(["/".join(each) for each in zip(*words, strict=True)], object)
        )
    else:
        keys = np.full(count, "series", object)
    ids, series = _coded(keys)
    numbers = np.arange(1, count + 1)
    y, unreadable = _floats(table.column(values))
    more = {}
    for place in range(len(names)):
        if place in (dates, values) or (place in parts and len(parts) == 1):
            continue
        more[table.column_names[place] or f"column_{place + 1}"] = _values(table.column(place))
    said = [table.column_names[place] for place in parts]
    named, of, what = ", ".join(said) or "one", table.column_names[dates], table.column_names[values]
    layout = f"{format_}, long (series: {named}; dates: {of}; values: {what})"
    rows = Rows(ids, series, days, kind, y, more, numbers, layout, refusals)
    good = [
        (keys != "", "no series"),
        (days != NAT, "the date is missing, no date, or outside 1900 to 2100"),
        (~unreadable, "the value is no number"),
        (~np.isinf(y), "the value is infinite"),
    ]
    alive = np.ones(count, bool)
    for fine, reason in good:
        refusals.add(numbers[alive & ~fine], reason)
        alive &= fine
    if alive.all():
        return rows
    return Rows(
        ids,
        series[alive],
        days[alive],
        kind,
        y[alive],
        {n: v[alive] for n, v in more.items()},
        numbers[alive],
        layout,
        refusals,
    )


def _naming(table: pa.Table, names: list[str], days: Ints, taken: set[int]) -> list[int]:
    """The columns that name a series; none where the file is of one."""
    one = _column(names, SERIES)
    if one is not None:
        return [one]
    if len(np.unique(days)) == len(days):
        return []
    free = [place for place in range(len(names)) if place not in taken]
    text = [
        place
        for place in free
        if pa.types.is_string(table.schema.field(place).type)
        or pa.types.is_dictionary(table.schema.field(place).type)
    ]
    return [place for place in free if place in text or names[place] in PARTS]


def _wide(path: str | Path, table: pa.Table, format_: str, refusals: Refusals) -> Rows:
    """The first column holds dates and every further one a series, or the other way round."""
    across = table.column_names[1:]
    if len(across) >= 3 and _share_of_dates(across) >= _DATED:
        first = _words(table.column(0))
        days, kind = read_dates(across)
        columns = [_floats(table.column(place)) for place in range(1, table.num_columns)]
        y, unreadable = _stacked(columns, 1)
        ids, layout = [str(each) for each in first], f"{format_}, wide (a series a row)"
    else:
        words = _objects(table.column(0))
        if not across or _share_of_dates(words) < _DATED:
            raise ModisteError("MOD-2403", path=path, found=", ".join(table.column_names)[:120])
        days, kind = read_dates(words)
        columns = [_floats(table.column(place)) for place in range(1, table.num_columns)]
        y, unreadable = _stacked(columns, 0)
        ids, layout = list(across), f"{format_}, wide (a series a column)"
    first_of = {name: place for place, name in reversed(list(enumerate(ids)))}
    own = np.array([first_of[name] == place for place, name in enumerate(ids)])
    if not own.all():
        refusals.add(np.flatnonzero(~own) + 1, "the series again")
        y, unreadable, ids = (
            y[own],
            unreadable[own],
            [name for name, keep in zip(ids, own, strict=True) if keep],
        )
    n, t = y.shape
    by_row = "a series a row" in layout
    numbers = np.repeat(np.arange(1, n + 1), t) if by_row else np.tile(np.arange(1, t + 1), n)
    rows = Rows(
        tuple(ids),
        np.repeat(np.arange(n), t),
        np.tile(days, n),
        kind,
        y.ravel(),
        {},
        numbers,
        layout,
        refusals,
    )
    lost = np.flatnonzero(days == NAT) + 1
    refusals.add(lost, "the date is missing, no date, or outside 1900 to 2100")
    flat = unreadable.ravel()
    good = rows.days != NAT
    refusals.add(rows.numbers[good & flat], "the value is no number")
    refusals.add(rows.numbers[good & ~flat & np.isinf(rows.y)], "the value is infinite")
    good &= ~flat & ~np.isinf(rows.y)
    return Rows(
        rows.ids, rows.series[good], rows.days[good], kind, rows.y[good], {}, numbers[good], layout, refusals
    )


def _stacked(columns: Sequence[tuple[Floats, Flags]], axis: int) -> tuple[Floats, Flags]:
    return np.stack([each for each, _ in columns], axis), np.stack([each for _, each in columns], axis)


def _share_of_dates(words: Sequence[Any]) -> float:
    """How many of the words are dates; the first thousand tell."""
    try:
        days, _ = read_dates(words[:1000])
    except ModisteError:
        return 1.0
    return float((days != NAT).mean())


def _coded(keys: NDArray[Any]) -> tuple[tuple[str, ...], Ints]:
    """Names in order of appearance, and which of them each row has."""
    places: dict[str, int] = {}
    codes = np.fromiter((places.setdefault(key, len(places)) for key in keys), np.int64, len(keys))
    return tuple(str(name) for name in places), codes


def _objects(column: pa.ChunkedArray) -> list[Any]:
    kind = column.type
    if pa.types.is_timestamp(kind) or pa.types.is_date(kind):
        days = column.cast(pa.timestamp("s"), safe=False).cast(pa.int64()).to_numpy()
        floats = np.asarray(days, np.float64)
        known = np.isfinite(floats)
        made = np.floor_divide(np.where(known, floats, 0), 86_400).astype(np.int64).astype("datetime64[D]")
        return [str(each) if fine else "" for each, fine in zip(made, known, strict=True)]
    return column.to_pylist()  # type: ignore[no-any-return]


def _words(column: pa.ChunkedArray) -> NDArray[Any]:
    """Names as text; empty where there is none."""
    return np.array([_name(each) for each in column.to_pylist()], dtype=object)


def _name(value: Any) -> str:
    if isinstance(value, float):
        return "" if np.isnan(value) else str(int(value)) if value.is_integer() else str(value)
    return "" if value is None else str(value).strip()


def _floats(column: pa.ChunkedArray) -> tuple[Floats, Flags]:
    """(rows,) numbers, NaN where nothing is said; and where something is said that is no number."""
    kind = column.type
    if (
        pa.types.is_boolean(kind)
        or pa.types.is_integer(kind)
        or pa.types.is_floating(kind)
        or pa.types.is_decimal(kind)
    ):
        values = np.asarray(column.cast(pa.float64(), safe=False).to_numpy(), np.float64)
        return values, np.zeros(len(values), bool)
    if pa.types.is_null(kind):
        return np.full(len(column), np.nan), np.zeros(len(column), bool)
    seen: dict[Any, float] = {}
    bad: set[Any] = set()
    for each in column.unique().to_pylist():
        text = "" if each is None else str(each).strip().strip('"')
        try:
            seen[each] = float(text) if text else np.nan
        except ValueError:
            seen[each] = np.nan
            bad.add(each)
    given = column.to_pylist()
    return np.array([seen[each] for each in given], np.float64), np.array(
        [each in bad for each in given], bool
    )


def _values(column: pa.ChunkedArray) -> NDArray[Any]:
    """A further column: numbers where all are, text otherwise."""
    numbers, unreadable = _floats(column)
    return _words(column) if unreadable.any() else numbers
