"""Idempotency-Key: the same request twice is done once, anything else under the key is refused."""

import asyncio

import pytest

from modiste.api import create_app, issue_key
from modiste.workspace import open_shop

pytestmark = pytest.mark.anyio
GARMENTS = "/api/v1/garments"
KEY = {"idempotency-key": "8e03978e-40d5-43dd-bc93-6894a57f9324"}
COAT = {"name": "Coat"}


async def test_the_same_request_twice_is_done_once(shop, client):
    first, second = [await client.post(GARMENTS, json=COAT, headers=KEY) for _ in range(2)]
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.content == second.content
    for name in ("location", "etag", "content-type"):
        assert first.headers[name] == second.headers[name]
    assert "idempotency-replayed" not in first.headers and second.headers["idempotency-replayed"] == "true"
    assert first.headers["x-request-id"] != second.headers["x-request-id"]
    assert shop.garments.count() == 1


async def test_another_request_under_the_key_is_refused(shop, client, check):
    await client.post(GARMENTS, json=COAT, headers=KEY)
    check(await client.post(GARMENTS, json={"name": "Dress"}, headers=KEY), 422, "MOD-2214")
    check(await client.post(f"{GARMENTS}?x=1", json=COAT, headers=KEY), 422, "MOD-2214")
    check(await client.post("/api/v1/jobs", json=COAT, headers=KEY), 422, "MOD-2214")
    assert shop.garments.count() == 1


async def test_a_refusal_is_an_answer_too(client, check):
    first, second = [await client.post(GARMENTS, json={}, headers=KEY) for _ in range(2)]
    check(first, 422, "MOD-2203")
    assert first.content == second.content and second.headers["content-type"] == "application/problem+json"


async def test_the_answer_survives_the_server(shop, client, client_of):
    first = await client.post(GARMENTS, json=COAT, headers=KEY)
    shop.close()
    with open_shop(shop.root) as again:
        second = await client_of(create_app(again)).post(GARMENTS, json=COAT, headers=KEY)
    assert second.content == first.content and second.headers["idempotency-replayed"] == "true"


async def test_two_at_the_same_time_are_done_once(shop, client):
    answers = await asyncio.gather(*[client.post(GARMENTS, json=COAT, headers=KEY) for _ in range(5)])
    codes = {answer.status_code for answer in answers}
    assert codes <= {201, 409} and 201 in codes
    assert all(answer.json()["code"] == "MOD-2220" for answer in answers if answer.status_code == 409)
    assert shop.garments.count() == 1


async def test_a_key_belongs_to_its_caller(shop, client):
    first = await client.post(GARMENTS, json=COAT, headers=KEY)
    _, secret = issue_key(shop, "other", ["garments:write"])
    other = await client.post(GARMENTS, json=COAT, headers={**KEY, "authorization": f"Bearer {secret}"})
    assert first.status_code == 201 and other.status_code == 409
    assert other.json()["code"] == "MOD-2221"  # the garment is there; the answer was not another's


async def test_not_now_is_not_remembered(shop, client, check):
    _, secret = issue_key(shop, "reader", ["garments:read"])
    reader = {**KEY, "authorization": f"Bearer {secret}"}
    for _ in range(2):
        answer = await client.post(GARMENTS, json=COAT, headers=reader)
        check(answer, 403, "MOD-2210")
        assert "idempotency-replayed" not in answer.headers


async def test_a_failure_inside_gives_the_key_free(shop, client, client_of, monkeypatch):
    def broken(_garment):
        raise OSError("disk full at /home/ann")

    with monkeypatch.context() as patch:
        patch.setattr(shop.garments, "put", broken)
        assert (await client.post(GARMENTS, json=COAT, headers=KEY)).status_code == 500
    assert (await client.post(GARMENTS, json=COAT, headers=KEY)).status_code == 201


async def test_photos_sent_again_with_another_boundary_are_the_same_request(
    shop, client, garment_of, picture
):
    shop.garments.put(garment_of("coat"))
    data = picture(300, 300, kind="BMP")  # longer than one chunk of the fingerprint

    async def send(colour="red", name="a.bmp"):
        files = {"files": (name, picture(300, 300, colour, "BMP"))}
        return await client.post(f"{GARMENTS}/coat/photos", files=files, headers=KEY)

    first, second = await send(), await send()
    assert len(data) > 1 << 18
    assert first.status_code == 201 and second.content == first.content
    assert second.headers["idempotency-replayed"] == "true"
    for other in (await send("blue"), await send(name="b.bmp")):
        assert other.json()["code"] == "MOD-2214"


@pytest.mark.parametrize("key", ["", " ", "a b", "x" * 201, "\xe4", "a\tb"])
async def test_what_cannot_be_a_key(steady_shop, steady, check, key):
    headers = {b"idempotency-key": key.encode("latin-1")}
    check(await steady.post(GARMENTS, json=COAT, headers=headers), 400, "MOD-2218")
    assert steady_shop.garments.count() == 1


async def test_two_keys_are_none(client, check):
    headers = [("idempotency-key", "a"), ("idempotency-key", "b")]
    check(await client.post(GARMENTS, json=COAT, headers=headers), 400, "MOD-2218")


async def test_a_body_over_the_limit_leaves_the_key_free(client, check):
    check(await client.post(GARMENTS, content=b"x" * 1_000_001, headers=KEY), 413, "MOD-2205")
    assert (await client.post(GARMENTS, json=COAT, headers=KEY)).status_code == 201


async def test_other_methods_take_no_notice(client):
    assert (await client.get(GARMENTS, headers=KEY)).status_code == 200


async def test_what_holds_somebodys_measures_is_never_kept(client, shop):
    wanted = {"chart": "women", "measures": {"height": 170, "waist": 78}}
    for _ in range(2):
        answer = await client.post("/api/v1/bodies", json=wanted, headers=KEY)
        assert answer.status_code == 200
        assert "idempotency-replayed" not in answer.headers
    told = await client.post(GARMENTS, json=COAT, headers=KEY)
    assert told.status_code == 201, "the key was never taken"
