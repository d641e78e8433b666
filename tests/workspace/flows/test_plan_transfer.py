"""Pieces leave a shop where nobody wants them for one where they are missed, if that pays for the way."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from tests.workspace.flows.small_places import AT_WAREHOUSE, BIG, DRESS, LITTLE, WAREHOUSE, places_in
from tests.workspace.flows.test_plan_allocation import grounded
from tests.workspace.flows.test_planning import flat

from modiste.garment import ModisteError, StockEntry
from modiste.workspace import Shop
from modiste.workspace.flows.plan_ground import ground_of
from modiste.workspace.flows.plans import proposed
from modiste.workspace.flows.shop_forecast import forecast_demand
from modiste.workspace.flows.shop_places import places_of
from modiste.workspace.flows.shop_stock import Terms, position_of


def test_what_lies_idle_goes_where_it_is_missed(shop: Shop) -> None:
    ground = grounded(shop)
    made = proposed(ground, "transfer")
    rows = made.numbers["rows"]
    assert {(row["sender"], row["receiver"]) for row in rows} == {(LITTLE, BIG)}, "the little shop has more"
    sent: Counter[str] = Counter({row["size"]: row["pieces"] for row in rows})
    assert all(0 < pieces <= 8 for pieces in sent.values()), "it had eight of each size"
    before, after = made.outcome["as_is"], made.outcome["with_it"]
    assert after["sold"] > before["sold"] and after["wanted"] == before["wanted"]
    for side in (before, after):
        assert side["sold"] + side["left"] == pytest.approx(33 + sum(AT_WAREHOUSE.values()), abs=0.02)
    pieces, cost = made.numbers["pieces"], made.numbers["cost"]
    assert cost == pytest.approx(50 * (0.05 * pieces + 0.5)), "fifty a piece, one way"
    worth = 50 * (after["sold"] + 0.2 * after["left"]) - cost
    assert after["margin"] == pytest.approx(worth, abs=0.5)
    assert made.money == pytest.approx(after["margin"] - before["margin"], abs=0.02) and made.money > 0
    again = made.outcome["replayed"]
    assert again["with_it"]["sold"] > again["as_is"]["sold"]
    assert len(made.inputs) == 64 and made.inputs != ground.kept.said["inputs"]
    for words in (made.why["en"], made.why["zh"]):
        assert WAREHOUSE in words and "56" in words and "{" not in words, "the depot's pieces stay"


def test_a_way_that_costs_more_than_it_brings_is_not_taken(shop: Shop) -> None:
    ground = grounded(shop)
    free = proposed(replace(ground, terms=Terms(moving_share=0, lane_share=0)), "transfer")
    usual = proposed(ground, "transfer")
    dear = proposed(replace(ground, terms=Terms(moving_share=0.5)), "transfer")
    assert free.numbers["pieces"] >= usual.numbers["pieces"] > dear.numbers["pieces"]
    for terms in (Terms(moving_share=0.9), Terms(lane_share=100)):
        with pytest.raises(ModisteError, match=r"MOD-2491.*no piece gains"):
            proposed(replace(ground, terms=terms), "transfer")
    with pytest.raises(ModisteError, match=r"MOD-2487.*moving_share"):
        Terms(moving_share=1.5)


def test_a_depot_that_sells_gives_and_gets_as_any_other(shop: Shop) -> None:
    ground = grounded(shop)
    assert ground.places is not None
    sells = replace(
        ground.places, depot=LITTLE, stock=np.array([8, 8, 40]), level=np.array([[0] * 3, [3] * 3])
    )
    made = proposed(replace(ground, places=sells), "transfer")
    assert {row["sender"] for row in made.numbers["rows"]} == {LITTLE}
    assert "an allocation gives" not in made.why["en"]
    assert made.numbers["pieces"] > proposed(ground, "transfer").numbers["pieces"]


def test_shops_without_a_depot_help_each_other(shop: Shop) -> None:
    kept = forecast_demand(places_in(shop), 8, way=flat)
    moves = shop.store.rows.scan(StockEntry)
    brought = [each for each in moves if WAREHOUSE in (each.from_location, each.to_location)]
    shop.store.rows.delete(StockEntry, [each.id for each in brought])
    straight = [
        each.model_copy(update={"from_location": "opening"})
        for each in brought
        if each.to_location in (BIG, LITTLE)
    ]
    shop.store.rows.put(straight)
    ground = ground_of(kept, position_of(shop, kept), Terms(), DRESS)
    places = places_of(shop, kept, ground.skus, gives=False)
    assert (places.depot, places.stock.sum(), places.level.sum()) == ("", 0, 33)
    made = proposed(replace(ground, places=places), "transfer")
    assert made.numbers["pieces"] > 0 and made.why["en"].endswith("a way.")
    with pytest.raises(ModisteError, match="MOD-2492"):
        places_of(shop, kept, ground.skus)


def test_where_nothing_lies_nothing_moves(shop: Shop) -> None:
    ground = grounded(shop)
    assert ground.places is not None
    for places in (None, replace(ground.places, level=0 * ground.places.level)):
        with pytest.raises(ModisteError, match="MOD-2491"):
            proposed(replace(ground, places=places), "transfer")


def test_a_transfer_is_proposed_and_decided_like_any_plan(shop: Shop) -> None:
    forecast_demand(places_in(shop), 8, way=flat)
    made = shop.planning.propose("transfer", DRESS, "ann")
    assert (made["kind"], made["state"], made["terms"]["moving_share"]) == ("transfer", "proposed", 0.05)
    later = shop.planning.propose("transfer", DRESS, "ann", shop.planning.terms.changed(moving_share=0.1))
    assert shop.planning.decision(made["id"])["state"] == "superseded"
    assert shop.planning.decide(later["id"], 1, "approved", "bob")["state"] == "approved"
