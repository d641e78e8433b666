"""A garment of an open shop: equal to its record, and asked for what its page shows."""

from pathlib import Path

import pytest
from tests.workspace.flows.small_trade import trade_in

from modiste.garment import Garment, ModisteError
from modiste.workspace import open_shop


def test_a_garment_is_its_record_and_says_what_its_page_shows(tmp_path: Path) -> None:
    with open_shop(tmp_path / "shop") as shop:
        trade_in(shop, lines=0)
        tee = shop.garments["garment-1"]
        assert tee == shop.garments.get("garment-1")
        assert (tee.name, type(tee.record())) == ("t-shirt 1", Garment)
        answer = tee.recommended(k=3)
        assert answer.placement == "product"
        assert 0 < len(answer.results) <= 3
        assert "garment-1" not in {each["garment"] for each in answer.results}
        assert not any("propensity" in each and each["propensity"] < 1 for each in answer.results)
        with pytest.raises(ModisteError, match="MOD-1807"):  # it has no picture
            tee.similar()
        assert shop.garments.put(tee).name == tee.name
