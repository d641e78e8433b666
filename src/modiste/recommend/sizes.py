"""How a size will turn out for a customer: small, right or large, with how likely each is.

Knows what bodies, garments and customers have shown before; trees stack it. Where a garment's pattern is
known the workspace puts the simulated fit beside it. The same model tells how likely an order comes back.
"""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.garment import ModisteError
from modiste.learning import softmax, temperature_scaling, wilson
from modiste.recommend.effects import Effects, learned_effects
from modiste.recommend.size_columns import SizeColumns
from modiste.recommend.trees import Trees, grow
from modiste.recommend.wearings import FEWEST, UNKNOWN, Wearings
from modiste.store import write_whole

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]
FOLDS = 5
MOST_ROUNDS = 600
_FIRST_ROUNDS, _FIRST_RATE = 60, 0.1
_EDGE = 1e-4
_STRANGERS = 0.15
"""So many of the rows at least are learned from as of customers of whom nothing is known."""
_FORMAT = 1
_BANDS, _LEAST_IN_BAND = 20, 50


@dataclass(frozen=True, eq=False)
class SizeModel:
    """Fitted on wearings, answered without what it was fitted by.

    Attributes:
        labels: what can come of a wearing.
        columns: what is known beforehand.
        first: trees that know no outcome of this customer and garment but by size.
        effects: what garments and customers add.
        second: trees over all of it.
        temperature: by which probabilities were made to mean what they say.
        rounds: of `second`.
        n: wearings it was fitted on.
        bands: (labels, bands, 3) upper edge of probabilities, and between what shares the outcome came about
            among rows not learned from that were given such a probability (95 %, Wilson).
    """

    labels: tuple[str, ...]
    columns: SizeColumns
    first: Trees
    effects: Effects
    second: Trees
    temperature: float
    rounds: int
    n: int
    bands: Numbers

    def chances(self, rows: Wearings) -> Numbers:
        """(n, labels) how likely each outcome is."""
        return softmax(self.raw(rows), self.temperature)

    def raw(self, rows: Wearings) -> Numbers:
        """(n, labels) logits before calibration."""
        known = self.columns.table(rows, own=False)
        added = self.effects.of(self.columns.columns(rows), _logits(self.first.chances(known)))
        return self.second.raw(np.hstack([known, added]))

    def intervals(self, chances: Numbers) -> Numbers:
        """(n, labels, 2) between what shares outcomes came about where such probabilities were given."""
        made = np.empty((*chances.shape, 2))
        for label, bands in enumerate(self.bands):
            place = np.minimum(np.searchsorted(bands[:, 0], chances[:, label]), len(bands) - 1)
            made[:, label] = bands[place, 1:]
            # A probability at the rim of its band may lie outside what the band's middle saw.
            made[:, label, 0] = np.minimum(made[:, label, 0], chances[:, label])
            made[:, label, 1] = np.maximum(made[:, label, 1], chances[:, label])
        return made

    def knows(self, customer: str, garment: str) -> tuple[int, int]:
        """How many wearings of this customer and of this garment it has learned from."""
        counts = []
        for known, numbers, asked in (
            (self.columns.customers, self.columns.worn[:, 0], customer),
            (self.columns.garments, self.columns.seen, garment),
        ):
            place = int(np.searchsorted(known, asked))
            found = place < len(known) and known[place] == asked
            counts.append(int(numbers[place]) if found else 0)
        return counts[0], counts[1]

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """All that it is, by name."""
        return {
            **{f"columns_{name}": values for name, values in self.columns.to_arrays().items()},
            **self.first.to_arrays("first_"),
            **self.second.to_arrays("second_"),
            **self.effects.to_arrays("effects_"),
            "groups": np.array(len(self.effects.keys)),
            "labels": np.array(self.labels, dtype=np.str_),
            "bands": self.bands,
            "numbers": np.array([_FORMAT, self.temperature, self.rounds, self.n]),
        }

    def to_bytes(self) -> bytes:
        """The model as one file of arrays."""
        file = io.BytesIO()
        np.savez_compressed(file, **self.to_arrays())  # type: ignore[arg-type] # no name is numpy's own
        return file.getvalue()

    def save(self, path: Path) -> None:
        """Write the model as one file, whole."""
        write_whole(path, self.to_bytes())

    @classmethod
    def load(cls, path: Path) -> "SizeModel":
        """Open a saved model.

        Raises:
            ModisteError: MOD-2352 for a file that is none.
        """
        try:
            with np.load(path, allow_pickle=False) as held:
                arrays: dict[str, NDArray[Any]] = {name: held[name] for name in held.files}
            form, temperature, rounds, n = arrays["numbers"].tolist()
            if form != _FORMAT:
                raise ValueError(f"format {form:g} is not {_FORMAT}")
            return cls(
                tuple(arrays["labels"].tolist()),
                SizeColumns.from_arrays(_part(arrays, "columns_")),
                Trees.from_arrays(arrays, "first_"),
                Effects.from_arrays(arrays, "effects_", int(arrays["groups"])),
                Trees.from_arrays(arrays, "second_"),
                float(temperature),
                int(rounds),
                int(n),
                arrays["bands"],
            )
        except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
            reason = str(error)[:200] or type(error).__name__
            raise ModisteError("MOD-2352", path=path, reason=reason) from None


def fit_sizes(
    rows: Wearings,
    *,
    watched: Wearings | None = None,
    like: SizeModel | None = None,
    seed: int = 0,
    threads: int = 1,
    go_on: Callable[[str], None] = lambda step: None,
) -> SizeModel:
    """Fit on wearings whose outcomes are known.

    What a training row is told of its own garment and customer is learned from other fifths of the rows, so
    that the trees trust it as far as they may trust it of new rows.

    Args:
        rows: to learn from.
        watched: other rows: they choose how many rounds, and calibrate. None: rounds and temperature are
            those of `like`, or are chosen on a tenth of the rows.
        like: a model whose rounds and temperature are taken.
        seed: of folds and trees.
        threads: for growing trees.
        go_on: told each step; may raise to stop.

    Raises:
        ModisteError: MOD-2351 where there is too little to learn from, MOD-2014 without LightGBM.
    """
    rows = rows.take(np.flatnonzero(rows.outcomes != UNKNOWN))
    if len(rows) < FEWEST or len(np.unique(rows.outcomes)) < len(rows.labels):
        raise ModisteError("MOD-2351", n=len(rows), least=FEWEST)
    if watched is None and like is None:
        order = np.random.default_rng(seed).permutation(len(rows))
        some = len(rows) // 10
        watched = rows.take(np.sort(order[:some]))
        like = fit_sizes(
            rows.take(np.sort(order[some:])), watched=watched, seed=seed, threads=threads, go_on=go_on
        )
        watched = None
    classes, truth = len(rows.labels), rows.outcomes
    columns = SizeColumns.of(rows)
    shown = _with_strangers(rows, seed)
    known, groups = columns.table(shown, own=True), columns.columns(shown)
    fold = np.random.default_rng(seed + 1).integers(0, FOLDS, len(rows))
    offsets = np.zeros((len(rows), classes))
    for part in range(FOLDS):
        go_on("bodies")
        rest, held = fold != part, fold == part
        first = grow(
            known[rest], truth[rest], classes, _FIRST_ROUNDS, seed=seed, rate=_FIRST_RATE, threads=threads
        )
        offsets[held] = _logits(softmax(first.raw(known[held])))
    first = grow(known, truth, classes, _FIRST_ROUNDS, seed=seed, rate=_FIRST_RATE, threads=threads)
    added = np.zeros((len(rows), classes * (len(groups) + 1)))
    for part in range(FOLDS):
        go_on("garments and customers")
        rest, held = fold != part, fold == part
        learned = learned_effects(_some(groups, rest), offsets[rest], truth[rest])
        added[held] = learned.of(_some(groups, held), offsets[held])
    effects = learned_effects(columns.columns(rows), offsets, truth)
    go_on("trees")
    whole = np.hstack([known, added])
    looked: tuple[Numbers, Whole] | None = None
    if watched is not None:
        asked = columns.table(watched, own=False)
        beside = effects.of(columns.columns(watched), _logits(softmax(first.raw(asked))))
        looked = np.hstack([asked, beside]), watched.outcomes
    rounds = like.rounds if like else MOST_ROUNDS
    grown = grow(whole, truth, classes, rounds, watched=looked, seed=seed, threads=threads)
    temperature, bands = (like.temperature, like.bands) if like else (1.0, np.zeros((classes, 0, 3)))
    if looked is not None:
        scores = grown.raw(looked[0])
        temperature = temperature_scaling(scores, looked[1]).temperature
        bands = _bands(softmax(scores, temperature), looked[1])
    return SizeModel(
        rows.labels,
        columns,
        first.trees(),
        effects,
        grown.trees(),
        temperature,
        grown.rounds,
        len(rows),
        bands,
    )


def _with_strangers(rows: Wearings, seed: int) -> Wearings:
    """The same rows, some as nobody's, until enough are of customers with no other row.

    In a small shop everybody is known; trees that never saw a stranger would answer one by chance.
    """
    _, place, count = np.unique(rows.customers, return_inverse=True, return_counts=True)
    alone = (count[place] == 1) | (rows.customers == "")
    missing = _STRANGERS - float(alone.mean())
    if missing <= 0:
        return rows
    hidden = np.random.default_rng(seed + 2).random(len(rows)) < missing / (1 - float(alone.mean()))
    return replace(rows, customers=np.where(hidden, "", rows.customers))


def _bands(chances: Numbers, truth: Whole) -> Numbers:
    """Of each label: probabilities in bands of as many rows, and Wilson's interval of what came of them."""
    count = max(1, min(_BANDS, len(truth) // _LEAST_IN_BAND))
    made = np.empty((chances.shape[1], count, 3))
    for label in range(chances.shape[1]):
        order = np.argsort(chances[:, label], kind="stable")
        for place, rows in enumerate(np.array_split(order, count)):
            low, high = wilson(float((truth[rows] == label).sum()), len(rows))
            made[label, place] = chances[rows[-1], label], low, high
    return made


def _logits(chances: Numbers) -> Numbers:
    inside = np.clip(chances, _EDGE, 1 - _EDGE)
    return np.log(inside / (1 - inside))


def _some(groups: Sequence[tuple[Whole, Numbers]], rows: NDArray[np.bool_]) -> list[tuple[Whole, Numbers]]:
    return [(keys[rows], slope[rows]) for keys, slope in groups]


def _part(arrays: Mapping[str, NDArray[Any]], prefix: str) -> dict[str, NDArray[Any]]:
    return {name.removeprefix(prefix): each for name, each in arrays.items() if name.startswith(prefix)}
