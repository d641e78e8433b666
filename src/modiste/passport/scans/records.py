"""What is known of items and suppliers when they are looked at for fraud; whoever knows it fills it in.

Knows plain values only: the room reads no supply events and no tables.
"""

from dataclasses import dataclass, field

from modiste.passport.scans.velocity import Scan


@dataclass(frozen=True)
class ItemRecord:
    """One item and what its label saw.

    Attributes:
        name: Its canonical Digital Link.
        batch: What it was sent with; items of one batch go one way.
        market: The country that it was sent to, ISO 3166-1 alpha-2, or "".
        scans: By time.
        failures: Wrong codes that were tried on it.
        due_at: Nobody can have scanned it before: when it was made or came to a shop, in milliseconds.
        ended_at: When it was destroyed or taken out of use.
    """

    name: str
    batch: str = ""
    market: str = ""
    scans: tuple[Scan, ...] = ()
    failures: int = 0
    due_at: int | None = None
    ended_at: int | None = None


@dataclass(frozen=True)
class SupplierLot:
    """One thing that a supplier made of others, as its event tells it.

    Attributes:
        at: When it happened, in milliseconds since 1970.
        recorded_at: When it was told.
        kilos_in: Mass of what went in; None where it is not told.
        kilos_out: Mass of what came out.
        facility: Where.
        certificates: Numbers or addresses of certificates that it names.
        is_expired: Whether one of them had ended by then.
        has_origin: Whether it is told where all that went in comes from.
    """

    at: int
    recorded_at: int
    kilos_in: float | None = None
    kilos_out: float | None = None
    facility: str = ""
    certificates: tuple[str, ...] = ()
    is_expired: bool = False
    has_origin: bool = True


@dataclass(frozen=True)
class SupplierRecord:
    """A supplier with its lots, by time; `process` tells its peers, such as "spinning"."""

    name: str
    process: str = ""
    lots: tuple[SupplierLot, ...] = field(default=())
