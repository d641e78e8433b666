"""Searches for cloths over HTTP."""

import pytest
from tests.fabric.search.small_goals import KNIT

from modiste.learning import silent
from modiste.workspace.jobs import checked_params
from modiste.workspace.plugins import job_kinds

pytestmark = pytest.mark.anyio
PLACE = "/api/v1/fabric-searches/base-layer"


async def test_a_search_is_begun_run_brushed_corrected_and_ranked(client, check, shop):
    begun = (await client.put(PLACE, json={**KNIT, "seed": 3})).json()
    assert (begun["evaluations"], begun["count"]) == (0, 0)
    assert (await client.get("/api/v1/fabric-searches")).json() == {"base-layer": "a base layer"}
    check(await client.get(f"{PLACE}/taste"), 404, "MOD-2857")

    asked = await client.post(f"{PLACE}/runs", json={"evaluations": 60})
    assert asked.status_code == 202
    job = asked.json()
    assert asked.headers["location"].endswith(job["id"])
    kind = job_kinds()["fabric-search"]
    result = kind.work(shop, checked_params("fabric-search", job["params"]), silent, lambda: False)
    assert result["evaluations"] == 60

    front = (await client.get(PLACE)).json()
    assert front["count"] == result["count"] == len(front["designs"]) > 1
    assert {len(column) for column in front["columns"].values()} == {front["count"]}
    assert front["units"]["mass_gsm"] == "g/m²"
    member = (await client.get(f"{PLACE}/members/1")).json()
    assert member["number"] == 1
    assert member["values"]["mass_gsm"]["value"] == pytest.approx(front["columns"]["mass_gsm"][1])
    check(await client.get(f"{PLACE}/members/999"), 404, "MOD-2857")

    value = 1.2 * member["values"]["mass_gsm"]["value"]
    told = {"member": 1, "measured": {"mass_gsm": {"value": value, "uncertainty": 1, "method": "ISO 3801"}}}
    assert (await client.post(f"{PLACE}/samples", json=told)).json()["samples"] == 1
    assert (await client.get(PLACE)).json()["columns"]["mass_gsm"][1] > 1.1 * value / 1.2
    bad = {"member": 1, "measured": {"mass_gsm": {"value": value}}}
    check(await client.post(f"{PLACE}/samples", json=bad), 422, "MOD-2855")

    one, other = (each["number"] for each in (await client.get(f"{PLACE}/taste")).json()["pair"])
    taste = (await client.post(f"{PLACE}/choices", json={"chosen": one, "over": other})).json()
    assert taste["choices"] == 1
    place = [each["number"] for each in taste["ranking"]]
    assert place.index(one) < place.index(other)


async def test_what_is_not_there_or_not_understood_is_refused(client, check):
    check(await client.get("/api/v1/fabric-searches/none"), 404, "MOD-2858")
    check(await client.post("/api/v1/fabric-searches/none/runs", json={}), 404, "MOD-2858")
    check(await client.put(PLACE, json={**KNIT, "knit": {}}), 422, "MOD-2850")
    await client.put(PLACE, json=KNIT)
    check(await client.put(PLACE, json={**KNIT, "seed": 2}), 422, "MOD-2854")


async def test_reviews_of_a_segment_become_objectives_over_http(client, check):
    lines = [
        "Clothing ID,Age,Title,Review Text,Rating,Recommended IND,Division Name,Department Name,Class Name"
    ]
    for number in range(500):
        young = number % 2 == 0
        said = "It is so itchy" if young and number % 3 else "I like the colour"
        lines.append(
            f"{number % 20},{30 if young else 60},,{said},{2 if young else 5},0,General,Dresses,Dresses"
        )
    file = {"file": ("reviews.csv", "\n".join(lines).encode(), "text/csv")}
    place = "/api/v1/fabric-searches/wishes"
    told = (await client.post(place, params={"segment": "age<40"}, files=file)).json()
    assert told["reviews"] == 250
    itchy = next(each for each in told["aspects"] if each["stands_out"])
    assert "itchy" in itchy["quotes"][0]["text"]
    check(await client.post(place, params={"segment": "shoe=42"}, files=file), 422, "MOD-2861")
    check(await client.post(place, params={"segment": "age>90"}, files=file), 422, "MOD-2862")
