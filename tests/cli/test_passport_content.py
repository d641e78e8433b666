"""`modiste passport show | set | import | export`: what a passport says, and what people add to it."""

import json
from datetime import UTC, datetime
from pathlib import Path

from tests.cli.conftest import Modiste
from tests.supply.epcis.small_events import document, item, seen

from modiste.garment import Colourway, Garment, Sku
from modiste.workspace import open_shop

AT = datetime(2026, 1, 1, tzinfo=UTC)


def test_a_passport_is_shown_filled_and_written_in_other_formats(modiste: Modiste) -> None:
    Path("way.json").write_text(json.dumps(document(seen(1, action="ADD", bizStep="commissioning"))))
    assert modiste("--shop", "s", "supply", "ingest", "way.json", "--json").json["added"] == 1
    with open_shop(Path("s")) as shop:
        gtin = shop.supplying.journey(item(1))["item"].split("/01/")[1][:14]
        shop.store.rows.put(
            [
                Garment(id="tee", name="Plain tee", created_at=AT, updated_at=AT),
                Colourway(id="tee-white", garment_id="tee", colour="white"),
                Sku(id="tee-m", colourway_id="tee-white", size="M", gtin=gtin),
            ]
        )
    verb = ("--shop", "s", "passport")
    kept = modiste(*verb, "set", "tee", "weight.net", "160.50", "--source", "the scale", "--json").json
    assert kept == {"garment": "tee", "field": "weight.net", "value": "160.5"}
    assert modiste(*verb, "set", "tee", "weight.net", "much", "--source", "x").refused("MOD-2682")
    shown = modiste(*verb, "show", item(1), "--json").json
    assert shown["content"]["model"]["fields"]["weight.net"]["source"]["ref"] == "the scale"
    assert 0 < shown["completeness"]["percent"] < 50
    assert "weight.net" in modiste(*verb, "show", item(1)).out
    made = modiste(*verb, "export", item(1), "--as", "eutex", "--out", "tee.jsonld", "--json").json
    assert json.loads(Path("tee.jsonld").read_text()) == made["document"]
    assert "gs1:textileMaterial" in made["lacking"]
    assert modiste(*verb, "export", item(1), "--as", "xml").refused("MOD-2687")
    said = modiste(*verb, "import", "tee.jsonld", "--garment", "tee", "--json")
    assert (said.code, said.refused("MOD-2686")) == (1, True)
    Path("tee.jsonld").rename("tee.json")
    assert modiste(*verb, "import", "tee.json", "--garment", "tee", "--json").json["format"] == "eutex-0.9.9"
