"""A fitting over HTTP: asked for, followed, looked at, dismissed; and what is said when it cannot be."""

import asyncio
import base64
import io
import threading

import numpy as np
import pytest
from PIL import Image

from modiste.api import create_app

pytestmark = pytest.mark.anyio
WANTED = {
    "garment": "skirt-straight",
    "measures": {"height": 168, "bust": 92, "waist": 74, "hip": 99},
    "sizes": ["40", "42"],
}


async def followed(client, answer):
    assert answer.status_code == 202
    place = answer.headers["location"]
    for _ in range(2000):
        told = (await client.get(place)).json()
        if told["state"] not in ("waiting", "working"):
            return place, told
        await asyncio.sleep(0.05)
    raise AssertionError("it does not end")


def numbers(text, kind):
    return np.frombuffer(base64.b64decode(text), kind)


async def test_a_fitting_from_measures_to_cloth(client):
    place, told = await followed(client, await client.post("/api/v1/fittings", json=WANTED))
    assert told["state"] == "done"
    advice = told["advice"]
    assert advice["recommended"] == "40"
    assert [size["size"] for size in advice["sizes"]] == ["40", "42"]
    assert advice["sizes"][0]["zones"]["hip"]["verdict"] == "right"
    draped = (await client.get(f"{place}/sizes/40")).json()
    cloth = draped["cloth"]
    assert len(numbers(cloth["stretch"], "<f4")) == cloth["vertices"]
    assert len(numbers(cloth["clearance_mm"], "<f4")) == cloth["vertices"]
    panels = numbers(cloth["panel"], "<u4")
    assert len(panels) == cloth["faces"]
    assert set(panels) == set(range(len(cloth["panels"])))
    assert draped["stays"]
    fine = (await client.get(f"{place}/sizes/40?detail=fine")).json()
    assert fine["cloth"]["vertices"] > 2 * cloth["vertices"]
    glb = await client.get(f"{place}/sizes/40/glb")
    assert glb.headers["content-type"] == "model/gltf-binary"
    assert (glb.content[:4], b"_WORN" in glb.content) == (b"glTF", True)
    drawn = await client.get(f"{place}/sizes/42/picture?view=back&heat=stretch")
    assert Image.open(io.BytesIO(drawn.content)).size == (512, 768)
    assert (await client.get(f"{place}/sizes/50")).json()["code"] == "MOD-2012"
    assert (await client.delete(place)).status_code == 204
    assert (await client.get(place)).status_code == 404


async def test_a_server_that_stops_stops_its_fittings(shop, client_of):
    app = create_app(shop)
    others = set(threading.enumerate())
    async with app.router.lifespan_context(app):
        answer = await client_of(app).post("/api/v1/fittings", json={**WANTED, "sizes": []})
        assert answer.status_code == 202
        assert at_work(others)
    assert not at_work(others)


def at_work(others):
    return [each for each in threading.enumerate() if each.name.startswith("fitting") and each not in others]


async def test_measures_without_a_body_fail_in_words(client):
    wanted = {**WANTED, "measures": {"hip": 70, "waist": 120}}
    place, told = await followed(client, await client.post("/api/v1/fittings", json=wanted))
    assert told["state"] == "failed"
    assert told["error"]["code"] == "MOD-1504"
    assert told["advice"] is None
    assert (await client.get(f"{place}/sizes/40")).json()["code"] == "MOD-2034"


async def test_what_cannot_be_tried_on_is_refused_at_once(client):
    answer = await client.post("/api/v1/fittings", json={**WANTED, "garment": "umbrella"})
    assert answer.status_code == 404
    assert answer.json()["code"] == "MOD-2030"
    answer = await client.post("/api/v1/fittings", json={**WANTED, "preference": "tight"})
    assert answer.status_code == 422
