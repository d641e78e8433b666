"""The design desk over HTTP."""

import pytest

pytestmark = pytest.mark.anyio


async def test_a_shop_lists_its_generators(client):
    answer = await client.get("/api/v1/design/generators")
    assert answer.status_code == 200
    assert answer.json() == {"items": []}
