"""Whether more comes out of a transformation than went in, told at once or in parts (`transformationID`).

Knows masses and how parts add up; other rules are `rules`', where parts are kept is the book's.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from modiste.garment import canonical_id
from modiste.supply.epcis.things import kilos_of

MOST_GAIN = 0.01
"""The share by which a transformation may weigh more after than before: moisture, scales."""


@dataclass(frozen=True, slots=True)
class Balance:
    """Kilograms of a transformation.

    Attributes:
        went_in: Of its inputs; NaN where one of them is not weighed, and nothing is then broken.
        came_out: Of its weighed outputs.
    """

    went_in: float = 0.0
    came_out: float = 0.0

    def plus(self, went_in: float = 0.0, came_out: float = 0.0) -> "Balance":
        """With more of either."""
        return Balance(self.went_in + went_in, self.came_out + came_out)

    @property
    def is_broken(self) -> bool:
        """Whether more came out than went in; not where nobody said yet what went in."""
        return 0 < self.went_in * (1 + MOST_GAIN) < self.came_out


class Balances:
    """Those of transformations told in parts.

    A part's outputs are held against the inputs of all parts told before and of those told with it, so that
    their order among each other does not count. Outputs told before any input are held against them with the
    next outputs: until then more inputs may come.
    """

    def __init__(
        self, before: Iterable[Mapping[str, Any]] = (), together: Iterable[Mapping[str, Any]] = ()
    ) -> None:
        """Add up what was told.

        Args:
            before: Parts that were judged before, and declarations that some were errors.
            together: What is told now, each once; `note` tells what became of it.
        """
        parts = [(each, 1.0) for each in before] + [(each, 0.0) for each in together]
        self._void = {each["eventID"] for each, _ in parts if "errorDeclaration" in each}
        self._told: dict[str, Balance] = {}
        for event, judged in parts:
            if (name := transformation_of(event)) and event["eventID"] not in self._void:
                own = weighed(event)
                self._add(name, own.went_in, own.came_out * judged)

    def after(self, event: Mapping[str, Any]) -> Balance:
        """What a transformation weighs once these outputs of it are told."""
        own, name = weighed(event), transformation_of(event)
        if not name:
            return own
        # What only went in can but mend a balance.
        return self._told.get(name, Balance()).plus(came_out=own.came_out) if own.came_out else Balance()

    def note(self, event: Mapping[str, Any], *, is_refused: bool) -> None:
        """An event of those that are told together was judged."""
        if (name := transformation_of(event)) and event["eventID"] not in self._void:
            own = weighed(event)
            self._add(name, *((-own.went_in, 0.0) if is_refused else (0.0, own.came_out)))

    def _add(self, name: str, went_in: float, came_out: float) -> None:
        self._told[name] = self._told.get(name, Balance()).plus(went_in, came_out)


def transformation_of(event: Mapping[str, Any]) -> str:
    """The transformation that an event tells a part of, by its canonical name, or ""."""
    is_part = event["type"] == "TransformationEvent" and "transformationID" in event
    return canonical_id(event["transformationID"]) if is_part else ""


def weighed(event: Mapping[str, Any]) -> Balance:
    """What a transformation event says itself."""
    inputs = None if event.get("inputEPCList") else kilos_of(event, "inputQuantityList")
    return Balance(math.nan if inputs is None else inputs, kilos_of(event, "outputQuantityList") or 0.0)
