"""What the supply chain asks of others: a link to send over, a book that keeps events.

Knows shapes only. Links are MQTT's, HTTP's or a test's; the book is the store's, given by `workspace`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Receipt:
    """All of a device up to this epoch and seq is on disk here or was declared lost; it may let go of it."""

    device: str
    epoch: int
    seq: int


@dataclass(frozen=True, slots=True)
class SettingOrder:
    """What a device is to be set to.

    Attributes:
        device: Its id.
        epoch: The device's own at that moment: a device that lost its memory begins the next one, so that an
            order from before says nothing to it.
        number: Grows with every decision about the device.
        values: By the setting's name.
    """

    device: str
    epoch: int
    number: int
    values: Mapping[str, float]


Ordered = Callable[[], Mapping[str, tuple[int, Mapping[str, float]]]]
"""Asks for what devices are to be set to: by device the number of its order, and values by name."""


class Link(Protocol):
    """What carries a device's sealed messages to us and our receipts back; it promises nothing."""

    def send(self, sealed: bytes) -> None:
        """Hand one sealed message over; it may be lost, doubled or come late."""

    def on_receipt(self, told: Callable[[bytes], None]) -> None:
        """Call `told` with each sealed receipt or order of settings as it came.

        Whether its proof holds is the device's to see.
        """

    def close(self) -> None:
        """End; what was not receipted stays with the device."""


class Book(Protocol):
    """Where EPCIS events are kept, each once by its eventID."""

    def add(self, connection: Any, events: Sequence[Mapping[str, Any]], recorded_at: int) -> int:
        """Write those that are new inside the caller's transaction; returns how many were.

        Args:
            connection: The transaction's SQLAlchemy connection.
            events: EPCIS 2.0 events as JSON objects, each with its eventID, checked before.
            recorded_at: Milliseconds since 1970.
        """
