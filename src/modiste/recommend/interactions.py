"""Interactions of many customers as arrays: who took up what, when, with what weight, in order of time.

Knows codes and order; where rows come from is `tables`' and the workspace's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from modiste.recommend.protocols import Codes, Floats, History

Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Interactions:
    """Every customer's history, one after the other.

    Attributes:
        customers: ids; a customer's number is their place.
        items: the garments' ids; a garment's code is its place.
        starts: (customers + 1,) where each customer's history begins and the last one ends.
        codes: (n,) garments.
        at: (n,) seconds since 1970, never falling within a history; zeros where only the order is known.
        weights: (n,) how much each act tells of liking.
    """

    customers: tuple[str, ...]
    items: tuple[str, ...]
    starts: Ints
    codes: Codes
    at: Ints
    weights: Floats

    def __len__(self) -> int:
        return len(self.codes)

    def history(self, customer: int) -> History:
        """One customer's history, a view."""
        part = slice(self.starts[customer], self.starts[customer + 1])
        return History(self.codes[part], self.at[part], self.weights[part])

    def histories(self) -> Iterator[History]:
        """Every customer's, in order of their numbers."""
        return map(self.history, range(len(self.customers)))

    def owners(self) -> Ints:
        """(n,) the customer's number of each interaction."""
        return np.repeat(np.arange(len(self.customers)), np.diff(self.starts))

    def counts(self) -> Ints:
        """(items,) how many interactions each garment has."""
        return np.bincount(self.codes, minlength=len(self.items))

    def where(self, keep: NDArray[np.bool_]) -> "Interactions":
        """Those interactions that are kept; customers and items keep their numbers."""
        sizes = np.bincount(self.owners()[keep], minlength=len(self.customers))
        starts = np.concatenate([[0], np.cumsum(sizes)])
        return Interactions(
            self.customers, self.items, starts, self.codes[keep], self.at[keep], self.weights[keep]
        )

    @classmethod
    def of(
        cls,
        customers: Sequence[str],
        items: Sequence[str],
        at: Sequence[int] | Ints | None = None,
        weights: Sequence[float] | Floats | None = None,
        catalogue: Sequence[str] = (),
    ) -> "Interactions":
        """From rows in any order: each customer's are put in order of time, equal times as they came.

        Args:
            customers: (n,) who.
            items: (n,) which garment.
            at: (n,) when, seconds since 1970; None where the rows' own order is all that is known.
            weights: (n,) how much it tells; ones by default.
            catalogue: garments to number first, whether or not anybody took them up.
        """
        people = {name: code for code, name in enumerate(dict.fromkeys(customers))}
        names = {name: code for code, name in enumerate(dict.fromkeys((*catalogue, *items)))}
        return cls.coded(
            tuple(people),
            np.fromiter((people[each] for each in customers), np.int32, len(customers)),
            tuple(names),
            np.fromiter((names[item] for item in items), np.int32, len(items)),
            at,
            weights,
        )

    @classmethod
    def coded(
        cls,
        customers: Sequence[str],
        owners: Codes,
        items: Sequence[str],
        codes: Codes,
        at: Sequence[int] | Ints | None = None,
        weights: Sequence[float] | Floats | None = None,
    ) -> "Interactions":
        """As `of`, from rows that name customers and garments by their places: no text a row.

        Args:
            customers: whoever has a row, each once.
            owners: (n,) the place of each row's customer.
            items: garments, in the order of their codes.
            codes: (n,) each row's garment.
            at: of `of`.
            weights: of `of`.
        """
        who, places = np.unique(np.asarray(customers, dtype=str), return_inverse=True)
        owner = places.astype(np.int32)[owners]
        moments = np.zeros(len(codes), np.int64) if at is None else np.asarray(at, np.int64)
        weight = np.ones(len(codes), np.float32) if weights is None else np.asarray(weights, np.float32)
        order = np.lexsort((moments, owner))  # equal ones stay as they came
        starts = np.concatenate([[0], np.cumsum(np.bincount(owner, minlength=len(who)))])
        return cls(tuple(who.tolist()), tuple(items), starts, codes[order], moments[order], weight[order])
