"""Which kind a source is: every connector says how sure it is, and the surest is taken if it stands out.

Knows sureness; what makes a kind is each connector's.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from modiste.collect.source import Connector, Source
from modiste.garment import ModisteError

SURE_ENOUGH = 0.6
APART = 0.1
"""The surest must be so much surer than the next, or a person has to say which it is."""


@dataclass(frozen=True, slots=True)
class Guess:
    """One kind, what people call it, and how sure its connector is, 0 to 1."""

    kind: str
    title: str
    sureness: float


def guesses(source: Source, connectors: Iterable[Connector]) -> tuple[Guess, ...]:
    """Every kind with any sureness at all, surest first."""
    found = [Guess(each.kind, each.title, round(each.recognise(source), 3)) for each in connectors]
    return tuple(sorted((each for each in found if each.sureness > 0), key=lambda g: (-g.sureness, g.kind)))


def kind_of(source: Source, connectors: Sequence[Connector]) -> Guess:
    """The kind that a source is.

    Raises:
        ModisteError: MOD-1238 when none is sure enough or two are about as sure, with all that were guessed.
    """
    ranked = guesses(source, connectors)
    known = ", ".join(sorted(each.kind for each in connectors))
    if not ranked or ranked[0].sureness < SURE_ENOUGH:
        raise ModisteError(
            "MOD-1238", name=source.name, reason=_told(ranked) or "no format fits", known=known
        )
    if len(ranked) > 1 and ranked[0].sureness - ranked[1].sureness < APART:
        raise ModisteError("MOD-1238", name=source.name, reason=f"it may be {_told(ranked)}", known=known)
    return ranked[0]


def _told(ranked: Sequence[Guess]) -> str:
    return ", ".join(f"{each.kind} ({each.sureness:.0%} sure)" for each in ranked[:4])
