"""The shop signs with one key of its own, and its simulated devices know it."""

from pathlib import Path

import pytest
from tests.wearables.edge.small_motion import motions, pooled

from modiste.garment import ModisteError
from modiste.workspace import open_shop
from modiste.workspace.flows import install_model_update, list_device_models, sign_model_update


def test_an_update_of_another_shop_is_refused(tmp_path: Path) -> None:
    model = pooled().folder(tmp_path / "model", motions(8), 66)
    with open_shop(tmp_path / "one", create=True) as one, open_shop(tmp_path / "two", create=True) as two:
        for shop in (one, two):
            shop.registry.register(model, "motion")
        signed = [
            sign_model_update(shop, "motion", tmp_path / shop.root.name / "m.mod") for shop in (one, two)
        ]
        assert signed[0]["public_key"] != signed[1]["public_key"]
        with pytest.raises(ModisteError, match="MOD-2961"):
            install_model_update(two, "band-1", Path(signed[0]["file"]))
        assert list_device_models(two)["items"] == []
        assert install_model_update(one, "band-1", Path(signed[0]["file"]))["is_simulated"] is True
