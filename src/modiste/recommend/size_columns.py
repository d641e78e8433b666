"""What is known before a size is worn, as columns: the body, the size it suggests, what the customer takes.

Knows bodies, sizes and codes, never an outcome; what outcomes add is `effects`', what becomes of it `sizes`'.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.recommend.effects import Column
from modiste.recommend.wearings import Wearings

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]
Words = NDArray[np.str_]
_WIDE = 6
"""So many numbers of the body at most are multiplied with each other."""
_RIDGE = 10.0
_PASSES = 3
_PULL = 5.0
"""So many wearings of no offset a garment's offset is drawn to nought by."""
_STEP = 3.0
"""Steps of the difference of size and expected size in which garments remember, in eighths of its spread."""


@dataclass(frozen=True, eq=False)
class SizeColumns:
    """What a set of wearings says of bodies and sizes; outcomes have no part in it.

    Attributes:
        customers: ids, rising; a customer's code is their place.
        garments: the same.
        categories: the same.
        traits: words by name, the same.
        body: the names of the body's numbers.
        mean: of each.
        spread: of each.
        weights: of the columns from which a size is expected.
        offset: (garments,) how far a garment's sizes lie from those that bodies suggest.
        worn: (customers, 3) how many wearings, the sum of their sizes, and of sizes beyond expectation.
        seen: (garments,) wearings.
        scale: the spread of sizes beyond expectation.
    """

    customers: Words
    garments: Words
    categories: Words
    traits: Mapping[str, Words]
    body: tuple[str, ...]
    mean: Numbers
    spread: Numbers
    weights: Numbers
    offset: Numbers
    worn: Numbers
    seen: Numbers
    scale: float

    @classmethod
    def of(cls, rows: Wearings) -> "SizeColumns":
        """What these wearings say."""
        body = tuple(name for name, values in rows.body.items() if np.isfinite(values).any())
        numbers = _numbers(rows, body)
        mean = np.nanmean(numbers, 0) if body else np.zeros(0)
        spread = np.maximum(np.nanstd(numbers, 0), 1e-6) if body else np.zeros(0)
        traits = {name: np.unique(values[values != ""]) for name, values in rows.traits.items()}
        customers = np.unique(rows.customers[rows.customers != ""])
        garments, categories = np.unique(rows.garments), np.unique(rows.categories)
        start = cls(
            customers,
            garments,
            categories,
            traits,
            body,
            mean,
            spread,
            np.zeros(0),
            np.zeros(len(garments)),
            np.zeros((len(customers), 3)),
            np.zeros(len(garments)),
            1.0,
        )
        terms = start._terms(rows)
        garment, customer = _codes(garments, rows.garments), _codes(customers, rows.customers)
        seen = np.bincount(garment, minlength=len(garments)).astype(float)
        offset: Numbers = np.zeros(len(garments))
        square = terms.T @ terms + _RIDGE * np.eye(terms.shape[1])
        for _ in range(_PASSES):
            right = terms.T @ (rows.sizes - offset[garment])
            weights: Numbers = np.linalg.solve(square, right).astype(float)
            off = rows.sizes - terms @ weights
            offset = np.bincount(garment, off, len(garments)) / (seen + _PULL)
        beyond = off - offset[garment]
        known = customer >= 0
        worn: Numbers = np.stack(
            [
                np.bincount(customer[known], values[known], len(customers)).astype(float)
                for values in (np.ones(len(rows)), rows.sizes, beyond)
            ],
            1,
        )
        scale = float(max(beyond.std(), 1e-6))
        return replace(start, weights=weights, offset=offset, worn=worn, seen=seen, scale=scale)

    def beyond(self, rows: Wearings) -> tuple[Numbers, Numbers, Numbers]:
        """(n,) each: the size a body suggests, a garment's offset, and how far the size lies beyond both."""
        expected = self._terms(rows) @ self.weights
        garment = _codes(self.garments, rows.garments)
        offset = np.where(garment >= 0, self.offset[garment], 0.0) if len(self.offset) else 0.0 * expected
        return expected, offset, rows.sizes - expected - offset

    def table(self, rows: Wearings, *, own: bool) -> Numbers:
        """(n, columns) of numbers for trees, NaN for what is not known.

        Args:
            rows: any.
            own: whether they are the very rows this was made of: then what a customer took is told without
                the row itself.
        """
        expected, offset, beyond = self.beyond(rows)
        customer = _codes(self.customers, rows.customers)
        garment = _codes(self.garments, rows.garments)
        worn = (
            np.where(customer[:, None] >= 0, self.worn[customer], 0.0)
            if len(self.worn)
            else np.zeros((len(rows), 3))
        )
        seen = np.where(garment >= 0, self.seen[garment], 0.0)
        if own:
            known = (customer >= 0).astype(float)
            worn = worn - np.stack([known, known * rows.sizes, known * beyond], 1)
            seen = seen - 1
        count = worn[:, 0]
        usual = np.where(count > 0, worn[:, 1] / np.maximum(count, 1), np.nan)
        return np.column_stack(
            [
                rows.sizes,
                _numbers(rows, self.body),
                *(
                    _known(_codes(words, rows.traits.get(name, np.full(len(rows), ""))))
                    for name, words in self.traits.items()
                ),
                _known(_codes(self.categories, rows.categories)),
                expected,
                rows.sizes - expected,
                beyond,
                offset,
                beyond - worn[:, 2] / (count + 1),
                rows.sizes - usual,
                # In steps: an exact count would name a customer, and a small shop's trees would learn them.
                np.floor(np.log2(1 + count)),
                np.floor(np.log2(1 + seen)),
            ]
        )

    def columns(self, rows: Wearings) -> list[Column]:
        """The groups whose effects are learned: keys and slopes."""
        _, _, beyond = self.beyond(rows)
        n = len(rows)
        one = np.ones(n)
        customer = _codes(self.customers, rows.customers)
        garment = _codes(self.garments, rows.garments)
        category = _codes(self.categories, rows.categories)
        size = np.round(rows.sizes * 4).astype(np.int64)
        steps = beyond / self.scale
        step = np.clip(np.round(steps * 8 / _STEP / 2.2), -4, 4).astype(np.int64)
        tilt = np.clip(steps, -3, 3)
        z = self._standard(rows)
        year = rows.day // 365
        traits = [_codes(words, rows.traits.get(name, np.full(n, ""))) for name, words in self.traits.items()]
        return [
            (garment, one),
            (customer, one),
            (_pair(garment, size), one),
            (garment, tilt),
            (customer, tilt),
            (_pair(customer, category), one),
            (_pair(garment, step), one),
            (_pair(garment, year), one),
            *((_pair(garment, trait), one) for trait in traits),
            *((garment, z[:, place]) for place in range(z.shape[1])),
        ]

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """Itself as named arrays."""
        made = {name: getattr(self, name) for name in _ARRAYS}
        made |= {"body": np.array(self.body, dtype=np.str_), "scale": np.array(self.scale)}
        made["traits"] = np.array(list(self.traits), dtype=np.str_)
        return made | {f"trait_{name}": words for name, words in self.traits.items()}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> "SizeColumns":
        """As `to_arrays` named them."""
        return cls(
            **{name: arrays[name] for name in _ARRAYS},
            traits={name: arrays[f"trait_{name}"] for name in arrays["traits"].tolist()},
            body=tuple(arrays["body"].tolist()),
            scale=float(arrays["scale"]),
        )

    def _standard(self, rows: Wearings) -> Numbers:
        numbers = (_numbers(rows, self.body) - self.mean) / self.spread
        return np.clip(np.nan_to_num(numbers, nan=0.0), -4, 4)

    def _terms(self, rows: Wearings) -> Numbers:
        """(n, terms) from which a size is expected: powers, products, what is missing, words."""
        z = self._standard(rows)
        missing = np.isnan(_numbers(rows, self.body)).astype(float)
        some = z[:, :_WIDE]
        products = [some[:, a] * some[:, b] for a, b in combinations(range(some.shape[1]), 2)]
        words = [
            (_codes(words, rows.traits.get(name, np.full(len(rows), "")))[:, None] == np.arange(len(words)))
            for name, words in self.traits.items()
        ]
        return np.column_stack(
            [np.ones(len(rows)), z, z**2, z**3 / 10, missing, *products, *(each * 1.0 for each in words)]
        )


_ARRAYS = (
    "customers",
    "garments",
    "categories",
    "mean",
    "spread",
    "weights",
    "offset",
    "worn",
    "seen",
)


def _numbers(rows: Wearings, names: Sequence[str]) -> Numbers:
    nothing = np.full(len(rows), np.nan)
    found = [rows.body.get(name, nothing) for name in names]
    return np.column_stack(found) if found else np.zeros((len(rows), 0))


def _codes(known: Words, asked: Words) -> Whole:
    """(n,) the places of words among those known, -1 for the rest."""
    if not len(known):
        return np.full(len(asked), -1, np.int64)
    place = np.minimum(np.searchsorted(known, asked), len(known) - 1)
    return np.where(known[place] == asked, place, -1).astype(np.int64)


def _known(codes: Whole) -> Numbers:
    return np.where(codes >= 0, codes.astype(float), np.nan)


def _pair(one: Whole, other: Whole) -> Whole:
    """Keys of pairs; nobody known with anything is nobody known."""
    return np.where(one >= 0, one * 1_000_003 + other + 500_000, -1)
