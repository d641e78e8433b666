"""Size advice over HTTP: both opinions with how they were obtained; nothing is learned by asking."""

import pytest
from tests.workspace.flows.small_trade import RUNS_SMALL, SIZES, trade_in

from modiste.workspace import flows

pytestmark = pytest.mark.anyio


async def test_a_size_is_advised_from_what_was_learned(shop, client):
    trade_in(shop)
    refused = await client.post(f"/api/v1/garments/{RUNS_SMALL}/size", json={"customer": "customer-1"})
    assert refused.status_code == 409
    assert refused.json()["code"] == "MOD-2359"
    assert not (shop.root / "recommend").exists()
    flows.shop_sizes(shop)
    answer = await client.post(f"/api/v1/garments/{RUNS_SMALL}/size", json={"customer": "customer-1"})
    told = answer.json()
    assert answer.status_code == 200
    assert told["agreement"] == "learned-only"
    assert told["learned"]["basis"] == "predicted"
    assert [each["size"] for each in told["learned"]["sizes"]] == list(SIZES)
    assert told["recommended"] in SIZES
    unknown = await client.post("/api/v1/garments/none/size", json={})
    assert unknown.status_code == 404
