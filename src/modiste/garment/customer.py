"""Who buys: a pseudonym, what they agreed to, their measures, what they did. Centimetres and kilograms.

Knows no name and no address; a customer is an id that can be erased. What somebody did is kept without them
where they did not agree.
"""

from typing import Literal

from pydantic import Field

from modiste.garment.fields import Centimetres, Currency, Entity, Id, Kilograms, Line, Moment, Money, Word

Purpose = Literal["body_measures", "photos", "behaviour", "marketing"]
InteractionKind = Literal[
    "view_item_list",
    "view_item",
    "select_item",
    "view_cart",
    "search",
    "add_to_wishlist",
    "add_to_cart",
    "remove_from_cart",
    "begin_checkout",
    "add_payment_info",
    "add_shipping_info",
    "purchase",
    "refund",
    "share",
    "rate_item",
    "like",
    "page_view",
    "other",
]


class Customer(Entity):
    """A pseudonym."""

    created_at: Moment
    erased_at: Moment | None = None


class Consent(Entity):
    """What a customer allowed, for what purpose, from when until when."""

    customer_id: Id
    purpose: Purpose
    granted_at: Moment
    withdrawn_at: Moment | None = None


class BodyMeasures(Entity):
    """Body measures after ISO 8559-1, in centimetres and kilograms; any subset may be known."""

    customer_id: Id | None = None
    measured_at: Moment
    height: Centimetres | None = None
    weight: Kilograms | None = None
    chest: Centimetres | None = None
    under_bust: Centimetres | None = None
    waist: Centimetres | None = None
    hip: Centimetres | None = None
    thigh: Centimetres | None = None
    neck: Centimetres | None = None
    arm_length: Centimetres | None = None
    inseam: Centimetres | None = None
    shoulder: Centimetres | None = None
    back_length: Centimetres | None = None


class Interaction(Entity):
    """One thing somebody did; kinds are GA4's recommended event names, `name` the source's own of `other`.

    `customer_id` and `session_id` are None where no consent to keep behaviour is known. `garment_id` and
    `sku_id` are the source's keys as ids, whether or not the catalogue has them yet; `address` is a page or a
    post where no garment is named. `weight` says how much the act tells of liking: 1 for a look.
    """

    customer_id: Id | None = None
    session_id: Id | None = None
    garment_id: Id | None = None
    sku_id: Id | None = None
    kind: InteractionKind
    name: Word = ""
    at: Moment
    quantity: int = Field(1, ge=1, le=1_000_000)
    value: Money | None = None
    currency: Currency | None = None
    query: Word = ""
    address: Line = ""
    source: Word = ""
    weight: float = Field(1.0, ge=0, le=10)
    rating: float | None = Field(None, ge=0, le=10)
