"""Which items of a garment are known, where they were last, and what is in a box."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.supply.epcis.small_events import BOX, GTIN, NOW, document, event, item, packed, seen

from modiste.garment import Colourway, Garment, ModisteError, Sku
from modiste.store import Store
from modiste.supply import document_of
from modiste.workspace.flows.supply_events import ShopSupplyEvents
from modiste.workspace.flows.supply_items import Counted, contents_of, items_of_garment

OTHER = "04012345111118"
MADE = datetime(2026, 1, 1, tzinfo=UTC)
PALLET = "https://id.gs1.org/00/095060001343520018"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "shop") as opened:
        opened.rows.put(
            [
                Garment(id="tee", name="Tee", category="T-shirts", created_at=MADE, updated_at=MADE),
                Colourway(id="tee-red", garment_id="tee", colour="red"),
                Sku(id="tee-red-m", colourway_id="tee-red", size="M", gtin=GTIN[-14:]),
                Sku(id="tee-red-l", colourway_id="tee-red", size="L", gtin=OTHER),
                Sku(id="tee-red-s", colourway_id="tee-red", size="S"),
            ]
        )
        book = ShopSupplyEvents(opened, clock=lambda: NOW / 1000)
        other = event(hour=1, epcList=[f"https://id.gs1.org/01/{OTHER}/21/x"], bizStep="commissioning")
        place = {"readPoint": {"id": "urn:epc:id:sgln:4012345.00001.0"}}
        events = (
            other,
            seen(1, 10, 2, bizStep="commissioning"),
            seen(1, hour=2, bizStep="storing", **place),
            packed("ADD", 1, 10, hour=3),
            event("AggregationEvent", 4, action="ADD", parentID=PALLET, childEPCs=[BOX]),
        )
        assert book.capture(document_of(document(*events))).is_success
        yield opened


def test_a_page_of_items_names_their_last_step_and_box(store: Store) -> None:
    found, mark = items_of_garment(store, "tee")
    assert mark is None
    assert {each.item.rpartition("/")[2]: (each.sku, each.step, bool(each.inside)) for each in found} == {
        "x": ("tee-red-l", "commissioning", False),
        "1": ("tee-red-m", "storing", True),
        "10": ("tee-red-m", "commissioning", True),
        "2": ("tee-red-m", "commissioning", False),
    }
    one = next(each for each in found if each.item == item(1))
    assert one.at == datetime(2026, 1, 2, 3, tzinfo=UTC) and one.inside == BOX


def test_pages_hold_every_item_once(store: Store) -> None:
    seen_items, mark = list[str](), ""
    while True:
        found, further = items_of_garment(store, "tee", mark, 1)
        seen_items += [each.item for each in found]
        if further is None:
            break
        mark = further
    assert seen_items == [each.item for each in items_of_garment(store, "tee")[0]] and len(seen_items) == 4


def test_a_garment_that_is_not_there_is_refused(store: Store) -> None:
    with pytest.raises(ModisteError, match="MOD-1103"):
        items_of_garment(store, "nothing")


def test_a_box_holds_what_is_in_its_boxes(store: Store) -> None:
    held = contents_of(store, PALLET)
    assert (held.boxes, held.items) == (1, (Counted(GTIN[-14:], "tee", 2),))
    assert contents_of(store, "https://id.gs1.org/00/123456789012345675").items == ()
