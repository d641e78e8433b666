"""Networks whose weights a shop's settings name: their licence is shown, and its gate is asked every time."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.tryon.backends.weights import write_weights

from modiste.garment import ModisteError
from modiste.workspace import Shop, flows, open_shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with open_shop(tmp_path / "shop") as opened:
        yield opened


def named(shop: Shop, *pairs: str) -> None:
    shop.settings = shop.settings.model_copy(update={"painters": pairs})


def test_a_shop_has_none_until_its_settings_name_one(shop: Shop) -> None:
    assert flows.back_ends(shop) == []
    with pytest.raises(ModisteError, match="MOD-2012"):
        flows.Painters().get(shop, "fashn")
    named(shop, "oracle=weights", "nonsense")
    assert flows.back_ends(shop) == []


def test_the_licence_is_what_the_weights_say_and_a_missing_folder_is_told(shop: Shop) -> None:
    named(shop, "fashn=weights")
    (gone,) = flows.back_ends(shop)
    assert gone.licence is None and gone.refused is not None and gone.refused.code == "MOD-3024"
    assert str(shop.root) not in gone.refused.detail  # callers are not told where things lie
    write_weights(shop.root / "weights", "cc-by-nc-4.0")
    (there,) = flows.back_ends(shop)
    assert there.licence is not None and there.licence.name == "cc-by-nc-4.0"
    assert not there.licence.is_trade and there.refused is None


def test_the_gate_is_asked_each_time_and_the_network_is_kept_open(shop: Shop) -> None:
    write_weights(shop.root / "weights", "cc-by-nc-4.0")
    named(shop, f"fashn={shop.root / 'weights'}")
    painters = flows.Painters()
    with pytest.raises(ModisteError, match="MOD-3023"):
        painters.get(shop, "fashn")
    one = painters.get(shop, "fashn", non_commercial=True, steps=1)
    assert one.licence.acknowledged and painters.get(shop, "fashn", non_commercial=True, steps=1) is one
    with pytest.raises(ModisteError, match="MOD-3023"):
        painters.get(shop, "fashn", steps=1)
    (shop.root / "weights" / "README.md").write_text("---\nlicense: apache-2.0\n---\n")
    other = painters.get(shop, "fashn", steps=1)
    assert other is not one and other.licence.is_trade and not other.licence.acknowledged
