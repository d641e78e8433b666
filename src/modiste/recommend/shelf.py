"""The shop's garments as serving needs them: arrays by code, that grow by a garment at a time.

Knows what a garment is like, costs, and in which sizes it lies in stock; where that is read from is the
workspace's. A garment's code is its place for good; what is removed is only marked as gone.
"""

import hashlib
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from modiste.recommend.protocols import Codes, Floats

DIMENSION = 64
"""Of the likeness by tags, and at most of that by looks: 100,000 garments are compared in milliseconds."""
MOST_TAGS = 32
LOOKS = 0.5
"""The share of looks in likeness, where garments have pictures."""
NAMED = {"category": 2.0, "colour": 1.0, "brand": 0.7, "department": 0.7, "season": 0.3}
"""How much it tells of likeness that two garments share a tag; other tags tell half as much as a colour."""
_OTHER = 0.5


@dataclass(frozen=True)
class Shelved:
    """One garment as it comes in.

    Attributes:
        garment: its id.
        name: as people call it.
        tags: such as `category=dress`, `brand=Linden`, `colour=red`.
        price: in the shop's currency; None where none holds.
        born: when it was catalogued, seconds since 1970.
        sizes: pieces in stock by size; None where no stock is kept.
        looks: (d,) how it looks, of length 1; None without a picture.
    """

    garment: str
    name: str = ""
    tags: Sequence[str] = ()
    price: float | None = None
    born: int = 0
    sizes: Mapping[str, int | None] = field(default_factory=dict)
    looks: Floats | None = None


class Shelf:
    """Every garment that can be recommended. Threads may read while one writes.

    Attributes:
        items: ids by code.
        names: by code.
        sizes: names of sizes by column.
        tags: words of tags by number.
    """

    def __init__(self, looks: int = 0) -> None:
        """An empty one.

        Args:
            looks: the dimension of the vectors of looks; 0 for none.
        """
        self.items: list[str] = []
        self.names: list[str] = []
        self.sizes: list[str] = []
        self.tags: list[str] = []
        self.looks_dimension = looks
        self._codes: dict[str, int] = {}
        self._size_columns: dict[str, int] = {}
        self._tag_numbers: dict[str, int] = {}
        self._tag_weights = np.zeros(256, np.float32)
        self._lock = threading.Lock()
        self._alive = np.zeros(0, np.bool_)
        self._price = np.zeros(0, np.float32)
        self._born = np.zeros(0, np.int64)
        self._tagged = np.full((0, MOST_TAGS), -1, np.int32)
        self._kind = np.zeros((0, 2), np.int32)
        self._stocked = np.zeros((0, 32), np.int8)
        # By the row's own bytes: sizes and tags never change their numbers, so that these are never stale.
        self._sizes_said: dict[bytes, tuple[str, ...]] = {}
        self._tags_said: dict[bytes, tuple[str, ...]] = {}
        self.looks_share = LOOKS if looks else 0.0
        self._faces = np.zeros((0, DIMENSION + looks), np.float32)

    def __len__(self) -> int:
        return len(self.items)

    def code(self, garment: str) -> int | None:
        """A garment's code; None for one that was never here."""
        return self._codes.get(garment)

    def name(self, garment: str) -> str:
        """A garment's name, or its id where it was never here."""
        code = self._codes.get(garment)
        return (self.names[code] or garment) if code is not None else garment

    def codes(self, garments: Iterable[str]) -> Codes:
        """The codes of garments, -1 for those that were never here."""
        return np.fromiter((self._codes.get(each, -1) for each in garments), np.int32)

    def put(self, entries: Sequence[Shelved]) -> None:
        """Take garments in, or anew; they can be recommended on return."""
        with self._lock:
            for entry in entries:
                code = self._codes.get(entry.garment)
                if code is None:
                    code = len(self.items)
                    self._grow(code + 1)
                    self._write(code, entry)
                    self.names.append(entry.name)
                    self.items.append(entry.garment)
                    self._codes[entry.garment] = code
                else:
                    self._write(code, entry)
                    self.names[code] = entry.name

    def remove(self, garments: Iterable[str]) -> None:
        """Mark garments as gone."""
        with self._lock:
            for garment in garments:
                if (code := self._codes.get(garment)) is not None:
                    self._alive[code] = False

    # --- arrays, a view each, of as many garments as there were when they were asked for ---

    def alive(self) -> NDArray[np.bool_]:
        """(n,) whether a garment is still there."""
        return self._alive[: len(self.items)]

    def prices(self) -> Floats:
        """(n,) NaN where none is known."""
        return self._price[: len(self.items)]

    def born(self) -> NDArray[np.int64]:
        """(n,) seconds since 1970."""
        return self._born[: len(self.items)]

    def alike(self) -> Floats:
        """(n, 64) tags by random signs, the face's first part."""
        return self._faces[: len(self.items), :DIMENSION]

    def looks(self) -> Floats:
        """(n, d) looks, the face's second part; zeros without a picture."""
        return self._faces[: len(self.items), DIMENSION:]

    def faces(self) -> Floats:
        """(n, 64 + d) tags and looks side by side: a dot product tells how alike two garments are."""
        return self._faces[: len(self.items)]

    def categories(self) -> Codes:
        """(n,) the number of the tag that says the category, -1 for none."""
        return self._kind[: len(self.items), 0]

    def brands(self) -> Codes:
        """(n,) the number of the tag that says the brand, -1 for none."""
        return self._kind[: len(self.items), 1]

    def with_tag(self, tag: str) -> NDArray[np.bool_]:
        """(n,) which garments have a tag."""
        number = self._tag_numbers.get(tag)
        if number is None:
            return np.zeros(len(self.items), np.bool_)
        if tag.startswith(("category=", "brand=")):
            return np.asarray((self.categories() if tag[0] == "c" else self.brands()) == number)
        return np.asarray((self._tagged[: len(self.items)] == number).any(1))

    def has_tag(self, codes: NDArray[np.integer], tag: str) -> NDArray[np.bool_]:
        """(m,) which of some garments have a tag."""
        number = self._tag_numbers.get(tag, -2)
        return np.asarray((self._tagged[codes] == number).any(1))

    def tags_of(self, code: int) -> tuple[str, ...]:
        """A garment's tags."""
        row = self._tagged[code].tobytes()
        said = self._tags_said.get(row)
        if said is None:
            numbers = np.frombuffer(row, np.int32).tolist()
            said = self._tags_said[row] = tuple(self.tags[number] for number in numbers if number >= 0)
        return said

    def shared(self, one: Codes, others: Codes) -> Floats:
        """(a, b) how much the tags tell that garments share."""
        mine = self._tagged[one]
        same = (mine[:, None, :, None] == self._tagged[others][None, :, None, :]).any(3) & (mine >= 0)[
            :, None
        ]
        return np.asarray((same * self._tag_weights[mine][:, None]).sum(2), np.float32)

    def in_stock(self, size: str = "") -> NDArray[np.bool_]:
        """(n,) whether a garment can be had, in a size if one is named; also where no stock is kept of it."""
        return self.has_stock(np.arange(len(self.items)), size)

    def has_stock(self, codes: NDArray[np.integer], size: str = "") -> NDArray[np.bool_]:
        """(m,) the same of some garments. A garment that is not made in the size has none in it."""
        rows = self._stocked[codes]
        if size and (column := self._size_columns.get(size)) is not None:
            return np.asarray((rows[:, column] == _HERE) | ~(rows != _NOT_MADE).any(1))
        kept = (rows == _HERE) | (rows == _OUT)
        return np.asarray((rows == _HERE).any(1) | ~kept.any(1))

    def is_made_in(self, codes: NDArray[np.integer], size: str) -> NDArray[np.bool_]:
        """(m,) whether garments are made in a size."""
        column = self._size_columns.get(size)
        if column is None:
            return np.zeros(len(codes), np.bool_)
        return np.asarray(self._stocked[codes, column] != _NOT_MADE)

    def share_in_stock(self, codes: NDArray[np.integer]) -> Floats:
        """(m,) of the sizes that a garment is made in, how many are there; 1 where no stock is kept."""
        rows = self._stocked[codes]
        made = (rows != _NOT_MADE).sum(1)
        return np.where(made > 0, (rows == _HERE).sum(1) / np.maximum(made, 1), 1.0).astype(np.float32)

    def sizes_of(self, code: int) -> tuple[str, ...]:
        """The sizes that a garment is made in."""
        row = self._stocked[code].tobytes()
        said = self._sizes_said.get(row)
        if said is None:
            columns = np.flatnonzero(np.frombuffer(row, np.int8) != _NOT_MADE).tolist()
            said = self._sizes_said[row] = tuple(self.sizes[column] for column in columns)
        return said

    def _write(self, code: int, entry: Shelved) -> None:
        self._alive[code] = True
        self._price[code] = np.nan if entry.price is None else entry.price
        self._born[code] = entry.born
        tags = [self._number(tag) for tag in dict.fromkeys(entry.tags)][:MOST_TAGS]
        self._tagged[code] = -1
        self._tagged[code, : len(tags)] = tags
        self._kind[code] = -1
        for number in tags:
            for place, name in enumerate(("category=", "brand=")):
                if self.tags[number].startswith(name):
                    self._kind[code, place] = number
        vector = sum((signs_of(self.tags[number]) for number in tags), np.zeros(DIMENSION, np.float32))
        # Without a picture the tags are all that there is to a garment, at their usual weight.
        scale = (1.0 - self.looks_share) ** 0.5 / (float(np.linalg.norm(vector)) or 1.0)
        self._faces[code, :DIMENSION] = vector * np.float32(scale)
        self._faces[code, DIMENSION:] = 0.0
        if self.looks_dimension and entry.looks is not None:
            self._faces[code, DIMENSION:] = entry.looks * np.float32(self.looks_share**0.5)
        row = np.full(self._stocked.shape[1], _NOT_MADE, np.int8)
        for size, pieces in entry.sizes.items():
            column = self._column(size)
            if column >= len(row):
                row = np.pad(row, (0, self._stocked.shape[1] - len(row)), constant_values=_NOT_MADE)
            row[column] = _HERE if pieces is None or pieces > 0 else _OUT
        self._stocked[code] = row

    def _number(self, tag: str) -> int:
        number = self._tag_numbers.get(tag)
        if number is None:
            number = len(self.tags)
            if number >= len(self._tag_weights):
                self._tag_weights = np.pad(self._tag_weights, (0, number))
            self._tag_weights[number] = weight_of(tag)
            self.tags.append(tag)
            self._tag_numbers[tag] = number
        return number

    def _column(self, size: str) -> int:
        column = self._size_columns.get(size)
        if column is None:
            column = len(self.sizes)
            if column >= self._stocked.shape[1]:
                wider = np.full((len(self._stocked), 2 * column), _NOT_MADE, np.int8)
                wider[:, :column] = self._stocked
                self._stocked = wider
            self.sizes.append(size)
            self._size_columns[size] = column
        return column

    def _grow(self, wanted: int) -> None:
        """Larger arrays in the place of the old ones, which readers may still hold."""
        room = len(self._alive)
        if wanted <= room:
            return
        more = max(1024, 2 * room) - room
        for name in (
            "_alive",
            "_price",
            "_born",
            "_tagged",
            "_kind",
            "_stocked",
            "_faces",
        ):
            old = getattr(self, name)
            fill = -1 if name in ("_tagged", "_kind") else 0
            added = np.full((more, *old.shape[1:]), fill, old.dtype)
            setattr(self, name, np.concatenate([old, added]))


_NOT_MADE, _HERE, _OUT = 0, 1, 2


@lru_cache(maxsize=65_536)
def signs_of(tag: str) -> Floats:
    """(64,) random signs by a tag's hash, as long as the tag tells: projected (Achlioptas 2003)."""
    bits = np.unpackbits(np.frombuffer(hashlib.blake2b(tag.encode(), digest_size=8).digest(), np.uint8))
    weight = weight_of(tag)
    return ((bits.astype(np.float32) * 2.0 - 1.0) * np.float32(weight / DIMENSION**0.5)).astype(np.float32)


def weight_of(tag: str) -> float:
    """How much it tells of likeness that two garments share a tag."""
    return NAMED.get(tag.partition("=")[0], _OTHER)
