"""API keys over HTTP: made, shown once, listed without their secret, revoked."""

import pytest

from modiste.api import issue_key

pytestmark = pytest.mark.anyio
KEYS = "/api/v1/keys"


async def test_a_key_is_made_shown_once_used_and_revoked(client, check):
    made = await client.post(KEYS, json={"name": "till <1>", "scopes": ["garments:read"]})
    assert made.status_code == 201 and made.headers["cache-control"] == "no-store"
    secret = made.json()["secret"]
    listed = await client.get(KEYS)
    assert [key["name"] for key in listed.json()["items"]] == ["till <1>"]
    assert "secret" not in listed.text and secret not in listed.text
    with_key = {"authorization": f"Bearer {secret}"}
    who = (await client.get("/api/v1/session", headers=with_key)).json()
    assert who["scopes"] == ["garments:read"] and who["name"] == f"key:{made.json()['id']}"
    path = f"{KEYS}/{made.json()['id']}"
    assert (await client.delete(path)).status_code == 204
    check(await client.delete(path), 404, "MOD-1103")
    check(await client.get("/api/v1/garments", headers=with_key), 401, "MOD-2209")


async def test_nobody_gives_what_they_do_not_have(shop, client, check):
    _, secret = issue_key(shop, "office", ["keys:write"])
    sent = {"name": "more", "scopes": ["jobs:write"]}
    check(await client.post(KEYS, json=sent, headers={"authorization": f"Bearer {secret}"}), 403, "MOD-2210")
    assert len(shop.store.keys.all()) == 1


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"name": "x"},
        {"name": "", "scopes": ["jobs:read"]},
        {"name": "x" * 101, "scopes": ["jobs:read"]},
        {"name": "a\nb", "scopes": ["jobs:read"]},
        {"name": "x", "scopes": []},
        {"name": "x", "scopes": ["everything"]},
        {"name": "x", "scopes": "jobs:read"},
        {"name": "x", "scopes": ["jobs:read"], "secret": "mine"},
    ],
)
async def test_what_cannot_be_a_key(steady_shop, steady, check, sent):
    check(await steady.post(KEYS, json=sent), 422, "MOD-2203")
    assert steady_shop.store.keys.all() == []


@pytest.mark.parametrize("id_", ["x", "A" * 32, "0" * 33, "%00"])
async def test_what_cannot_be_a_keys_id(steady, check, id_):
    check(await steady.delete(f"{KEYS}/{id_}"), 422, "MOD-2203")


async def test_a_keys_secret_is_never_kept_for_an_idempotency_key(shop, client):
    key = {"idempotency-key": "k1"}
    sent = {"name": "till", "scopes": ["jobs:read"]}
    first, second = [await client.post(KEYS, json=sent, headers=key) for _ in range(2)]
    assert first.json()["secret"] != second.json()["secret"]
