"""The mood board over HTTP: pinned once, looked at, its colours told, taken off."""

import io

import pytest
from PIL import Image

pytestmark = pytest.mark.anyio
BOARD = "/api/v1/design/board"


def picture(colour: str, size: tuple[int, int] = (64, 48)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


async def pin(client, data: bytes):
    return await client.post(f"{BOARD}/pictures", files={"file": ("a.png", data)})


async def test_pictures_are_pinned_once_and_kept_small(client):
    assert (await client.get(BOARD)).json() == {"items": []}
    first = (await pin(client, picture("#c2573a", (1600, 400)))).json()
    assert (await pin(client, picture("#c2573a", (1600, 400)))).json()["id"] == first["id"]
    assert (first["width"], first["height"]) == (1024, 256)
    shown = await client.get(first["url"])
    assert Image.open(io.BytesIO(shown.content)).format == "JPEG"
    assert [each["id"] for each in (await client.get(BOARD)).json()["items"]] == [first["id"]]


async def test_each_picture_counts_alike_in_the_palette(client):
    _red, blue = [
        (await pin(client, picture(colour, size))).json()["id"]
        for colour, size in (("#c2573a", (800, 800)), ("#21455a", (20, 20)))
    ]
    both = (await client.get(f"{BOARD}/palette", params={"n": 2})).json()
    assert [round(each["share"], 2) for each in both["colours"]] == [0.5, 0.5]
    one = (await client.get(f"{BOARD}/palette", params={"n": 1, "picture": [blue]})).json()
    assert one["colours"][0]["colour"].startswith("#2")


async def test_a_picture_is_taken_off(client):
    made = (await pin(client, picture("#c2573a"))).json()
    assert (await client.delete(made["url"])).status_code == 204
    gone = await client.delete(made["url"])
    assert (gone.status_code, gone.json()["code"]) == (404, "MOD-2771")
    assert (await client.get(f"{BOARD}/palette")).status_code == 404


async def test_what_is_no_picture_is_refused(client):
    assert (await pin(client, b"not a picture")).json()["code"].startswith("MOD-12")
