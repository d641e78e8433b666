"""What is taken up most, of late more than long ago: for those of whom nothing is known.

Knows counts that fade with time; whom they are shown to is others'.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.recommend.interactions import Interactions
from modiste.recommend.kinds import Made, Making, choose, plain
from modiste.recommend.protocols import Codes, Floats, History, Reason

_DAY = 86_400.0


@dataclass(frozen=True)
class PopularitySettings:
    """How counts fade.

    Attributes:
        half_life_days: after so many days an act counts half; 0 for never. Without times nothing fades.
        most_a_customer: acts of one customer with one garment that count.
    """

    half_life_days: float = 0.0
    most_a_customer: int = 1


@dataclass(eq=False)
class Popularity:
    """How much each garment is taken up.

    Attributes:
        items: the garments' ids.
        settings: as above.
        worth: (items,) faded counts.
    """

    items: tuple[str, ...]
    settings: PopularitySettings
    worth: Floats
    name: str = "popularity"

    @classmethod
    def fit(cls, interactions: Interactions, settings: PopularitySettings | None = None) -> "Popularity":
        """Count, as of the newest act."""
        chosen = settings or PopularitySettings()
        counted = _few_of_each(interactions, chosen.most_a_customer)
        weights = interactions.weights[counted].astype(np.float64)
        if chosen.half_life_days > 0 and len(interactions):
            age = (interactions.at.max() - interactions.at[counted]) / (_DAY * chosen.half_life_days)
            weights = weights * 0.5**age
        worth = np.bincount(interactions.codes[counted], weights, len(interactions.items))
        return cls(interactions.items, chosen, worth.astype(np.float32))

    def scores(self, histories: Sequence[History]) -> Floats:
        """Float32 (n, items): the same for everybody."""
        return np.repeat(self.worth[None, :], len(histories), axis=0)

    def candidates(self, history: History, k: int) -> tuple[Codes, Floats]:
        """The k most taken up; it needs no history."""
        best = np.argsort(-self.worth, kind="stable")[:k].astype(np.int32)
        return best, self.worth[best]

    def reasons(self, history: History, code: int, most: int = 3) -> tuple[Reason, ...]:
        """That it is taken up much, and its place."""
        place = int((self.worth > self.worth[code]).sum()) + 1
        return (Reason("trending", 1.0, facts={"place": place}),) if self.worth[code] > 0 and most > 0 else ()

    def update(self, history: History, code: int, weight: float = 1.0) -> None:
        """Take in one act."""
        worth = self.worth.copy()
        worth[code] += weight
        self.worth = worth

    def arrays(self) -> dict[str, NDArray[Any]]:
        """What a file keeps of it."""
        return {"worth": self.worth}

    @classmethod
    def of_arrays(
        cls, items: tuple[str, ...], settings: PopularitySettings, arrays: Mapping[str, NDArray[Any]]
    ) -> "Popularity":
        """From what `arrays` gave."""
        return cls(items, settings, arrays["worth"])


def _few_of_each(interactions: Interactions, most: int) -> NDArray[np.bool_]:
    """Whether an act is among the newest `most` of its customer with its garment."""
    size = len(interactions)
    key = interactions.owners() * np.int64(len(interactions.items)) + interactions.codes
    order = np.lexsort((-np.arange(size), key))
    first = np.concatenate([[True], key[order][1:] != key[order][:-1]]) if size else np.zeros(0, dtype=bool)
    place = np.arange(size) - np.maximum.accumulate(np.where(first, np.arange(size), 0))
    kept = np.zeros(size, dtype=bool)
    kept[order] = place < most
    return kept


def make(making: Making) -> Made:
    """Choose how fast counts fade, where times are known, and count."""
    timed = bool(len(making.train)) and int(making.train.at.max()) > int(making.train.at.min())
    choices = {"half_life_days": (0.0, 7.0, 30.0, 90.0, 365.0)} if timed else {}

    def worth(settings: PopularitySettings) -> float:
        return making.worth(Popularity.fit(making.train, settings))

    best, value = choose(PopularitySettings(), choices, making.given, worth)
    return Made(Popularity.fit(making.final, best), plain(best), value)


def restore(
    items: tuple[str, ...], settings: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]
) -> Popularity:
    """From what a file kept."""
    return Popularity.of_arrays(items, PopularitySettings(**settings), arrays)


def again(made: Made, making: Making) -> Popularity:
    """With the chosen settings, from all that may be learned from in the end."""
    return Popularity.fit(making.final, PopularitySettings(**made.settings))
