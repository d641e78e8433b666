"""Signers and statements over HTTP."""

import json

import pytest
from tests.api.test_supply import MADE
from tests.supply.epcis.small_events import document, item, seen
from tests.workspace.flows.test_passport_statements import MILL, signed

from modiste.garment import Colourway, Garment, Sku

pytestmark = pytest.mark.anyio


async def test_a_statement_is_taken_in_byte_by_byte_and_taken_back(client, shop, check):
    shop.store.rows.put(
        [
            Garment(id="tee", name="Tee", category="T-shirts", created_at=MADE, updated_at=MADE),
            Colourway(id="tee-red", garment_id="tee", colour="red"),
            Sku(id="tee-red-m", colourway_id="tee-red", size="M", gtin="09506000134352"),
        ]
    )
    await client.post("/api/v1/epcis/capture", json=document(seen(1, bizStep="commissioning")))
    asked = {"params": {"garment": "tee"}, "headers": {"Content-Type": "application/json"}}
    check(await client.post("/api/v1/passports/statements", content=signed(), **asked), 409, "MOD-2692")
    given = {"did": MILL, "name": "The mill"}
    (named,) = (await client.post("/api/v1/passports/signers", json=given)).json()["items"]
    assert (named["did"], named["tiers"], named["ended_at"]) == (MILL, [], None)
    taken = (await client.post("/api/v1/passports/statements", content=signed(), **asked)).json()
    assert len(taken["fields"]) == 2 and taken["name"] == "The mill"
    await client.post("/api/v1/passports", json={"items": [item(1)]})
    (row,) = (await client.get("/api/v1/passports")).json()["items"]
    told = (await client.get(f"/api/v1/passports/{row['id']}/content")).json()
    assert told["signed_percent"] > 0
    assert {each["signer_name"] for each in told["fields"] if each["signer"]} == {"The mill"}
    data = (await client.get(f"/passports/{row['id']}")).content
    assert json.loads(data)["statements"][0]["sha256"] == taken["sha256"]
    (kept,) = (await client.get("/api/v1/passports/statements", params={"garment": "tee"})).json()["items"]
    back = f"/api/v1/passports/statements/{kept['sha256']}/withdraw"
    gone = (await client.post(back, params={"garment": "tee"})).json()
    assert gone["withdrawn_at"]
    check(await client.post(back, params={"garment": "coat"}), 404, "MOD-1103")
    ended = (await client.post("/api/v1/passports/signers/end", json={"did": MILL})).json()["items"]
    assert ended[0]["ended_at"]
    check(await client.post("/api/v1/passports/signers/end", json={"did": MILL}), 404, "MOD-1103")


async def test_what_is_bad_is_refused_with_a_number(client, check):
    check(
        await client.post("/api/v1/passports/signers", json={"did": "did:web:x", "name": "x"}),
        422,
        "MOD-2694",
    )
    check(
        await client.post("/api/v1/passports/signers", json={"did": "did:key:z", "name": "x"}),
        422,
        "MOD-2601",
    )
    for body in (b"", b"{", b"[]", b'{"proof": {}}'):
        asked = {"params": {"garment": "none"}, "headers": {"Content-Type": "application/json"}}
        check(await client.post("/api/v1/passports/statements", content=body, **asked), 404, "MOD-1103")
