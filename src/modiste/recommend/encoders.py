"""A trained encoder of histories as a recommender: served by numpy alone, with reasons by leaving acts out.

Knows how encoders are chosen for and what they are worth for a customer; the networks are `transformer`'s and
`recurrent`'s, the training is `sequences`'.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from modiste.recommend.faded import best_codes
from modiste.recommend.kinds import Made, Making, plain, settings_of
from modiste.recommend.protocols import Codes, Floats, History, Reason
from modiste.recommend.regions import Regions
from modiste.recommend.sequences import SequenceSettings, Weights, epochs_for, state, train

if TYPE_CHECKING:
    import torch

_LEFT_OUT = 10
_EVERY = 2
_FIRST_LOOK = 4


@dataclass(frozen=True)
class Encoder:
    """One kind of network: how it is built to train, and how it is computed to serve."""

    name: str
    build: "Callable[[Floats, SequenceSettings], torch.nn.Module]"
    encode: Callable[[Weights, Sequence[History], SequenceSettings], Floats]


@dataclass(eq=False)
class Encoded:
    """A trained encoder.

    Attributes:
        items: the garments' ids.
        settings: of its training.
        encoder: which network.
        weights: by name; `items.weight` are the embeddings (items + 1, size).
    """

    items: tuple[str, ...]
    settings: SequenceSettings
    encoder: Encoder
    weights: Weights
    _regions: Regions | None = None
    _grouped: list[Floats] | None = None

    @property
    def name(self) -> str:
        """The encoder's."""
        return self.encoder.name

    def vectors(self, histories: Sequence[History]) -> Floats:
        """Float32 (n, size) where histories point to; the nearest by dot product score best."""
        return self.encoder.encode(self.weights, histories, self.settings)

    def table(self) -> Floats:
        """Float32 (items, size): every garment's place, a view."""
        return self.weights["items.weight"][:-1]

    def scores(self, histories: Sequence[History]) -> Floats:
        """Float32 (n, items): logits; all alike for an empty history."""
        made: Floats = self.vectors(histories) @ self.table().T
        return made

    def candidates(self, history: History, k: int) -> tuple[Codes, Floats]:
        """At most k with the best scores; an empty history gives none."""
        if not len(history):
            return best_codes(np.zeros(0), k)
        pointing = self.vectors([history])[0]
        near = self._near(pointing)
        if near is None:
            return best_codes(self.table() @ pointing, k)
        codes, scored = near
        places, scores = best_codes(scored, k)
        return codes[places].astype(np.int32), scores

    def _near(self, pointing: Floats) -> tuple[NDArray[np.int64], Floats] | None:
        """Which garments are worth a look, with their scores, None for all; the largest product is near.

        They lie together by group, so that a question reads memory in order. On a sphere, that is: one more
        number brings all to the same length (Bachrach et al. 2014).
        """
        count = len(self.items)
        if self._regions is None:
            table = self.table()
            longest = float(np.linalg.norm(table, axis=1).max(initial=1e-9))
            rows = np.empty((len(table), table.shape[1] + 1), np.float32)
            rows[:, :-1] = table / longest
            rows[:, -1] = np.sqrt(np.maximum(0.0, 1.0 - (rows[:, :-1] ** 2).sum(1)))
            self._regions = Regions(rows.__getitem__)
        found = self._regions.near_groups(np.append(pointing, np.float32(0.0)), count)
        if found is None:
            return None
        if self._grouped is None:
            self._grouped = [self.table()[rows] for rows in self._regions.groups()]
        numbers, groups = found
        return np.concatenate(groups), np.concatenate([self._grouped[place] @ pointing for place in numbers])

    def reasons(self, history: History, code: int, most: int = 3) -> tuple[Reason, ...]:
        """The newest acts without which the garment would score less, with their share of the fall."""
        recent = history.last(min(_LEFT_OUT, self.settings.window))
        if len(recent) < 2:
            return (Reason("history", 1.0, self.items[int(recent.codes[0])]),) if len(recent) and most else ()
        kept = [np.delete(np.arange(len(recent)), place) for place in range(len(recent))]
        fewer = [History(recent.codes[rows], recent.at[rows], recent.weights[rows]) for rows in kept]
        found = self.vectors([recent, *fewer]) @ self.table()[code]
        falls = np.maximum(found[0] - found[1:], 0)
        first = [place for place in np.argsort(-falls, kind="stable")[:most].tolist() if falls[place] > 0]
        whole = float(falls.sum())
        return tuple(
            Reason("history", float(falls[place]) / whole, self.items[int(recent.codes[place])])
            for place in first
        )

    def arrays(self) -> dict[str, NDArray[Any]]:
        """What a file keeps of it."""
        return dict(self.weights)


def make_encoded(encoder: Encoder, making: Making, start: SequenceSettings | None = None) -> Made:
    """Train, and keep the epoch that is best on validation; with more to learn from, train so long again."""
    settings: SequenceSettings = settings_of(start or SequenceSettings(), making.given)
    best: tuple[float, int, Weights] = (-1.0, 0, {})
    misses = 0
    last = epochs_for(settings, len(making.train), len(making.train.items))

    def look(weights: Weights, epoch: int) -> bool:
        nonlocal best, misses
        if epoch != last and (epoch < _FIRST_LOOK or epoch % _EVERY):
            return True
        worth = making.worth(Encoded(making.train.items, settings, encoder, weights))
        making.note(f"{encoder.name}: epoch {epoch} of {last}, validation NDCG@10 {worth:.4f}")
        if worth > best[0]:
            best, misses = (worth, epoch, state(weights)), 0
        else:
            misses += 1
        return misses < settings.patience

    train(making.train, lambda first: encoder.build(first, settings), settings, look, making.should_stop)
    value, epochs, weights = best
    settings = replace(settings, epochs=last, kept_epoch=epochs)
    made = Made(Encoded(making.train.items, settings, encoder, weights), plain(settings), value)
    if making.final is making.train:
        return made
    return replace(made, recommender=encoded_again(encoder, made, making))


def encoded_again(encoder: Encoder, made: Made, making: Making) -> Encoded:
    """Trained on all that may be learned from in the end, up to the epoch that was kept."""
    settings = SequenceSettings(**made.settings)
    kept: Weights = {}

    def look(weights: Weights, epoch: int) -> bool:
        if epoch == settings.kept_epoch:
            kept.update(state(weights))
        return epoch < settings.kept_epoch

    train(making.final, lambda first: encoder.build(first, settings), settings, look, making.should_stop)
    return Encoded(making.final.items, settings, encoder, kept)


def restored(
    encoder: Encoder, items: tuple[str, ...], settings: Mapping[str, Any], arrays: Mapping[str, Any]
) -> Encoded:
    """From what a file kept."""
    return Encoded(items, SequenceSettings(**settings), encoder, dict(arrays))
