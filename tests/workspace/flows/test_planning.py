"""A shop's forecast kept and read again; what wants a look; decisions with reasons, simulated, approved."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from tests.workspace.flows.small_stock import EMPTY, LYING, NEW, STEADY, WEEKS, flat, monday, stock_in

from modiste.garment import ModisteError, StockEntry
from modiste.workspace import Shop
from modiste.workspace.flows.plan_ground import ground_of, repriced, simulated
from modiste.workspace.flows.plan_words import PLAN_KINDS, concern_words, plan_words
from modiste.workspace.flows.planning import ShopPlanning
from modiste.workspace.flows.plans import proposed
from modiste.workspace.flows.shop_concerns import CONCERN_KINDS, concerns_of
from modiste.workspace.flows.shop_forecast import FOLDER, KeptForecast, forecast_demand, newest_forecast
from modiste.workspace.flows.shop_stock import Terms, cover, outlook, position_of
from modiste.workspace.flows.shop_ways import chosen_way


def kept(shop: Shop, weeks: int = 8) -> KeptForecast:
    stock_in(shop)
    return forecast_demand(shop, weeks, way=flat)


def test_a_forecast_is_kept_whole_and_not_made_again(shop: Shop) -> None:
    stock_in(shop)
    said: list[str] = []
    made = forecast_demand(shop, 6, progress=lambda event: said.append(event.message))
    assert made.garments == (LYING, EMPTY, STEADY) and made.horizon == 6 and "kept" in said
    assert made.said["origin"] == str(monday(WEEKS).date())
    assert made.forecast.y_hat[2].mean() == pytest.approx(6.5, abs=0.7), "six and seven pieces by turns"
    assert made.forecast.y_hat[1].mean() > made.y[1, -4:].mean(), "the missing size is missed"
    read = newest_forecast(shop)
    assert read is not None
    assert read.said == made.said and read.by == made.by and read.skus == made.skus
    np.testing.assert_allclose(read.forecast.quantiles, made.forecast.quantiles, rtol=1e-5)
    np.testing.assert_allclose(read.y, made.y, rtol=1e-6)
    assert forecast_demand(shop, 6).said["made_at"] == made.said["made_at"]
    shares = dict(zip(made.skus, made.share, strict=True))
    assert sum(shares[f"{EMPTY}-red-{size}"] for size in "sml") == pytest.approx(1)
    # Half of the dresses wanted are in m, of which none was there in the last ten weeks.
    assert shares[f"{EMPTY}-red-m"] == pytest.approx(3.5 / 6.5, abs=0.04)
    raw = dict(zip(made.skus, made.raw_share, strict=True))
    assert raw[f"{EMPTY}-red-m"] == pytest.approx(106 / 226, abs=1e-6)


def test_a_damaged_file_is_left_aside_and_older_ones_go(shop: Shop) -> None:
    made = kept(shop)
    folder = shop.root / FOLDER
    (folder / "forecast-99990101T000000000000.npz").write_bytes(b"PK no zip")
    read = newest_forecast(shop)
    assert read is not None and read.said["made_at"] == made.said["made_at"]
    for path in folder.glob("forecast-*.npz"):
        path.unlink()
    assert newest_forecast(shop) is None
    for _ in range(10):
        forecast_demand(shop, 2, way=flat)
    assert len(list(folder.glob("forecast-*.npz"))) == 8


def test_stopped_or_out_of_range_nothing_is_kept(shop: Shop) -> None:
    stock_in(shop)
    with pytest.raises(ModisteError, match="MOD-2018"):
        forecast_demand(shop, 4, should_stop=lambda: True)
    for weeks in (0, 53):
        with pytest.raises(ModisteError, match="MOD-2487"):
            forecast_demand(shop, weeks)
    assert newest_forecast(shop) is None
    with pytest.raises(ModisteError, match="MOD-2488"):
        ShopPlanning(shop).forecast()


def test_the_way_is_chosen_on_the_shops_own_past(shop: Shop) -> None:
    stock_in(shop)
    made = forecast_demand(shop, 4)
    assert set(made.said["figures"]) == {"chosen", "naive", "weeks", "stated"}
    assert made.said["figures"]["chosen"]["wape"] < 0.6
    assert len(made.by) == 3 and all(made.by)
    assert chosen_way.__doc__


def test_terms_out_of_range_are_refused() -> None:
    assert Terms(cost_share=0.4, salvage_share=0.1).critical_ratio == pytest.approx(0.6 / 0.9)
    assert Terms().changed(lead_weeks=5, service=None) == Terms(lead_weeks=5)
    for wrong in ({"service": 1.0}, {"lead_weeks": -1}, {"salvage_share": 0.4}, {"cost_share": 1.1}):
        with pytest.raises(ModisteError, match="MOD-2487"):
            Terms(**wrong)


def test_cover_is_the_weeks_a_stock_lasts() -> None:
    assert cover(np.array([2.0, 2.0, 4.0]), 6.0) == pytest.approx(2.5)
    assert cover(np.array([2.0, 2.0]), 4.0) is None
    assert cover(np.array([2.0]), 0.0) == 0.0


def test_stock_is_that_of_now_with_what_is_announced(shop: Shop) -> None:
    made = kept(shop)
    now = datetime.now(UTC)
    sku = f"{EMPTY}-red-m"
    shop.store.rows.put(
        [
            StockEntry(
                id="coming",
                sku_id=sku,
                from_location="supplier",
                to_location="warehouse",
                quantity=25,
                at=now + timedelta(days=10),
            )
        ]
    )
    position = position_of(shop, made)
    place = made.skus.index(sku)
    assert (position.level[place], position.coming[place].tolist()[:3]) == (0, [0, 25, 0])
    seen = outlook(made, position, 8)
    row = made.garments.index(EMPTY)
    total = seen.mean[made.owner == row].sum()
    assert total == pytest.approx(48), "six pieces a week for eight weeks"
    assert seen.stock[place] == 25
    np.testing.assert_allclose(seen.mean - seen.lost, seen.stock - seen.left, atol=1e-6)


def test_what_wants_a_look_comes_by_the_money_at_stake(shop: Shop) -> None:
    made = kept(shop)
    found = concerns_of(made, position_of(shop, made), Terms())
    assert [each.money for each in found] == sorted((each.money for each in found), reverse=True)
    kinds = {(each.garment, each.kind) for each in found}
    assert (EMPTY, "stock_out") in kinds
    assert (LYING, "off_track") in kinds, "six a week are forecast, and next to none was sold"
    assert (EMPTY, "fell_back") in kinds
    dress = next(each for each in found if (each.garment, each.kind) == (EMPTY, "stock_out"))
    assert dress.facts["sizes_out"] == 1 and dress.facts["weeks"] == 4
    assert dress.money == pytest.approx(dress.facts["lost"] * 80, rel=0.05)
    for each in found:
        told = concern_words(each.kind, each.facts)
        assert told["en"] and told["zh"] and "{" not in told["en"] + told["zh"]
    assert {each.kind for each in found} <= set(CONCERN_KINDS)


def test_an_order_is_what_its_weeks_lack(shop: Shop) -> None:
    made = kept(shop)
    ground = ground_of(made, position_of(shop, made), Terms(lead_weeks=2, service=0.95), EMPTY)
    order = proposed(ground, "replenishment")
    by_size = {row["size"]: row["pieces"] for row in order.numbers["rows"]}
    assert by_size["m"] >= 3, "of m nothing is there, and three or four a week are wanted"
    assert by_size["s"] == 0, "sixty pieces are there"
    more = proposed(
        ground_of(made, ground.position, Terms(lead_weeks=2, service=0.6), EMPTY), "replenishment"
    )
    assert more.numbers["pieces"] < order.numbers["pieces"]
    buy = proposed(ground, "buy")
    assert buy.numbers["pieces"] > order.numbers["pieces"], "it is for all weeks"
    assert buy.money > 0
    assert buy.outcome["with_it"]["lost"] < buy.outcome["as_is"]["lost"]
    again = buy.outcome["replayed"]
    assert ground.past is not None
    assert again["as_is"]["wanted"] == pytest.approx(float(ground.past.sum()), abs=0.01)
    assert again["with_it"]["sold"] >= again["as_is"]["sold"]
    assert again["with_it"]["wanted"] == again["as_is"]["wanted"]
    for each in (again["as_is"], again["with_it"]):
        assert each["sold"] + each["lost"] == pytest.approx(each["wanted"], abs=0.02)
    dear = ground_of(made, ground.position, Terms(lead_weeks=2, cost_share=0.9, salvage_share=0), EMPTY)
    assert proposed(dear, "buy").numbers["pieces"] < buy.numbers["pieces"]
    with pytest.raises(ModisteError, match=r"MOD-2491.*enough"):
        proposed(ground_of(made, ground.position, Terms(), LYING), "buy")
    with pytest.raises(ModisteError, match="MOD-2012"):
        proposed(ground, "feast")
    with pytest.raises(ModisteError, match="MOD-2489"):
        ground_of(made, ground.position, Terms(), NEW)


def test_a_simulation_keeps_count_of_every_piece(shop: Shop) -> None:
    made = kept(shop)
    ground = ground_of(made, position_of(shop, made), Terms(lead_weeks=2), STEADY)
    order = np.array([4.0, 9.0, 2.0])
    told = simulated(ground, order)
    assert told["wanted"] == pytest.approx(48, abs=2)
    assert told["sold"] + told["lost"] == pytest.approx(told["wanted"], abs=0.02)
    assert told["sold"] + told["left"] == pytest.approx(ground.level.sum() + order.sum(), abs=0.02)
    late = simulated(ground_of(made, ground.position, Terms(lead_weeks=20), STEADY), order)
    assert late["sold"] < told["sold"] and late["left"] > told["left"], "what comes too late is left"


def test_a_size_curve_and_a_markdown_say_why(shop: Shop) -> None:
    made = kept(shop)
    position = position_of(shop, made)
    curve = proposed(ground_of(made, position, Terms(), EMPTY), "size_curve")
    assert [row["size"] for row in curve.numbers["rows"]] == ["l", "m", "s"]
    assert curve.why["facts"]["sold"] == 226 and curve.money == 0
    down = proposed(ground_of(made, position, Terms(salvage_share=0.1), LYING), "markdown")
    prices = [row["price"] for row in down.numbers["rows"]]
    assert prices == sorted(prices, reverse=True) and prices[-1] < 100
    assert down.money == pytest.approx(
        down.outcome["with_it"]["revenue"] - down.outcome["as_is"]["revenue"], abs=0.02
    )
    assert down.why["facts"]["basis"] == "assumed", "no price of this shop moved for what is sold"
    known = ("buy", "replenishment", "size_curve", "markdown", "allocation", "transfer", "campaign")
    assert set(PLAN_KINDS) <= set(known)
    assert plan_words("size_curve", {"sold": 3, "percent": 1})["zh"]


def test_another_price_moves_demand_by_elasticity(shop: Shop) -> None:
    made = kept(shop)
    ground = ground_of(made, position_of(shop, made), Terms(), STEADY)
    cheap = repriced(ground, 10.0, None, 1)
    assert cheap.mean[0] == pytest.approx(6 * 0.5 ** ground.elasticity[0])
    assert cheap.mean[4] == pytest.approx(6), "a promotion asks ten there already"
    assert cheap.price == 10
    sale = repriced(ground, None, 0.5, 1)
    # Week 42, the third ahead, is in promotion already.
    assert sale.kept.price[sale.row, WEEKS : WEEKS + 4].tolist() == [10, 20, 15, 20]
    assert sale.mean[1] == 6


def test_a_decision_is_kept_with_all_it_rests_on(shop: Shop) -> None:
    made = kept(shop)
    planning = shop.planning
    first = planning.propose("replenishment", EMPTY, "ann", note="before the fair")
    assert first["inputs"] == made.said["inputs"] and first["model"] == "naive"
    assert first["terms"]["lead_weeks"] == 3 and first["note"] == "before the fair"
    decided = planning.decide(first["id"], 1, "approved", "bob", "yes")
    assert decided["state"] == "approved"
    with pytest.raises(ModisteError, match="MOD-2490"):
        planning.decide(first["id"], 2, "refused", "bob")
    assert [each["who"] for each in planning.decision(first["id"])["steps"]] == ["ann", "bob"]
    found, more = planning.decisions(state="approved")
    assert [each["id"] for each in found] == [first["id"]] and more is None


def test_stock_that_moved_is_seen(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(shop)
    monkeypatch.setattr("modiste.workspace.flows.planning.FRESH_SECONDS", 0.0)
    before = {row["garment"]: row["level"] for row in shop.planning.stock()}
    shop.store.rows.put(
        [
            StockEntry(
                id="found",
                sku_id=f"{EMPTY}-red-m",
                from_location="supplier",
                to_location="warehouse",
                quantity=500,
                at=datetime.now(UTC),
            )
        ]
    )
    after = {row["garment"]: row["level"] for row in shop.planning.stock()}
    assert after[EMPTY] == before[EMPTY] + 500
    assert (EMPTY, "stock_out") not in {(each.garment, each.kind) for each in shop.planning.concerns()}
