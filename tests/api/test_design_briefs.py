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


async def test_a_design_is_set_by_hand_held_and_set_free(client):
    read = {"text": "crew neck dress", "edits": {"neckline": "v", "longer": 3}, "lock": ["neckline"]}
    told = (await client.post("/api/v1/design/briefs", json=read)).json()
    assert told["fields"]["neckline"]["value"] == "v"
    assert "locked" in told["contradictions"][0]["en"]
    assert (told["cut"]["options"]["neckline"], told["cut"]["options"]["longer"]) == ("v", 3)
    assert told["cut"]["length_cm"] > 80
    first = (await client.post("/api/v1/design/designs", json=read)).json()
    assert first["cut"] == told["cut"]
    on = {"text": "", "parent": first["id"], "edits": {"neckline": "boat"}}
    held = (await client.post("/api/v1/design/briefs", json=on)).json()
    assert held["fields"]["neckline"]["value"] == "v"
    free = {**on, "unlock": ["neckline"]}
    second = (await client.post("/api/v1/design/designs", json=free)).json()
    assert (second["fields"]["neckline"]["value"], second["text"]) == ("boat", first["text"])
    assert second["locked"] == []


async def test_a_garment_named_by_hand_needs_no_words(client):
    answer = await client.post("/api/v1/design/briefs", json={"text": "", "edits": {"program": "trousers"}})
    assert answer.json()["cut"]["program"] == "trousers"
    assert answer.json()["fields"]["leg"]["source"] == "default"


async def test_a_designs_tech_pack_has_its_flats_and_sizes(client):
    made = (await client.post("/api/v1/design/designs", json={"text": "straight skirt, #aa3355"})).json()
    pack = (await client.get(f"/api/v1/design/designs/{made['id']}/techpack.json")).json()
    assert pack["style"]["program"] == "skirt-straight"
    assert pack["colourways"][0]["colours"] == ["#aa3355"]
    assert len(pack["style"]["sizes"]) > 5
