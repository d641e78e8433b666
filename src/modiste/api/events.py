"""Events over HTTP: what visitors did, in batches; sent again, a batch changes nothing.

Knows the shape of an event; moments, consent and the log are the workspace's.
"""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, WithJsonSchema

from modiste.api.access import EventWriter
from modiste.api.garments import REFUSED_BODY
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.garment import InteractionKind
from modiste.workspace import Shop

MOST_EVENTS = 500
_PLAIN = r"^[^\x00-\x1f\x7f]*$"
_Said = Annotated[str, StringConstraints(max_length=200, pattern=_PLAIN, strip_whitespace=True)]


class EventSent(BaseModel):
    """One thing a visitor did; `kind` is one of GA4's recommended event names.

    `at` is the visitor's own clock. `consent` says that the visitor agreed to having behaviour kept; without
    it, and without a consent in the shop, the event is kept without whom, and a visit is remembered in memory
    alone. `recommendation` is the id of the answer that was acted upon.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "id": "0b9f2b1c-5c1e-4a57-9d1c-0c8a",
                    "kind": "view_item",
                    "at": "2026-11-26T12:00:00Z",
                    "session": "s-1",
                    "garment": "t-shirt-001",
                }
            ]
        },
    )

    id: _Said = Field(min_length=1, description="Tells the event from all others: a UUID.")
    kind: InteractionKind
    at: datetime
    customer: _Said = Field("", description="The shop's own id or address of the customer.")
    session: _Said = ""
    garment: _Said = ""
    sku: _Said = ""
    quantity: int = Field(1, ge=1, le=1_000_000)
    value: Decimal | None = Field(None, ge=0, le=10**9)
    currency: Annotated[str, StringConstraints(pattern=r"^([A-Z]{3})?$")] = ""
    query: _Said = ""
    recommendation: _Said = ""
    consent: bool = False


class EventBatch(BaseModel):
    """Events in any order; `sent_at` is the same clock as the events' when the batch was sent."""

    model_config = ConfigDict(extra="forbid")

    events: Annotated[
        list[Any], WithJsonSchema({"type": "array", "items": EventSent.model_json_schema()})
    ] = Field(min_length=1, max_length=MOST_EVENTS)
    sent_at: datetime | None = Field(None, description="Tells how far the sender's clock is off.")


class EventRefused(BaseModel):
    """An event that was not taken, and why; the others were."""

    place: int = Field(description="From 0, in the batch.")
    id: str
    code: str
    reason: str


class EventsTaken(BaseModel):
    """What became of a batch."""

    accepted: int
    duplicate: int = Field(description="Known already, by their ids.")
    unnamed: int = Field(
        description="Of the accepted, kept without customer and session: no consent is known."
    )
    refused: list[EventRefused]
    skew_seconds: float = Field(description="How far the sender's clock was off, as was corrected for.")


def event_routes(shop: Shop) -> APIRouter:
    """Events of the shop's own servers; pages use the storefront's."""
    router = APIRouter(prefix="/api/v1/events", tags=["events"], route_class=StrictRoute)

    @router.post(
        "",
        summary="Take in what visitors did",
        description="At most 500 events. Good ones are taken, bad ones named; on return they are on disk. An "
        "id that is known already changes nothing.",
        status_code=202,
        responses=documented(*REFUSED_BODY),
    )
    def take(_: EventWriter, batch: EventBatch) -> EventsTaken:
        return taken(shop, batch, may_name=True)

    return router


def taken(shop: Shop, batch: EventBatch, *, may_name: bool) -> EventsTaken:
    """Take a batch in; whoever may not name customers sends sessions only."""
    return EventsTaken.model_validate(
        shop.recommending.take(batch.events, batch.sent_at, checked=_checked, may_name=may_name)
    )


def _checked(event: Any) -> dict[str, Any]:
    return EventSent.model_validate(event).model_dump()
