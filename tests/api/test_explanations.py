"""Explanations over HTTP: asked as a job, done by a worker, and their pictures read by id only."""

import pytest

from modiste.workspace import Worker

pytestmark = pytest.mark.anyio
ASK = "/api/v1/models/tiny/versions/1/explanations"


@pytest.fixture
def image(trained_shop):
    garment = next(each for each in trained_shop.garments.page().items if each.category == "dress")
    return trained_shop.garments.images(garment.id)[0].id


async def test_a_question_becomes_a_job_with_an_answer_and_pictures(lab, trained_shop, image, check):
    asked = await lab.post(ASK, json={"image_id": image, "methods": ["occlusion"]})
    assert asked.status_code == 202 and asked.headers["location"] == f"/api/v1/jobs/{asked.json()['id']}"
    assert asked.json()["kind"] == "explain"
    Worker(trained_shop).run(until_idle=True)
    job = (await lab.get(asked.headers["location"])).json()
    assert job["state"] == "done", job["error"]
    told = job["result"]
    assert (told["label"], len(told["nearest"])) == ("dress", 5)
    (method,) = told["explanations"]
    assert set(method["faithfulness"]) >= {"deletion", "insertion", "gain"}
    picture = await lab.get(method["url"])
    assert picture.headers["content-type"] == "image/png" and picture.content.startswith(b"\x89PNG")
    again = await lab.get(method["url"], headers={"If-None-Match": picture.headers["etag"]})
    assert again.status_code == 304
    near = told["nearest"][0]
    assert (await lab.get(near["photo_url"])).status_code == 200
    assert 0 <= near["distance"] <= 2
    check(await lab.get(method["url"].replace("occlusion", "grad_cam")), 404, "MOD-1103")


async def test_the_same_key_asks_once(lab, image):
    sent = [
        await lab.post(ASK, json={"image_id": image}, headers={"Idempotency-Key": "one"}) for _ in range(2)
    ]
    assert sent[0].json()["id"] == sent[1].json()["id"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"image_id": "nothing"}, 404, "MOD-1103"),
        ({"image_id": "../../etc/passwd"}, 404, "MOD-1103"),
        ({"image_id": ""}, 422, "MOD-2203"),
        ({"image_id": "x" * 121}, 422, "MOD-2203"),
        ({}, 422, "MOD-2203"),
        ({"image_id": "a", "methods": ["tea-leaves"]}, 422, "MOD-2203"),
        ({"image_id": "a", "methods": []}, 422, "MOD-2203"),
        ({"image_id": "a", "files": ["/etc/passwd"]}, 422, "MOD-2203"),
    ],
)
async def test_what_cannot_be_asked(lab, check, body, status, code):
    check(await lab.post(ASK, json=body), status, code)


async def test_a_version_that_is_not_there(lab, image, check):
    sent = await lab.post("/api/v1/models/tiny/versions/9/explanations", json={"image_id": image})
    check(sent, 404, "MOD-1328")


@pytest.mark.parametrize(
    "path",
    [
        "0" * 32 + "/occlusion.png",
        "..%2f..%2fmodiste/occlusion.png",
        "%2e%2e/occlusion.png",
        "0" * 31 + "/occlusion.png",
        "0" * 32 + "/..%2f..%2fmodiste.png",
        "0" * 32 + "/heat.png",
        "0" * 32 + "/occlusion.jpg",
    ],
)
async def test_a_path_is_no_explanation(steady, check, path):
    answer = await steady.get(f"/api/v1/explanations/{path}")
    check(answer, answer.status_code, answer.json()["code"])
    assert answer.status_code in (404, 422)
