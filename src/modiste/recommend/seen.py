"""Which rows a model learned from, as hashes: so that it is judged only on others.

Knows rows as words; what a row is, each kind of model says.
"""

import hashlib
import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError

FILE = "seen.npz"
MOST_ROWS = 500_000
"""Of more rows those with the lowest hashes are remembered: a sample drawn the same way everywhere."""
FEWEST_JUDGED = 20
_END = "\0"


@dataclass(frozen=True, eq=False)
class Seen:
    """The rows that a model learned from.

    Attributes:
        hashes: (n,) uint64, rising: of all rows, or of `MOST_ROWS` of them with the lowest.
        is_whole: whether all are there.
        held: the protocol whose test part was held back when it was trained, or "".
        until: the newest moment learned from, as its data count them; 0 where none is known.
    """

    hashes: NDArray[np.uint64]
    is_whole: bool
    held: str = ""
    until: int = 0

    @classmethod
    def of(cls, rows: Iterable[str], held: str = "", until: int = 0, most: int = MOST_ROWS) -> "Seen":
        """Of rows as `row_words` spells them."""
        found = np.unique(hashes_of(rows))
        return cls(found[:most], len(found) <= most, held, until)

    def fresh(self, rows: Iterable[str]) -> NDArray[np.bool_]:
        """(n,) which rows certainly were not learned from.

        Where only a sample is remembered, rows outside of it are not known to be, and are False: what is left
        is a sample that no property of the rows has drawn.
        """
        asked = hashes_of(rows)
        told = np.ones(len(asked), np.bool_) if self.is_whole else asked <= self.hashes[-1]
        return np.asarray(told & ~np.isin(asked, self.hashes))

    def to_bytes(self) -> bytes:
        """As a file of arrays."""
        file = io.BytesIO()
        numbers = np.array([int(self.is_whole), self.until], np.int64)
        np.savez(file, hashes=self.hashes, numbers=numbers, held=np.array(self.held))
        return file.getvalue()


def row_words(*parts: object) -> str:
    """A row as words that no other row has.

    Example:
        >>> row_words("ann", "t-shirt-001", 0) == row_words("annt", "-shirt-001", 0)
        False
    """
    return _END.join(str(each) for each in parts)


def hashes_of(rows: Iterable[str]) -> NDArray[np.uint64]:
    """(n,) 64 bits of each row."""
    joined = b"".join(hashlib.blake2b(row.encode(), digest_size=8).digest() for row in rows)
    return np.frombuffer(joined, "<u8").astype(np.uint64)


def read_seen(folder: Path) -> Seen | None:
    """What a model folder says of the rows it was made from; None where it says nothing.

    Raises:
        ModisteError: MOD-1320 for a damaged file.
    """
    try:
        with np.load(folder / FILE, allow_pickle=False) as held:
            arrays: dict[str, NDArray[Any]] = {name: held[name] for name in held.files}
        whole, until = arrays["numbers"].tolist()
        return Seen(arrays["hashes"], bool(whole), str(arrays["held"]), int(until))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        reason = f"{FILE}: not the arrays that were written ({error})"
        raise ModisteError("MOD-1320", path=folder, reason=reason) from None


@dataclass(frozen=True, eq=False)
class Unseen:
    """Which of the rows to judge by a model did not learn from, and what is said of it."""

    keep: NDArray[np.int64]
    stated: dict[str, Any]


def unseen(seen: Seen | None, rows: Iterable[str], since: int | None = None, what: str = "") -> Unseen:
    """The rows that a model may be judged on.

    Args:
        seen: what it learned from; None where that is not known: then all are taken, and that is said.
        rows: of the test part.
        since: the moment from which rows are judged, where the protocol cuts in time.
        what: the data, for the error.

    Raises:
        ModisteError: MOD-2310 where it learned from nearly all of them.
    """
    asked = list(rows)
    if seen is None:
        said = "not known: the model does not say what it learned from"
        return Unseen(np.arange(len(asked)), {"fitted_here": False, "unseen": said})
    keep = np.flatnonzero(seen.fresh(asked))
    if len(keep) < min(FEWEST_JUDGED, max(len(asked), 1)):
        raise ModisteError("MOD-2310", data=what, n=len(keep), asked=len(asked))
    stated: dict[str, Any] = {
        "fitted_here": False,
        "unseen": f"{len(keep):,} of the {len(asked):,} rows of the test part, which the model did not learn "
        "from; the others are left out",
        "held_when_trained": seen.held or "nothing",
    }
    if since is not None:
        stated["knows_later_rows"] = bool(seen.until and seen.until >= since)
    return Unseen(keep, stated)
