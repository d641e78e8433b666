"""The footprint: Ecobalyse's values exactly, waste, ranges, gaps."""

import json

import pytest
from tests.fabric.small_cloths import JERSEY, POPLIN, cloth

from modiste.fabric import fibre_factor, footprint
from modiste.fabric.footprints.chain import countries
from modiste.garment import ModisteError

OURS = {
    "ei-chanvre": "hemp", "ei-laine-par-defaut": "wool", "ei-laine-nouvelle-filiere": "wool",
    "ei-acrylique": "acrylic", "coton-rdpc": "recycled cotton", "coton-rdp": "recycled cotton",
    "ei-coton": "cotton", "ei-pp": "polypropylene", "ei-pet-r": "recycled polyester", "elasthane": "elastane",
    "ei-pet": "polyester", "ei-jute-kenaf": "jute", "ei-coton-organic": "organic cotton", "ei-lin": "linen",
    "ei-viscose": "viscose", "ei-pa": "polyamide",
}  # fmt: skip


def test_the_sixteen_fibre_values_are_ecobalyses(modiste_data) -> None:
    folder = modiste_data / "wearable" / "ecobalyse-textile"
    by_id = {
        each["id"]: each
        for each in json.loads((folder / "processes_textile.json").read_text(encoding="utf-8"))
    }
    materials = json.loads((folder / "materials.json").read_text(encoding="utf-8"))
    assert {each["alias"] for each in materials} == set(OURS)
    for each in materials:
        factor = fibre_factor(OURS[each["alias"]])
        assert by_id[each["processId"]]["impacts"]["ecs"] in (factor.value, factor.low, factor.high), each[
            "alias"
        ]


def test_processes_are_ecobalyses(modiste_data) -> None:
    from modiste.fabric.footprints.chain import _factors

    folder = modiste_data / "wearable" / "ecobalyse-textile"
    theirs = {
        each["displayName"]: each
        for each in json.loads((folder / "processes_textile.json").read_text(encoding="utf-8"))
    }
    for ways in _factors()["process"].values():
        for way in ways:
            of = theirs[way["name"]]
            ours = (way.get("electricity", 0), way.get("heat", 0), way.get("waste", 0), way.get("ecs", 0))
            assert ours == (of["elecMJ"], of["heatMJ"], of["waste"], of["impacts"]["ecs"])


def test_waste_adds_up_from_cloth_to_fibre() -> None:
    made = footprint(cloth(POPLIN), "IT")
    fibre, spinning, weaving = made.stages[:3]
    assert weaving.kilograms == 1
    assert spinning.kilograms == pytest.approx(1 / (1 - 0.0625))
    assert fibre.kilograms == pytest.approx(1 / (1 - 0.0625) / (1 - 0.12))
    assert fibre.ecs.value == pytest.approx(1672.6 * fibre.kilograms)
    power = spinning.electricity.value / 3.6 * 25.486
    assert spinning.ecs.value == pytest.approx(power)
    assert made.ecs.value == pytest.approx(sum(each.ecs.value for each in made.stages))
    assert made.ecs.low < made.ecs.value < made.ecs.high


def test_where_it_is_made_narrows_the_range() -> None:
    anywhere, there = footprint(cloth(JERSEY)).ecs, footprint(cloth(JERSEY), "FR").ecs
    assert there.high - there.low < anywhere.high - anywhere.low
    assert "FR" in countries()
    with pytest.raises(ModisteError, match="MOD-2812"):
        footprint(cloth(JERSEY), "XX")


def test_sources_that_disagree_make_a_range_and_a_gap_leaves_no_sum() -> None:
    wool = fibre_factor("wool")
    assert (wool.value, wool.low) == (2849.0, 300.53)
    made = footprint(cloth(JERSEY, blend="50% SE 50% CV"))
    assert (made.ecs, made.missing) == (None, ("silk",))
    assert made.climate == {"viscose": (-0.25, 3.8)}
