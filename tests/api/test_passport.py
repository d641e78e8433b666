"""Passports over HTTP: the house's own routes, and what everybody may read."""

import pytest
from tests.api.test_supply import MADE
from tests.supply.epcis.small_events import document, item, seen

from modiste.garment import Colourway, Garment, Sku

pytestmark = pytest.mark.anyio


async def issued(client, *numbers):
    events = document(*(seen(number, bizStep="commissioning") for number in numbers))
    await client.post("/api/v1/epcis/capture", json=events)
    asked = {"items": [item(number) for number in numbers]}
    return (await client.post("/api/v1/passports", json=asked)).json()["issued"]


async def test_passports_are_issued_listed_and_read(client, shop, check):
    shop.store.rows.put(
        [
            Garment(id="tee", name="Tee", category="T-shirts", created_at=MADE, updated_at=MADE),
            Colourway(id="tee-red", garment_id="tee", colour="red"),
            Sku(id="tee-red-m", colourway_id="tee-red", size="M", gtin="09506000134352"),
        ]
    )
    first, _ = await issued(client, 1, 2)
    assert (first["item"], first["garment"], first["status"], first["version"]) == (
        item(1),
        "tee",
        "issued",
        1,
    )
    again = (await client.post("/api/v1/passports", json={"garment": "tee"})).json()
    assert (again["asked"], again["issued"]) == (2, [])
    page = (await client.get("/api/v1/passports", params={"garment": "tee", "limit": 1})).json()
    rest = await client.get("/api/v1/passports", params={"limit": 5, "cursor": page["next_cursor"]})
    assert [each["item"] for each in (*page["items"], *rest.json()["items"])] == [item(1), item(2)]
    whole = (await client.get(f"/api/v1/passports/{first['id']}")).json()
    assert whole["credential"]["credentialSubject"]["garment"]["name"] == "Tee"
    told = (await client.get(f"/api/v1/passports/{first['id']}/content")).json()
    assert {"identity.gtin", "identity.name"} <= {each["id"] for each in told["fields"]}
    assert 0 < told["percent"] < 100 and told["tiers"][0]["missing"][0]["title_zh"]
    log = (await client.get("/api/v1/passports/log")).json()
    assert (log["size"], log["passports"]) == (6, {"issued": 2})
    check(await client.post("/api/v1/passports", json={"items": ["x"]}), 422, "MOD-2626")
    check(await client.get(f"/api/v1/passports/{'0' * 32}"), 404, "MOD-1103")


async def test_a_bundle_is_open_to_everybody_and_holds(client, check):
    (made,) = await issued(client, 1)
    for path, asked in ((f"/passports/{made['id']}", {}), ("/passports/of", {"item": item(1)})):
        got = await client.get(path, params=asked)
        assert got.headers["access-control-allow-origin"] == "*"
        told = (await client.post("/api/v1/passports/verify", content=got.content)).json()
        assert told["ok"], told
    broken = (await client.post("/api/v1/passports/verify", content=got.content[:-1])).json()
    assert not broken["ok"] and broken["checks"][0]["why_zh"]
    check(await client.get("/passports/of", params={"item": item(2)}), 404, "MOD-1103")


async def test_a_revoked_passport_is_in_the_list_of_statuses(client, check):
    (made,) = await issued(client, 1)
    path = f"/api/v1/passports/{made['id']}/revoke"
    before = (await client.get("/passports/status/0")).json()
    assert (await client.post(path, json={"reason": "wrong fibre"})).json()["status"] == "revoked"
    check(await client.post(path, json={"reason": "again"}), 409, "MOD-2627")
    after = (await client.get("/passports/status/0")).json()
    assert after["credentialSubject"]["encodedList"] != before["credentialSubject"]["encodedList"]


async def test_keys_log_and_page_are_open(client, check):
    (made,) = await issued(client, 1)
    identity = (await client.get("/.well-known/did.json")).json()
    assert identity["id"] == "did:web:localhost%3A8321"
    assert (await client.get("/log/checkpoint")).text.startswith("localhost:8321/log\n4\n")
    tile = await client.get("/log/tile/0/000.p/3")
    assert len(tile.content) == 96 and "immutable" in tile.headers["cache-control"]
    assert len((await client.get("/log/consistency", params={"old": 2, "new": 3})).json()) == 1
    check(await client.get("/log/consistency", params={"old": 2, "new": 9}), 422, "MOD-2610")
    check(await client.get("/log/tile/0/001"), 404, "MOD-1103")
    page = await client.get("/verify", headers={"Accept": "text/html"})
    assert "Passport check" in page.text and "sha256-" in page.headers["content-security-policy"]
    link = await client.get(
        "/01/09506000134352/21/a?linkType=gs1:dpp", headers={"Accept": "text/html"}, follow_redirects=False
    )
    assert link.headers["location"].startswith("/verify?item=")
    assert made
