"""How long work tells the world where it is: one small event and one callable protocol.

Knows nothing of bars, streams or logs; the faces turn events into those.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

Kind = Literal["start", "step", "epoch", "note", "done"]


@dataclass(frozen=True)
class Event:
    """One sign of life: `done` of `total` units, a message, and named values such as `loss`."""

    kind: Kind
    done: int = 0
    total: int = 0
    message: str = ""
    values: Mapping[str, float] = field(default_factory=dict)


class Progress(Protocol):
    """Anything that can be told an event: a terminal bar, a job row, a test's list."""

    def __call__(self, event: Event) -> None:
        """Hear one event; must be quick, and must not raise."""


def silent(event: Event) -> None:
    """Hear and say nothing."""
