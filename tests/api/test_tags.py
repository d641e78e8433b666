"""Tags, look-alikes and dropped photos over HTTP, by a real model that tells three colours apart."""

import asyncio

import pytest

from modiste.workspace import Worker

GARMENTS = "/api/v1/garments"
pytestmark = pytest.mark.anyio


@pytest.fixture
def coloured(shop, colour_model, garment_of, picture):
    """Six garments with a photo each, two of each colour, and one without; the model is the shop's own."""
    shop.registry.register(colour_model)
    shop.registry.promote("colours", "1")
    for number, colour in enumerate(("#ff0000", "#dd0000", "#008000", "#009000", "#0000ff", "#0000dd")):
        category = ("red", "green", "blue")[number // 2]
        shop.garments.put(garment_of(f"g-{number}", category=category))
        shop.garments.add_photo(f"g-{number}", picture(40, 30, colour), "a.png")
    shop.garments.put(garment_of("bare"))
    return shop


async def tag_all(client, shop):
    job = (await client.post("/api/v1/jobs", json={"kind": "tag"})).json()
    await asyncio.to_thread(lambda: Worker(shop).run(until_idle=True))
    return (await client.get(f"/api/v1/jobs/{job['id']}")).json()


async def test_the_shop_is_tagged_by_its_own_model_and_goes_on_where_it_was(client, coloured):
    job = await tag_all(client, coloured)
    assert job["state"] == "done", job
    assert job["result"] == {"model": "colours", "version": "1", "photos": 6, "unsure": 0, "rejected": 0}
    shown = (await client.get(f"{GARMENTS}/g-4")).json()
    assert (shown["tag"]["label"], shown["tag"]["model"], shown["state"]) == ("blue", "colours@1", "sure")
    assert (await tag_all(client, coloured))["result"]["photos"] == 0


async def test_one_garment_is_tagged_at_once(client, coloured, check):
    assert (await client.get(f"{GARMENTS}/g-2/tags")).json()["items"] == []
    (tag,) = (await client.post(f"{GARMENTS}/g-2/tags", json={"model": "colours"})).json()["items"]
    assert (tag["label"], tag["model"], tag["version"], tag["reviewed_at"]) == ("green", "colours", "1", None)
    assert tag["top"][0]["label"] == "green" and len(tag["top"]) == 3
    assert (await client.get(f"{GARMENTS}/g-2/tags")).json()["items"] == [tag]
    assert (await client.post(f"{GARMENTS}/bare/tags", json={})).json()["items"] == []
    check(await client.post(f"{GARMENTS}/g-2/tags", json={"model": "nobody"}), 404, "MOD-1328")
    check(await client.post(f"{GARMENTS}/g-2/tags", json={"model": "../x"}), 422, "MOD-2203")


async def test_what_looks_alike_comes_first_and_never_itself(client, coloured, check):
    before = (await client.get(f"{GARMENTS}/g-0/look-alikes")).json()
    assert (before["among"], before["items"]) == (0, [])
    await tag_all(client, coloured)
    body = (await client.get(f"{GARMENTS}/g-0/look-alikes", params={"limit": 2})).json()
    assert (body["model"], body["version"], body["among"]) == ("colours", "1", 6)
    assert body["items"][0]["garment"]["id"] == "g-1" and len(body["items"]) == 2
    assert body["items"][0]["cosine"] == pytest.approx(1, abs=1e-3)
    coloured.garments.remove("g-1")
    again = (await client.get(f"{GARMENTS}/g-0/look-alikes")).json()
    assert again["among"] == 5 and "g-1" not in [item["garment"]["id"] for item in again["items"]]
    check(await client.get(f"{GARMENTS}/bare/look-alikes"), 409, "MOD-2020")
    check(await client.get(f"{GARMENTS}/nobody/look-alikes"), 404, "MOD-1103")
    check(await client.get(f"{GARMENTS}/g-0/look-alikes", params={"model": "nobody"}), 404, "MOD-1328")


async def test_a_dropped_photo_is_told_and_looked_up_and_not_kept(client, coloured, picture, check):
    await tag_all(client, coloured)
    count = len(coloured.store.blobs)
    sent = {"file": ("drop.png", picture(50, 50, "#00a000"), "image/png")}
    body = (await client.post("/api/v1/look-up", files=sent, params={"limit": 2})).json()
    assert (body["label"], body["model"], body["among"]) == ("green", "colours", 6)
    assert {item["garment"]["id"] for item in body["items"]} == {"g-2", "g-3"}
    assert len(coloured.store.blobs) == count
    check(await client.post("/api/v1/look-up", files={"file": ("a.png", b"no picture")}), 415, "MOD-1203")
    check(await client.post("/api/v1/look-up"), 422, "MOD-2203")


async def test_a_photo_that_cannot_be_read_is_held_and_the_rest_is_tagged(client, coloured):
    image = coloured.garments.images("g-0")[0]
    broken = image.model_copy(update={"blob": coloured.store.blobs.put(b"no picture")})
    coloured.store.rows.put([broken])
    job = await tag_all(client, coloured)
    assert (job["result"]["photos"], job["result"]["rejected"]) == (5, 1)
    held = (await client.get("/api/v1/quarantine")).json()["items"]
    assert [(each["source"], each["place"]) for each in held] == [("tagging", image.id)]
