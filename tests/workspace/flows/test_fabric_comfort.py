"""A cloth's predicted interval reaches its wearer."""

import tomllib
from pathlib import Path

import pytest

from modiste import fabric
from modiste.garment import ModisteError
from modiste.learning import Event
from modiste.workspace import flows
from modiste.workspace.flows import fabric_comfort

SPEC = tomllib.loads(
    (Path(__file__).parents[3] / "examples" / "fabric" / "spec.toml").read_text(encoding="utf-8")
)
SCENARIO = {
    "name": "a minute",
    "layers": [
        {"name": "tee", "garment": "t-shirt"},
        {"name": "hat", "garment": "hat", "rct": 0.05, "ret": 9},
    ],
    "phases": [{"minutes": 1, "air_c": 25, "wear": ["tee", "hat"]}],
}


def test_the_interval_of_the_cloth_passes_through() -> None:
    found = flows.comfort_of_tree(SPEC, SCENARIO)
    skin = found["curves"]["skin_c"]
    assert skin["low"][0] <= skin["value"][0] <= skin["high"][0]
    assert found["spec"] == "Cotton poplin"
    assert found["gaps"] == {}


def test_what_takes_too_long_to_answer_is_refused() -> None:
    long = {**SCENARIO, "phases": [{"minutes": 481, "air_c": 25}]}
    with pytest.raises(ModisteError) as refused:
        flows.comfort_of_tree(SPEC, long)
    assert refused.value.code == "MOD-2839"


def test_layers_of_the_cloth_are_draped_where_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draping has its own tests and takes seconds: here it answers at once."""
    asked = []

    def drape(pattern: object, *_: object, **__: object) -> object:
        asked.append(pattern)
        return pattern

    air = fabric.Air({"chest": 1.0}, {"chest": 30.0})
    monkeypatch.setattr("modiste.tailoring.drape_garment", drape, raising=False)
    monkeypatch.setattr("modiste.tailoring.distance_field", lambda _: None, raising=False)
    monkeypatch.setattr("modiste.fabric.air_under", lambda _: air, raising=False)
    spec, scenario = fabric.spec_from(SPEC), fabric.scenario_from(SCENARIO)
    found = fabric_comfort.comfort_of(spec, scenario, is_draped=True)
    assert [pattern.program for pattern in asked] == ["t-shirt"]  # type: ignore[attr-defined]
    assert found["gaps"] == {"tee": {"covers": {"chest": 1.0}, "gap_mm": {"chest": 30.0}}}


def test_a_long_scenario_is_stopped_and_goes_on_from_its_finished_runs(tmp_path: Path) -> None:
    phase = {"minutes": 20, "air_c": 25, "wear": ["tee", "hat"]}
    spec, scenario = SPEC, {**SCENARIO, "phases": [phase]}
    comforts = flows.FabricComforts(tmp_path)
    told: list[Event] = []
    with pytest.raises(ModisteError, match="MOD-2018"):
        comforts.go(spec, scenario, told.append, lambda: told[-1].done > 20)
    assert len(list(tmp_path.rglob("run-*.npz"))) == 1
    again: list[Event] = []
    found = comforts.go(spec, scenario, again.append)
    # The first of three runs is not lived through again.
    assert again[0].done == 20
    assert again[-1].done == again[-1].total == 60
    assert not list(tmp_path.rglob("run-*.npz"))
    kept = comforts.find(found["id"])
    assert kept["curves"] == flows.comfort_of_tree(spec, scenario)["curves"]
    assert kept["verdict"] == found["verdict"]
    with pytest.raises(ModisteError, match="MOD-1103"):
        comforts.find("../shop")
