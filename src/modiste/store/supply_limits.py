"""The limits that users set: from where to where a quantity of a device may be.

Knows rows; what is beyond a limit is the supply room's.
"""

from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select

from modiste.store.columns import keepable
from modiste.store.database import Database
from modiste.store.supply_tables import supply_limits


class KeptLimit(NamedTuple):
    """The limits of one quantity of one device.

    Attributes:
        device: Whose.
        quantity: Of what.
        low: The least, in the quantity's unit; None for no such limit.
        high: The most.
        set_by: By whom.
        set_at: When, milliseconds since 1970.
    """

    device: str
    quantity: str
    low: float | None
    high: float | None
    set_by: str
    set_at: int


class SupplyLimits:
    """The limits of one shop's devices."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, limit: KeptLimit) -> None:
        """Keep a limit instead of the one before; one without ends is forgotten."""
        table = supply_limits.c
        with self._database.writing() as connection:
            connection.execute(
                delete(supply_limits).where(table.device == limit.device, table.quantity == limit.quantity)
            )
            if limit.low is not None or limit.high is not None:
                said = {**limit._asdict(), "set_by": keepable(limit.set_by)}
                connection.execute(insert(supply_limits).values(said))

    def all(self, connection: Connection | None = None) -> list[KeptLimit]:
        """Every limit, by device and quantity."""
        query = select(supply_limits).order_by(supply_limits.c.device, supply_limits.c.quantity)
        if connection is not None:
            return [KeptLimit(*row) for row in connection.execute(query)]
        with self._database.reading() as own:
            return [KeptLimit(*row) for row in own.execute(query)]
