"""A file of sales lines as a launch book: which columns say what, what is taken back, what is old.

Knows Parquet and separated text with a header; nothing is forecast here.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv
from pyarrow import parquet

from modiste.garment import ModisteError
from modiste.trends.launches.book import WEEK, Ints, LaunchBook
from modiste.trends.panel import Dates, Flags, Floats

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "item": ("item", "item_id", "garment", "garment_id", "product", "product_id", "article_id", "sku"),
    "text": ("text", "description", "title", "name", "product_name", "item_name"),
    "day": ("date", "day", "invoicedate", "ordered_at", "order_date", "sold_at", "timestamp", "t_dat", "ds"),
    "quantity": ("quantity", "qty", "units", "pieces", "sales", "y"),
    "price": ("price", "unitprice", "unit_price"),
    "customer": ("customer", "customer_id", "customerid", "user_id"),
    "launched": ("launched", "launch_date", "release_date"),
}  # fmt: skip
ATTRIBUTES = (
    "category", "colour", "color", "fabric", "material", "print", "pattern", "neckline", "sleeve", "length",
    "fit", "silhouette", "department", "gender", "brand", "season", "line",
)  # fmt: skip
BURN_IN = 5
"""What is first sold in so many first weeks may be older than the file."""


def read_launches(path: str | Path) -> LaunchBook:
    """Read sales lines: item or text, date and quantity; price, customer, launch day and attributes if there.

    A line of less than nothing takes back the last line of that customer, item and number of pieces, and
    counts itself as none; so do lines without a price where prices are told. A garment's launch is the day
    that the file tells, else the day of its first sale; what was first sold in the first `BURN_IN` weeks has
    no known launch.

    Raises:
        ModisteError: MOD-2470 where it cannot be read or holds no sales, MOD-2471 where columns are missing.
    """
    table = _table(Path(path))
    names = {re.sub(r"\W+", "_", name.strip().lower()): name for name in table.column_names}
    found = {
        what: next((names[each] for each in known if each in names), "") for what, known in COLUMNS.items()
    }
    missing = [what for what in ("day", "quantity") if not found[what]]
    if not found["item"] and not found["text"]:
        missing.append("item or text")
    if missing:
        shown = ", ".join(table.column_names)
        raise ModisteError("MOD-2471", path=path, missing=", ".join(missing), found=shown)
    try:
        return _book(table, found, [names[each] for each in ATTRIBUTES if each in names])
    except (pa.ArrowException, ValueError, OverflowError) as error:
        raise ModisteError("MOD-2470", path=path, reason=str(error).split("\n")[0]) from None


def _table(path: Path) -> pa.Table:
    try:
        with path.open("rb") as file:
            magic = file.read(4)
        return parquet.read_table(path) if magic == b"PAR1" else arrow_csv.read_csv(path)
    except (OSError, pa.ArrowException) as error:
        reason = getattr(error, "strerror", None) or str(error).split("\n")[0]
        raise ModisteError("MOD-2470", path=path, reason=reason) from None


def _book(table: pa.Table, found: Mapping[str, str], told: Sequence[str]) -> LaunchBook:
    item, ids = _texts(table, found["item"] or found["text"])
    quantity, day = _numbers(table, found["quantity"]), _days(table, found["day"])
    keep = (ids != "")[item] & np.isfinite(quantity) & (quantity != 0) & ~np.isnat(day)
    price = _numbers(table, found["price"]) if found["price"] else None
    if price is not None:
        keep &= np.isfinite(price) & (price > 0)
    customer = _texts(table, found["customer"])[0] if found["customer"] else np.zeros_like(item)
    order = np.flatnonzero(keep)
    order = order[np.argsort(_moments(table, found["day"])[order], kind="stable")]
    order = order[~_taken_back(item[order], customer[order], quantity[order])]
    if not len(order):
        raise ValueError("no line sells anything")
    items, first, code = np.unique(item[order], return_index=True, return_inverse=True)
    rows = order[first]
    sold_first = day[rows]
    launched = sold_first
    old = (sold_first - sold_first.min()).astype(int) < BURN_IN * WEEK
    if found["launched"]:
        said = _days(table, found["launched"])[rows]
        launched = np.where(np.isnat(said), sold_first, np.minimum(said, sold_first))
        old = np.isnat(said) & old
    return LaunchBook(
        tuple(ids[items].tolist()),
        launched,
        _said(table, found["text"], rows) if found["text"] else ("",) * len(rows),
        code.astype(np.int64),
        day[order],
        quantity[order],
        {name.strip().lower(): _said(table, name, rows) for name in told},
        None if price is None else price[rows],
        old,
    )


def _texts(table: pa.Table, name: str) -> tuple[Ints, np.ndarray]:
    """Codes (n,) and the texts that they stand for, rising.

    With single spaces and in capitals, as one thing is often written in two ways.
    """
    coded = pc.cast(table[name], pa.string()).combine_chunks().dictionary_encode(null_encoding="encode")
    values = pc.fill_null(coded.dictionary, "")
    tidy = pc.utf8_upper(pc.utf8_trim_whitespace(pc.replace_substring_regex(values, r"\s+", " ")))
    texts, same = np.unique(np.array(tidy.to_pylist(), dtype=str), return_inverse=True)
    return same[np.asarray(coded.indices)].astype(np.int64), texts


def _said(table: pa.Table, name: str, rows: Ints) -> tuple[str, ...]:
    codes, texts = _texts(table, name)
    return tuple(texts[codes[rows]].tolist())


def _numbers(table: pa.Table, name: str) -> Floats:
    return np.asarray(pc.cast(table[name], pa.float64()).to_numpy(zero_copy_only=False), np.float64)


def _moments(table: pa.Table, name: str) -> Dates:
    column = table[name]
    if not pa.types.is_temporal(column.type):
        column = pc.cast(pc.cast(column, pa.string()), pa.timestamp("s"))
    return np.asarray(pc.cast(column, pa.timestamp("us"), safe=False).to_numpy(zero_copy_only=False))


def _days(table: pa.Table, name: str) -> Dates:
    return _moments(table, name).astype("datetime64[D]")


def _taken_back(item: Ints, customer: Ints, quantity: Floats) -> Flags:
    """(n,) lines of less than nothing, and the last line before each that it takes back."""
    gone = quantity < 0
    standing: defaultdict[tuple[int, int, float], list[int]] = defaultdict(list)
    rows = np.flatnonzero(np.isin(item, item[gone]) & np.isin(customer, customer[gone]))
    lines = zip(
        rows.tolist(), item[rows].tolist(), customer[rows].tolist(), quantity[rows].tolist(), strict=True
    )
    for row, what, whose, pieces in lines:
        key = (what, whose, abs(pieces))
        if pieces > 0:
            standing[key].append(row)
        elif standing[key]:
            gone[standing[key].pop()] = True
    return np.asarray(gone)
