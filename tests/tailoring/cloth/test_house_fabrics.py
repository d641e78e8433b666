"""Ten cloths, each known to the drape, and the spine's own fabrics."""

import pytest

from modiste.garment import Fabric, ModisteError
from modiste.tailoring import FABRICS, HOUSE_FABRICS, house_fabric


def test_there_are_ten_and_the_drape_knows_how_each_hangs() -> None:
    assert len(HOUSE_FABRICS) == 10
    for name, each in HOUSE_FABRICS.items():
        assert isinstance(each.fabric, Fabric)
        assert each.fabric.id == name
        assert sum(each.fabric.composition.values()) == pytest.approx(1)
        assert each.hangs in FABRICS
        assert 0.5 < FABRICS[each.hangs].weight / (each.fabric.weight_gsm or 0) < 2


def test_another_name_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(ModisteError, match=r"MOD-1586.*denim"):
        house_fabric("leather")
