"""Briefs, designs and tech packs over HTTP."""

import pytest

pytestmark = pytest.mark.anyio


async def test_a_brief_is_answered_and_not_kept(client):
    answer = await client.post(
        "/api/v1/design/briefs", json={"text": "V neck tee with wings", "lock": ["neckline"]}
    )
    assert answer.status_code == 200
    told = answer.json()
    assert told["fields"]["neckline"] == {
        "value": "v",
        "confidence": 0.97,
        "source": "brief",
        "evidence": {"start": 0, "end": 6, "text": "V neck"},
        "is_locked": True,
    }
    assert told["unknown"] == ["wings"]
    assert (await client.get("/api/v1/design/designs")).json() == {"items": []}


async def test_designs_are_kept_branched_and_drafted(client):
    first = (await client.post("/api/v1/design/designs", json={"text": "navy tee"})).json()
    wanted = {"text": "long sleeves", "parent": first["id"], "lock": ["colours"]}
    answer = await client.post("/api/v1/design/designs", json=wanted)
    assert answer.status_code == 201
    second = answer.json()
    assert second["parent"] == first["id"]
    listed = (await client.get("/api/v1/design/designs")).json()["items"]
    assert [each["id"] for each in listed] == [first["id"], second["id"]]
    assert (await client.get(f"/api/v1/design/designs/{second['id'][:8]}")).json() == second
    pattern = (await client.get(f"/api/v1/design/designs/{second['id']}/pattern")).json()
    assert (pattern["program"], pattern["options"]["sleeve"]) == ("t-shirt", "long")


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "briefs", {"text": "tee", "lock": ["wings"]}, 422),
        ("POST", "designs", {"text": "tee", "parent": "ffff"}, 404),
        ("GET", "designs/ffff", None, 404),
        ("POST", "briefs", {"text": ""}, 422),
    ],
)
async def test_what_cannot_be_is_refused(client, method, path, body, status):
    answer = await client.request(method, f"/api/v1/design/{path}", json=body)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_tech_pack_of_an_unknown_garment_is_refused(client):
    answer = await client.get("/api/v1/garments/none-1/techpack.pdf")
    assert answer.status_code == 404
    assert (await client.get("/api/v1/garments/none-1/techpack.docx")).status_code == 422
