"""Comfort and circuits over HTTP."""

import tomllib
from pathlib import Path

import pytest
from tests.api.test_fabric import GIVEN
from tests.fabric.smart.small_circuit import CIRCUIT

pytestmark = pytest.mark.anyio
FABRICS = "/api/v1/fabrics"
EXAMPLE = Path(__file__).parents[2] / "examples" / "fabric" / "scenario.toml"


async def test_a_cloth_is_worn_over_http(client, check):
    scenario = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))
    scenario["phases"] = [{**scenario["phases"][0], "minutes": 2}]
    found = (await client.post(f"{FABRICS}/comfort", json={"spec": GIVEN, "scenario": scenario})).json()
    assert found["minutes"] == [2]
    assert found["phases"][0]["felt"]["en"] == "cold"
    assert set(found["curves"]["core_c"]) == {"low", "value", "high"}
    bad = {"spec": GIVEN, "scenario": {"name": "none"}}
    check(await client.post(f"{FABRICS}/comfort", json=bad), 422, "MOD-2830")


async def test_a_circuit_is_told_and_drawn_over_http(client, check):
    sheet = (await client.post(f"{FABRICS}/circuits/sheet", json=CIRCUIT)).json()
    assert sheet["zones"][0]["name"] == "zone"
    heat = (await client.post(f"{FABRICS}/circuits/heat", json=CIRCUIT)).json()
    assert heat["zones"][0]["watt"] == pytest.approx(sheet["zones"][0]["watt"]["value"])
    drawn = await client.post(f"{FABRICS}/circuits/draw", json=CIRCUIT)
    assert drawn.headers["content-type"].startswith("image/svg+xml") and drawn.text.startswith("<svg")
    check(await client.post(f"{FABRICS}/circuits/sheet", json={"name": "x"}), 422, "MOD-2834")


async def test_functions_are_told_over_http(client, check):
    asked = {"spec": GIVEN, "asked": {"stays": [[5, 30], [5, 0]]}}
    told = (await client.post(f"{FABRICS}/functions/phase-change", json=asked)).json()
    assert told["stays"][1]["spared_kj_m2"] > 0
    assert (await client.post(f"{FABRICS}/functions/ageing", json={})).json()["axis"] == "washes"
    check(await client.post(f"{FABRICS}/functions/adapt", json={"asked": {}}), 422, "MOD-2840")
    wrong = {"spec": GIVEN, "asked": {"stays": [[5, 99]]}}
    check(await client.post(f"{FABRICS}/functions/adapt", json=wrong), 422, "MOD-2840")


async def test_a_long_scenario_is_a_job(client, check, shop):
    scenario = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))
    scenario["phases"] = [{**scenario["phases"][0], "minutes": 1000}]
    told = await client.post(f"{FABRICS}/comforts", json={"spec": GIVEN, "scenario": scenario})
    assert told.status_code == 202
    assert told.json()["kind"] == "fabric-comfort"
    assert told.headers["location"] == f"/api/v1/jobs/{told.json()['id']}"
    check(await client.get(f"{FABRICS}/comforts/{'0' * 32}"), 404, "MOD-1103")
    bad = {"spec": GIVEN, "scenario": {"name": "none"}}
    check(await client.post(f"{FABRICS}/comforts", json=bad), 422, "MOD-2830")
