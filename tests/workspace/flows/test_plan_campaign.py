"""A campaign that gains nothing is not proposed, and nothing is promoted that is not on offer."""

from decimal import Decimal
from pathlib import Path

import pytest
from tests.workspace.flows.test_campaigns import records

from modiste.garment import ModisteError, Price
from modiste.trends import Limits
from modiste.workspace import open_shop
from modiste.workspace.flows.plan_campaign import CampaignWish, proposed_campaign


def test_what_gains_nothing_or_is_not_there_is_refused(tmp_path: Path) -> None:
    with open_shop(tmp_path / "shop") as shop:
        shop.store.rows.put(records())
        made = proposed_campaign(shop, "coat")
        assert made.numbers["rows"][0]["elasticity"]["source"] == "prior"
        assert "taken from retail at large" in made.why["en"]
        with pytest.raises(ModisteError, match=r"MOD-2491.*no promotion"):
            proposed_campaign(shop, "coat", CampaignWish(Limits(chance=0.99)))
        with pytest.raises(ModisteError, match=r"MOD-2491.*no stock"):
            proposed_campaign(shop, "scarf")


def test_prices_of_one_currency_count(tmp_path: Path) -> None:
    with open_shop(tmp_path / "shop") as shop:
        shop.store.rows.put(records())
        price = next(iter(shop.store.rows.scan(Price)))
        other = {"id": "yen", "currency": "JPY", "amount": Decimal(16000)}
        shop.store.rows.put([price.model_copy(update=other)])
        made = proposed_campaign(shop)
        assert made.currency == "EUR" and made.numbers["rows"][0]["price"] < 100
