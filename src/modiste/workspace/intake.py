"""What an import did: one row of counts.

INTERFACE COMMIT: bodies follow.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class ImportReport:
    """What an import did; `read = added + updated + unchanged + quarantined`."""

    kind: str
    read: int
    added: int
    updated: int
    unchanged: int
    quarantined: int
    seconds: float

    def to_json(self) -> dict[str, object]:
        """Plain values."""
        return dict(vars(self))
