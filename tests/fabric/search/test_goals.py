"""Goals are read whole, and refused with the reason where they cannot be searched for."""

from pathlib import Path

import pytest
from tests.fabric.search.small_goals import KNIT, WOVEN, woven

from modiste.fabric.search.goals import goals_from, read_goals, shafts_of
from modiste.garment import ModisteError

EXAMPLE = Path(__file__).parents[3] / "examples" / "fabric" / "goals.toml"


def refused(tree):
    with pytest.raises(ModisteError) as told:
        goals_from(tree)
    return told.value


def test_the_example_is_read_with_the_scenario_beside_it() -> None:
    goals = read_goals(EXAMPLE)
    assert goals.scenario is not None
    assert goals.scenario.name == "A hot day between street and office"
    assert goals.fibres[:3] == ("cotton", "organic cotton", "linen")


def test_only_weaves_that_the_shafts_can_lift_are_searched() -> None:
    assert woven().weaves == ("plain", "2/1 twill Z", "satin 8")
    assert woven(loom={"shafts": 4}).weaves == ("plain", "2/1 twill Z")
    assert shafts_of("basket 2") == 2


@pytest.mark.parametrize(
    ("tree", "code", "word"),
    [
        ({**WOVEN, "knit": KNIT["knit"]}, "MOD-2850", "neither woven nor knit, or both"),
        ({**WOVEN, "loom": {"ends": [70, 90]}}, "MOD-2850", "20 to 60 ends a cm are not on this loom"),
        ({**WOVEN, "woven": {**WOVEN["woven"], "picks": [30, 10]}}, "MOD-2850", "no range"),
        ({**WOVEN, "woven": {**WOVEN["woven"], "weaves": ["satin 12"]}}, "MOD-2850", "on 8 shafts"),
        ({**WOVEN, "limits": [{"of": "mass_gsm"}]}, "MOD-2850", "needs a least"),
        ({**WOVEN, "limits": [{"of": "mass_gsm", "least": 2, "most": 1}]}, "MOD-2850", "at least 2"),
        ({**WOVEN, "limits": [{"of": "beauty", "least": 2}]}, "MOD-2851", "beauty"),
        ({**WOVEN, "scenario": None}, "MOD-2852", "no scenario"),
        ({**WOVEN, "prices": {**WOVEN["prices"], "fibre": {"CO": 1}}}, "MOD-2852", "recycled polyester"),
        ({**WOVEN, "woven": {**WOVEN["woven"], "fibres": ["asbestos"]}}, "MOD-2800", "asbestos"),
        ({"name": "nothing"}, "MOD-2850", "objectives"),
    ],
)
def test_what_cannot_be_searched_for_is_refused_with_the_reason(tree, code, word) -> None:
    error = refused(tree)
    assert error.code == code
    assert word in str(error)


def test_an_objective_whose_worst_is_better_than_its_best_is_refused() -> None:
    upside_down = {"of": "mass_gsm", "want": "least", "worst": 100, "best": 200}
    assert refused({**WOVEN, "objectives": [upside_down]}).code == "MOD-2850"


def test_a_file_that_is_no_toml_is_refused(tmp_path) -> None:
    path = tmp_path / "goals.toml"
    path.write_text("name = ")
    with pytest.raises(ModisteError) as told:
        read_goals(path)
    assert told.value.code == "MOD-2850"
