"""The examination over HTTP: what is looked at, whether all is well, and no path of this machine."""

import pytest

pytestmark = pytest.mark.anyio


async def test_the_shop_is_examined(client, shop):
    answer = await client.get("/api/v1/doctor")
    checks = {check["name"]: check for check in answer.json()["checks"]}
    assert checks["shop"]["state"] == "ok" and "0 garments" in checks["shop"]["detail"]
    assert answer.json()["healthy"] == all(check["state"] != "failed" for check in checks.values())
    assert str(shop.root) not in answer.text
    assert all(check["remedy"] for check in checks.values() if check["state"] != "ok")
