"""A blend of recommenders: each says how likely every garment comes next, and their logarithms are weighed.

Knows the weights, learned on validation cases; the parts are recommenders of their own. A product of
opinions ranks what all hold likely before what one is sure of; a floor stands under what a part never saw.

Source: log-linear pooling (Genest and Zidek, 1986; Heskes, 1998).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.recommend.faded import best_codes
from modiste.recommend.interactions import Interactions
from modiste.recommend.kinds import Made, Making, home_of, settings_of
from modiste.recommend.protocols import Codes, Floats, History, Reason, Recommender
from modiste.recommend.ranking import gains, masked, top_places
from modiste.recommend.splits import Cases

_SOFT = ("transformer", "gru")
_FLOORS = (1e-5, 1e-4, 1e-3, 1e-2)
_STEPS = (0.5, 0.7, 0.85, 1.2, 1.5, 2.0)
_ROUNDS = 3
_NEAR = 60
_BATCH = 256
_EASE_ITEMS = 4000


@dataclass(frozen=True)
class BlendSettings:
    """What is blended.

    Attributes:
        parts: names of recommenders with commas between; empty for kNN and the transformer, with EASE where
            the catalogue is small and popularity where times are known.
        floor: the least chance that a part gives a garment; 0 is chosen on validation.
        weights: of the parts, with commas between; empty is chosen on validation.
    """

    parts: str = ""
    floor: float = 0.0
    weights: str = ""


@dataclass(eq=False)
class Blend:
    """The fitted parts and their weights, as in the settings.

    Attributes:
        items: the garments' ids.
        settings: with the weights and the floor that were chosen.
        parts: recommenders.
    """

    items: tuple[str, ...]
    settings: BlendSettings
    parts: tuple[Recommender, ...]
    name: str = "blend"

    @property
    def weights(self) -> tuple[float, ...]:
        """Of each part."""
        return tuple(float(each) for each in self.settings.weights.split(","))

    def scores(self, histories: Sequence[History]) -> Floats:
        """Float32 (n, items): the weighted logarithms of what the parts expect."""
        made = np.zeros((len(histories), len(self.items)), np.float32)
        for part, weight in zip(self.parts, self.weights, strict=True):
            if weight:
                chances = likely(part, part.scores(histories), histories)
                made += np.float32(weight) * np.log(chances + np.float32(self.settings.floor))
        return made

    def candidates(self, history: History, k: int) -> tuple[Codes, Floats]:
        """At most k with the best scores; an empty history gives none."""
        return best_codes(self.scores([history])[0] if len(history) else np.zeros(0), k)

    def reasons(self, history: History, code: int, most: int = 3) -> tuple[Reason, ...]:
        """What the parts say, each by its weight; what is known beside comes from the first that knows it."""
        found: dict[tuple[Any, str], tuple[float, Mapping[str, Any]]] = {}
        whole = sum(self.weights) or 1.0
        for part, weight in zip(self.parts, self.weights, strict=True):
            for reason in part.reasons(history, code, most):
                share, facts = found.get((reason.kind, reason.garment), (0.0, {}))
                found[reason.kind, reason.garment] = (
                    share + reason.share * weight / whole,
                    facts or reason.facts,
                )
        first = sorted(found, key=lambda key: (-found[key][0], key))[:most]
        return tuple(Reason(key[0], found[key][0], key[1], found[key][1]) for key in first)

    def update(self, history: History, code: int, weight: float = 1.0) -> None:
        """Take an act into those parts that can."""
        for part in self.parts:
            if hasattr(part, "update"):
                part.update(history, code, weight)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Nothing of its own: the parts have theirs."""
        return {}


def likely(part: Recommender, scores: Floats, histories: Sequence[History]) -> Floats:
    """How likely a part holds each garment (n, items) to come next, the history's left out; in place."""
    masked(scores, tuple(histories))
    if part.name in _SOFT:
        scores -= scores.max(1, keepdims=True)
        np.exp(scores, out=scores)
    else:
        np.maximum(scores, 0, out=scores)
    scores /= np.maximum(scores.sum(1, keepdims=True), 1e-12)
    return scores


def make(making: Making) -> Made:
    """Fit the parts, each by its own choice, and learn their weights on the validation cases."""
    own = {name: text for name, text in making.given.items() if "." not in name}
    settings: BlendSettings = settings_of(BlendSettings(), own)
    wanted = [each.strip() for each in settings.parts.split(",") if each.strip()]
    named = wanted or _default(making.train)
    made: dict[str, Made] = {}
    for name in named:
        mark = f"{name}."
        given = {key.removeprefix(mark): text for key, text in making.given.items() if key.startswith(mark)}
        made[name] = home_of(name).make(
            Making(making.train, making.choosing, making.train, given, making.progress, making.should_stop)
        )
        making.note(f"{name}: validation NDCG@10 {made[name].chosen_by:.4f}")
    parts = tuple(each.recommender for each in made.values())
    learned, value = learn(parts, making.sample(), settings)
    settings = BlendSettings(",".join(named), learned[0], ",".join(f"{each:.4g}" for each in learned[1]))
    making.note(f"blend: weights {settings.weights}, floor {settings.floor}, validation NDCG@10 {value:.4f}")
    if making.final is not making.train:
        parts = tuple(home_of(name).again(each, making) for name, each in made.items())
    told = {
        "parts": settings.parts,
        "weights": settings.weights,
        "floor": settings.floor,
        **{f"{name}.{key}": item for name, each in made.items() for key, item in each.settings.items()},
    }
    return Made(Blend(making.train.items, settings, parts), told, value)


def learn(
    parts: Sequence[Recommender], cases: Cases, settings: BlendSettings
) -> tuple[tuple[float, tuple[float, ...]], float]:
    """The floor and the weights with the best NDCG@10: one after the other is moved while that gains."""
    chances = features(parts, cases)
    given = tuple(float(each) for each in settings.weights.split(",")) if settings.weights else ()
    best: tuple[float, tuple[float, ...]] = (0.0, ())
    value = -1.0
    for floor in (settings.floor,) if settings.floor else _FLOORS:
        logs = np.log(chances + np.float32(floor))
        weights = np.array(given or (1 / len(parts),) * len(parts), np.float32)
        found = _worth(logs @ weights)
        for _ in range(0 if given else _ROUNDS):
            before = found
            for place in range(len(parts)):
                for step in _STEPS:
                    tried = weights.copy()
                    tried[place] *= step
                    tried /= tried.sum()
                    gained = _worth(logs @ tried)
                    if gained > found:
                        weights, found = tried, gained
            if found == before:
                break
        if found > value:
            value, best = found, (floor, tuple(weights.tolist()))
    return best, value


def features(parts: Sequence[Recommender], cases: Cases) -> Floats:
    """(cases, candidates, parts): chances of what any part places high, and last of the target; else 0."""
    made = []
    for start in range(0, len(cases), _BATCH):
        histories, targets = cases.histories[start : start + _BATCH], cases.targets[start : start + _BATCH]
        whole = [likely(part, part.scores(histories), histories) for part in parts]
        near = min(_NEAR, whole[0].shape[1])
        codes = np.concatenate([*(top_places(each, near) for each in whole), targets[:, None]], axis=1)
        order = np.argsort(codes, axis=1, kind="stable")
        placed = np.take_along_axis(codes, order, 1)
        again = np.zeros(codes.shape, dtype=bool)
        np.put_along_axis(again, order[:, 1:], placed[:, 1:] == placed[:, :-1], 1)
        again |= codes == targets[:, None]
        again[:, -1] = False
        found = np.stack([np.take_along_axis(each, codes, 1) for each in whole], axis=2)
        found[again] = 0
        made.append(found)
    return np.concatenate(made)


def _worth(mixed: Floats) -> float:
    return float(gains((mixed >= mixed[:, -1:]).sum(1)).mean())


def _default(interactions: Interactions) -> list[str]:
    named = ["knn", "transformer"]
    if len(interactions.items) <= _EASE_ITEMS:
        named.append("ease")
    if len(interactions) and int(interactions.at.min()) < int(interactions.at.max()):
        named.append("popularity")
    return named


def restore(
    items: tuple[str, ...],
    settings: Mapping[str, Any],
    arrays: Mapping[str, NDArray[Any]],
    parts: tuple[Recommender, ...] = (),
) -> Blend:
    """From what a file kept."""
    return Blend(items, BlendSettings(**settings), parts)
