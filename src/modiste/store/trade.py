"""What the trade's books say: prices and stock as of a moment, and all that was sold, sent back and moved.

Knows how to ask; entries go in through `rows`, and what is made of the answers is the trends room's.
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from sqlalchemy import func, or_, select, union_all

from modiste.garment import Order, OrderLine, Price, Return, StockEntry, StockLevel
from modiste.store.database import Database
from modiste.store.rows import BATCH
from modiste.store.tables import TABLES


class Trade:
    """Prices and stock of one shop, asked back in time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def prices(
        self, sku_ids: Sequence[str], *, valid: datetime, known: datetime, currency: str | None = None
    ) -> dict[tuple[str, str], Price]:
        """What SKUs cost at `valid`, as the shop knew it at `known`, by SKU and currency.

        Of several prices that hold at a moment the one that was recorded last is meant: a correction
        replaces what it covers and nothing else. What was recorded after `known` was not known and does not
        count, so that a forecast made for the past sees nothing of its future.
        """
        table = TABLES[Price]
        place = func.row_number().over(
            partition_by=(table.c.sku_id, table.c.currency),
            order_by=(table.c.recorded_at.desc(), table.c.valid_from.desc(), table.c.id.desc()),
        )
        ranked = (
            select(table, place.label("place"))
            .where(table.c.recorded_at <= known, table.c.valid_from <= valid)
            .where(or_(table.c.valid_to.is_(None), table.c.valid_to > valid))
        )
        if currency is not None:
            ranked = ranked.where(table.c.currency == currency)
        found: dict[tuple[str, str], Price] = {}
        with self._database.reading() as connection:
            for start in range(0, len(sku_ids), BATCH):
                some = ranked.where(table.c.sku_id.in_(sku_ids[start : start + BATCH])).subquery()
                for row in connection.execute(select(some).where(some.c.place == 1)):
                    values = {name: row._mapping[name] for name in Price.model_fields}
                    found[row.sku_id, row.currency] = Price.model_validate(values)
        return found

    def price(
        self, sku_id: str, *, valid: datetime, known: datetime, currency: str | None = None
    ) -> Price | None:
        """What one SKU cost; of several currencies, where none is named, the first by code."""
        found = self.prices([sku_id], valid=valid, known=known, currency=currency)
        return found[min(found)] if found else None

    def stock(self, sku_ids: Sequence[str], *, at: datetime) -> list[StockLevel]:
        """How many pieces of SKUs lay at every location, after all that moved up to `at`; also none."""
        table = TABLES[StockEntry]
        levels: list[StockLevel] = []
        with self._database.reading() as connection:
            for start in range(0, len(sku_ids), BATCH):
                moved = (table.c.sku_id.in_(sku_ids[start : start + BATCH]), table.c.at <= at)
                came = select(table.c.sku_id, table.c.to_location.label("location"), table.c.quantity)
                went = select(table.c.sku_id, table.c.from_location.label("location"), -table.c.quantity)
                both = union_all(came.where(*moved), went.where(*moved)).subquery()
                total = func.sum(both.c.quantity).label("total")
                query = select(both.c.sku_id, both.c.location, total).group_by(both.c.sku_id, both.c.location)
                levels += [
                    StockLevel(sku_id=row.sku_id, location=row.location, quantity=int(row.total))
                    for row in connection.execute(query)
                ]
        return sorted(levels, key=lambda level: (level.sku_id, level.location))

    def sold(self) -> list[tuple[str, datetime, int, Decimal, str]]:
        """Every order line in the order of time: SKU, moment, pieces, unit price, currency."""
        orders, lines = TABLES[Order], TABLES[OrderLine]
        query = (
            select(lines.c.sku_id, orders.c.at, lines.c.quantity, lines.c.unit_price, orders.c.currency)
            .join_from(lines, orders, lines.c.order_id == orders.c.id)
            .order_by(orders.c.at, lines.c.id)
        )
        with self._database.reading() as connection:
            return [(row[0], row[1], row[2], row[3], row[4]) for row in connection.execute(query)]

    def came_back(self) -> list[tuple[str, datetime, int]]:
        """Every return in the order of time: SKU, moment, pieces."""
        back, lines = TABLES[Return], TABLES[OrderLine]
        sku = func.coalesce(back.c.sku_id, lines.c.sku_id)
        query = (
            select(sku, back.c.at, back.c.quantity)
            .join_from(back, lines, back.c.order_line_id == lines.c.id, isouter=True)
            .order_by(back.c.at, back.c.id)
        )
        with self._database.reading() as connection:
            return [(row[0], row[1], row[2]) for row in connection.execute(query)]

    def moved(self, after: datetime | None = None) -> list[tuple[str, str, str, datetime, int]]:
        """The ledger, or what is after a moment, in the order of time: SKU, from, to, moment, pieces."""
        table = TABLES[StockEntry]
        columns = (table.c.sku_id, table.c.from_location, table.c.to_location, table.c.at, table.c.quantity)
        query = select(*columns).order_by(table.c.at, table.c.id)
        if after is not None:
            query = query.where(table.c.at > after)
        with self._database.reading() as connection:
            return [(row[0], row[1], row[2], row[3], row[4]) for row in connection.execute(query)]

    def asked(self, known: datetime) -> list[tuple[str, Decimal, str, datetime, datetime | None, datetime]]:
        """Prices that were known, the last recorded last: SKU, amount, currency, from, until, recorded."""
        table = TABLES[Price]
        columns = (table.c.sku_id, table.c.amount, table.c.currency, table.c.valid_from, table.c.valid_to)
        query = (
            select(*columns, table.c.recorded_at)
            .where(table.c.recorded_at <= known)
            .order_by(table.c.recorded_at, table.c.valid_from, table.c.id)
        )
        with self._database.reading() as connection:
            return [(row[0], row[1], row[2], row[3], row[4], row[5]) for row in connection.execute(query)]
