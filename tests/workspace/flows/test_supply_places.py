"""Places: named, put on the map, and ways between them must take their time."""

from pathlib import Path

import pytest
from tests.supply.epcis.small_events import NOW, document, seen

from modiste.garment import ModisteError
from modiste.store import Store
from modiste.supply import document_of
from modiste.workspace.flows import ShopSupplyEvents, ShopSupplyPlaces

BERLIN, IZMIR = "urn:epc:id:sgln:4012345.00005.0", "urn:epc:id:sgln:4012345.00003.0"


def test_a_part_of_a_site_is_where_the_site_is_and_ways_take_their_time(tmp_path: Path) -> None:
    with Store.open(tmp_path / "shop") as store:
        places, book = ShopSupplyPlaces(store), ShopSupplyEvents(store, clock=lambda: NOW / 1000)
        places.put(BERLIN, 52.5, 13.3, "Berlin")
        places.put(IZMIR, 38.4, 27.2, "Izmir", "伊兹密尔", "sewing_factory")
        assert [each.name for each in places.listing()] == ["Berlin", "Izmir"]
        where = places.where()
        assert where(f"{BERLIN[:-1]}gate-1") == where("geo:52.5,13.3") == (52.5, 13.3)
        assert where("urn:epc:id:sgln:4012345.00009.0") is None
        cell = f"{IZMIR[:-1]}cell-1"
        way = [seen(1, hour=1, readPoint={"id": cell}), seen(1, hour=2, readPoint={"id": BERLIN})]
        refused = book.capture(document_of(document(*way)))
        assert "travel: " in refused.errors[0].reason
        later = [way[0], seen(1, hour=5, readPoint={"id": BERLIN})]
        assert book.capture(document_of(document(*later))).is_success


@pytest.mark.parametrize(
    ("place", "at"),
    [("urn:epc:id:grai:4012345.90001.1", (0, 0)), (f"{BERLIN[:-1]}gate", (0, 0)), (BERLIN, (0, 181))],
)
def test_what_is_no_place_is_refused(tmp_path: Path, place: str, at: tuple[float, float]) -> None:
    with Store.open(tmp_path / "shop") as store, pytest.raises(ModisteError, match="MOD-2551"):
        ShopSupplyPlaces(store).put(place, *at)
