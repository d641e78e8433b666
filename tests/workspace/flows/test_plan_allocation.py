"""What of the warehouse goes to which shop: where it is wanted, in whole packs, and never to nowhere."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from tests.workspace.flows.small_places import AT_WAREHOUSE, BIG, DRESS, LITTLE, WAREHOUSE, WEEKS, places_in
from tests.workspace.flows.small_stock import EMPTY, stock_in
from tests.workspace.flows.test_planning import flat

from modiste.garment import ModisteError, StockEntry
from modiste.workspace import Shop
from modiste.workspace.flows.plan_ground import Ground, ground_of
from modiste.workspace.flows.plans import proposed
from modiste.workspace.flows.shop_forecast import forecast_demand
from modiste.workspace.flows.shop_places import places_of
from modiste.workspace.flows.shop_stock import Terms, position_of


def grounded(shop: Shop, terms: Terms | None = None) -> Ground:
    kept = forecast_demand(places_in(shop), 8, way=flat)
    ground = ground_of(kept, position_of(shop, kept), terms or Terms(), DRESS)
    return replace(ground, places=places_of(shop, kept, ground.skus))


def test_a_garment_lies_and_sells_where_the_ledger_says(shop: Shop) -> None:
    ground = grounded(shop)
    places = ground.places
    assert places is not None
    assert (places.names, places.depot) == ((LITTLE, BIG), WAREHOUSE)
    sizes = [ground.kept.sizes[k] for k in ground.skus]
    assert dict(zip(sizes, places.stock.tolist(), strict=True)) == AT_WAREHOUSE
    assert places.level.tolist() == [[8] * 3, [3] * 3]
    assert places.sold.sum((1, 2)).tolist() == [2 * WEEKS, 8 * WEEKS]
    wanted = np.nan_to_num(ground.kept.wanted[ground.row])[:, None] * ground.kept.share[ground.skus]
    assert places.shares(wanted) == pytest.approx([0.2, 0.8], abs=0.01)
    gone = replace(places, there=places.there * np.array([0.5, 1.0])[:, None, None])
    assert gone.shares(wanted)[0] == pytest.approx(0.33, abs=0.02), "half the weeks without, sold as much"
    assert ground.position.level.sum() == 33 + sum(AT_WAREHOUSE.values()), "an opening is no location"


def test_pieces_go_where_they_will_be_wanted(shop: Shop) -> None:
    ground = grounded(shop)
    made = proposed(ground, "allocation")
    by_place: Counter[str] = Counter()
    by_size: Counter[str] = Counter()
    for row in made.numbers["rows"]:
        by_place[row["location"]] += row["pieces"]
        by_size[row["size"]] += row["pieces"]
    assert by_place[BIG] > by_place[LITTLE] == 0, "the little shop has eight of each size"
    assert all(by_size[size] <= AT_WAREHOUSE[size] for size in by_size)
    assert by_size["m"] > by_size["l"], "m is wanted most"
    assert made.numbers["pieces"] + made.numbers["stays"] == sum(AT_WAREHOUSE.values())
    before, after = made.outcome["as_is"], made.outcome["with_it"]
    assert after["fill"] > 0.95 > before["fill"]
    assert made.money == pytest.approx(after["margin"] - before["margin"], abs=0.02) and made.money > 0
    for side in (before, after):
        assert side["sold"] + side["left"] == pytest.approx(33 + sum(AT_WAREHOUSE.values()), abs=0.02)
    assert made.outcome["chosen"] >= made.outcome["even"]
    again = made.outcome["replayed"]
    assert again["as_is"]["wanted"] == again["with_it"]["wanted"] == 40, "ten a week were"
    assert again["with_it"]["sold"] > again["as_is"]["sold"]
    assert len(made.inputs) == 64 and made.inputs != ground.kept.said["inputs"]
    for words in (made.why["en"], made.why["zh"]):
        assert WAREHOUSE in words and "{" not in words
    careful = replace(ground, terms=Terms(service=0.99))
    assert proposed(careful, "allocation").numbers["pieces"] > made.numbers["pieces"]


def test_packs_are_given_whole(shop: Shop) -> None:
    ground = grounded(shop)
    pack = {"s": 1, "m": 2, "l": 1}
    made = proposed(replace(ground, packs=(pack,)), "allocation")
    count = made.numbers["packs"]
    assert made.numbers["pieces"] == 4 * count > 0 and made.numbers["way"] == "programme"
    for row in made.numbers["rows"]:
        assert row["pieces"] == pack[row["size"]] * row["packs"]
    sixes = proposed(replace(ground, packs=({"*": 6},)), "allocation")
    assert {row["pieces"] % 6 for row in sixes.numbers["rows"]} == {0}
    both = proposed(replace(ground, packs=(pack, {"*": 1})), "allocation")
    assert both.outcome["chosen"] >= made.outcome["chosen"] - 0.01, "what no pack holds is loose"
    for wrong in ({"xxl": 1}, {"s": 0}, {}):
        with pytest.raises(ModisteError, match="MOD-2451"):
            proposed(replace(ground, packs=(wrong,)), "allocation")


def test_a_depot_that_sells_keeps_what_is_wanted_there(shop: Shop) -> None:
    ground = grounded(shop)
    assert ground.places is not None
    places = ground.places
    both = replace(
        places,
        names=(*places.names, WAREHOUSE),
        level=np.vstack([places.level, 0 * places.stock]),
        coming=np.concatenate([places.coming, 0 * places.coming[:1]]),
        sold=np.concatenate([places.sold, places.sold[1:]]),
        there=np.concatenate([places.there, places.there[1:]]),
        usual=np.array([0.1, 0.45, 0.45]),
    )
    made = proposed(replace(ground, places=both), "allocation")
    assert {row["location"] for row in made.numbers["rows"]} == {LITTLE, BIG}
    assert made.numbers["stays"] >= 10
    alone = proposed(ground, "allocation")
    assert made.outcome["as_is"]["fill"] > alone.outcome["as_is"]["fill"], "it sells there as well"


def test_with_one_location_nothing_is_allocated(shop: Shop) -> None:
    stock_in(shop)
    forecast_demand(shop, 8, way=flat)
    with pytest.raises(ModisteError, match=r"MOD-2492.*only one location sells, warehouse"):
        shop.planning.propose("allocation", EMPTY, "ann")


def test_where_none_gives_or_nothing_is_left_it_is_said(shop: Shop) -> None:
    ground = grounded(shop)
    assert ground.places is not None
    for places in (None, replace(ground.places, stock=0 * ground.places.stock)):
        with pytest.raises(ModisteError, match="MOD-2491"):
            proposed(replace(ground, places=places), "allocation")
    full = replace(ground.places, level=ground.places.level + 500)
    with pytest.raises(ModisteError, match=r"MOD-2491.*has enough"):
        proposed(replace(ground, places=full), "allocation")


def test_shops_without_a_depot_cannot_be_served(shop: Shop) -> None:
    places_in(shop)
    kept = forecast_demand(shop, 8, way=flat)
    moves = list(shop.store.rows.scan(StockEntry))
    shop.store.rows.delete(
        StockEntry, [each.id for each in moves if WAREHOUSE in (each.from_location, each.to_location)]
    )
    with pytest.raises(ModisteError, match=r"MOD-2492.*no location gives"):
        places_of(shop, kept, np.arange(3))
    shop.store.rows.delete(StockEntry, [each.id for each in moves if each.to_location == "customer"])
    with pytest.raises(ModisteError, match=r"MOD-2492.*no sale"):
        places_of(shop, kept, np.arange(3))


def test_an_allocation_is_proposed_and_decided_like_any_plan(shop: Shop) -> None:
    forecast_demand(places_in(shop), 8, way=flat)
    made = shop.planning.propose("allocation", DRESS, "ann", packs=[{"*": 2}])
    assert (made["kind"], made["state"]) == ("allocation", "proposed")
    assert shop.planning.decide(made["id"], 1, "approved", "bob")["state"] == "approved"
