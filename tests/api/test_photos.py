"""Photos over HTTP: what is taken, what is refused and why, the original bytes, widths, and caches."""

import io
import struct
import zlib

import pytest
from PIL import Image as Picture

from modiste.garment import CATALOGUE

GARMENT = "/api/v1/garments/coat"
pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
def coat(shop, garment_of):
    shop.garments.put(garment_of("coat"))
    return shop


def form(*files):
    return [("files", file) for file in files]


async def upload(client, *files, garment=GARMENT):
    return await client.post(f"{garment}/photos", files=form(*files))


async def listed(client):
    return (await client.get(f"{GARMENT}/photos")).json()["items"]


def bomb():
    """A PNG of 60,000 by 60,000 pixels in a few kilobytes."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


async def test_a_photo_goes_in_and_comes_out_as_it_was(client, picture):
    data = picture(50, 20)
    answer = await upload(client, ("front.png", data, "image/png"))
    assert answer.status_code == 201, answer.text
    (photo,) = answer.json()["items"]
    assert (photo["garment_id"], photo["width"], photo["height"]) == ("coat", 50, 20)
    assert await listed(client) == [photo]
    found = await client.get(photo["url"])
    assert found.content == data
    assert found.headers["content-type"] == "image/png"
    assert found.headers["x-content-type-options"] == "nosniff"
    assert found.headers["etag"] == f'"{photo["sha256"]}"'
    assert "immutable" in found.headers["cache-control"]
    assert (
        await client.get(photo["url"], headers={"if-none-match": found.headers["etag"]})
    ).status_code == 304


async def test_the_same_bytes_twice_are_one_photo(client, picture):
    data = picture()
    first, second = [(await upload(client, (name, data))).json()["items"] for name in ("a.png", "b.png")]
    assert first == second == await listed(client)


async def test_the_type_is_what_the_bytes_say_not_what_the_sender_says(client, picture):
    answer = await upload(client, ("page.html", picture(kind="JPEG"), "text/html"))
    (photo,) = answer.json()["items"]
    assert (await client.get(photo["url"])).headers["content-type"] == "image/jpeg"


async def test_one_bad_file_does_not_spoil_the_others(client, picture):
    answer = await upload(client, ("good.png", picture()), ("bad.txt", b"not a picture"), ("empty.png", b""))
    assert answer.status_code == 201
    body = answer.json()
    assert len(body["items"]) == 1
    assert [(flaw["where"], flaw["kind"]) for flaw in body["rejected"]] == [
        ("bad.txt", "MOD-1203"),
        ("empty.png", "MOD-1202"),
    ]
    assert len(await listed(client)) == 1


@pytest.mark.parametrize(
    ("name", "data", "status", "code"),
    [
        ("empty.png", b"", 422, "MOD-1202"),
        ("notes.txt", b"hello", 415, "MOD-1203"),
        (
            "page.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
            415,
            "MOD-1203",
        ),
        ("page.html", b"<html><script>alert(1)</script>", 415, "MOD-1203"),
        ("bomb.png", bomb(), 413, "MOD-1205"),
        ("../../../etc/passwd", b"root:x:0:0", 415, "MOD-1203"),
        ("<img src=x onerror=alert(1)>.png", b"\x89PNG", 422, "MOD-1206"),
    ],
)
async def test_what_is_no_usable_photo_is_refused(steady, check, name, data, status, code):
    check(await upload(steady, (name, data)), CATALOGUE[code].status, code)
    assert CATALOGUE[code].status in (status, 422)
    assert await listed(steady) == []


async def test_a_photo_cut_short_is_refused(steady, check, picture):
    data = picture(300, 300, kind="JPEG")
    check(await upload(steady, ("cut.jpg", data[: len(data) // 2])), 422, "MOD-1206")
    assert await listed(steady) == []


async def test_several_files_without_a_usable_one_are_one_problem(steady, check):
    body = check(await upload(steady, ("a.txt", b"a"), ("b.png", b"")), 422, "MOD-2222")
    assert [flaw["where"] for flaw in body["errors"]] == ["a.txt", "b.png"]


async def test_too_large_a_photo_and_too_large_a_request(steady, check):
    check(await upload(steady, ("a.png", bytes(20_000_001))), 413, "MOD-1204")
    check(await upload(steady, ("a.png", bytes(64_000_001))), 413, "MOD-2205")


async def test_no_files_other_fields_and_too_many(steady, check, picture):
    check(await steady.post(f"{GARMENT}/photos"), 422, "MOD-2203")
    check(await steady.post(f"{GARMENT}/photos", files={"photo": ("a.png", picture())}), 422, "MOD-2203")
    check(await steady.post(f"{GARMENT}/photos", data={"files": "text"}), 422, "MOD-2203")
    check(await upload(steady, *[("a.png", b"x")] * 65), 422, "MOD-2203")


async def test_a_garment_that_is_not_there_takes_no_photo(steady, check, picture):
    check(await upload(steady, ("a.png", picture()), garment="/api/v1/garments/nobody"), 404, "MOD-1103")
    check(await steady.get("/api/v1/garments/nobody/photos"), 404, "MOD-1103")
    check(await steady.get("/api/v1/photos/nobody"), 404, "MOD-1103")
    check(await steady.get("/api/v1/photos/..%2f..%2fshop.db"), 404, "MOD-2201")


@pytest.mark.parametrize(("kind", "mode"), [("JPEG", "RGB"), ("PNG", "RGBA"), ("TIFF", "RGB"), ("BMP", "L")])
async def test_widths_are_made_small_and_kept(client, picture, kind, mode):
    colour = {"L": 90, "RGBA": (9, 99, 9, 128), "RGB": (9, 99, 9)}[mode]
    (photo,) = (await upload(client, ("a", picture(700, 350, colour, kind, mode)))).json()["items"]
    for width in (64, 128, 256, 512):
        answer = await client.get(photo["url"], params={"width": width})
        assert answer.headers["content-type"] == "image/jpeg"
        assert Picture.open(io.BytesIO(answer.content)).size == (width, width // 2)
        assert answer.headers["etag"] == f'"{photo["sha256"]}-{width}"'
    again = await client.get(photo["url"], params={"width": 64})
    assert again.content == (await client.get(photo["url"], params={"width": 64})).content
    known = {"if-none-match": again.headers["etag"]}
    assert (await client.get(photo["url"], params={"width": 64}, headers=known)).status_code == 304


async def test_a_small_picture_is_never_made_larger_but_always_shown(client, picture):
    tiny = picture(28, 28)
    (photo,) = (await upload(client, ("tiny.png", tiny))).json()["items"]
    answer = await client.get(photo["url"], params={"width": 256})
    assert answer.content == tiny and answer.headers["content-type"] == "image/png"
    (odd,) = (await upload(client, ("odd.tiff", picture(30, 20, kind="TIFF")))).json()["items"]
    answer = await client.get(odd["url"], params={"width": 64})
    assert answer.headers["content-type"] == "image/jpeg"
    assert Picture.open(io.BytesIO(answer.content)).size == (30, 20)


@pytest.mark.parametrize("width", ["0", "65", "100000", "-64", "wide", "64.5", ""])
async def test_only_the_widths_on_offer_are_made(client, check, picture, width):
    (photo,) = (await upload(client, ("a.png", picture()))).json()["items"]
    check(await client.get(photo["url"], params={"width": width}), 422, "MOD-2203")
