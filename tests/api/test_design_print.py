"""Prints and colours over HTTP."""

import io

import pytest
from PIL import Image

pytestmark = pytest.mark.anyio
DESIGN = "/api/v1/design"
SMALL = {"kind": "motifs", "layout": "pgg", "width_mm": 20, "dpi": 100}


async def test_a_print_comes_as_a_picture_or_a_drawing_and_tells_of_itself(client):
    picture = await client.post(f"{DESIGN}/prints", json=SMALL)
    assert picture.status_code == 200
    assert picture.headers["content-type"] == "image/png"
    assert Image.open(io.BytesIO(picture.content)).size == (79, 79)
    again = await client.post(f"{DESIGN}/prints", json=SMALL)
    assert again.content == picture.content
    drawing = await client.post(f"{DESIGN}/prints?form=svg", json=SMALL)
    assert drawing.headers["content-type"].startswith("image/svg+xml")
    assert drawing.headers["x-spec-sha256"] == picture.headers["x-spec-sha256"]
    facts = (await client.post(f"{DESIGN}/prints/facts", json=SMALL)).json()
    assert facts["seam_z"] <= 4
    assert (facts["width_px"], facts["group"]) == (79, "pgg")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"width_mm": 0}, "MOD-2720"),
        ({"width_mm": 400, "dpi": 300}, "MOD-2720"),
        ({"palette": []}, "MOD-2723"),
        ({"palette": ["#ffffff", "javascript:"]}, "MOD-2724"),
        ({"layout": "p5"}, "MOD-2203"),
        ({"kind": "knitted"}, "MOD-2203"),
        ({"size": 3}, "MOD-2203"),
    ],
)
async def test_what_cannot_be_printed_is_refused(client, changed, code):
    answer = await client.post(f"{DESIGN}/prints", json={**SMALL, **changed})
    assert answer.status_code == 422
    assert answer.json()["code"] == code


async def test_a_motif_is_read_and_goes_into_a_print(client):
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><circle cx="5" cy="5" r="4" fill="#aa3355"/></svg>'
    made = (await client.post(f"{DESIGN}/motifs", files={"file": ("spot.svg", svg)})).json()
    assert made["colours"] == ["#aa3355"]
    spec = {**SMALL, "motifs": [{"motif": made["motif"]}], "palette": ["#ffffff", *made["colours"]]}
    facts = (await client.post(f"{DESIGN}/prints/facts", json=spec)).json()
    assert facts["colours"] == ["#ffffff", "#aa3355"]
    bad = await client.post(f"{DESIGN}/motifs", files={"file": ("x.svg", svg.replace(b"circle", b"script"))})
    assert bad.json()["code"] == "MOD-2728"
    listed = (await client.get(f"{DESIGN}/motifs")).json()["items"]
    assert "sprig" in [each["motif"]["name"] for each in listed]


async def test_a_pictures_palette_and_its_colourways(client):
    out = io.BytesIO()
    picture = Image.new("RGB", (64, 64), "#c2573a")
    picture.paste("#21455a", (0, 0, 16, 64))
    picture.save(out, "PNG")
    answer = await client.post(
        f"{DESIGN}/palettes?n=3&ground=kept", files={"file": ("a.png", out.getvalue())}
    )
    found = [each["colour"] for each in answer.json()["colours"]]
    assert found == ["#c2573a", "#21455a"]
    assert answer.json()["closest"][0]["sight"] == "full"
    facts = (await client.post(f"{DESIGN}/palettes/facts", json={"palette": found})).json()
    assert {key: facts[key] for key in ("harmonies", "closest")} == {
        key: answer.json()[key] for key in ("harmonies", "closest")
    }
    made = (await client.post(f"{DESIGN}/colourways", json={"palette": found, "n": 2})).json()
    assert len(made["colourways"]) == 2
    refused = await client.post(f"{DESIGN}/colourways", json={"palette": ["#ffffff"]})
    assert refused.json()["code"] == "MOD-2723"
