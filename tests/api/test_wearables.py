"""Sensor recordings over HTTP: quality, curves, labels put right; a device that is simulated says so."""

import pytest
from tests.wearables.motions import write_people

pytestmark = pytest.mark.anyio

ROUTE = "/api/v1/wearables"


async def test_sets_are_looked_at_and_labels_put_right(client, check, shop, tmp_path):
    shop.recordings.take_in(write_people(tmp_path / "people", 1), "tug")
    assert (await client.get(f"{ROUTE}/sets")).json()["items"] == ["tug"]
    told = (await client.get(f"{ROUTE}/sets/tug")).json()
    assert [each["recording"] for each in told["items"]] == ["s00_00_sw", "s00_01_sw"]
    path = f"{ROUTE}/sets/tug/recordings/s00_00_sw"
    drawn = (await client.get(path, params={"points": 20})).json()
    assert len(drawn["at"]) == 20 and len(drawn["curves"]) == 6
    given = {"spans": [{"start": 0, "end": 1, "label": "WALKING"}]}
    assert (await client.put(f"{path}/labels", json=given)).json()["runs"][0]["label"] == "WALKING"
    bad = {"spans": [{"start": 2, "end": 1, "label": "A"}]}
    check(await client.put(f"{path}/labels", json=bad), 422, "MOD-2910")
    check(await client.get(f"{ROUTE}/sets/tug/recordings/x"), 404, "MOD-2911")
    check(await client.get(f"{ROUTE}/sets/x"), 404, "MOD-2911")


async def test_models_are_listed_and_a_stream_needs_one(client, check, shop, tmp_path):
    shop.recordings.take_in(write_people(tmp_path / "people", 1, 1), "tug")
    assert (await client.get(f"{ROUTE}/models")).json() == {"items": []}
    path = f"{ROUTE}/sets/tug/recordings/s00_00_sw/stream"
    check(await client.get(path, params={"model": "none"}), 404, "MOD-1328")


async def test_curves_come_in_parts_with_what_was_put_right(client, check, shop, tmp_path):
    shop.recordings.take_in(write_people(tmp_path / "people", 1, 1), "tug")
    path = f"{ROUTE}/sets/tug/recordings/s00_00_sw"
    spans = [{"start": 0.0, "end": 1.0, "label": "WALKING"}, {"start": 0.5, "end": 2.0, "label": "LYING"}]
    await client.put(f"{path}/labels", json={"spans": spans})
    told = (await client.get(path, params={"points": 50, "start": 2, "end": 3})).json()
    assert told["corrections"] == spans
    assert told["runs"][:2] == [
        {"start_s": 0.0, "end_s": pytest.approx(0.5, abs=0.02), "label": "WALKING"},
        {"start_s": pytest.approx(0.5, abs=0.02), "end_s": pytest.approx(2.0, abs=0.02), "label": "LYING"},
    ]
    assert 1.9 < told["at"][0] <= 2.0 and 2.9 < told["at"][-1] <= 3.0
    assert len(told["curves"][0]["mean"]) == len(told["at"]) == 50
    assert (await client.get(f"{ROUTE}/sets/tug")).json()["corrected"] == ["s00_00_sw"]
    await client.put(f"{path}/labels", json={"spans": []})
    assert (await client.get(path)).json()["runs"][0]["label"] == "SEATED"
    beyond = (await client.get(path, params={"start": 500, "end": 600})).json()
    assert len(beyond["at"]) == 1
