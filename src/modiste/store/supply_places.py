"""Places of the supply chain: what people call them and where on Earth they are.

Knows rows; which name an event gives a place is the supply room's.
"""

from typing import NamedTuple

from sqlalchemy import delete, insert, select

from modiste.store.columns import keepable
from modiste.store.database import Database
from modiste.store.tables import supply_places


class SupplyPlace(NamedTuple):
    """A place.

    Attributes:
        id: Its canonical name.
        name: What people call it.
        name_zh: The same in Chinese, or "".
        kind: Such as "dye_house", or "".
        latitude: In degrees north.
        longitude: In degrees east.
        is_simulated: Whether it is part of a simulation.
    """

    id: str
    name: str
    name_zh: str
    kind: str
    latitude: float
    longitude: float
    is_simulated: bool


class SupplyPlaces:
    """The places of one shop."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, place: SupplyPlace) -> None:
        """Keep a place; one of the same name is written anew."""
        values = {**place._asdict(), "name": keepable(place.name), "name_zh": keepable(place.name_zh)}
        with self._database.writing() as connection:
            connection.execute(delete(supply_places).where(supply_places.c.id == place.id))
            connection.execute(insert(supply_places).values(values))

    def all(self) -> list[SupplyPlace]:
        """Every place, by name."""
        with self._database.reading() as connection:
            rows = connection.execute(select(supply_places).order_by(supply_places.c.name))
            return [SupplyPlace(*row) for row in rows]
