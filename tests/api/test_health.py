"""The probes: alive without the shop, ready only with it."""

import pytest

pytestmark = pytest.mark.anyio


async def test_a_server_with_its_shop_is_alive_and_ready(client):
    for path in ("/healthz", "/readyz"):
        answer = await client.get(path)
        assert answer.status_code == 200 and answer.json() == {"status": "ok"}
        assert (await client.head(path)).status_code == 200


async def test_a_server_whose_shop_is_gone_is_alive_but_not_ready(shop, client, check):
    shop.close()
    for path in shop.root.glob("*.db*"):
        path.unlink()
    assert (await client.get("/healthz")).status_code == 200
    check(await client.get("/readyz"), 503, "MOD-2223")
