"""Which garments a term stands in: the arrays of a segment of words, and the newest documents beside it.

Knows numbers of garments, weighted counts and fields as bits; BM25 is `words`'. Terms that begin with `@` are
what can be filtered by (`@colour=red`), the others what is searched.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.search.arrays import ArrayFile, texts_to_arrays

Numbers = NDArray[np.int32]
FOREVER = float(2**52)
Postings = tuple[Numbers, NDArray[np.float32], NDArray[np.uint8]]
"""Numbers of garments, rising; the weighted count in each; the fields it stands in, as bits."""
NOTHING: Postings = (np.zeros(0, np.int32), np.zeros(0, np.float32), np.zeros(0, np.uint8))


@dataclass(frozen=True)
class Entry:
    """A document as it is kept: number, terms with count and bits, length, facets and prices."""

    garment: str
    number: int
    terms: Mapping[str, Sequence[float]]
    length: float
    facets: Mapping[str, Sequence[str]]
    prices: Sequence[Sequence[Any]]

    def all_terms(self) -> Iterable[tuple[str, float, int]]:
        """Every term with count and bits, those of the facets too."""
        for term, (count, bits) in self.terms.items():
            yield term, count, int(bits)
        for name, values in self.facets.items():
            for value in values:
                yield f"@{name}={value}", 0.0, 0


@dataclass
class Newest:
    """The documents of the journals, by number; a later one takes the place of the first."""

    entries: dict[int, Entry] = field(default_factory=dict)
    terms: dict[str, dict[int, tuple[float, int]]] = field(default_factory=dict)

    def add(self, entry: Entry) -> None:
        """Take a document in."""
        self.drop(entry.number)
        self.entries[entry.number] = entry
        for term, count, bits in entry.all_terms():
            self.terms.setdefault(term, {})[entry.number] = (count, bits)

    def drop(self, number: int) -> None:
        """Forget a document."""
        entry = self.entries.pop(number, None)
        if entry is not None:
            for term, _, _ in entry.all_terms():
                if (left := self.terms.get(term)) is not None:
                    left.pop(number, None)
                    if not left:
                        del self.terms[term]

    def postings(self, term: str) -> Postings:
        """Where a term stands."""
        found = self.terms.get(term)
        if not found:
            return NOTHING
        numbers = np.fromiter(found, np.int32, len(found))
        order = np.argsort(numbers)
        counts = np.array([count for count, _ in found.values()], np.float32)
        bits = np.array([bit for _, bit in found.values()], np.uint8)
        return numbers[order], counts[order], bits[order]


class Segment:
    """A segment's file, opened: its terms, and where they stand."""

    def __init__(self, file: ArrayFile) -> None:
        self.file = file
        self.terms = file.texts("terms")
        self._places = {term: place for place, term in enumerate(self.terms)}
        self.numbers: Numbers = file.arrays["numbers"]
        self.lengths: NDArray[np.float32] = file.arrays["lengths"]
        self.garments = file.texts("garments")

    def postings(self, term: str) -> Postings:
        """Where a term stands."""
        place = self._places.get(term)
        if place is None:
            return NOTHING
        arrays = self.file.arrays
        part = slice(int(arrays["starts"][place]), int(arrays["starts"][place + 1]))
        return arrays["where"][part], arrays["counts"][part], arrays["bits"][part]

    def entries(self, alive: NDArray[np.bool_]) -> Iterable[Entry]:
        """The documents that are alive, put together again from the postings."""
        arrays = self.file.arrays
        terms: dict[int, dict[str, Sequence[float]]] = {}
        facets: dict[int, dict[str, list[str]]] = {}
        for place, term in enumerate(self.terms):
            part = slice(int(arrays["starts"][place]), int(arrays["starts"][place + 1]))
            rows = zip(
                arrays["where"][part].tolist(),
                arrays["counts"][part].tolist(),
                arrays["bits"][part].tolist(),
                strict=True,
            )
            if term.startswith("@"):
                name, _, value = term[1:].partition("=")
                for number, _, _ in rows:
                    facets.setdefault(number, {}).setdefault(name, []).append(value)
            else:
                for number, count, bits in rows:
                    terms.setdefault(number, {})[term] = (count, bits)
        prices: dict[int, list[Sequence[Any]]] = {}
        currencies = self.file.meta["currencies"]
        for number, code, amount, start, end in zip(
            *(arrays[f"price_{name}"].tolist() for name in _PRICE), strict=True
        ):
            prices.setdefault(number, []).append((currencies[code], amount, start, end))
        for number, length, garment in zip(
            self.numbers.tolist(), self.lengths.tolist(), self.garments, strict=True
        ):
            if alive[number]:
                yield Entry(
                    garment,
                    number,
                    terms.get(number, {}),
                    length,
                    facets.get(number, {}),
                    prices.get(number, ()),
                )


_PRICE = ("number", "currency", "amount", "start", "end")


def segment_arrays(entries: Sequence[Entry]) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """A segment's meta and arrays from its documents."""
    ordered = sorted(entries, key=lambda entry: entry.number)
    where: dict[str, list[tuple[int, float, int]]] = {}
    for entry in ordered:
        for term, count, bits in entry.all_terms():
            where.setdefault(term, []).append((entry.number, count, bits))
    terms = sorted(where)
    starts = np.zeros(len(terms) + 1, np.int64)
    np.cumsum([len(where[term]) for term in terms], out=starts[1:])
    rows = [row for term in terms for row in where[term]]
    prices = [(entry.number, *price) for entry in ordered for price in entry.prices]
    currencies = sorted({price[1] for price in prices})
    meta = {"documents": len(ordered), "currencies": currencies}
    arrays: dict[str, NDArray[Any]] = {
        "starts": starts,
        "where": np.array([row[0] for row in rows], np.int32),
        "counts": np.array([row[1] for row in rows], np.float32),
        "bits": np.array([row[2] for row in rows], np.uint8),
        "numbers": np.array([entry.number for entry in ordered], np.int32),
        "lengths": np.array([entry.length for entry in ordered], np.float32),
        **texts_to_arrays("terms", terms),
        **texts_to_arrays("garments", [entry.garment for entry in ordered]),
        **price_arrays(prices, currencies),
    }
    return meta, arrays


def price_arrays(prices: Sequence[Sequence[Any]], currencies: Sequence[str]) -> dict[str, NDArray[Any]]:
    """Prices (number, currency, amount, start, end) as arrays; moments are whole seconds."""
    return {
        "price_number": np.array([price[0] for price in prices], np.int32),
        "price_currency": np.array([currencies.index(price[1]) for price in prices], np.int32),
        "price_amount": np.array([price[2] for price in prices], np.float32),
        "price_start": np.array([price[3] for price in prices], np.int64),
        "price_end": np.array([FOREVER if price[4] is None else price[4] for price in prices], np.int64),
    }
