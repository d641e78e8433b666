"""Data named as a set of the shop."""

import pytest
from tests.wearables.motions import write_people

from modiste.garment import ModisteError
from modiste.workspace import open_shop
from modiste.workspace.flows.wearable_data import located


def test_a_set_is_found_by_its_name_and_other_data_stay(tmp_path):
    with open_shop(tmp_path / "shop") as shop:
        shop.recordings.take_in(write_people(tmp_path / "people", 1, 1), "tug")
        folder = shop.recordings.folder("tug")
        assert located(shop, "set:tug") == folder
        assert located(shop, "set:tug:watch") == f"{folder}:watch"
        assert located(shop, "people:watch") == "people:watch" and located(None, "set:tug") == "set:tug"
        with pytest.raises(ModisteError, match="MOD-2911"):
            located(shop, "set:none")
