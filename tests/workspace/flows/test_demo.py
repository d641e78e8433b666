"""The demonstration, on a few hundred pictures: every step does its real work and says one true line."""

import json
from pathlib import Path

import pytest

import modiste.workspace.flows.demo as demo
from modiste.garment import Garment, ModisteError
from modiste.learning import Event
from modiste.workspace import Shop, open_shop
from modiste.workspace.flows import demonstrate
from modiste.workspace.flows.demo import duplicates

pytestmark = pytest.mark.usefixtures("fashion_mnist")


def test_every_step_is_done_and_told(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    # The shipped models are judged on all 10,000 pictures elsewhere; here the demo's own small one stands in.
    stand_ins = (("demo-fashion-mnist", "fashion-mnist:test"), ("nothing", "x"), ("demo-fashion-mnist", ""))
    monkeypatch.setattr(demo, "SHIPPED", stand_ins)
    monkeypatch.setattr(demo, "SMOKE", {**demo.SMOKE, "network.stem": "8", "network.widths": "[8, 16, 24]"})
    monkeypatch.setattr(demo, "FLEET", {"devices": 2, "seconds": 0.0, "days": 1})
    monkeypatch.delenv("MODISTE_DATA", raising=False)
    heard: list[Event] = []
    with open_shop(shop.root.with_name("house")) as house:
        made = demonstrate(house, shop, heard.append, lambda: False, limit=400)
        assert house.store.rows.count(Garment) == 120
        # Run again it stays as it is, and a shop of one's own is left alone.
        assert "120 garments" in demo._house(house, lambda event: None, lambda: False)[0]
    assert "left as it is" in demo._house(shop, lambda event: None, lambda: False)[0]
    assert [step.name for step in made.steps] == [
        "house",
        "search",
        "recommend",
        "plan",
        "supply",
        "passports",
        "design",
        "cloth",
        "sensors",
        "on a photo",
        "import",
        "clean",
        "train",
        "evaluate demo-fashion-mnist",
        "evaluate nothing",
        "evaluate demo-fashion-mnist",
        "explain",
        "try on",
    ]
    assert shop.garments.count() == 800
    assert shop.registry.resolve("demo-fashion-mnist").version == "1"
    figures = {step.name: step.figures for step in made.steps}
    assert figures["import"]["added"] == 800
    assert 0.0 <= figures["train"]["accuracy"]["value"] <= 1.0
    lines = [step.summary for step in made.steps if step.name.startswith("evaluate")]
    assert "10,000" in lines[0]
    assert lines[1:] == [
        "not shipped with this copy",
        "left out: name photos in class folders with --photos DIR",
    ]
    assert made.report.read_text().startswith("<!")
    maps = [row["picture"] for file in figures["explain"]["files"] for row in file["explanations"]]
    assert len(maps) == 9
    assert all(Path(each).is_file() for each in maps)
    assert figures["try on"]["recommended"] == "40"
    red = figures["search"]["found"]
    assert all(ids[0].startswith("dress") for ids in red.values())
    told = figures["recommend"]
    assert len(told["customer"]["results"]) == 5 and told["customer"]["results"][0]["reasons"][0]["zh"]
    assert told["after"] != told["before"] and told["clicked"] not in told["after"]
    planned = figures["plan"]
    assert planned["forecast"]["garments"] > 100 and planned["concern"]["zh"]
    assert planned["replenishment"]["pieces"] > 0
    proven = figures["passports"]  # the fleet of a short demonstration may have made nothing yet
    assert not proven or (proven["issued"] and proven["is_refused"])
    assert {each["status"] for each in proven.get("checks", ())} <= {"ok", "unknown"}
    made_up = figures["design"]
    assert made_up["pattern"]["program"] == "skirt-a-line" and made_up["print"]["seam_z"] <= 4
    assert figures["cloth"]["sheet"]["properties"]["mass_gsm"]["value"] == pytest.approx(135, abs=1)
    assert figures["sensors"]["chosen"] and "synthetic" in figures["sensors"]["method"]
    followed = figures["supply"]
    assert followed["simulated"] and followed["received"] == followed["sent"] > 0
    assert "left as it is" in demo._supply(shop, lambda event: None, lambda: False)[0]
    assert len(list((shop.root / "fittings").glob("*.png"))) == 6
    assert any(event.kind == "epoch" for event in heard)
    assert json.dumps(made.to_json())
    assert made.rows()[-1][0] == "in all"


def test_a_demonstration_can_be_stopped_between_steps(shop: Shop) -> None:
    with pytest.raises(ModisteError) as refused:
        demonstrate(shop, shop, lambda event: None, lambda: True, limit=10)
    assert refused.value.code == "MOD-2018"


def test_pictures_that_come_twice_are_found(shop: Shop, photos: Path) -> None:
    shop.garments.add_photos(photos)
    assert duplicates(shop) == []
    first, second = shop.garments.page(limit=2).items
    (image,) = shop.garments.images(first.id)
    shop.garments.add_photo(second.id, shop.garments.photo(image.id).data, "again.png")
    ((one, other),) = duplicates(shop)
    assert one.blob == other.blob


def test_the_clothing_model_is_judged_where_its_data_are_at_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODISTE_DATA", str(tmp_path))
    assert demo._at_hand() == ""
    (tmp_path / "clothing-small" / "validation").mkdir(parents=True)
    assert demo._at_hand() == str(tmp_path / "clothing-small" / "validation")
