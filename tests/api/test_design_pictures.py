"""Pictures over HTTP: what shows no garment is refused with a number, and nothing is kept of it."""

import io

import pytest
from PIL import Image

pytestmark = pytest.mark.anyio
PICTURES = "/api/v1/design/pictures"


def picture(size: tuple[int, int] = (160, 200)) -> bytes:
    out = io.BytesIO()
    made = Image.new("RGB", size, "#f4f2ee")
    made.paste((60, 80, 150), (45, 30, 115, 175))
    made.save(out, "PNG")
    return out.getvalue()


async def test_a_picture_becomes_a_design(client):
    answer = await client.post(
        PICTURES, params={"chart": "women", "size": "40"}, files={"file": ("a.png", picture())}
    )
    assert answer.status_code == 201
    told = answer.json()
    assert told["design"]["fields"]["size"]["value"] == "40"
    assert told["design"]["cut"]["program"] == told["design"]["fields"]["program"]["value"]
    assert told["lengths"][0]["how"] == "predicted"
    listed = (await client.get("/api/v1/design/designs")).json()["items"]
    assert [each["id"] for each in listed] == [told["design"]["id"]]


async def test_what_cannot_be_read_is_refused(client):
    files = {"file": ("a.png", b"nothing")}
    assert (await client.post(PICTURES, files=files)).json()["code"].startswith("MOD-12")
    files = {"file": ("a.png", picture())}
    assert (await client.post(PICTURES, params={"parent": "abcd"}, files=files)).json()["code"] == "MOD-2770"
    assert (await client.post(PICTURES, params={"size": "99"}, files=files)).json()["code"] == "MOD-1530"
