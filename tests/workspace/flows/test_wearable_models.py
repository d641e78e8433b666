"""Reading, fitting and judging come together for activities; the parts have tests of their own."""

import shutil
from pathlib import Path

import pytest
from tests.wearables.motions import write_people

from modiste.garment import ModisteError
from modiste.learning import load_recipe, shipped_recipes
from modiste.wearables import build_frame_network
from modiste.wearables.frame_network import FrameNetwork
from modiste.workspace import open_shop
from modiste.workspace.flows.wearable_asks import explain_moment, personalise
from modiste.workspace.flows.wearable_check import check_recordings
from modiste.workspace.flows.wearable_models import CYCLE
from modiste.workspace.flows.wearable_sets import ShopRecordings


def test_the_shipped_recipe_builds_a_network_that_its_window_holds() -> None:
    recipe = load_recipe(shipped_recipes()["wearables-activity"])
    made = build_frame_network(recipe.input, 5, **recipe.network.params)
    assert isinstance(made, FrameNetwork)
    assert 2 * made.reach <= recipe.input.height
    assert CYCLE.protocols[0] == "by-subject"


def test_a_device_that_a_folder_names_is_checked_alone(tmp_path: Path) -> None:
    folder = write_people(tmp_path, 1)
    assert len(check_recordings(folder, "watch").examined) == 2


def test_a_set_is_replaced_whole_and_half_a_copy_is_no_set(tmp_path: Path, empty_shop: Path) -> None:
    with open_shop(shutil.copytree(empty_shop, tmp_path / "shop")) as shop:
        kept = ShopRecordings(shop)
        kept.take_in(write_people(tmp_path / "many", 2), "tug")
        kept.take_in(write_people(tmp_path / "few", 1), "tug")
        (shop.root / "recordings" / ".tug.partial").mkdir()
        assert kept.sets() == ["tug"]
        assert {each.recording.subject for each in kept.report("tug").examined} == {"s00"}
        for ask, of in ((explain_moment, 1.0), (personalise, 2.0)):
            with pytest.raises(ModisteError, match="MOD-1328"):
                ask(shop, "none", kept.folder("tug"), "s00", of)
