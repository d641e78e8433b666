"""Reviews of garments read from a file, and segments of who wrote them.

Knows a table's columns and conditions on them; what reviews say is `aspects`'.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError

COLUMNS = {
    "age": "Age",
    "rating": "Rating",
    "recommended": "Recommended IND",
    "division": "Division Name",
    "department": "Department Name",
    "class": "Class Name",
}
"""What a segment may be of, and the columns of the table."""
_NUMBERS = ("age", "rating", "recommended")
_CONDITION = re.compile(r"(?P<name>[a-z]+)\s*(?P<sign><=|>=|!=|=|<|>)\s*(?P<value>.+)", re.I)
MOST_BYTES = 500_000_000


@dataclass(frozen=True, eq=False)
class Reviews:
    """Reviews with a text; arrays are (n,).

    Attributes:
        row: The number of each in its file, from 0.
        text: Title and text.
        garment: Which garment each is of.
        columns: By the names of `COLUMNS`: numbers, or words in small letters.
    """

    row: NDArray[np.intp]
    text: list[str]
    garment: NDArray[np.intp]
    columns: dict[str, NDArray[np.generic]]

    def __len__(self) -> int:
        return len(self.text)

    def segment(self, said: str) -> NDArray[np.bool_]:
        """Which reviews are of a segment such as "age<35 and department=Dresses", (n,).

        Raises:
            ModisteError: MOD-2861 for a segment that cannot be read, or a value that nobody has.
        """
        inside = np.ones(len(self), bool)
        for part in re.split(r"\s+and\s+|,", said.strip()):
            found = _CONDITION.fullmatch(part.strip())
            if not found or found["name"].lower() not in COLUMNS:
                known = ", ".join(COLUMNS)
                raise ModisteError("MOD-2861", segment=said[:80], reason=f"conditions are on {known}")
            inside &= self._where(said, found["name"].lower(), found["sign"], found["value"].strip())
        return inside

    def _where(self, said: str, name: str, sign: str, value: str) -> NDArray[np.bool_]:
        column = self.columns[name]
        if name in _NUMBERS:
            try:
                number = float(value)
            except ValueError:
                raise ModisteError(
                    "MOD-2861", segment=said[:80], reason=f"{value[:20]!r} is no number"
                ) from None
            compare = {
                "<": np.less,
                "<=": np.less_equal,
                ">": np.greater,
                ">=": np.greater_equal,
                "=": np.equal,
                "!=": np.not_equal,
            }
            return np.asarray(compare[sign](column.astype(float), number), bool)
        known = sorted({str(each) for each in np.unique(column) if each})
        if sign not in ("=", "!=") or value.lower() not in known:
            reason = f"{name} is compared by = or != and is one of {', '.join(known)}"
            raise ModisteError("MOD-2861", segment=said[:80], reason=reason)
        return np.asarray((column == value.lower()) == (sign == "="), bool)


def read_reviews(path: Path) -> Reviews:
    """Reviews of a CSV file, of the one in a zip archive, or of the first of either in a folder.

    Raises:
        ModisteError: MOD-2860 for a file that holds none.
    """
    if path.is_dir():
        found = sorted([*path.glob("*.csv"), *path.glob("*.csv.zip"), *path.glob("*.zip")])
        if not found:
            raise ModisteError("MOD-2860", path=path.name, reason="the folder has no .csv and no .zip")
        path = found[0]
    try:
        rows = [
            (number, row) for number, row in enumerate(_rows(path)) if (row.get("Review Text") or "").strip()
        ]
    except (OSError, UnicodeDecodeError, csv.Error, zipfile.BadZipFile) as error:
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise ModisteError("MOD-2860", path=path.name, reason=reason.lower()) from None
    if not rows:
        raise ModisteError("MOD-2860", path=path.name, reason="no row has a text below Review Text")
    columns = {
        name: _column(name, [row.get(title) or "" for _, row in rows]) for name, title in COLUMNS.items()
    }
    _, garment = np.unique([row.get("Clothing ID") or "" for _, row in rows], return_inverse=True)
    return Reviews(
        np.array([number for number, _ in rows]),
        [f"{(row.get('Title') or '').strip()}. {row['Review Text']}".lstrip(". ") for _, row in rows],
        garment,
        columns,
    )


def _column(name: str, cells: list[str]) -> NDArray[np.generic]:
    if name in _NUMBERS:
        return np.array([float(cell) if re.fullmatch(r"\d+(\.\d+)?", cell) else np.nan for cell in cells])
    return np.array([cell.strip().lower() for cell in cells])


def _rows(path: Path) -> Iterator[dict[str, str]]:
    if path.stat().st_size > MOST_BYTES:
        raise csv.Error(f"it has more than {MOST_BYTES} bytes")
    if path.suffix != ".zip":
        with path.open(encoding="utf-8", newline="") as file:
            yield from _table(file)
        return
    with zipfile.ZipFile(path) as archive:
        inside = [each for each in archive.infolist() if each.filename.endswith(".csv")]
        if not inside or inside[0].file_size > MOST_BYTES:
            raise csv.Error("the archive holds no table that could be read")
        with archive.open(inside[0]) as raw:
            yield from _table(io.TextIOWrapper(raw, encoding="utf-8", newline=""))


def _table(file: TextIO) -> Iterator[dict[str, str]]:
    return csv.DictReader(file)
