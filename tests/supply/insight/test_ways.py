"""Ways: what left where and came where, once a shipment, whatever readers say in between."""

from tests.supply.epcis.small_events import item, seen

from modiste.supply import ways

MILL, SHOP = ({"id": f"urn:epc:id:sgln:4012345.0000{number}.0"} for number in (1, 5))


def test_a_shipment_is_counted_once_and_what_has_not_come_is_under_way() -> None:
    both = [item(1), item(2)]
    gone = {**seen(1, hour=1, bizStep="shipping", readPoint=MILL), "epcList": both}
    lost = {**seen(1, hour=2, bizStep="departing", readPoint=MILL), "epcList": both}  # a reader's word
    come = {**seen(1, hour=9, bizStep="receiving", readPoint=SHOP), "epcList": both}
    again = seen(3, hour=10, bizStep="departing", disposition="in_transit", readPoint=SHOP)
    first, second = ways([gone, lost, come, again])
    assert (first.came_at - first.left_at, first.things) == (8 * 3_600_000, 2)
    assert first.origin.endswith("016") and first.destination.endswith("054")
    assert (second.destination, second.came_at, second.things) == ("", 0, 1)


def test_within_a_site_there_is_no_way() -> None:
    door = {"id": MILL["id"][:-1] + "door-1"}
    gone = seen(1, hour=1, bizStep="shipping", readPoint=MILL)
    assert [
        each.destination for each in ways([gone, seen(1, hour=2, bizStep="arriving", readPoint=door)])
    ] == [""]
