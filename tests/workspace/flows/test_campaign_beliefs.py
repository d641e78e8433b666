"""What a shop's prices and sales say is taken with interval and source; where they say nothing, a prior."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from modiste.garment import Colourway, Entity, Garment, Order, OrderLine, Price, Sku, StockEntry
from modiste.workspace import Shop, flows, open_shop
from modiste.workspace.flows.campaign_beliefs import (
    NO_TREND,
    USUAL_ELASTICITY,
    elasticity_beliefs,
    trend_beliefs,
)

START = datetime(2024, 1, 1, tzinfo=UTC)
WEEKS = 90
ELASTICITY = -2.5
COLOURS = ("red", "navy", "navy", "navy", "grey", "grey")
STILL = 5
"""The last garment's price never moves."""


def records() -> Iterator[Entity]:
    """Six coats whose prices move apart, at an elasticity of -2.5; red doubles in the last year."""
    chance = np.random.default_rng(3)
    for number, colour in enumerate(COLOURS):
        id_ = f"coat-{number}"
        yield Garment(id=id_, name=f"Coat {number}", category="coats", created_at=START, updated_at=START)
        yield Colourway(id=f"{id_}-c", garment_id=id_, colour=colour)
        yield Sku(id=f"{id_}-m", colourway_id=f"{id_}-c", size="M")
        told = {"sku_id": f"{id_}-m", "currency": "EUR"}
        yield Price(id=id_, amount=Decimal(100), valid_from=START, recorded_at=START, **told)
        moved = {"sku_id": f"{id_}-m", "at": START, "quantity": 90_000}
        yield StockEntry(id=id_, from_location="supplier", to_location="warehouse", **moved)
        for week in range(WEEKS):
            depth = 0.0 if number == STILL else float(chance.choice([0, 0.1, 0.2, 0.3]))
            rate = 30 * (2.0 if colour == "red" and week >= 52 else 1.0) * (1 - depth) ** ELASTICITY
            order = f"{id_}-{week}"
            at = START + timedelta(weeks=week, days=2)
            yield Order(id=order, at=at, currency="EUR")
            line = {"order_id": order, "sku_id": f"{id_}-m", "quantity": max(1, int(chance.poisson(rate)))}
            yield OrderLine(id=order, unit_price=Decimal(round(100 * (1 - depth))), **line)


@pytest.fixture(scope="module")
def sold(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with open_shop(tmp_path_factory.mktemp("beliefs") / "shop") as shop:
        shop.store.rows.put(list(records()))
        yield shop


NOW = START + timedelta(weeks=WEEKS)


def test_elasticities_are_the_shops_own(sold: Shop) -> None:
    found = elasticity_beliefs(sold, NOW)
    assert set(found) == {f"coat-{number}" for number in range(6)}
    for belief in found.values():
        assert belief.low < ELASTICITY < belief.high
        assert belief.high - belief.low < USUAL_ELASTICITY.high - USUAL_ELASTICITY.low
    assert {found[f"coat-{number}"].source for number in range(5)} == {"own"}
    assert found[f"coat-{STILL}"].source == "category", "its own price never moved"


def test_trends_are_those_of_the_surest_attribute(sold: Shop) -> None:
    found = trend_beliefs(sold, NOW)
    red = found["coat-0"]
    assert (red.source, red.of, red.of_zh) == ("signal", "colour red", "颜色“红”")
    assert red.low < red.value < red.high and red.value == pytest.approx(np.log(2 / 1.17), abs=0.2)
    assert found.get("coat-1", NO_TREND).value <= 0, "the others' shares fall where red's rises"


def test_what_is_given_wins_and_all_is_told(sold: Shop) -> None:
    own = flows.campaign_of(sold).garments
    assert {each.elasticity.source for each in own} == {"own", "category"}
    assert own[0].growth.source == "signal"
    given = {"coats": flows.Belief(-3.0, -3.2, -2.8), "coat-1": flows.Belief(-1.0, -1.0, -1.0)}
    some = {each.id: each for each in flows.campaign_of(sold, elasticities=given).garments}
    assert some["coat-0"].elasticity.value == -3 and some["coat-1"].elasticity.value == -1
    assert {each.elasticity.source for each in some.values()} == {"given"}
    plan = flows.plan_shop_campaign(sold, elasticities={"coat-0": flows.Belief(-3.0, -3.2, -2.8)})
    row = next(row for row in plan.rows if row.garment == "coat-0")
    assert "given by you" in row.en and "由您给定" in row.zh
    assert "colour red" in row.en and "红" in row.zh
    assert plan.to_json()["rows"][0]["elasticity"]["source"]


def test_without_prices_that_move_the_prior_is_said(tmp_path: Path) -> None:
    with open_shop(tmp_path / "shop") as shop:
        shop.store.rows.put([each for each in records() if f"coat-{STILL}" in each.id])
        assert elasticity_beliefs(shop, NOW) == {}
        (only,) = flows.campaign_of(shop).garments
        assert only.elasticity == USUAL_ELASTICITY and only.growth == NO_TREND
        assert "taken from retail at large" in only.elasticity.told[0]
        early = START + timedelta(weeks=3)
        assert trend_beliefs(shop, early) == {}, "three weeks tell no trend"


def test_a_campaign_is_proposed_and_decided(sold: Shop) -> None:
    made = sold.planning.propose(
        "campaign", "", "ann", wish=flows.CampaignWish(flows.Limits(budget=9000.0), 3)
    )
    assert (made["garment"], made["forecast_made_at"], made["currency"]) == ("", None, "EUR")
    numbers, outcome = made["numbers"], made["outcome"]
    assert numbers["spent"] <= 9000 and numbers["rows"]
    assert outcome["interval"][0] < made["money"] < outcome["interval"][1]
    assert outcome["with_it"]["margin"] - outcome["as_is"]["margin"] == pytest.approx(made["money"], abs=0.02)
    again = outcome["replayed"]
    assert again["weeks"] == 3 and again["with_it"]["sold"] > again["as_is"]["sold"]
    assert {row["elasticity"]["source"] for row in numbers["rows"]} <= {"own", "category"}
    assert "from its own prices" in made["why"]["en"] and "依据自身价格" in made["why"]["zh"]
    assert sold.planning.decide(made["id"], 1, "approved", "bob")["state"] == "approved"
    one = sold.planning.propose("campaign", "coat-1", "ann")
    assert {row["garment"] for row in one["numbers"]["rows"]} == {"coat-1"}
    assert one["inputs"] != made["inputs"]
    steep = {"coats": flows.Belief(-3.0, -3.2, -2.8)}
    given = sold.planning.propose(
        "campaign", "coat-2", "ann", wish=flows.CampaignWish(elasticities=steep, trends=steep)
    )
    row = given["numbers"]["rows"][0]
    assert row["elasticity"]["source"] == row["growth"]["source"] == "given"
    assert "given by you" in given["why"]["en"]
    anew = sold.planning.propose("campaign", "coat-1", "ann")
    assert anew["inputs"] == one["inputs"] and sold.planning.decision(one["id"])["state"] == "superseded"
