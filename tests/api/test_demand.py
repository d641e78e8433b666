"""Demand, stock and decisions over HTTP: concerns in pages, one garment, what if, and who approved what."""

import shutil
from typing import get_args

import pytest
from tests.workspace.flows.small_stock import EMPTY, LYING, NEW, STEADY, stock_in

from modiste.api import create_app
from modiste.api.demand import ConcernKind
from modiste.api.plans import PlanKind
from modiste.api.stock import StockShown
from modiste.workspace import flows, open_shop

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
def stocked(empty_shop, tmp_path_factory):
    root = tmp_path_factory.mktemp("stocked") / "shop"
    with open_shop(shutil.copytree(empty_shop, root)) as shop:
        stock_in(shop)
        flows.forecast_demand(shop, 8)
    return root


@pytest.fixture
def opened(stocked, tmp_path):
    with open_shop(shutil.copytree(stocked, tmp_path / "shop")) as shop:
        yield shop


@pytest.fixture
def planner(opened, client_of):
    return client_of(create_app(opened))


def test_the_kinds_are_those_of_the_workspace(anyio_backend):
    assert get_args(PlanKind) == flows.PLAN_KINDS
    assert get_args(ConcernKind) == flows.CONCERN_KINDS
    assert "cover_weeks" in StockShown.model_fields


async def test_before_a_forecast_the_state_says_so(steady):
    state = (await steady.get("/api/v1/demand/state")).json()
    assert state["made_at"] is None and state["terms"]["lead_weeks"] == 3
    for path in ("/api/v1/demand", "/api/v1/stock", "/api/v1/garments/coat/demand"):
        refused = await steady.get(path)
        assert (refused.status_code, refused.json()["code"]) == (409, "MOD-2488"), path


async def test_concerns_come_in_pages_the_most_money_first(planner):
    whole = (await planner.get("/api/v1/demand")).json()
    assert whole["next_cursor"] is None
    found = whole["items"]
    assert {"overstock", "stock_out"} <= {each["kind"] for each in found}
    assert [each["money"] for each in found] == sorted((each["money"] for each in found), reverse=True)
    lying = next(each for each in found if each["garment"] == LYING)
    assert lying["kind"] == "overstock" and lying["shown"]["name"] == "Coat"
    assert "left after 8 weeks" in lying["en"] and "剩余" in lying["zh"]
    paged, cursor = [], None
    while True:
        asked = {"limit": 1, **({"cursor": cursor} if cursor else {})}
        page = (await planner.get("/api/v1/demand", params=asked)).json()
        paged += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert paged == found
    only = (await planner.get("/api/v1/demand", params={"kind": "overstock"})).json()["items"]
    assert only == [each for each in found if each["kind"] == "overstock"]
    state = (await planner.get("/api/v1/demand/state")).json()
    assert (state["garments"], state["horizon"], state["currency"]) == (3, 8, "EUR")
    assert sum(each["count"] for each in state["concerns"]) == len(found)


async def test_a_garments_demand_has_past_future_naive_and_skus(planner):
    told = (await planner.get(f"/api/v1/garments/{EMPTY}/demand")).json()
    assert len(told["history"]) == 40 and len(told["forecast"]) == len(told["naive"]) == 8
    assert told["history"][0]["sold"] == 6 and told["history"][0]["price"] == 80
    week = told["forecast"][0]
    assert week["week"] == "2025-10-13" and len(week["quantiles"]) == len(told["levels"])
    assert week["quantiles"] == sorted(week["quantiles"])
    assert sum(each["share"] for each in told["skus"]) == pytest.approx(1, abs=0.01)
    assert told["stock"]["level"] == sum(each["level"] for each in told["skus"])
    missing = await planner.get("/api/v1/garments/nobody/demand")
    assert missing.json()["code"] == "MOD-1103"
    new = await planner.get(f"/api/v1/garments/{NEW}/demand")
    assert (new.status_code, new.json()["code"]) == (404, "MOD-2489")


async def test_another_price_sells_another_number(planner):
    asked = {"garment": STEADY, "price": 16.0}
    told = (await planner.post("/api/v1/demand/what-if", json=asked)).json()
    before, after = told["before"], told["after"]
    assert after["pieces_wanted"] > before["pieces_wanted"]
    assert after["forecast"][0]["price"] == 16
    factor = (16 / 20) ** told["elasticity"]
    assert after["forecast"][0]["value"] == pytest.approx(before["forecast"][0]["value"] * factor, rel=0.01)
    sale = (
        await planner.post(
            "/api/v1/demand/what-if", json={"garment": STEADY, "promotion": 0.5, "promotion_weeks": 1}
        )
    ).json()["after"]["forecast"]
    assert [each["price"] for each in sale[:2]] == [10, 20]
    same = (await planner.post("/api/v1/demand/what-if", json={"garment": STEADY})).json()
    assert same["before"] == same["after"]
    for wrong in ({"price": 0}, {"service": 2}, {"colour": "red"}, {"salvage_share": 0.9}):
        refused = await planner.post("/api/v1/demand/what-if", json={"garment": STEADY, **wrong})
        assert refused.status_code == 422, wrong


async def test_stock_comes_with_the_shortest_cover_first(planner):
    found = (await planner.get("/api/v1/stock")).json()["items"]
    covers = [each["cover_weeks"] for each in found if each["cover_weeks"] is not None]
    assert covers == sorted(covers)
    assert {each["garment"] for each in found} == {STEADY, EMPTY, LYING}
    rows = {each["garment"]: each for each in found}
    assert rows[LYING]["cover_weeks"] is None and rows[LYING]["stock_out_days"] is None
    assert (rows[EMPTY]["skus_out"], rows[EMPTY]["level"]) == (1, 80)
    assert found[0] == rows[STEADY] and found[0]["stock_out_days"] < 7 * 8
    first = (await planner.get("/api/v1/stock", params={"limit": 2})).json()
    rest = (await planner.get("/api/v1/stock", params={"cursor": first["next_cursor"]})).json()
    assert first["items"] + rest["items"] == found


async def test_a_decision_is_proposed_seen_and_approved_once(planner):
    made = await planner.post("/api/v1/plans", json={"kind": "replenishment", "garment": STEADY})
    assert made.status_code == 201, made.text
    plan, etag = made.json(), made.headers["ETag"]
    assert plan["state"] == "proposed" and plan["why"]["facts"]["weeks"] == 1
    assert plan["numbers"]["pieces"] == sum(each["pieces"] for each in plan["numbers"]["rows"]) > 0
    assert plan["outcome"]["with_it"]["lost"] < plan["outcome"]["as_is"]["lost"]
    where = made.headers["Location"]
    assert (await planner.get(where)).json() == plan
    for sent, status in ((None, 428), ('"other"', 412)):
        headers = {"If-Match": sent} if sent else {}
        refused = await planner.post(f"{where}/approve", json={}, headers=headers)
        assert refused.status_code == status
    approved = await planner.post(
        f"{where}/approve", json={"note": "as last year"}, headers={"If-Match": etag}
    )
    assert approved.json()["state"] == "approved" and approved.headers["ETag"] != etag
    assert [(each["state"], each["who"], each["note"]) for each in approved.json()["steps"]] == [
        ("proposed", "local", ""),
        ("approved", "local", "as last year"),
    ]
    again = await planner.post(f"{where}/refuse", json={}, headers={"If-Match": approved.headers["ETag"]})
    assert (again.status_code, again.json()["code"]) == (409, "MOD-2490")
    listed = (await planner.get("/api/v1/plans", params={"state": "approved"})).json()["items"]
    assert [each["id"] for each in listed] == [plan["id"]] and listed[0]["shown"]["name"] == "Tee"


async def test_decisions_are_listed_the_newest_first_and_superseded(planner):
    first = (await planner.post("/api/v1/plans", json={"kind": "buy", "garment": EMPTY})).json()
    second = (
        await planner.post("/api/v1/plans", json={"kind": "buy", "garment": EMPTY, "lead_weeks": 1})
    ).json()
    assert second["terms"]["lead_weeks"] == 1
    page = (await planner.get("/api/v1/plans", params={"limit": 1})).json()
    assert [each["id"] for each in page["items"]] == [second["id"]]
    rest = (await planner.get("/api/v1/plans", params={"cursor": page["next_cursor"]})).json()["items"]
    assert [(each["id"], each["state"]) for each in rest] == [(first["id"], "superseded")]
    assert (await planner.get("/api/v1/plans", params={"cursor": "MTpuZXdlc3Q"})).json()["code"] == "MOD-2215"
    nothing = await planner.post("/api/v1/plans", json={"kind": "buy", "garment": LYING})
    assert (nothing.status_code, nothing.json()["code"]) == (422, "MOD-2491")
    refused = await planner.post("/api/v1/plans", json={"kind": "feast", "garment": LYING})
    assert refused.status_code == 422


async def test_where_one_location_sells_an_allocation_is_refused(planner):
    asked = {"kind": "allocation", "garment": EMPTY, "packs": [{"s": 1, "m": 2}]}
    refused = await planner.post("/api/v1/plans", json=asked)
    assert (refused.status_code, refused.json()["code"]) == (409, "MOD-2492")
    assert "warehouse" in refused.json()["detail"]
    for packs in ([{}], [{"s": 0}], [{"s": "many"}]):
        wrong = await planner.post("/api/v1/plans", json={**asked, "packs": packs})
        assert wrong.status_code == 422, packs


async def test_a_transfer_needs_two_locations_and_terms_in_range(planner):
    asked = {"kind": "transfer", "garment": EMPTY, "moving_share": 0.1, "lane_share": 0}
    refused = await planner.post("/api/v1/plans", json=asked)
    assert (refused.status_code, refused.json()["code"]) == (409, "MOD-2492")
    for name in ("moving_share", "lane_share"):
        wrong = await planner.post("/api/v1/plans", json={**asked, name: -1})
        assert wrong.status_code == 422, name


async def test_a_campaign_of_the_whole_shop_is_proposed(planner):
    made = await planner.post("/api/v1/plans", json={"kind": "campaign", "weeks": 3, "budget": 5000})
    assert made.status_code == 201, made.text
    plan = made.json()
    assert (plan["garment"], plan["shown"], plan["forecast_made_at"]) == ("", None, None)
    assert (plan["numbers"]["weeks"], plan["numbers"]["budget"]) == (3, 5000)
    assert plan["numbers"]["spent"] <= 5000 and plan["numbers"]["rows"][0]["elasticity"]["source"]
    listed = (await planner.get("/api/v1/plans", params={"kind": "campaign"})).json()["items"]
    assert [each["id"] for each in listed] == [plan["id"]]
    steep = {"Other": {"value": -4, "low": -4.5, "high": -3.5}}
    asked = {"kind": "campaign", "garment": EMPTY, "elasticities": steep}
    given = (await planner.post("/api/v1/plans", json=asked)).json()
    assert {row["elasticity"]["source"] for row in given["numbers"]["rows"]} == {"given"}
    wrong = {"Other": {"value": -4, "low": -3, "high": -2}}
    refused = await planner.post("/api/v1/plans", json={**asked, "elasticities": wrong})
    assert (refused.status_code, refused.json()["code"]) == (422, "MOD-2477")
    nowhere = await planner.post("/api/v1/plans", json={"kind": "buy"})
    assert nowhere.status_code == 422, "only a campaign may be of the whole shop"
