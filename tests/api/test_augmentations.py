"""A recipe's augmentation over HTTP, on its own data only."""

import pytest

pytestmark = pytest.mark.anyio


@pytest.mark.data
async def test_a_recipe_s_operations_are_shown(client, fashion_mnist):
    answer = await client.get("/api/v1/augmentations/fashion-mnist?seed=2")
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert body["operations"][-1]["name"] == "chain"
    assert body["originals"][0]["uri"].startswith("data:image/png;base64,")
    assert not body["synthetic"]
    again = await client.get("/api/v1/augmentations/fashion-mnist?seed=2")
    assert again.json() == body


async def test_what_is_no_recipe_or_has_no_data_is_refused(client, check):
    check(await client.get("/api/v1/augmentations/nothing"), 422, "MOD-1302")
    check(await client.get("/api/v1/augmentations/clothing"), 404, "MOD-1218")
