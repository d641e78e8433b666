"""Sizes for recommending: what was bought answers at once, the size model from the second time on."""

from pathlib import Path

from tests.workspace.flows.small_trade import RUNS_SMALL, SIZES, trade_in

from modiste.garment import Order
from modiste.workspace import open_shop
from modiste.workspace.flows.learned_sizes import LearnedSizes
from modiste.workspace.flows.shop_shelf import ShopShelf
from modiste.workspace.flows.wearings import shop_sizes


def test_the_size_bought_last_answers_until_the_model_has(tmp_path: Path) -> None:
    with open_shop(tmp_path / "shop") as shop:
        trade_in(shop)
        shelves = ShopShelf(shop)
        shelves.catch_up()
        sizes = LearnedSizes(shop, shelves.shelf)
        customer = next(each.customer_id for each in shop.store.rows.scan(Order) if each.customer_id)
        assert {each.basis for each in sizes.said(customer, [RUNS_SMALL])} == {"bought"}
        sizes.settle()
        # There is no model yet: nothing is learned because somebody asks.
        assert sizes.said(customer, [RUNS_SMALL])[0].basis == "bought"
        shop_sizes(shop)
        sizes.forget(customer)
        sizes.said(customer, [RUNS_SMALL])
        sizes.settle()
        (said,) = sizes.said(customer, [RUNS_SMALL])
        assert said.basis == "model" and said.size in SIZES
        assert said.probability is not None and 0 < said.probability <= 1
        assert said.return_risk is not None and 0 <= said.return_risk < 1
        assert sizes.worked_out("a stranger") == {}
        other = sizes.said(customer, ["garment-4"])[0]
        assert SIZES.index(said.size) >= SIZES.index(other.size)
