"""Stock as a double-entry ledger: pieces move from one location to another and are never just changed.

Knows movements; a level is their sum.
"""

from collections import Counter
from collections.abc import Iterable

from pydantic import Field, model_validator

from modiste.garment.fields import Entity, Id, Moment, Record, Word


class StockEntry(Entity):
    """So many pieces of a SKU moved. Outside the house are `supplier`, `customer`, `loss` and the like."""

    sku_id: Id
    from_location: Id
    to_location: Id
    quantity: int = Field(ge=1, le=10_000_000)
    at: Moment
    reason: Word = ""

    @model_validator(mode="after")
    def _moves_somewhere(self) -> "StockEntry":
        if self.from_location == self.to_location:
            raise ValueError("from_location and to_location must differ")
        return self


class StockLevel(Record):
    """How many pieces of a SKU lie at a location; negative where more left than ever arrived."""

    sku_id: Id
    location: Id
    quantity: int


def stock_levels(entries: Iterable[StockEntry]) -> list[StockLevel]:
    """The level of every SKU at every location named; over all locations a SKU's levels sum to 0."""
    levels: Counter[tuple[str, str]] = Counter()
    for entry in entries:
        levels[entry.sku_id, entry.from_location] -= entry.quantity
        levels[entry.sku_id, entry.to_location] += entry.quantity
    return [StockLevel(sku_id=sku, location=place, quantity=n) for (sku, place), n in sorted(levels.items())]
