"""Implicit alternating least squares, by the library `implicit`: the classic to stand beside.

Knows how the library is asked and how a new history becomes a vector; the factorisation is the library's.

Source: Hu, Koren and Volinsky, Collaborative Filtering for Implicit Feedback Datasets, ICDM 2008.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from modiste.garment import ModisteError
from modiste.recommend.faded import best_codes, faded_rows, part_reasons
from modiste.recommend.interactions import Interactions
from modiste.recommend.kinds import Made, Making, choose, plain
from modiste.recommend.protocols import Codes, Floats, History, Reason


@dataclass(frozen=True)
class IalsSettings:
    """How it is fitted and asked.

    Attributes:
        factors: of each vector.
        ridge: the penalty.
        confidence: how much an act weighs beside its absence.
        rounds: of alternation.
        fade: a history's garments fade by it with age when asked.
        memory: how many of the newest count.
    """

    factors: int = 128
    ridge: float = 0.05
    confidence: float = 10.0
    rounds: int = 12
    fade: float = 0.9
    memory: int = 50


@dataclass(eq=False)
class Ials:
    """The garments' vectors; a customer's is solved from their history.

    Attributes:
        items: the garments' ids.
        settings: as above.
        table: (items, factors).
    """

    items: tuple[str, ...]
    settings: IalsSettings
    table: Floats
    name: str = "ials"

    @classmethod
    def fit(cls, interactions: Interactions, settings: IalsSettings | None = None) -> "Ials":
        """Factorise.

        Raises:
            ModisteError: MOD-2014 where `implicit` is not installed.
        """
        chosen = settings or IalsSettings()
        try:
            from implicit.cpu.als import AlternatingLeastSquares  # noqa: PLC0415 - an extra
        except ModuleNotFoundError:
            needed = {"what": "iALS", "package": "implicit", "extra": "recommend"}
            raise ModisteError("MOD-2014", **needed) from None
        taken = sparse.csr_array(
            (interactions.weights, interactions.codes, interactions.starts),
            shape=(len(interactions.customers), len(interactions.items)),
        )
        taken.sum_duplicates()
        model = AlternatingLeastSquares(
            factors=chosen.factors,
            regularization=chosen.ridge,
            alpha=chosen.confidence,
            iterations=chosen.rounds,
            num_threads=1,
            random_state=0,
        )
        model.fit(sparse.csr_matrix(taken), show_progress=False)
        return cls(interactions.items, chosen, np.asarray(model.item_factors, np.float32))

    def vectors(self, histories: Sequence[History]) -> Floats:
        """Float32 (n, factors): the least squares of each history, older acts counting less."""
        known = self.settings
        rows = faded_rows(histories, known.fade, known.memory, len(self.items))
        gram = self.table.T @ self.table + known.ridge * np.eye(self.table.shape[1], dtype=np.float32)
        made = np.zeros((len(histories), self.table.shape[1]), np.float32)
        for row in range(len(histories)):
            part = slice(rows.indptr[row], rows.indptr[row + 1])
            if part.start == part.stop:
                continue
            near = self.table[rows.indices[part]]
            weight = known.confidence * rows.data[part]
            left = gram + (near * weight[:, None]).T @ near
            made[row] = np.linalg.solve(left, ((1 + weight)[:, None] * near).sum(0))
        return made

    def scores(self, histories: Sequence[History]) -> Floats:
        """Float32 (n, items)."""
        made: Floats = self.vectors(histories) @ self.table.T
        return made

    def candidates(self, history: History, k: int) -> tuple[Codes, Floats]:
        """At most k with the best scores; an empty history gives none."""
        return best_codes(self.scores([history])[0] if len(history) else np.zeros(0), k)

    def reasons(self, history: History, code: int, most: int = 3) -> tuple[Reason, ...]:
        """The garments of the history whose vectors point to this one."""
        worth = self.table[history.codes] @ self.table[code]
        return part_reasons(self.items, history, worth, self.settings.fade, self.settings.memory, most)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """What a file keeps of it."""
        return {"table": self.table}

    @classmethod
    def of_arrays(
        cls, items: tuple[str, ...], settings: IalsSettings, arrays: Mapping[str, NDArray[Any]]
    ) -> "Ials":
        """From what `arrays` gave."""
        return cls(items, settings, arrays["table"])


def make(making: Making) -> Made:
    """Choose the penalty, the confidence and how histories fade, and factorise."""
    kept: dict[tuple[Any, ...], Ials] = {}

    def fitted(settings: IalsSettings) -> Ials:
        key = (settings.factors, settings.ridge, settings.confidence, settings.rounds)
        if key not in kept:
            kept[key] = Ials.fit(making.train, settings)
        return Ials(making.train.items, settings, kept[key].table)

    choices: dict[str, tuple[Any, ...]] = {
        "confidence": (3.0, 10.0, 30.0),
        "ridge": (0.01, 0.05, 1.0, 10.0),
        "fade": (0.5, 0.7, 0.9, 1.0),
    }
    best, value = choose(IalsSettings(), choices, making.given, lambda each: making.worth(fitted(each)))
    model = fitted(best) if making.final is making.train else Ials.fit(making.final, best)
    return Made(model, plain(best), value)


def restore(items: tuple[str, ...], settings: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> Ials:
    """From what a file kept."""
    return Ials.of_arrays(items, IalsSettings(**settings), arrays)


def again(made: Made, making: Making) -> Ials:
    """With the chosen settings, from all that may be learned from in the end."""
    return Ials.fit(making.final, IalsSettings(**made.settings))
