"""Orders of the simulated fleet: their events hold the house's own rules, from fibre to the shop."""

import time

from modiste.supply import Fleet, Goods, applied, document_of, event_document, millis
from modiste.supply.epcis.rules import ItemState
from modiste.supply.fleet.voyages import DAY

BEGINS = 1_793_232_000_000


def test_a_months_events_break_no_rule() -> None:
    fleet = Fleet(1, 5, BEGINS)
    events = fleet.events(BEGINS, BEGINS + 40 * DAY)
    assert events == sorted(events, key=lambda event: event["eventTime"])
    states: dict[str, ItemState] = {}
    document_of(event_document(events))
    for event in events:
        assert applied(event, states, int(time.time() * 1000) + 400 * DAY) is None, event
    steps = {each["bizStep"] for each in events}
    assert {"creating_class_instance", "commissioning", "packing", "departing", "unloading"} <= steps
    assert {"receiving", "unpacking", "retail_selling"} <= steps
    items = {item for order in fleet.orders(BEGINS + 40 * DAY) for item in order.items}
    assert len(items) == 24 * len(fleet.orders(BEGINS + 40 * DAY)) > 400


def test_items_are_of_the_goods_that_were_given() -> None:
    goods = (Goods("coat", ("04012345001010",)), Goods("dress", ("04012345001027",)))
    orders = Fleet(1, 5, BEGINS, goods=goods).orders(BEGINS + 5 * DAY)
    assert [each.goods.garment for each in orders] == ["coat", "dress", "coat", "dress"]
    assert all(item.startswith("urn:epc:id:sgtin:4012345.00010") for item in orders[0].items)


def test_moments_follow_one_another() -> None:
    for order in Fleet(1, 9, BEGINS).orders(BEGINS + 30 * DAY):
        moments = list(order.at.values())
        assert moments == sorted(moments), order.name
        assert order.at["packed"] < order.voyage.loads
        assert all(millis(event["eventTime"]) >= order.at["fibre"] for event in order.events())
