"""Which garments were touched, in which order: what is derived elsewhere reads it to keep up.

Knows ids and a rising number; a garment stands there once, with its newest number, so that the list never
grows beyond the garments there ever were. What is made of it is the reader's, who remembers how far it has
read.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from modiste.garment import Colourway, Entity, Price, Sku
from modiste.store.database import Database
from modiste.store.tables import TABLES, derived, touched

BATCH = 500
_PATH: Mapping[type[Entity], str] = {Colourway: "garment_id", Sku: "colourway_id", Price: "sku_id"}
"""The records besides garments and images that say something of a garment, and whom each refers to."""


class Touched:
    """The list of one shop."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def newest(self) -> int:
        """The highest number so far; 0 when nothing was touched."""
        with self._database.reading() as connection:
            return connection.execute(select(func.max(touched.c.number))).scalar_one() or 0

    def after(self, number: int, limit: int = BATCH) -> list[tuple[int, str]]:
        """At most `limit` numbers past one, rising, each with its garment, which may be gone by now."""
        query = select(touched).where(touched.c.number > number).order_by(touched.c.number).limit(limit)
        with self._database.reading() as connection:
            return [(row.number, row.garment_id) for row in connection.execute(query)]

    def waiting(self, number: int) -> int:
        """How many garments were touched since."""
        query = select(func.count()).select_from(touched).where(touched.c.number > number)
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar_one())


def touch(connection: Connection, garment_ids: Iterable[str]) -> None:
    """Put garments at the end of the list, inside the transaction that changes them."""
    wanted = sorted(set(garment_ids))
    if not wanted:
        return
    # The revision's row is locked until the transaction ends: numbers rise in the order of commits.
    connection.execute(
        update(derived).where(derived.c.name == "revision").values(layout=derived.c.layout + 1)
    )
    for start in range(0, len(wanted), BATCH):
        group = wanted[start : start + BATCH]
        connection.execute(delete(touched).where(touched.c.garment_id.in_(group)))
        connection.execute(insert(touched), [{"garment_id": each} for each in group])


def touch_owners(connection: Connection, kind: type[Entity], ids: Sequence[str]) -> None:
    """Touch the garments that colourways, SKUs or prices belong to; other records touch nobody."""
    if kind not in _PATH:
        return
    for start in range(0, len(ids), BATCH):
        touch(connection, _owners(connection, kind, ids[start : start + BATCH]))


def _owners(connection: Connection, kind: type[Entity], ids: Sequence[str]) -> list[str]:
    colourways, skus = TABLES[Colourway], TABLES[Sku]
    query: Any = select(colourways.c.garment_id).distinct()
    if kind is not Colourway:
        query = query.join(skus, skus.c.colourway_id == colourways.c.id)
    if kind is Price:
        prices = TABLES[Price]
        query = query.join(prices, prices.c.sku_id == skus.c.id)
    return list(connection.execute(query.where(TABLES[kind].c.id.in_(ids))).scalars())
