"""What recommends, and what recommending asks for and does not know: sizes that fit, stock, likeness.

Declared here; recommenders are this room's own, the rest is filled by the workspace.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Codes = NDArray[np.int32]

ReasonKind = Literal["history", "alike", "trending", "outfit", "size", "new", "pinned", "explored"]


@dataclass(frozen=True)
class History:
    """What one customer took up, oldest first.

    Attributes:
        codes: (n,) places of garments in the recommender's `items`.
        at: (n,) seconds since 1970, never falling; zeros where only the order is known.
        weights: (n,) how much each act tells of liking, 1 for a look.
    """

    codes: Codes
    at: NDArray[np.int64]
    weights: Floats

    def __len__(self) -> int:
        return len(self.codes)

    def first(self, count: int) -> "History":
        """The oldest of it, a view."""
        return History(self.codes[:count], self.at[:count], self.weights[:count])

    def last(self, count: int) -> "History":
        """The newest of it, a view."""
        start = max(len(self.codes) - count, 0)
        return History(self.codes[start:], self.at[start:], self.weights[start:])


@dataclass(frozen=True)
class Reason:
    """Why a garment is recommended, as data: faces put it into words.

    Attributes:
        kind: `history` (because of `garment`), `alike` (its attributes), `trending`, ...
        share: of the score that this reason explains, from 0 to 1.
        garment: the id of the garment in the history that it rests on, or "".
        facts: what else is known, such as {"acts": 12} or {"colour": "red"}.
    """

    kind: ReasonKind
    share: float
    garment: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


class Recommender(Protocol):
    """Fitted on interactions: histories in, scores out."""

    @property
    def name(self) -> str:
        """Such as "knn"."""

    @property
    def items(self) -> tuple[str, ...]:
        """Ids; a garment's code is its place."""

    def scores(self, histories: Sequence[History]) -> Floats:
        """Float32 (n, items), higher is better; a blend's parts need not be on one scale.

        The garments of a history are scored as all others: leaving them out is the caller's.
        """

    def candidates(self, history: History, k: int) -> tuple[Codes, Floats]:
        """At most k garments with the best scores, best first, quickly: what serving asks.

        An empty history gives none, but by a recommender that needs none.
        """

    def reasons(self, history: History, code: int, most: int = 3) -> tuple[Reason, ...]:
        """What in the history speaks for a garment, the weightiest first; empty where nothing does."""


class Updatable(Recommender, Protocol):
    """A recommender that learns from a single act, without being fitted anew."""

    def update(self, history: History, code: int, weight: float = 1.0) -> None:
        """Take in that a customer with this history now took up a garment."""


@dataclass(frozen=True)
class SizeSaid:
    """What is known of a size for one customer and one garment.

    Attributes:
        size: the size to take, or "".
        probability: that it fits, from 0 to 1; None where that is not known.
        return_risk: the probability that it comes back; None where that is not known.
        basis: `model`, `bought` (the last size bought), or "".
    """

    size: str = ""
    probability: float | None = None
    return_risk: float | None = None
    basis: str = ""


class SizeOracle(Protocol):
    """Who knows which size a customer takes."""

    def said(self, customer: str, garments: Sequence[str]) -> Sequence[SizeSaid]:
        """One for each garment, quickly: some hundreds are asked for at once."""
