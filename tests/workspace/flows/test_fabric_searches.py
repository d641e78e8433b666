"""Searches that a shop keeps: begun once, gone on with, and nothing typed in meanwhile is lost."""

from pathlib import Path

import pytest
from tests.fabric.search.small_goals import KNIT

from modiste.garment import ModisteError
from modiste.workspace.flows import FabricSearches, member_told


def test_what_is_typed_in_while_a_search_runs_is_kept(tmp_path: Path) -> None:
    searches = FabricSearches(tmp_path)
    searches.begin("base", KNIT, 1)
    searches.go("base", 40)
    value = member_told(searches.find("base"), 0)["values"]["mass_gsm"]["value"]
    sample = {"member": 0, "measured": {"mass_gsm": {"value": value, "uncertainty": 1, "method": "scale"}}}

    def type_in(_event: object) -> None:
        if not searches.find("base").measured:
            searches.take_sample("base", sample)

    searches.go("base", 80, type_in)
    state = searches.find("base")
    assert state.evaluations == 80
    assert [each.property for each in state.measured] == ["mass_gsm"]


def test_an_id_is_one_search(tmp_path: Path) -> None:
    searches = FabricSearches(tmp_path)
    assert searches.begin("base", KNIT, 1).seed == searches.begin("base", KNIT, 1).seed == 1
    with pytest.raises(ModisteError) as told:
        searches.begin("base", KNIT, 2)
    assert told.value.code == "MOD-2854"
    for id in ("none", "../base", ""):
        with pytest.raises(ModisteError) as told:
            searches.find(id)
        assert told.value.code == "MOD-2858"
    assert list(searches.all()) == ["base"]
