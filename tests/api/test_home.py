"""The shop as one thing over HTTP: what it needs, which it is, and what waits in quarantine."""

from datetime import UTC, datetime

import pytest

from modiste.store import Prediction, Rejection

pytestmark = pytest.mark.anyio
HOME = "/api/v1/home"
MOMENT = datetime(2026, 11, 1, 12, tzinfo=UTC)


def kinds(body):
    return [need["kind"] for need in body["needs"]]


async def test_an_empty_shop_asks_for_its_first_garments(client):
    body = (await client.get(HOME)).json()
    assert kinds(body) == ["first_garments"]
    assert (body["garments"], body["photos"], body["quarantined"], body["jobs"]) == (0, 0, 0, {})


async def test_what_is_wrong_comes_before_what_is_doubtful(client, shop, garment_of, picture, colour_model):
    for number in range(3):
        shop.garments.put(garment_of(f"g-{number}", category="red"))
        image = shop.garments.add_photo(f"g-{number}", picture(20 + number, 20), "a.png")
        if number < 2:
            said = Prediction(image.id, "colours", "1", f"g-{number}", "red", 0.7 - number / 10, [], MOMENT)
            shop.store.predictions.put([said])
    for _ in range(2):
        shop.registry.register(colour_model)
    shop.registry.promote("colours", "1")
    shop.store.quarantine.put([Rejection("folder", "row 1", "MOD-1202", "no picture")])
    shop.jobs.submit("import", {"source": "x"})
    shop.store.jobs.fail(shop.store.jobs.lease("w", 30).id, "w", {"code": "MOD-1208", "detail": "x"})
    body = (await client.get(HOME)).json()
    assert kinds(body) == ["failed_jobs", "quarantine", "review", "untagged", "lagging_model"]
    review = body["needs"][2]
    assert (review["count"], [each["id"] for each in review["garments"]]) == (2, ["g-1", "g-0"])
    assert body["needs"][3]["count"] == 1
    assert body["needs"][4]["values"] == {"in_production": "1", "candidate": "2"}
    assert body["states"] == {"unsure": 2, "none": 1}
    shop.registry.promote("colours", "2")
    lagging = [need for need in (await client.get(HOME)).json()["needs"] if need["kind"] == "lagging_model"]
    assert [need["values"] for need in lagging] == [{"tagged_by_older": 2, "now": "2"}]


async def test_the_shop_says_which_it_is(client, shop):
    body = (await client.get("/api/v1/shop")).json()
    assert (body["name"], body["database"], body["garments"]) == (shop.root.name, "sqlite", 0)


async def test_refused_rows_are_listed_in_pages(client, shop, check):
    rows = [Rejection("/somewhere/photos", f"row {n}", "MOD-1202", "no /etc/x picture") for n in range(5)]
    shop.store.quarantine.put(rows)
    first = (await client.get("/api/v1/quarantine", params={"limit": 3})).json()
    rest = (await client.get("/api/v1/quarantine", params={"cursor": first["next_cursor"]})).json()
    assert [each["place"] for each in first["items"] + rest["items"]] == [f"row {n}" for n in range(5)]
    assert (first["items"][0]["source"], first["items"][0]["reason"]) == ("photos", "no x picture")
    check(await client.get("/api/v1/quarantine", params={"cursor": "MTp4"}), 400, "MOD-2215")
