"""Search over HTTP: words, photos, crops, filters, look-alikes; and clear answers to what cannot be asked."""

import io

import numpy as np
import pytest
from PIL import Image as Picture

pytestmark = pytest.mark.anyio
SEARCH = "/api/v1/search"


@pytest.fixture
def coloured(shop, colour_model, garment_of, picture):
    shop.registry.register(colour_model)
    shop.registry.promote("colours", "1")
    for number, colour in enumerate(("#ff0000", "#dd0000", "#008000", "#009000", "#0000ff", "#0000dd")):
        name = ("red", "green", "blue")[number // 2]
        shop.garments.put(garment_of(f"g-{number}", name=f"{name} dress {number}", category=name))
        shop.garments.add_photo(f"g-{number}", picture(40, 30, colour), "a.png")
    return shop


def ids(answer):
    return [each["garment"] for each in answer.json()["results"]]


async def test_words_find_garments_with_reasons_and_facets(client, coloured):
    answer = await client.get(SEARCH, params={"q": "红色连衣裙", "k": 2})
    # Both say it; which looks more like it is the encoder's to say.
    assert set(ids(answer)) == {"g-0", "g-1"}
    best = answer.json()["results"][0]
    assert best["shown"]["name"].startswith("red dress")
    assert best["why"]["en"] and best["why"]["zh"]
    assert answer.json()["facets"]["category"]["red"] == 2
    narrowed = await client.get(SEARCH, params={"q": "dress", "filter": ["category=green"]})
    assert set(ids(narrowed)) == {"g-2", "g-3"}


async def test_a_photo_and_what_should_be_different(client, coloured, picture):
    photo = {"file": ("a.png", picture(40, 30, "#ff0000"), "image/png")}
    assert set(ids(await client.post(SEARCH, files=photo, data={"k": "2"}))) == {"g-0", "g-1"}
    changed = await client.post(SEARCH, files=photo, data={"q": "this but green", "k": "1"})
    assert ids(changed)[0] in ("g-2", "g-3")
    filtered = await client.post(SEARCH, files=photo, data={"filter": ["category=blue"]})
    assert set(ids(filtered)) == {"g-4", "g-5"}


async def test_a_part_of_a_photo(client, coloured):
    pixels = np.zeros((40, 40, 3), np.uint8)
    pixels[:, :20, 0] = 255
    pixels[:, 20:, 2] = 255
    file = io.BytesIO()
    Picture.fromarray(pixels).save(file, "PNG")
    sent = {"file": ("a.png", file.getvalue(), "image/png")}
    left = await client.post(SEARCH, files=sent, data={"crop": "0,0,0.5,1", "k": "1"})
    right = await client.post(SEARCH, files=sent, data={"crop": "0.5,0,0.5,1", "k": "1"})
    assert ids(left)[0] in ("g-0", "g-1") and ids(right)[0] in ("g-4", "g-5")


async def test_what_looks_alike(client, coloured):
    answer = await client.get("/api/v1/garments/g-0/similar", params={"k": 1})
    assert ids(answer) == ["g-1"]
    assert answer.json()["embedder"].startswith("modiste-encoder")


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({}, "MOD-1804"),
        ({"q": "x" * 10_000}, "MOD-1801"),
        ({"q": "a", "filter": ["x"]}, "MOD-1805"),
        ({"q": "a", "filter": ["price=1' OR '1'='1"]}, "MOD-1805"),
        ({"q": "a", "k": 0}, "MOD-2203"),
    ],
)
async def test_what_cannot_be_asked_is_told(client, coloured, query, code):
    answer = await client.get(SEARCH, params=query)
    assert answer.json()["code"] == code
    assert answer.status_code in (400, 422)


async def test_files_that_are_no_pictures_are_told(client, coloured):
    for data, code in ((b"%PDF-1.7", "MOD-1203"), (b"", "MOD-1202"), (_huge(), "MOD-1205")):
        answer = await client.post(SEARCH, files={"file": ("a.png", data, "image/png")})
        assert answer.json()["code"] == code
    unknown = await client.get("/api/v1/garments/nobody/similar")
    assert unknown.json()["code"] == "MOD-1103"


async def test_an_unknown_language_is_told(client, coloured):
    answer = await client.get(SEARCH, params={"q": "платье"})
    assert answer.json()["understood"]["unknown"] == ["платье"]
    assert "платье" in answer.json()["notes"][0]["zh"]


def _huge() -> bytes:
    """A PNG of 200 megapixels whose pixels nobody should read."""
    file = io.BytesIO()
    Picture.new("1", (20_000, 10_000)).save(file, "PNG")
    return file.getvalue()
