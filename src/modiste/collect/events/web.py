"""One behaviour event from a page or a till, as the API takes it.

Knows how its values lie; ids, consent and the interactions it makes are `record`'s.
"""

from collections.abc import Mapping
from typing import Any

from modiste.collect.arrivals import Act, EventArrival, event_arrival
from modiste.collect.events.record import Event, EventItem, arrival_of
from modiste.collect.people import Pseudonym


def web_event(source: str, said: Mapping[str, Any], pseudonym: Pseudonym) -> EventArrival:
    """The arrival of one event.

    Args:
        source: what the log names as its source.
        said: `id, kind, at, customer, session, garment, sku, quantity, value, currency, query, consent` and
            `weight`, checked already.
        pseudonym: the shop's.

    Raises:
        ModisteError: MOD-1250 for a value that does not do.
    """
    names_one = said["garment"] or said["sku"]
    value = None if said["value"] is None else str(said["value"])
    items = [EventItem(said["sku"], said["garment"], said["quantity"], value)] if names_one else []
    event = Event(
        # The id alone tells it apart, whoever it was: sent again without a consent it is the same event.
        key=said["id"],
        name=said["kind"],
        at=said["at"],
        customer=said["customer"],
        session=said["session"],
        people=tuple(filter(None, (said["customer"], said["session"]))),
        consents=said["consent"],
        items=items,
        value=None if items else value,
        currency=said["currency"],
        query=said["query"],
        weight=said["weight"],
    )
    made = arrival_of(f"{source} {said['id'][:40]}", event, source, pseudonym)
    if isinstance(made, EventArrival):
        return made
    # Values that need the spine's own checks come as records; they are kept as values all the same.
    rows = tuple(tuple(getattr(each, name) for name in type(each).model_fields) for each in made.records)
    return event_arrival(made.place, Act(rows, rows[0][1], event.at, source, event.consents), {})
