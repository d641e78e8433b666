"""The recommenders by name: how each is chosen for on validation cases, fitted, kept and opened.

Knows names, settings and the order of choosing and fitting; each recommender is its own file's.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from importlib import import_module
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from modiste.garment import ModisteError
from modiste.learning import Event, Progress, silent
from modiste.recommend.interactions import Interactions
from modiste.recommend.protocols import Recommender
from modiste.recommend.ranking import gains, rank
from modiste.recommend.splits import Cases

HOMES = {
    "blend": "blend",
    "ease": "ease",
    "gru": "recurrent",
    "ials": "ials",
    "knn": "neighbours",
    "popularity": "popularity",
    "transformer": "transformer",
}
"""Kinds by name, and the file of each: its `CHOICE` and what fits it."""

_CELLS = 100_000_000
_FEWEST, _MOST = 2000, 8000


def _never() -> bool:
    return False


@dataclass(frozen=True)
class Making:
    """What a recommender is made from.

    Attributes:
        train: to learn from while choosing.
        choosing: the cases to choose by.
        final: to learn from in the end; `train` itself where nothing more may be learned from.
        given: settings that are not to be chosen, as `--set` gives them.
        progress: told how far it is.
        should_stop: asked in between.
    """

    train: Interactions
    choosing: Cases
    final: Interactions
    given: Mapping[str, str] = field(default_factory=dict)
    progress: Progress = silent
    should_stop: Callable[[], bool] = _never

    def sample(self) -> Cases:
        """As many of the cases as choosing can afford, drawn once for all that is compared."""
        most = int(np.clip(_CELLS // max(len(self.train.items), 1), _FEWEST, _MOST))
        if len(self.choosing) <= most:
            return self.choosing
        return self.choosing.take(np.random.default_rng(0).permutation(len(self.choosing))[:most])

    def worth(self, recommender: Recommender, cases: Cases | None = None) -> float:
        """Mean NDCG@10 on the cases to choose by."""
        if self.should_stop():
            raise ModisteError("MOD-2018", what="Fitting a recommender")
        asked = self.sample() if cases is None else cases
        return float(gains(rank(recommender, asked, listed=False).ranks).mean())

    def note(self, text: str) -> None:
        """Tell what was found."""
        self.progress(Event("note", message=text))


@dataclass(frozen=True)
class Made:
    """A fitted recommender, the settings that were chosen, and the NDCG@10 that they were chosen by."""

    recommender: Recommender
    settings: Mapping[str, Any]
    chosen_by: float
    cpu_seconds: float = 0.0


def make(kind: str, making: Making) -> Made:
    """Choose settings and fit.

    Raises:
        ModisteError: MOD-2306 for an unknown kind or setting, MOD-2018 when stopped.
    """
    begun = time.process_time()
    home = home_of(kind)
    # More threads cost more processor seconds than they save of the clock on matrices of this size.
    with threadpool_limits(1):
        made: Made = home.make(making)
    return replace(made, cpu_seconds=time.process_time() - begun)


def home_of(kind: str) -> Any:
    """The file of a kind.

    Raises:
        ModisteError: MOD-2307 for an unknown one.
    """
    if kind not in HOMES:
        raise ModisteError("MOD-2307", name=kind, known=", ".join(sorted(HOMES)))
    return import_module(f"modiste.recommend.{HOMES[kind]}")


def settings_of(settings: Any, given: Mapping[str, str]) -> Any:
    """Settings with those that were given as text; what is whole, a number or a word follows the default.

    Raises:
        ModisteError: MOD-2306 for a name that is none, or a value of another kind.
    """
    known = {each.name: getattr(settings, each.name) for each in fields(settings)}
    changed: dict[str, Any] = {}
    for name, text in given.items():
        if name not in known:
            raise ModisteError("MOD-2306", name=name, value=text, reason=f"known are {', '.join(known)}")
        try:
            changed[name] = type(known[name])(text)
        except ValueError:
            reason = f"{type(known[name]).__name__} is wanted"
            raise ModisteError("MOD-2306", name=name, value=text, reason=reason) from None
    return replace(settings, **changed)


def choose(
    start: Any,
    choices: Mapping[str, tuple[Any, ...]],
    given: Mapping[str, str],
    worth: Callable[[Any], float],
) -> tuple[Any, float]:
    """The settings that are worth most: one after the other is tried, the best of each is kept.

    Args:
        start: where it begins.
        choices: what is tried, in that order; settings that were given are not.
        given: as text.
        worth: of settings, higher is better.
    """
    best = settings_of(start, given)
    value = worth(best)
    for name, values in choices.items():
        if name in given:
            continue
        for each in values:
            if each == getattr(best, name):
                continue
            tried = replace(best, **{name: each})
            found = worth(tried)
            if found > value:
                best, value = tried, found
    return best, value


def plain(settings: Any) -> dict[str, Any]:
    """Settings as plain values."""
    return asdict(settings)
