"""Outfits over HTTP."""

import pytest
from tests.workspace.flows.small_trade import trade_in

pytestmark = pytest.mark.anyio


async def test_outfits_come_with_reasons_in_both_languages(shop, client):
    trade_in(shop, lines=0)
    answer = await client.get("/api/v1/garments/garment-1/outfits", params={"k": 2})
    assert answer.status_code == 200
    outfits = answer.json()["outfits"]
    assert len(outfits) == 2
    assert {piece["slot"] for piece in outfits[0]["pieces"]} == {"bottom", "layer"}
    assert all(piece["en"] and piece["zh"] for piece in outfits[0]["pieces"])
    refused = await client.get("/api/v1/garments/garment-1/outfits", params={"colourway": "pink"})
    assert refused.json()["code"] == "MOD-2012"
