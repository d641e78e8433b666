"""A photo try-on over HTTP: a marked PNG out, a problem where it is refused, nothing kept."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from modiste import tryon

pytestmark = pytest.mark.anyio
FRONT = Path(__file__).parents[2] / "examples" / "tryon" / "front.png"
ROUTE = "/api/v1/photo-try-ons"
MEASURES = json.dumps({"height": 170, "bust": 88, "waist": 70, "hip": 96})


@pytest.fixture
def photo(tmp_path):
    if not tryon.networks_fetched():
        pytest.skip("the networks are missing: modiste tryon fetch")
    with Image.open(FRONT) as image:
        image.convert("RGB").resize((240, 360)).save(tmp_path / "front.png")
    return (tmp_path / "front.png").read_bytes()


async def test_a_photo_comes_back_dressed_and_marked(client, photo):
    data = {"garment": "t-shirt", "size": "40", "measures": MEASURES}
    answer = await client.post(ROUTE, files={"file": ("me.png", photo)}, data=data)
    assert answer.status_code == 200 and answer.headers["content-type"] == "image/png"
    assert answer.headers["cache-control"] == "no-store"
    assert tryon.source_type(answer.content).endswith("compositeSynthetic")
    told = json.loads(answer.headers["x-try-on"])
    assert told["status"] == "ok" and told["size"] == "40"


async def test_a_photo_that_will_not_do_is_a_problem_that_says_how_to_retake_it(client, tmp_path, photo):
    path = tmp_path / "grey.png"
    Image.fromarray(np.full((90, 60, 3), 128, np.uint8)).save(path)
    answer = await client.post(ROUTE, files={"file": path.read_bytes()}, data={"garment": "t-shirt"})
    assert answer.status_code == 422
    assert answer.json()["code"] == "MOD-3010" and "standing" in answer.json()["remedy"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"garment": "t-shirt", "measures": "{"}, "MOD-1501"),
        ({"garment": "t-shirt", "measures": '{"height": "tall"}'}, "MOD-1501"),
        ({"garment": "t-shirt", "measures": '{"height": [170]}'}, "MOD-1501"),
        ({"garment": "nothing-like-it"}, "MOD-2030"),
    ],
)
async def test_what_is_asked_wrongly_is_told(client, photo, data, code):
    answer = await client.post(ROUTE, files={"file": photo}, data=data)
    assert answer.json()["code"] == code and answer.status_code in (404, 422)


async def test_a_path_is_no_garment_and_garbage_no_photo(client, photo):
    answer = await client.post(ROUTE, files={"file": photo}, data={"garment": "../../etc/pattern.json"})
    assert answer.status_code == 422
    answer = await client.post(ROUTE, files={"file": b"garbage"}, data={"garment": "t-shirt"})
    assert answer.json()["code"] == "MOD-1203"
