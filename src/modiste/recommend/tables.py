"""Files of interactions, whoever published them, read by content: tables with a header, and lines of ids.

Knows columns, times and layouts, and says of every row that it refuses why; what is learned is others'.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as arrow
import pyarrow.csv as arrow_csv
from numpy.typing import NDArray
from pyarrow import parquet

from modiste.garment import ModisteError
from modiste.recommend.interactions import Interactions, Ints
from modiste.recommend.protocols import Codes, Floats

CUSTOMER = (
    "user", "user_id", "userid", "customer", "customer_id", "customerid", "reviewerid", "uid",
    "visitor", "visitor_id", "visitorid", "person", "person_id", "member_id", "user_pseudo_id",
)  # fmt: skip
GARMENT = (
    "item", "item_id", "itemid", "garment", "garment_id", "product", "product_id", "productid",
    "article", "article_id", "outfit", "outfit_id", "sku", "asin", "movie_id", "movieid", "iid",
)  # fmt: skip
TIME = (
    "time", "timestamp", "at", "ts", "date", "datetime", "occurred_at", "event_time",
    "event_timestamp", "created_at", "ordered_at", "order_date", "review_date", "unixreviewtime",
    "t_dat", "purchased_at", "rentalperiod_start", "rental_start", "rented_at", "day",
)  # fmt: skip
WEIGHT = ("weight",)
ACT = ("event", "event_name", "event_type", "act", "kind", "interaction", "behavior", "behaviour")
ACTS = {
    "view": 1.0, "view_item": 1.0, "click": 1.0, "pv": 1.0,
    "like": 2.0, "fav": 2.0, "favorite": 2.0, "favourite": 2.0, "save": 2.0, "wishlist": 2.0, "pin": 2.0,
    "add_to_cart": 3.0, "addtocart": 3.0, "cart": 3.0,
    "purchase": 4.0, "buy": 4.0, "order": 4.0, "transaction": 4.0, "rent": 4.0,
}  # fmt: skip
"""How much each act tells of liking: a look is one; what costs more tells more."""

SHOWN = 20
EARLIEST, LATEST = 0, 4_102_444_800  # 1970 and 2100
_PARQUET = b"PAR1"
_TOO_LATE = 1e11
_SEPARATORS = "\t,;|"
_WHOLE = r"^[0-9]{1,15}$"
"""What Python and Arrow read as the same number."""


@dataclass(frozen=True)
class Refused:
    """A row that was not taken: its number from 1, and why."""

    row: int
    reason: str


@dataclass(frozen=True)
class Reading:
    """What a file held.

    Attributes:
        interactions: every customer's, in order of time.
        layout: how the file was understood, in words.
        timed: whether moments are known, or only the order.
        refused: the first rows that were not taken.
        counts: how many rows were refused, by reason.
    """

    interactions: Interactions
    layout: str
    timed: bool
    refused: tuple[Refused, ...]
    counts: dict[str, int]

    def extras(self) -> dict[str, Any]:
        """As a result states it."""
        return {
            "layout": self.layout,
            "rejected": [{"row": each.row, "reason": each.reason} for each in self.refused],
            "n_rejected": sum(self.counts.values()),
            "rejected_by_reason": dict(self.counts),
        }


class _Sieve:
    """Collects refusals: all are counted, the first are shown."""

    def __init__(self) -> None:
        self.shown: list[Refused] = []
        self.counts: Counter[str] = Counter()

    def refuse(self, rows: Iterable[int], reason: str) -> None:
        for row in rows:
            self.counts[reason] += 1
            if len(self.shown) < SHOWN:
                self.shown.append(Refused(row, reason))


def read_interactions(path: str | Path) -> Reading:
    """Read any file of interactions; what it is, is told by its content, never by its name.

    Understood are Parquet and separated text with a header that names customer, garment and time (RecBole's
    `user_id:token` too), and lines without one: a customer and all their garments in order (S3-Rec), or a
    customer and one garment, in order (BERT4Rec). A rating is no weight: who took up a garment took it up.

    Raises:
        ModisteError: MOD-2301 when it cannot be read, MOD-2302 when it holds nothing, MOD-2303 when a header
            names no customer or no garment.
    """
    try:
        data = Path(path).read_bytes()
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise ModisteError("MOD-2301", path=path, reason=reason) from None
    if not data or data.isspace():
        raise ModisteError("MOD-2302", path=path, reason="it is empty")
    sieve = _Sieve()
    if data[:4] == _PARQUET:
        reading = _table(path, _parquet(path, data), "Parquet", sieve)
    elif b"\0" in data[:65_536]:
        raise ModisteError("MOD-2301", path=path, reason="it is neither Parquet nor text")
    else:
        reading = _text(path, data, sieve)
    if not len(reading.interactions):
        raise ModisteError("MOD-2302", path=path, reason=_no_row(reading))
    return reading


def _no_row(reading: Reading) -> str:
    most = Counter(reading.counts).most_common(1)
    return f"no row could be taken ({most[0][0]})" if most else "it has a header and no rows"


def _parquet(path: str | Path, data: bytes) -> pa.Table:
    try:
        return parquet.read_table(pa.BufferReader(data))
    except (pa.ArrowException, OSError) as error:
        raise ModisteError("MOD-2301", path=path, reason=_first_line(error)) from None


def _text(path: str | Path, data: bytes, sieve: _Sieve) -> Reading:
    data = data.removeprefix(b"\xef\xbb\xbf")
    head = data.lstrip().split(b"\n", 1)[0].decode(errors="replace").strip()
    for separator in _SEPARATORS:
        names = [cell.strip().strip('"') for cell in head.split(separator)]
        if _column(names, CUSTOMER) is not None and _column(names, GARMENT) is not None:
            return _table(path, _separated(path, data.lstrip(), separator), "separated text", sieve)
    if any(mark in head for mark in ",;|:") or re.search(r"[A-Za-z_]+\t[A-Za-z_]+", head):
        raise ModisteError("MOD-2303", path=path, found=head[:120])
    return _lines(data, sieve)


def _separated(path: str | Path, data: bytes, separator: str) -> pa.Table:
    broken: list[int] = []

    def skip(row: Any) -> str:
        broken.append(row.number or 0)
        return "skip"

    try:
        names = [
            cell.strip().strip('"')
            for cell in data.split(b"\n", 1)[0].decode(errors="replace").split(separator)
        ]
        wanted = {names[place] for place in _places(names).values()}
        table = arrow_csv.read_csv(
            pa.BufferReader(data),
            read_options=arrow_csv.ReadOptions(use_threads=False),
            parse_options=arrow_csv.ParseOptions(delimiter=separator, invalid_row_handler=skip),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(wanted, pa.binary()),
                include_columns=sorted(wanted),
                strings_can_be_null=True,
            ),
        )
    except (pa.ArrowException, OSError) as error:
        raise ModisteError("MOD-2301", path=path, reason=_first_line(error)) from None
    return table.replace_schema_metadata({"broken": ",".join(map(str, broken))})


def _places(names: Sequence[str]) -> dict[str, int]:
    known = {"customer": CUSTOMER, "garment": GARMENT, "time": TIME, "weight": WEIGHT, "act": ACT}
    found = {what: _column(names, words) for what, words in known.items()}
    return {what: place for what, place in found.items() if place is not None}


def _column(names: Sequence[str], words: Sequence[str]) -> int | None:
    """The place of the column that the earliest known word names."""
    plain = [re.sub(r"[^a-z0-9]+", "_", name.partition(":")[0].strip().lower()).strip("_") for name in names]
    return next((plain.index(word) for word in words if word in plain), None)


def _table(path: str | Path, table: pa.Table, layout: str, sieve: _Sieve) -> Reading:
    names = table.column_names
    places = _places(names)
    if not {"customer", "garment"} <= set(places):
        raise ModisteError("MOD-2303", path=path, found=", ".join(names)[:120] or "no columns")
    broken = (table.schema.metadata or {}).get(b"broken", b"").decode()
    sieve.refuse((int(row) for row in broken.split(",") if row), "the row has another number of columns")
    customers, garments = (_worded(table.column(places[what])) for what in ("customer", "garment"))
    good = np.ones(table.num_rows, dtype=bool)

    def keep(fine: NDArray[np.bool_], reason: str) -> None:
        sieve.refuse((np.flatnonzero(good & ~fine) + 1).tolist(), reason)
        np.logical_and(good, fine, out=good)

    keep(customers.is_there, "no customer")
    keep(garments.is_there, "no garment")
    timed = "time" in places
    moments = np.zeros(table.num_rows, np.int64)
    if timed:
        moments, known = _moments(table.column(places["time"]))
        keep(known, "the time is missing, no time, or outside 1970 to 2100")
    weights = np.ones(table.num_rows, np.float32)
    if "weight" in places:
        weights = _numbers(table.column(places["weight"]))
        keep(np.isfinite(weights) & (weights > 0), "the weight is not above zero")
    elif "act" in places:
        acts = _worded(table.column(places["act"]))
        known_acts = np.array([*(ACTS.get(act.lower(), 0.0) for act in acts.words), 0.0], np.float32)
        known_acts = known_acts[acts.codes]
        if (known_acts > 0).any():  # a column of that name that speaks of something else says nothing
            weights = known_acts
            keep(weights > 0, "the act is not known")
    if timed:
        keep(_first_of(customers.codes, garments.codes, moments, good), "the same row again")
    taken = (customers.only(good), garments.only(good))
    made = Interactions.coded(
        taken[0].words,
        taken[0].codes,
        taken[1].words,
        taken[1].codes,
        moments[good] if timed else None,
        weights[good],
    )
    said = ", ".join(f"{what}: {names[place]}" for what, place in places.items())
    return Reading(made, f"{layout} ({said})", timed, tuple(sieve.shown), dict(sieve.counts))


def _first_of(customers: Codes, garments: Codes, moments: Ints, good: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether a good row is the first of its like; True for all others."""
    first = np.ones(len(good), dtype=bool)
    rows = np.flatnonzero(good)
    codes = [each[rows] for each in (customers, garments, moments)]
    order = np.lexsort(codes)  # equal ones stay as they came
    same = np.ones(max(len(rows) - 1, 0), dtype=bool)
    for each in codes:
        same &= each[order][1:] == each[order][:-1]
    first[rows[order[1:][same]]] = False
    return first


def _lines(data: bytes, sieve: _Sieve) -> Reading:
    customers: list[str] = []
    garments: list[str] = []
    longest = 0
    for number, line in enumerate(data.split(b"\n"), 1):
        try:
            words = line.decode().split()
        except UnicodeDecodeError:
            sieve.refuse([number], "the line is not UTF-8 text")
            continue
        if len(words) == 1:
            sieve.refuse([number], "no garment")
        if len(words) > 1:
            customers += [words[0]] * (len(words) - 1)
            garments += words[1:]
            longest = max(longest, len(words))
    layout = "a customer and their garments a line, in order"
    if longest == 2:
        layout = "a customer and a garment a line, in order"
    return Reading(
        Interactions.of(customers, garments), layout, False, tuple(sieve.shown), dict(sieve.counts)
    )


@dataclass(frozen=True, eq=False)
class _Worded:
    """A column of ids: each word once, and (rows,) its place for every row, -1 where there is none."""

    words: tuple[str, ...]
    codes: Codes

    @property
    def is_there(self) -> NDArray[np.bool_]:
        return np.asarray(self.codes >= 0)

    def only(self, rows: NDArray[np.bool_]) -> "_Worded":
        """Some rows, and the words that they have, in the order in which they first come."""
        codes = self.codes[rows]
        first = np.full(len(self.words), len(codes), np.int64)
        first[codes[::-1]] = np.arange(len(codes))[::-1]
        order = np.argsort(first, kind="stable")[: int((first < len(codes)).sum())]
        places = np.empty(len(self.words), np.int32)
        places[order] = np.arange(len(order), dtype=np.int32)
        return _Worded(tuple(self.words[place] for place in order.tolist()), places[codes])


def _worded(column: pa.ChunkedArray) -> _Worded:
    """Ids as text; what is said in many rows is looked at once."""
    try:
        coded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    except pa.ArrowNotImplementedError:  # cells that hold lists
        values: list[Any] = column.to_pylist()
        places: Any = np.arange(len(values))
    else:
        whole = coded.unify_dictionaries().combine_chunks()
        values = [*whole.dictionary.to_pylist(), None]  # the last for rows that say nothing
        places = whole.indices.cast(pa.int64()).fill_null(len(values) - 1).to_numpy(zero_copy_only=False)
    names: dict[str, int] = {"": -1}
    codes = np.array([names.setdefault(_word(each), len(names) - 1) for each in values], np.int32)
    return _Worded(tuple(names)[1:], codes[places])


def _word(value: Any) -> str:
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return ""
    if isinstance(value, bytes):
        return value.decode(errors="replace").strip().strip('"')
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def _numbers(column: pa.ChunkedArray) -> Floats:
    return np.array([_number(each) for each in column.to_pylist()], np.float32)


def _number(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return np.nan


def _moments(column: pa.ChunkedArray) -> tuple[Ints, NDArray[np.bool_]]:
    """Seconds since 1970, and where they are known; numbers may be seconds, thousandths of them, or less."""
    if pa.types.is_timestamp(column.type) or pa.types.is_date(column.type):
        seconds = column.cast(pa.timestamp("s"), safe=False).cast(pa.int64())
        values = np.array([-1.0 if each is None else each for each in seconds.to_pylist()], np.float64)
    elif (numbers := _whole_numbers(column)) is not None:
        values = numbers
        for _ in range(3):
            values = np.where(np.abs(values) >= _TOO_LATE, values / 1e3, values)
    else:
        seen: dict[Any, float] = {}
        given = column.to_pylist()
        for each in given:
            if each not in seen:
                seen[each] = _moment(each)
        values = np.array([seen[each] for each in given], np.float64)
    known = np.isfinite(values) & (values >= EARLIEST) & (values < LATEST)
    return np.where(known, values, 0).astype(np.int64), known


def _whole_numbers(column: pa.ChunkedArray) -> NDArray[np.float64] | None:
    """A column that holds whole numbers and nothing else, as float64; None for any other."""
    if column.null_count:
        return None
    if not pa.types.is_signed_integer(column.type):
        is_text = pa.types.is_binary(column.type) or pa.types.is_string(column.type)
        if not is_text or not arrow.all(arrow.match_substring_regex(column, _WHOLE)).as_py():
            return None
        column = column.cast(pa.string()).cast(pa.int64())
    made: NDArray[np.float64] = column.cast(pa.float64(), safe=False).to_numpy()
    return made


def _moment(value: Any) -> float:
    text = value.decode(errors="replace").strip().strip('"') if isinstance(value, bytes) else value
    try:
        number = float(text)
    except (TypeError, ValueError):
        return _date(text)
    for _ in range(3):
        if abs(number) >= _TOO_LATE:
            number /= 1e3
    return number


def _date(value: Any) -> float:
    try:
        moment = value if isinstance(value, date) else datetime.fromisoformat(str(value))
    except ValueError:
        return np.nan
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, datetime.min.time())
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0].lower() or type(error).__name__
