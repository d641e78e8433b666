"""Wearings: who had which size of what on, with what body, when, and how it turned out, as columns.

Knows columns and the spellings of published tables; where a shop's own rows come from is the workspace's.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from modiste.garment import ModisteError

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]
FITS = ("small", "fit", "large")
"""What is said of how a size was: the garment was small, fitted, or was large."""
UNKNOWN = -1
FEWEST = 60
_COLUMNS = {
    "customer": ("customer_id", "user_id", "customer", "user"),
    "garment": ("garment_id", "item_id", "garment", "item"),
    "size": ("size",),
    "outcome": ("fit", "outcome"),
    "at": ("at", "review_date", "date", "timestamp"),
    "category": ("category",),
}
_NEEDED = ("customer", "garment", "size", "outcome")
_BODY = (
    "height",
    "height_in",
    "weight",
    "weight_lbs",
    "age",
    "bust_size_num",
    "bust_size_letter",
    "chest",
    "under_bust",
    "waist",
    "hip",
    "hips",
    "thigh",
)
"""Columns of a body as numbers, known before anything is worn."""
_TRAITS = ("body_type", "rented_for")
"""Columns of words that are known before: what a customer says of themselves and of the occasion."""
_CUPS = {letter: place for place, letter in enumerate(("aa", *"abcdefghijk"))}
_DAY = 86_400


@dataclass(frozen=True, eq=False)
class Wearings:
    """One row a garment worn, or asked about.

    Attributes:
        customers: (n,) ids, "" for nobody known.
        garments: (n,) ids.
        categories: (n,) the garments' categories, "" for none.
        sizes: (n,) sizes as numbers on one scale.
        day: (n,) days since 1970; zeros where no date is known.
        body: numbers of the body by name, (n,) each, NaN for what is not known.
        traits: words by name, (n,) each, "" for what is not known.
        outcomes: (n,) places in `labels`, `UNKNOWN` for what is only asked about.
        labels: what can come of a wearing.
    """

    customers: NDArray[np.str_]
    garments: NDArray[np.str_]
    categories: NDArray[np.str_]
    sizes: Numbers
    day: Whole
    body: Mapping[str, Numbers]
    traits: Mapping[str, NDArray[np.str_]]
    outcomes: Whole
    labels: tuple[str, ...] = FITS
    left_out: Sequence[str] = field(default=())

    def __len__(self) -> int:
        return len(self.sizes)

    def take(self, rows: Whole) -> "Wearings":
        """Some rows, in the order given."""
        return replace(
            self,
            customers=self.customers[rows],
            garments=self.garments[rows],
            categories=self.categories[rows],
            sizes=self.sizes[rows],
            day=self.day[rows],
            body={name: values[rows] for name, values in self.body.items()},
            traits={name: values[rows] for name, values in self.traits.items()},
            outcomes=self.outcomes[rows],
        )

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]], labels: Sequence[str] = FITS) -> "Wearings":
        """From plain rows.

        Args:
            rows: each with `customer`, `garment`, `size` (a number), and where known `category`, `day`,
                `body` and `traits` (by name) and `outcome` (one of the labels).
            labels: what can come of it.
        """
        given = list(rows)
        places = {label: place for place, label in enumerate(labels)}
        bodies = dict.fromkeys(name for row in given for name in row.get("body", ()))
        traits = dict.fromkeys(name for row in given for name in row.get("traits", ()))

        def words(name: str) -> NDArray[np.str_]:
            return np.array([str(row.get(name) or "") for row in given], dtype=np.str_)

        return cls(
            words("customer"),
            words("garment"),
            words("category"),
            np.array([float(row["size"]) for row in given]),
            np.array([int(row.get("day") or 0) for row in given], np.int64),
            {name: np.array([_number(row.get("body", {}).get(name)) for row in given]) for name in bodies},
            {
                name: np.array([str(row.get("traits", {}).get(name) or "") for row in given], dtype=np.str_)
                for name in traits
            },
            np.array([places.get(str(row.get("outcome")), UNKNOWN) for row in given], np.int64),
            tuple(labels),
        )


def read_wearings(path: Path) -> Wearings:
    """Wearings of a Parquet file with a row a rental or order.

    Columns by any of their usual names: customer, garment, size and fit must be there; the date, the category
    and columns of the body are read where they are. Whatever is known only afterwards (ratings, reviews,
    whether it was recommended) is left out, and named in `left_out`.

    Raises:
        ModisteError: MOD-2350 for a file that cannot be read or lacks a column, MOD-2351 where it holds too
            little to learn from.
    """
    try:
        table = pq.read_table(path)
    except (OSError, pa.ArrowException) as error:
        raise ModisteError("MOD-2350", path=path, reason=str(error).splitlines()[0][:200]) from None
    names = {name.lower(): name for name in table.column_names}
    found = {
        of: next((names[each] for each in spelled if each in names), None) for of, spelled in _COLUMNS.items()
    }
    if missing := [of for of in _NEEDED if found[of] is None]:
        spelled = " or ".join(_COLUMNS[missing[0]])
        raise ModisteError("MOD-2350", path=path, reason=f"there is no column {spelled}")
    body = [name for name in _BODY if name in names]
    traits = [name for name in _TRAITS if name in names]
    used = {*filter(None, found.values()), *(names[name] for name in (*body, *traits))}
    outcomes, labels = _outcomes(_words(table, found["outcome"]), path)
    sizes = np.array([_number(value) for value in table[found["size"]].to_pylist()])
    read = Wearings(
        _words(table, found["customer"]),
        _words(table, found["garment"]),
        _words(table, found["category"]),
        sizes,
        _days(table, found["at"], path),
        {name: np.array([_number(each) for each in table[names[name]].to_pylist()]) for name in body},
        {name: _words(table, names[name]) for name in traits},
        outcomes,
        labels,
        tuple(name for name in table.column_names if name not in used),
    )
    usable = np.flatnonzero((outcomes != UNKNOWN) & np.isfinite(sizes) & (read.garments != ""))
    if len(usable) < FEWEST:
        raise ModisteError("MOD-2351", n=len(usable), least=FEWEST)
    return read.take(usable)


def _words(table: pa.Table, column: str | None) -> NDArray[np.str_]:
    if column is None:
        return np.full(len(table), "", dtype=np.str_)
    return np.array(["" if each is None else str(each) for each in table[column].to_pylist()], dtype=np.str_)


def _outcomes(said: NDArray[np.str_], path: Path) -> tuple[Whole, tuple[str, ...]]:
    words = np.char.lower(np.char.strip(said))
    spelled = {"small": 0, "too small": 0, "fit": 1, "fits": 1, "true to size": 1, "large": 2, "too large": 2}
    found = np.array([spelled.get(word, UNKNOWN) for word in words.tolist()], np.int64)
    if set(found.tolist()) - {UNKNOWN} != {0, 1, 2}:
        reason = f"its fits are {', '.join(sorted(set(words.tolist()))[:6])}, not small, fit and large"
        raise ModisteError("MOD-2350", path=path, reason=reason)
    return found, FITS


def _days(table: pa.Table, column: str | None, path: Path) -> Whole:
    if column is None:
        return np.zeros(len(table), np.int64)
    values = table[column]
    try:
        if pa.types.is_integer(values.type) or pa.types.is_floating(values.type):
            return np.array([int(each or 0) // _DAY for each in values.to_pylist()], np.int64)
        dates = values.cast(pa.timestamp("us")).to_numpy().astype("datetime64[D]")
    except (pa.ArrowException, ValueError) as error:
        raise ModisteError("MOD-2350", path=path, reason=str(error).splitlines()[0][:200]) from None
    days = dates.astype(np.int64)
    return np.where(np.isnat(dates), 0, days)


def _number(value: object) -> float:
    """A measure as a number; a cup's letter by its place; NaN for what is none."""
    if isinstance(value, str):
        letter = value.strip().lower()
        if letter in _CUPS:
            return float(_CUPS[letter])
    try:
        number = float(value)  # type: ignore[arg-type] # whatever is no number is not known
    except (TypeError, ValueError):
        return math.nan
    return number if math.isfinite(number) else math.nan
