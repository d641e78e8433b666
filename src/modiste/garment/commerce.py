"""What is sold and what it costs: orders, their lines, returns, prices.

Knows money as exact decimals with an ISO 4217 currency; forecasts and margins are the trends room's.
"""

from pydantic import Field, model_validator

from modiste.garment.fields import Currency, Entity, Id, Moment, Money, Word


class Order(Entity):
    """An order by one customer at one moment."""

    customer_id: Id | None = None
    at: Moment
    currency: Currency
    channel: Word = ""


class OrderLine(Entity):
    """So many pieces of a SKU in an order, at a unit price in the order's currency."""

    order_id: Id
    sku_id: Id
    quantity: int = Field(ge=1, le=1_000_000)
    unit_price: Money


class Return(Entity):
    """Pieces that came back, and why.

    `order_line_id` is None where the source does not say which purchase it undoes; then `sku_id` says what
    came back. `unit_refund` is what was paid back for a piece.
    """

    order_line_id: Id | None = None
    sku_id: Id | None = None
    quantity: int = Field(ge=1, le=1_000_000)
    at: Moment
    reason: Word = ""
    unit_refund: Money | None = Field(None, ge=0)
    currency: Currency | None = None

    @model_validator(mode="after")
    def _says_what_came_back(self) -> "Return":
        if self.order_line_id is None and self.sku_id is None:
            raise ValueError("an order line or a SKU must say what came back")
        return self


class Price(Entity):
    """What a SKU costs from `valid_from` until `valid_to`, as known since `recorded_at` (bitemporal)."""

    sku_id: Id
    amount: Money = Field(ge=0)
    currency: Currency
    valid_from: Moment
    valid_to: Moment | None = None
    recorded_at: Moment

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> "Price":
        if self.valid_to is not None and self.valid_to <= self.valid_from:
            raise ValueError("valid_to must lie after valid_from")
        return self
