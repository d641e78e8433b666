"""Cloths over HTTP."""

import io

import pytest
from PIL import Image

GIVEN = {"name": "Jersey", "blend": "95% CO 5% EL", "knit": {"loop": 2.75, "yarn": "20 tex", "gauge": "E28"}}
pytestmark = pytest.mark.anyio


async def test_a_stated_cloth_is_predicted_costed_and_drawn(client, check):
    sheet = (await client.post("/api/v1/fabrics/predict", json=GIVEN)).json()
    assert sheet["construction"]["gauge"] == "E28"
    assert sheet["properties"]["mass_gsm"]["value"] == pytest.approx(168, abs=0.5)
    cost = (await client.post("/api/v1/fabrics/footprint", json=GIVEN, params={"country": "FR"})).json()
    assert cost["ecs_upt_per_kg"]["low"] <= cost["ecs_upt_per_kg"]["value"] <= cost["ecs_upt_per_kg"]["high"]
    drawn = await client.post("/api/v1/fabrics/draw", json=GIVEN)
    assert drawn.headers["content-type"].startswith("image/svg+xml") and drawn.text.startswith("<svg")
    check(await client.post("/api/v1/fabrics/predict", json={**GIVEN, "blend": "60% CO"}), 422, "MOD-2801")
    check(await client.post("/api/v1/fabrics/predict", json={"colour": "red"}), 422, "MOD-2807")


async def test_predictions_are_held_against_measured_cloths(client, check):
    told = {"doi": "10.1000/xyz", "method": "ISO 3801", "uncertainty_pct": 3, "values": {"mass_gsm": 160}}
    given = {"cloths": [{**GIVEN, **told}, {**GIVEN, **told, "doi": ""}]}
    found = (await client.post("/api/v1/fabrics/hold", json=given)).json()
    assert found["rows"][0]["factor"] == pytest.approx(168 / 160, abs=0.01)
    assert found["agreements"][0]["surrogate"] == "not used"
    assert "doi is not told" in found["refused"][0]["reason"]


async def test_every_property_says_what_it_was_held_against(client):
    found = (await client.get("/api/v1/fabrics/measured/published")).json()
    by_name = {each["of"]: each for each in found["properties"]}
    assert by_name["rct_m2k_w"]["status"] == "unvalidated" and by_name["rct_m2k_w"]["agreement"] is None
    assert by_name["bending_length_mm"]["agreement"]["rows"] == 10
    assert by_name["bending_warp_n_m"]["held_as"] == "bending_n_m"
    row = next(each for each in found["rows"] if each["of"] == "bending_length_mm")
    assert row["error_pct"] == pytest.approx(100 * (row["predicted"] / row["measured"] - 1))
    assert row["doi"] == "10.1145/2010324.1964966" and row["is_assumed"] and row["uncertainty"] == 0.5


async def test_a_cloth_is_rendered_in_a_chosen_colour(client, check):
    asked = {"view": "near", "colour": "#2743d2"}
    made = await client.post("/api/v1/fabrics/render", json=GIVEN, params=asked)
    assert made.headers["content-type"] == "image/webp"
    picture = Image.open(io.BytesIO(made.content))
    red, _, blue = picture.convert("RGB").resize((1, 1)).getpixel((0, 0))
    assert picture.size == (600, 600) and blue > red + 20
    await client.put("/api/v1/fabrics/jersey", json=GIVEN)
    kept = await client.get("/api/v1/fabrics/jersey/rendering", params=asked)
    assert kept.content == made.content
    wrong = {**asked, "colour": "blue"}
    check(await client.post("/api/v1/fabrics/render", json=GIVEN, params=wrong), 422, "MOD-2203")
    check(await client.get("/api/v1/fabrics/none/rendering"), 404, "MOD-2814")


async def test_a_cloth_is_kept_shown_and_forgotten(client, check):
    assert (await client.put("/api/v1/fabrics/jersey", json=GIVEN)).json()["construction"][
        "stitch"
    ] == "jersey"
    assert [each["id"] for each in (await client.get("/api/v1/fabrics")).json()] == ["jersey"]
    kept = (await client.get("/api/v1/fabrics/jersey")).json()
    assert (await client.put("/api/v1/fabrics/jersey", json=kept["spec"])).json() == kept
    assert (await client.get("/api/v1/fabrics/jersey/sheet")).json()["name"] == "Jersey"
    assert (await client.get("/api/v1/fabrics/jersey/drawing")).text.startswith("<svg")
    paper = await client.get("/api/v1/fabrics/jersey/sheet.pdf")
    assert paper.headers["content-type"] == "application/pdf" and paper.content.startswith(b"%PDF")
    assert paper.content == (await client.get("/api/v1/fabrics/jersey/sheet.pdf")).content
    sent = (await client.post("/api/v1/fabrics/jersey/send")).json()
    assert (sent["id"], sent["composition"]) == ("jersey", {"cotton": 0.95, "elastane": 0.05})
    assert (await client.delete("/api/v1/fabrics/jersey")).status_code == 204
    check(await client.get("/api/v1/fabrics/jersey"), 404, "MOD-2814")
