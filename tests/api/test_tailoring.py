"""Bodies, patterns and cuts over HTTP."""

import base64

import numpy as np
import pytest

from modiste.garment import Garment

pytestmark = pytest.mark.anyio
MOMENT = "2026-11-01T12:00:00Z"


async def test_measures_have_bounds_and_what_is_typical(client):
    items = (await client.get("/api/v1/bodies/measures")).json()["items"]
    by_id = {each["id"]: each for each in items}
    assert {"height", "bust", "under_bust", "waist", "hip", "thigh", "neck"} <= set(by_id)
    for each in items:
        assert each["low"] < each["typical"]["women"] < each["high"]
        assert each["low"] < each["typical"]["men"] < each["high"]


async def test_a_body_has_the_measures_that_were_wanted(client):
    wanted = {"chart": "women", "measures": {"height": 170, "chest": 96, "waist": 78}}
    answer = (await client.post("/api/v1/bodies", json=wanted)).json()
    assert answer["measures"]["chest"]["target"] == 96
    assert answer["measures"]["chest"]["achieved"] == pytest.approx(96, abs=0.1)
    assert answer["measures"]["hip"]["target"] is None
    surface = answer["surface"]
    places = np.frombuffer(base64.b64decode(surface["positions"]), "<f4").reshape(-1, 3)
    corners = np.frombuffer(base64.b64decode(surface["indices"]), "<u4").reshape(-1, 3)
    assert (len(places), len(corners)) == (surface["vertices"], surface["faces"])
    assert np.ptp(places[:, 1]) == pytest.approx(1.70, abs=0.05)
    assert corners.max() == len(places) - 1
    waist = np.array(answer["tapes"]["waist"]["points"])
    assert np.linalg.norm(np.diff(waist, axis=0), axis=1).sum() == pytest.approx(0.78, abs=0.03)


@pytest.mark.parametrize(
    ("measures", "code"),
    [({"hip": 70, "waist": 120}, "MOD-1504"), ({"elbow": 30}, "MOD-1500"), ({"height": 1.7}, "MOD-150")],
)
async def test_what_no_body_has_is_a_problem_that_names_it(client, measures, code):
    answer = await client.post("/api/v1/bodies", json={"measures": measures})
    assert answer.status_code == 422
    problem = answer.json()
    assert problem["code"].startswith(code)
    assert next(iter(measures)) in problem["detail"]


async def test_programs_charts_and_fabrics_are_listed(client):
    answer = (await client.get("/api/v1/patterns/programs")).json()
    shirt = next(each for each in answer["programs"] if each["id"] == "t-shirt")
    sleeve = next(each for each in shirt["options"] if each["id"] == "sleeve")
    assert sleeve["default"] in sleeve["choices"]
    assert {"women", "men", "gbt"} <= {each["id"] for each in answer["charts"]}
    women = next(each for each in answer["charts"] if each["id"] == "women")
    assert list(women["sizes"]) == ["34", "36", "38", "40", "42", "44", "46", "48"]
    assert "jersey" in answer["fabrics"]


async def test_a_pattern_is_drafted_and_comes_as_a_file(client):
    wanted = {"program": "t-shirt", "chart": "women", "size": "40", "options": {"sleeve": "long"}}
    pattern = (await client.post("/api/v1/patterns", json=wanted)).json()
    front = next(each for each in pattern["panels"] if each["name"] == "front")
    assert all(len(edge["points"]) >= 1 and edge["length"] > 0 for edge in front["edges"])
    assert len(front["cut"]) > len(front["edges"])
    names = {panel["name"] for panel in pattern["panels"]}
    assert all(panel in names for seam in pattern["seams"] for panel, _ in [*seam["one"], *seam["other"]])
    assert pattern["options"]["sleeve"] == "long"
    for form, start in (
        ("svg", b"<"),
        ("pdf", b"%PDF"),
        ("dxf", b"  0"),
        ("json", b"{"),
        ("garmentcode", b"{"),
    ):
        answer = await client.post(f"/api/v1/patterns/files/{form}", json=wanted)
        assert answer.status_code == 200
        assert answer.content.startswith(start), form
        assert "attachment" in answer.headers["content-disposition"]


async def test_a_drawing_goes_with_the_rules_of_all_sizes(client):
    wanted = {"program": "skirt-straight", "chart": "women", "size": "40"}
    rules = (await client.post("/api/v1/patterns/files/rul", json=wanted)).text
    assert all(size in rules for size in ("34", "40", "48"))
    made_to_measure = {"program": "skirt-straight", "measures": {"waist": 75, "hip": 100}}
    assert (await client.post("/api/v1/patterns/files/rul", json=made_to_measure)).status_code == 200


async def test_a_bad_option_is_refused_by_name(client):
    answer = await client.post("/api/v1/patterns", json={"program": "t-shirt", "options": {"sleeve": "wing"}})
    assert answer.status_code == 422
    assert answer.json()["code"] == "MOD-1532"
    assert "sleeve" in answer.json()["detail"]


async def test_a_garments_cut_is_guessed_kept_and_forgotten(client, shop):
    row = {"id": "tee-1", "name": "Tee", "category": "t-shirt", "created_at": MOMENT, "updated_at": MOMENT}
    shop.store.rows.put([Garment.model_validate(row)])
    guessed = (await client.get("/api/v1/garments/tee-1/cut")).json()
    assert (guessed["basis"], guessed["is_kept"], guessed["program"]) == ("category", False, "t-shirt")
    wanted = {"program": "t-shirt", "options": {"sleeve": "long"}, "chart": "women"}
    kept = (await client.put("/api/v1/garments/tee-1/cut", json=wanted)).json()
    assert (kept["basis"], kept["is_kept"], kept["options"]["sleeve"]) == ("pattern", True, "long")
    assert (await client.get("/api/v1/garments/tee-1/cut")).json() == kept
    pattern = (await client.get("/api/v1/garments/tee-1/pattern?size=42")).json()
    assert (pattern["size"], pattern["options"]["sleeve"]) == ("42", "long")
    assert (await client.get("/api/v1/garments/tee-1/pattern")).json()["size"] in kept["size_names"]
    assert (await client.delete("/api/v1/garments/tee-1/cut")).status_code == 204
    assert (await client.get("/api/v1/garments/tee-1/cut")).json()["is_kept"] is False
    refused = await client.put("/api/v1/garments/tee-1/cut", json={**wanted, "chart": "martians"})
    assert refused.json()["code"] == "MOD-1530"
    assert (await client.get("/api/v1/garments/none/cut")).status_code == 404
