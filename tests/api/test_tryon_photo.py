"""A photo try-on over HTTP: a marked PNG out, a problem where it is refused, nothing kept."""

import asyncio
import base64
import io
import json
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import anyio.to_thread
import numpy as np
import pytest
from PIL import Image, ImageDraw
from tests.tryon.backends.weights import write_weights

from modiste import tryon
from modiste.api.tryon_photo import FittingDesk
from modiste.garment import ModisteError

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


async def test_it_can_be_followed_and_what_comes_last_is_the_marked_picture(client, photo):
    data = {"garment": "t-shirt", "size": "40", "measures": MEASURES}
    answer = await client.post(f"{ROUTE}/followed", files={"file": photo}, data=data)
    assert answer.headers["content-type"].startswith("text/event-stream")
    told = events(answer.text)
    assert {name for name, _ in told[:-1]} == {"step"}
    shares = [each["done"] / each["total"] for _, each in told[:-1]]
    assert shares == sorted(shares) and len(shares) > 2
    name, last = told[-1]
    assert name == "worn" and last["size"] == "40"
    assert tryon.source_type(base64.b64decode(last["png"])).endswith("compositeSynthetic")


async def test_a_refusal_that_is_followed_ends_with_the_problem(client, photo, tmp_path):
    Image.fromarray(np.full((90, 60, 3), 128, np.uint8)).save(tmp_path / "grey.png")
    grey = (tmp_path / "grey.png").read_bytes()
    answer = await client.post(f"{ROUTE}/followed", files={"file": grey}, data={"garment": "t-shirt"})
    name, last = events(answer.text)[-1]
    assert name == "refused" and last["code"] == "MOD-3010" and last["status"] == 422
    assert "standing" in last["remedy"] and last["request_id"] == answer.headers["x-request-id"]


async def test_a_garment_is_known_by_its_picture_alone_and_a_picture_of_nothing_is_refused(client, photo):
    grey, tee = (Image.new("RGB", (200, 240), "#b0b0b0") for _ in range(2))
    pen = ImageDraw.Draw(tee)
    pen.rectangle((60, 40, 140, 200), "#8f2d2d")
    pen.polygon([(60, 40), (20, 90), (38, 108), (60, 86)], "#8f2d2d")
    pen.polygon([(140, 40), (180, 90), (162, 108), (140, 86)], "#8f2d2d")
    codes = []
    for picture in (grey, tee):
        out = io.BytesIO()
        picture.save(out, "PNG")
        files = {"file": ("me.png", photo), "garment_photo": ("tee.png", out.getvalue())}
        answer = await client.post(ROUTE, files=files, data={"size": "40", "measures": MEASURES})
        codes.append(answer.json()["code"] if answer.status_code != 200 else "worn")
    assert codes[0] == "MOD-2764"
    assert codes[1] in ("worn", "MOD-3026")  # a drawing of three boxes may be anything, and then says so
    bad = await client.post(ROUTE, files={"file": photo}, data={"garment": "t-shirt", "stated": '{"x": 1}'})
    assert bad.json()["code"] == "MOD-2031"


async def test_back_ends_are_listed_and_their_licence_s_gate_is_asked(client, shop, photo, tmp_path):
    assert (await client.get(f"{ROUTE}/back-ends")).json() == {"items": []}
    folder = write_weights(tmp_path / "weights", "cc-by-nc-4.0")
    shop.settings = shop.settings.model_copy(update={"painters": (f"fashn={folder}",)})
    (told,) = (await client.get(f"{ROUTE}/back-ends")).json()["items"]
    assert told["id"] == "fashn" and told["licence"] == "cc-by-nc-4.0" and not told["is_commercial"]
    asked = {"garment": "t-shirt", "size": "40", "measures": MEASURES, "back_end": "fashn", "steps": "1"}
    refused = await client.post(ROUTE, files={"file": photo}, data=asked)
    assert refused.status_code == 403 and refused.json()["code"] == "MOD-3023"
    assert str(tmp_path) not in refused.text
    other = await client.post(ROUTE, files={"file": photo}, data={**asked, "back_end": "oracle"})
    assert other.json()["code"] == "MOD-2012"
    painted = await client.post(ROUTE, files={"file": photo}, data={**asked, "non_commercial": "true"})
    said = json.loads(painted.headers["x-try-on"])
    assert said["licence"] == "cc-by-nc-4.0" and said["non_commercial_acknowledged"] is True
    assert tryon.source_type(painted.content).endswith("compositeWithTrainedAlgorithmicMedia")


async def test_the_answer_is_not_kept_for_a_second_time(client, shop, photo):
    headers = {"idempotency-key": "again"}
    await client.post(ROUTE, files={"file": photo}, data={"garment": "nothing-like-it"}, headers=headers)
    assert shop.store.replies.begin("local", "again", "another") == "new"


async def test_few_wait_and_whoever_leaves_stops_the_work():
    desk, begun, gone = FittingDesk(), threading.Event(), threading.Event()

    def slow(progress, should_stop):
        begun.set()
        while not should_stop():
            time.sleep(0.01)
        gone.set()
        raise ModisteError("MOD-1564")

    request = SimpleNamespace(state=SimpleNamespace(), url=SimpleNamespace(path="/"))
    stream = desk.followed(slow, request)
    first = asyncio.ensure_future(anext(stream))
    await anyio.to_thread.run_sync(begun.wait)
    waiting = [asyncio.ensure_future(desk.done(lambda *_: ("done", {}))) for _ in range(8)]
    await asyncio.sleep(0)
    with pytest.raises(ModisteError, match="MOD-3021"):
        await desk.done(slow)
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    await stream.aclose()
    assert await anyio.to_thread.run_sync(gone.wait, 20)
    assert [await each for each in waiting] == [("done", {})] * 8


def events(text):
    """The events of a stream: name and what it says."""
    blocks = [
        dict(line.split(": ", 1) for line in each.splitlines() if ": " in line) for each in text.split("\n\n")
    ]
    return [(each["event"], json.loads(each["data"])) for each in blocks if "data" in each]
