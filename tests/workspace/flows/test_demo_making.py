"""The demonstration's steps about making, on an empty shop."""

import pytest

from modiste import tryon
from modiste.workspace import Shop
from modiste.workspace.flows.demo_making import cloth, design, on_a_photo, sensors


def test_a_brief_becomes_a_pattern_and_a_print(shop: Shop) -> None:
    said, told = design(shop)
    assert "skirt-a-line" in said and told["print"]["seam_z"] <= 4
    folder = shop.root / "designs-demo"
    assert {"print.png", "spec.json"} <= {path.name for path in folder.iterdir()}
    assert [each.spec.hash for each in shop.designs.listing()] == [told["spec"]["sha256"]]
    again, _ = design(shop)
    assert again == said


def test_a_cloth_is_foretold_with_intervals() -> None:
    said, told = cloth()
    mass = told["sheet"]["properties"]["mass_gsm"]
    assert "predicted" in said and mass["interval"][0] < mass["value"] < mass["interval"][1]
    assert mass["value"] == pytest.approx(135, abs=1)


def test_sensors_are_placed_and_pictured(shop: Shop) -> None:
    said, told = sensors(shop)
    assert "simulated" in said and 0 < len(told["chosen"]) <= 3
    assert (shop.root / "sensors.png").read_bytes().startswith(b"\x89PNG")


def test_the_example_person_wears_a_shirt_or_the_way_there_is_told(shop: Shop) -> None:
    said, told = on_a_photo(shop)
    if not tryon.networks_fetched():
        assert "modiste tryon fetch" in said
        return
    assert told["status"] == "ok" and "synthetic" in said
    assert tryon.source_type((shop.root / "on-a-photo.png").read_bytes())
