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
