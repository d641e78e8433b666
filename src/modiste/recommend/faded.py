"""A history as a row in which older garments count less, and what several recommenders make of such rows.

Knows fading, the best of a row and the reasons of a sum of parts; the numbers are each recommender's.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from modiste.recommend.protocols import Codes, Floats, History, Reason


def fading(recent: History, fade: float) -> Floats:
    """(n,) how much each act of a history counts: 1 for the newest, `fade` less for each that is older."""
    age = np.arange(len(recent) - 1, -1, -1, dtype=np.float32)
    made: Floats = np.float32(fade) ** age * np.sqrt(recent.weights)
    return made


def faded_rows(histories: Sequence[History], fade: float, memory: int, items: int) -> Any:
    """(n, items) CSR: how much each garment of each history counts, of the newest `memory`."""
    recent = [each.last(memory) for each in histories]
    ends = np.concatenate([[0], np.cumsum([len(each) for each in recent])])
    codes = np.concatenate([np.empty(0, np.int32), *(each.codes for each in recent)])
    values = np.concatenate([np.empty(0, np.float32), *(fading(each, fade) for each in recent)])
    return sparse.csr_array((values.astype(np.float32), codes, ends), shape=(len(recent), items))


def best_codes(scores: NDArray[Any], k: int) -> tuple[Codes, Floats]:
    """The places of the k best finite scores, best first, the lower place at ties, and their scores."""
    size = len(scores)
    found = np.argpartition(-scores, k)[:k] if k < size else np.arange(size)
    found = found[np.lexsort((found, -scores[found]))]
    found = found[np.isfinite(scores[found])]
    return found.astype(np.int32), scores[found].astype(np.float32)


def part_reasons(
    items: Sequence[str],
    history: History,
    worth: Floats,
    fade: float,
    memory: int,
    most: int,
    facts: Any = lambda _garment: {},
    faded: Floats | None = None,
) -> tuple[Reason, ...]:
    """The garments of a history that speak for another, the weightiest first, with their share of it all.

    Args:
        items: ids.
        history: all of it.
        worth: (n,) how much each act's garment speaks for the other, before fading.
        fade: as in `fading`.
        memory: how many of the newest count.
        most: reasons at most.
        facts: what else is known of a garment of the history.
        faded: how much each of its newest acts counts, where that is at hand.
    """
    recent = history.last(memory)
    parts: dict[int, float] = {}
    values = worth[len(history) - len(recent) :] * (fading(recent, fade) if faded is None else faded)
    for garment, value in zip(recent.codes.tolist(), values.tolist(), strict=True):
        if value > 0:
            parts[garment] = parts.get(garment, 0.0) + value
    whole = sum(parts.values())
    first = sorted(parts, key=lambda garment: (-parts[garment], garment))[:most]
    return tuple(Reason("history", parts[each] / whole, items[each], facts(each)) for each in first)
