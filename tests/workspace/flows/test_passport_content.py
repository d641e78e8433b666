"""What a passport says of an item, from the spine and its journey."""

from datetime import UTC, datetime

from tests.supply.epcis.small_events import document, item, seen

from modiste.garment import Colourway, Garment, Sku
from modiste.supply import document_of
from modiste.workspace import Shop
from modiste.workspace.flows.passport_content import PassportContents

MADE = datetime(2026, 1, 1, tzinfo=UTC)


def test_each_fact_says_where_it_comes_from(shop: Shop) -> None:
    shop.store.rows.put(
        [
            Garment(id="tee", name="Tee", brand="Brand", source="csv", created_at=MADE, updated_at=MADE),
            Colourway(id="tee-red", garment_id="tee", colour="red"),
            Sku(id="tee-red-m", colourway_id="tee-red", size="M", gtin="09506000134352"),
        ]
    )
    mill = "urn:epc:id:sgln:4012345.00007.0"
    shop.places.put(mill, 41, 28, "Mill", "纱厂")
    made = document(
        seen(1, bizStep="commissioning", readPoint={"id": mill}),
        seen(1, hour=1, bizStep="shipping", readPoint={"id": mill}),
        seen(1, hour=2, bizStep="inspecting", readPoint={"id": mill}),
    )
    shop.supplying.capture(document_of(made))
    found = PassportContents(shop).of(item(1))
    assert (found.item, found.garment) == (item(1), "tee")
    assert found.said["garment"] == {
        "id": "tee",
        "name": "Tee",
        "brand": "Brand",
        "colour": "red",
        "size": "M",
        "source": "csv",
        "isSynthetic": False,
    }
    (stage,) = found.said["origin"]
    assert (stage["stage"], stage["facilityName"], stage["facilityNameZh"]) == ("made", "Mill", "纱厂")
    assert stage["source"].startswith("ni:///sha-256;")
    assert found.said["isSimulated"] is False
