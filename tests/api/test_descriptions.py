"""Descriptions and unsure tags over HTTP: what uploads show, and what a person is asked."""

import pytest

from modiste.vision import NAMES
from modiste.workspace import flows

pytestmark = pytest.mark.anyio
FIELDS = {"category", "print", "neckline", "sleeve", "length"}


async def test_uploads_are_described_and_a_bad_one_is_answered_in_its_place(client, picture):
    files = [("files", ("a.png", picture(colour="red"))), ("files", ("b.txt", b"none"))]
    answer = await client.post("/api/v1/descriptions", files=files)
    assert answer.status_code == 200, answer.text
    described, refused = answer.json()["items"]
    assert set(described["tags"]) <= FIELDS and "category" in described["tags"]
    assert all(0 <= each["confidence"] <= 1 for tag in described["tags"].values() for each in tag["top"])
    assert refused["error"]["code"] == "MOD-1203" and "tags" not in refused


async def test_what_a_garment_does_not_tell_is_asked_and_an_answer_ends_it(client, shop, picture, tmp_path):
    (tmp_path / "photos" / "some").mkdir(parents=True)
    (tmp_path / "photos" / "some" / "a.png").write_bytes(picture(colour="red"))
    flows.import_from(shop, str(tmp_path / "photos"))
    shop.finding.index()
    items = (await client.get("/api/v1/unsure-tags")).json()["items"]
    assert items and all(
        item["field"] in FIELDS - {"category"} for item in items
    )  # the folder is its category
    sure = [item["top"][0]["confidence"] for item in items]
    assert sure == sorted(sure)
    asked = items[0]
    wanted = {"verb": "set", "choose": {"ids": [asked["garment"]["id"]]}}
    values = {"attributes": {asked["field"]: asked["top"][0]["value"]}}
    assert (await client.post("/api/v1/garments/edits", json={**wanted, "values": values})).status_code == 200
    left = (await client.get("/api/v1/unsure-tags")).json()["items"]
    assert asked["field"] not in [item["field"] for item in left]


async def test_an_empty_shop_is_asked_nothing(client, shop):
    assert (await client.get("/api/v1/unsure-tags")).json()["items"] == []
    assert set(NAMES.values()) < FIELDS
