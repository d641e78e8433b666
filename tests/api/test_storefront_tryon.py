"""Try-on from a shop's own pages: what a visitor's key opens, advice by measures, and a photo unkept."""

import json

import numpy as np
import pytest
from PIL import Image

from modiste.api.keys import issue_key
from modiste.workspace import flows
from modiste.workspace.flows.ar_shelf import ar_folder

from .test_tryon_photo import events

pytestmark = pytest.mark.anyio
ROOM = "/api/v1/storefront"


@pytest.fixture
def tee(shop, garment_of):
    shop.garments.put(garment_of("tee", category="T-shirt", attributes={"name_zh": "针织T恤"}))
    _, secret = issue_key(shop, "page", ["storefront:use"])
    return {"authorization": f"Bearer {secret}"}


async def test_a_visitor_is_told_the_sizes_and_what_to_measure(client, tee):
    told = (await client.get(f"{ROOM}/garments/tee/try-on", headers=tee)).json()
    assert told["name_zh"] == "针织T恤" and told["people"] == "women" and told["estimated"] is True
    assert told["size"] in told["sizes"] and len(told["sizes"]) > 5
    assert [each["id"] for each in told["measures"]] == ["height", "bust", "waist", "hip"]
    assert all(each["low"] < each["typical"] < each["high"] for each in told["measures"])


async def test_what_is_not_there_or_not_cut_is_told(client, tee, shop, garment_of, check):
    check(await client.get(f"{ROOM}/garments/none/try-on", headers=tee), 404, "MOD-1103")
    shop.garments.put(garment_of("scarf", category="Scarf"))
    answer = await client.get(f"{ROOM}/garments/scarf/try-on", headers=tee)
    assert answer.json()["code"] == "MOD-2030"


async def test_the_mirror_s_garment_is_draped_once_and_nothing_of_the_visitor_is_asked(client, tee, shop):
    address = f"{ROOM}/garments/tee/mirror.glb"
    told = await client.get(address, params={"size": "44"}, headers=tee)
    assert told.status_code == 202 and told.headers["retry-after"] == "2"
    assert told.json() == {"state": "queued", "done": 0, "total": told.json()["total"]}
    again = await client.get(address, params={"size": "44"}, headers=tee)
    assert again.status_code == 202 and len(list(shop.jobs.page().items)) == 1
    middle = (await client.get(f"{ROOM}/garments/tee/try-on", headers=tee)).json()["size"]
    folder = ar_folder(shop, flows.ArWish("tee", "44", middle))
    folder.mkdir(parents=True)
    (folder / "mirror.glb").write_bytes(b"glTF")
    made = await client.get(address, params={"size": "44"}, headers=tee)
    assert made.status_code == 200 and made.content == b"glTF"
    assert "private" in made.headers["cache-control"]
    wrong = await client.get(address, params={"size": "999"}, headers=tee)
    assert wrong.json()["code"] == "MOD-2012"


async def test_the_script_tag_stays_small_and_lets_the_frame_ask_for_the_camera(client):
    script = await client.get("/api/v1/embed.js")
    assert len(script.content) <= 8_000
    assert 'frame.allow = "camera"' in script.text


async def test_a_visitor_cannot_have_a_network_paint(client, tee, tmp_path):
    Image.fromarray(np.full((90, 60, 3), 128, np.uint8)).save(tmp_path / "grey.png")
    files = {"file": (tmp_path / "grey.png").read_bytes()}
    data = {"garment": "tee", "back_end": "fashn", "non_commercial": "true"}
    answer = await client.post(f"{ROOM}/photo-try-ons", files=files, data=data, headers=tee)
    name, told = events(answer.text)[-1] if answer.status_code == 200 else ("refused", answer.json())
    assert name == "refused" and told["code"] != "MOD-2012"


async def test_measures_give_a_size_and_the_reason_in_two_languages(client, tee):
    body = {"garment": "tee", "measures": {"height": 170, "bust": 92, "waist": 74, "hip": 98}}
    answer = await client.post(f"{ROOM}/fit-advice", json=body, headers=tee)
    *steps, (name, told) = events(answer.text)
    assert {each for each, _ in steps} == {"step"}
    assert name == "advice" and told["recommended"] in ("38", "40", "42")
    assert told["recommended"] in told["en"] and told["recommended"] in told["zh"]
    assert "bust" not in json.dumps(told)  # the measures do not come back


async def test_measures_no_body_has_end_the_stream_with_a_problem(client, tee):
    body = {"garment": "tee", "measures": {"height": 170, "waist": 4000}}
    answer = await client.post(f"{ROOM}/fit-advice", json=body, headers=tee)
    name, told = events(answer.text)[-1]
    assert name == "refused" and told["code"].startswith("MOD-15") and told["remedy"]


async def test_a_visitor_s_photo_that_will_not_do_says_how_to_retake_it(client, tee, tmp_path):
    Image.fromarray(np.full((90, 60, 3), 128, np.uint8)).save(tmp_path / "grey.png")
    files = {"file": (tmp_path / "grey.png").read_bytes()}
    answer = await client.post(f"{ROOM}/photo-try-ons", files=files, data={"garment": "tee"}, headers=tee)
    name, told = events(answer.text)[-1]
    assert name == "refused" and told["code"] in ("MOD-3010", "MOD-3001")
    assert "cache-control" in answer.headers and "public" not in answer.headers["cache-control"]
