"""EASE: every garment from all others by one ridge regression, for catalogues whose matrix fits into memory.

Knows one closed form; above `most_items` it refuses, for its cost grows with the cube of the catalogue.

Source: Steck, Embarrassingly Shallow Autoencoders for Sparse Data, WWW 2019; the history fades with age.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, sparse

from modiste.garment import ModisteError
from modiste.recommend.faded import best_codes, faded_rows, part_reasons
from modiste.recommend.interactions import Interactions
from modiste.recommend.kinds import Made, Making, choose, plain
from modiste.recommend.protocols import Codes, Floats, History, Reason


@dataclass(frozen=True)
class EaseSettings:
    """How it is fitted and asked.

    Attributes:
        ridge: the penalty.
        fade: a history's garments fade by it with age when asked, newest first.
        memory: how many of the newest count.
        most_items: a larger catalogue is refused.
    """

    ridge: float = 100.0
    fade: float = 0.7
    memory: int = 50
    most_items: int = 13_000


@dataclass(eq=False)
class Ease:
    """The fitted weights.

    Attributes:
        items: the garments' ids.
        settings: as above.
        weights: (items, items), from the history's garment to the other.
    """

    items: tuple[str, ...]
    settings: EaseSettings
    weights: Floats
    name: str = "ease"

    @classmethod
    def fit(cls, interactions: Interactions, settings: EaseSettings | None = None) -> "Ease":
        """Solve.

        Raises:
            ModisteError: MOD-2308 for a catalogue that is too large.
        """
        chosen = settings or EaseSettings()
        size = len(interactions.items)
        if size > chosen.most_items:
            raise ModisteError("MOD-2308", count=size, most=chosen.most_items)
        taken = sparse.csr_array(
            (np.ones(len(interactions), np.float32), interactions.codes, interactions.starts),
            shape=(len(interactions.customers), size),
        )
        taken.sum_duplicates()
        taken.data[:] = 1
        gram = np.asarray((taken.T @ taken).todense(), np.float32)
        gram[np.diag_indices(size)] += chosen.ridge
        inverse = linalg.cho_solve(
            linalg.cho_factor(gram, overwrite_a=True, check_finite=False),
            np.eye(size, dtype=np.float32),
            overwrite_b=True,
            check_finite=False,
        )
        inverse /= -np.diag(inverse)[None, :].copy()
        inverse[np.diag_indices(size)] = 0
        return cls(interactions.items, chosen, np.ascontiguousarray(inverse))

    def scores(self, histories: Sequence[History]) -> Floats:
        """Float32 (n, items)."""
        rows = faded_rows(histories, self.settings.fade, self.settings.memory, len(self.items))
        made: Floats = np.asarray(rows @ self.weights, np.float32)
        return made

    def candidates(self, history: History, k: int) -> tuple[Codes, Floats]:
        """At most k with the best scores; an empty history gives none."""
        return best_codes(self.scores([history])[0], k) if len(history) else best_codes(np.zeros(0), 0)

    def reasons(self, history: History, code: int, most: int = 3) -> tuple[Reason, ...]:
        """The garments of the history whose weights speak for this one."""
        return part_reasons(
            self.items,
            history,
            self.weights[history.codes, code],
            self.settings.fade,
            self.settings.memory,
            most,
        )

    def arrays(self) -> dict[str, NDArray[Any]]:
        """What a file keeps of it."""
        return {"weights": self.weights}

    @classmethod
    def of_arrays(
        cls, items: tuple[str, ...], settings: EaseSettings, arrays: Mapping[str, NDArray[Any]]
    ) -> "Ease":
        """From what `arrays` gave."""
        return cls(items, settings, arrays["weights"])


def make(making: Making) -> Made:
    """Choose how the history fades, and where that is cheap the penalty, and solve."""
    kept: dict[float, Ease] = {}

    def fitted(settings: EaseSettings) -> Ease:
        if settings.ridge not in kept:
            kept.clear()
            kept[settings.ridge] = Ease.fit(making.train, settings)
        return Ease(making.train.items, settings, kept[settings.ridge].weights)

    cheap = len(making.train.items) <= 4000
    choices: dict[str, tuple[Any, ...]] = {"fade": (0.3, 0.5, 0.7, 0.85, 0.95)}
    if cheap:
        choices = {"ridge": (30.0, 100.0, 300.0, 1000.0), **choices}
    best, value = choose(EaseSettings(), choices, making.given, lambda each: making.worth(fitted(each)))
    model = fitted(best) if making.final is making.train else Ease.fit(making.final, best)
    return Made(model, plain(best), value)


def restore(items: tuple[str, ...], settings: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> Ease:
    """From what a file kept."""
    return Ease.of_arrays(items, EaseSettings(**settings), arrays)


def again(made: Made, making: Making) -> Ease:
    """With the chosen settings, from all that may be learned from in the end."""
    return Ease.fit(making.final, EaseSettings(**made.settings))
