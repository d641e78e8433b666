"""`modiste demand, plan`: the contract for programs."""

from pathlib import Path

import pytest
from tests.workspace.flows.small_places import DRESS, WAREHOUSE, places_in
from tests.workspace.flows.small_stock import EMPTY, LYING, stock_in

from modiste.workspace import flows, open_shop


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("demand") / "shop"
    with open_shop(root) as shop:
        stock_in(shop)
    return root


def test_demand_is_forecast_and_concerns_are_told(modiste, place):
    where = ("--json", "--shop", str(place))
    said = modiste("demand", "--weeks", "8", *where)
    assert said.code == 0, said.err
    assert said.json["forecast"]["garments"] == 3 and said.json["forecast"]["horizon"] == 8
    assert said.json["concerns"][0]["money"] >= said.json["concerns"][-1]["money"]
    one = modiste("demand", EMPTY, "--weeks", "8", *where).json
    assert len(one["forecast"]) == 8 and len(one["history"]) == 40
    shown = modiste("demand", EMPTY, "--weeks", "8", "--shop", str(place)).out
    assert "cut off by stock" in shown and "2025-10-13" in shown
    assert "left after 8 weeks" in modiste("demand", "--weeks", "8", "--shop", str(place)).out
    refused = modiste("demand", "--weeks", "90", *where)
    assert refused.code == 1 and refused.json["error"]["code"] == "MOD-2487"


def test_a_decision_is_proposed_shown_and_decided(modiste, place):
    where = ("--json", "--shop", str(place))
    modiste("demand", "--weeks", "8", *where)
    made = modiste("plan", "propose", "buy", EMPTY, "--lead-weeks", "2", *where).json
    assert made["state"] == "proposed" and made["terms"]["lead_weeks"] == 2
    assert "pieces" in modiste("plan", "show", made["id"], "--shop", str(place)).out
    listed = modiste("plan", "list", "--state", "proposed", *where).json["items"]
    assert [each["id"] for each in listed] == [made["id"]]
    approved = modiste("plan", "approve", made["id"], "--note", "go", *where).json
    assert [each["note"] for each in approved["steps"]] == ["", "go"]
    again = modiste("plan", "refuse", made["id"], *where)
    assert again.code == 1 and again.json["error"]["code"] == "MOD-2490"
    nothing = modiste("plan", "propose", "buy", LYING, *where)
    assert nothing.code == 1 and nothing.json["error"]["code"] == "MOD-2491"


def test_a_campaign_is_proposed_with_its_budget(modiste, place):
    where = ("--json", "--shop", str(place))
    made = modiste("plan", "propose", "campaign", "--budget", "5000", "--weeks", "3", *where)
    assert made.code == 0, made.err
    assert made.json["garment"] == "" and made.json["numbers"]["budget"] == 5000
    assert made.json["numbers"]["weeks"] == 3
    assert "2025-10-" in modiste("plan", "show", made.json["id"], "--shop", str(place)).out
    assert modiste("plan", "propose", "buy", *where).code == 2
    given = ("--elasticity", "Other=-4:-4.4:-3.6", "--trend", "Other=0.1:0:0.2")
    own = modiste("campaign", "plan", *given, *where).json["rows"]
    assert {row["elasticity"]["source"] for row in own if row["category"] == "Other"} == {"given"}
    for wrong in ("-3", "Other=steep", "Other=-1:-2"):
        assert modiste("campaign", "plan", "--elasticity", wrong, *where).code == 2


def test_an_allocation_names_packs_and_tells_locations(modiste, tmp_path):
    where = ("--shop", str(tmp_path / "shop"))
    with open_shop(tmp_path / "shop") as shop:
        places_in(shop)
        flows.forecast_demand(shop, 4)
    said = modiste("plan", "propose", "allocation", DRESS, "--pack", "s=1,m=2,l=1", "--json", *where)
    assert said.code == 0, said.err
    assert said.json["numbers"]["packs"] > 0 and said.json["numbers"]["depot"] == WAREHOUSE
    shown = modiste("plan", "show", said.json["id"], *where).out
    assert "location paris" in shown
    moved = modiste("plan", "propose", "transfer", DRESS, "--lane-share", "0", "--json", *where)
    assert moved.code == 0 and moved.json["terms"]["lane_share"] == 0, moved.err
    shown = modiste("plan", "show", moved.json["id"], *where).out
    assert "sender lyon, receiver paris" in shown
    assert modiste("plan", "propose", "allocation", DRESS, "--pack", "6", "--json", *where).code == 0
    assert modiste("plan", "propose", "allocation", DRESS, "--pack", "s=many", *where).code == 2
