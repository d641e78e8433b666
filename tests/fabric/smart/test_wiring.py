"""A circuit on its pattern: lengths to ohms to currents, the picture, heat and the battery."""

from pathlib import Path

import pytest
from tests.fabric.smart.small_circuit import CIRCUIT

from modiste.fabric.smart.circuit import circuit_from, read_circuit
from modiste.fabric.smart.drawing import circuit_svg
from modiste.fabric.smart.heat_sheet import heat_sheet
from modiste.fabric.smart.wiring import LEAST, Wired, circuit_sheet, meander_length, wire
from modiste.garment import ModisteError

EXAMPLE = Path(__file__).parents[3] / "examples" / "fabric" / "heated-t-shirt.toml"


@pytest.fixture(scope="module")
def wired() -> Wired:
    return wire(circuit_from(CIRCUIT))


def test_resistance_is_length_by_yarn_with_joints(wired: Wired) -> None:
    zone = wired.circuit.zones[0]
    assert meander_length(zone) == pytest.approx(4 * 10 + 6)
    assert wired.zone_ohm(zone) == pytest.approx(100 * 0.46 * 1.2 / 10)
    length = sum(leg.length for leg in wired.routes[0])
    assert wired.trace_ohm(0) == pytest.approx(5 * length / 100 / 2 + 2 * 0.1 + 0.2)


def test_one_loop_carries_one_current(wired: Wired) -> None:
    whole = wired.trace_ohm(0) + wired.trace_ohm(1) + wired.zone_ohm(wired.circuit.zones[0])
    found = circuit_sheet(wired)
    assert found["zones"][0]["ampere"]["value"] == pytest.approx(5 / whole)
    assert found["supplies"][0]["watt"]["value"] == pytest.approx(25 / whole)
    ampere = found["zones"][0]["ampere"]
    assert ampere["low"] < ampere["value"] < ampere["high"]
    assert found["zones"][0]["area_cm2"] == pytest.approx(10 * 6 * 4 / 3)
    assert found["traces"][0]["seams"] == ["side_left"]


def test_worn_yarn_conducts_less(wired: Wired) -> None:
    assert wired.solved(LEAST, ageing=2.0).watt["zone"] < wired.solved(LEAST).watt["zone"]


def test_the_picture_shows_panels_traces_holes_and_lengths(wired: Wired) -> None:
    drawn = circuit_svg(wired)
    assert drawn.count('class="panel"') == 2
    assert drawn.count('class="zone"') == 1
    assert drawn.count('class="seam"') == 4
    assert drawn.count('class="pad"') == 2
    assert f"zone: {meander_length(wired.circuit.zones[0]):.0f} cm" in drawn


def test_heat_is_told_with_its_limit_and_the_battery(wired: Wired) -> None:
    found = heat_sheet(wired)
    (zone,) = found["zones"]
    assert zone["skin_c"]["low"] < zone["skin_c"]["value"] < zone["skin_c"]["high"]
    assert zone["is_safe"] == (zone["skin_c"]["high"] < zone["limit_c"])
    assert zone["warm_up"]["skin_c"][-1] == pytest.approx(zone["skin_c"]["value"], abs=0.2)
    assert len(zone["warm_up"]["minutes"]) == 31
    load = circuit_sheet(wired)["supplies"][0]["watt"]["value"]
    assert found["battery"]["hours"]["value"] == pytest.approx(10 * 0.8 / load)
    assert "电池" in found["verdict"]["zh"]


def test_too_hot_is_not_safe() -> None:
    hot = wire(
        circuit_from({**CIRCUIT, "battery": None, "supplies": [{**CIRCUIT["supplies"][0], "volt": 12}]})
    )
    found = heat_sheet(hot)
    assert found["verdict"]["en"].startswith("Not safe: skin under zone")
    assert found["battery"] is None
    bare = wire(
        circuit_from({**CIRCUIT, "zones": [], "traces": [{"start": "plus", "end": "minus", "yarn": "lead"}]})
    )
    assert heat_sheet(bare)["verdict"]["en"].startswith("Nothing is heated")


def test_the_example_is_safe_and_nothing_in_it_crosses() -> None:
    example = wire(read_circuit(EXAMPLE))
    assert example.crossings() == []
    assert all(zone["is_safe"] for zone in heat_sheet(example)["zones"])


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"yarns": {"lead": {"ohm_per_m": 0}, "heating": {"ohm_per_m": 1}}}, "above 0"),
        ({"yarns": {"lead": {"ohm_per_m": 1}}}, "zone is of heating"),
        ({"supplies": []}, "supplies"),
        ({"traces": [{"start": "plus", "end": "moon", "yarn": "lead"}]}, "no moon"),
        ({"pads": [CIRCUIT["pads"][0]] * 2}, "one name"),
    ],
)
def test_what_is_no_circuit_is_refused_with_the_reason(change: dict, reason: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(ModisteError, match=reason) as refused:
        circuit_from({**CIRCUIT, **change})
    assert refused.value.code == "MOD-2834"
