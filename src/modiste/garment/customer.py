"""Who buys: a pseudonym, what they agreed to, their measures, what they did. Centimetres and kilograms.

Knows no name and no address; a customer is an id that can be erased.
"""

from typing import Literal

from pydantic import Field

from modiste.garment.fields import Centimetres, Currency, Entity, Id, Kilograms, Moment, Money, Word

Purpose = Literal["body_measures", "photos", "behaviour", "marketing"]
InteractionKind = Literal[
    "view_item_list",
    "view_item",
    "select_item",
    "search",
    "add_to_wishlist",
    "add_to_cart",
    "remove_from_cart",
    "begin_checkout",
    "purchase",
    "refund",
    "share",
    "rate_item",
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
    """One thing a customer did with a garment; kinds are GA4's recommended event names."""

    customer_id: Id
    garment_id: Id
    kind: InteractionKind
    at: Moment
    value: Money | None = None
    currency: Currency | None = None
    source: Word = ""
    rating: float | None = Field(None, ge=0, le=10)
