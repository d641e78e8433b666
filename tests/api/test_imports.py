"""The drop zone's way: upload, look, try dry, import as a job; and refused rows come back mended."""

import runpy
from pathlib import Path

import pytest

from modiste.workspace import Worker

pytestmark = pytest.mark.anyio
OWN = "Artikelnummer;Bezeichnung;VK\n1001;Mantel;199,00 EUR\n1002;;\n"
FEED = "id\ttitle\tlink\timage_link\tprice\tavailability\n1\tTee\thttps://s.example\t\t9 EUR\tin_stock\n"


async def uploaded(client, text, name="own.csv"):
    return await client.post("/api/v1/imports/uploads", files={"file": (name, text.encode(), "text/csv")})


async def test_an_upload_says_what_it_may_be_and_what_its_columns_say(client):
    feed = (await uploaded(client, FEED, "feed.tsv")).json()
    assert feed["kinds"][0] == {
        "kind": "google-merchant-tsv",
        "title": "Google Merchant feed (TSV)",
        "sureness": 1.0,
    }
    own = (await uploaded(client, OWN)).json()
    assert own["header"] == ["Artikelnummer", "Bezeichnung", "VK"]
    assert own["columns"] == {"style": "Artikelnummer", "name": "Bezeichnung", "price": "VK"}
    assert "colour" in own["fields"]


async def test_a_file_is_tried_imported_and_its_refused_row_mended(client, shop):
    id_ = (await uploaded(client, OWN)).json()["id"]
    wanted = {"columns": {"sku": "Artikelnummer", "name": "Bezeichnung", "price": "VK"}, "save_as": "erp"}
    dry = await client.post(f"/api/v1/imports/uploads/{id_}/preview", json=wanted)
    assert (dry.json()["accepted"], dry.json()["quarantined"]) == (1, 1)
    assert shop.garments.count() == 0
    started = await client.post(f"/api/v1/imports/uploads/{id_}/import", json=wanted)
    assert started.status_code == 202
    Worker(shop).run(until_idle=True)
    job = (await client.get(started.headers["Location"])).json()
    assert (job["state"], job["result"]["added"], job["result"]["quarantined"]) == ("done", 1, 1)
    assert shop.mappings.named("erp").columns == wanted["columns"]
    (run,) = (await client.get("/api/v1/imports")).json()["items"]
    assert (run["kind"], run["source"], run["read"], run["is_done"]) == ("table", "own.csv", 2, True)
    (held,) = shop.store.quarantine.page()
    again = await client.post(f"/api/v1/quarantine/{held.id}/admit", json={})
    assert (again.status_code, again.json()["code"]) == (422, "MOD-1242")
    text = held.rejection.excerpt.replace("1002;;", "1002;Schal;")
    assert (await client.post(f"/api/v1/quarantine/{held.id}/admit", json={"text": text})).json()[
        "added"
    ] == 1
    assert shop.store.quarantine.count() == 0


async def test_a_clip_is_recognised_and_its_frames_come_in(client, shop):
    filming = runpy.run_path(str(Path(__file__).parents[1] / "collect" / "filming.py"))
    data = filming["three_scenes"]()
    sent = await client.post("/api/v1/imports/uploads", files={"file": ("red.mp4", data, "video/mp4")})
    assert sent.status_code == 201, sent.text
    assert (sent.json()["kinds"][0]["kind"], sent.json()["header"]) == ("clips", [])
    await client.post(f"/api/v1/imports/uploads/{sent.json()['id']}/import", json={})
    Worker(shop).run(until_idle=True)
    (garment,) = (await client.get("/api/v1/garments")).json()["items"]
    photos = (await client.get(f"/api/v1/garments/{garment['id']}/photos")).json()["items"]
    assert (garment["name"], len(photos)) == ("red", 3)


async def test_a_row_is_given_up(client, shop):
    id_ = (await uploaded(client, OWN)).json()["id"]
    await client.post(f"/api/v1/imports/uploads/{id_}/import", json={"kind": "table"})
    Worker(shop).run(until_idle=True)
    (held,) = shop.store.quarantine.page()
    assert (await client.post(f"/api/v1/quarantine/{held.id}/give-up")).status_code == 204
    assert shop.store.quarantine.count() == 0
    assert (await client.post("/api/v1/quarantine/99/give-up")).status_code == 404


async def test_what_cannot_be_imported_is_refused(client):
    assert (await uploaded(client, "")).json()["code"] == "MOD-1233"
    letter = (await uploaded(client, "Dear customer")).json()
    assert letter["header"] == ["Dear customer"]
    path = f"/api/v1/imports/uploads/{letter['id']}/preview"
    assert (await client.post(path, json={})).json()["code"] == "MOD-1238"
    assert (await client.post(path, json={"columns": {"name": "no"}})).json()["code"] == "MOD-1245"
    assert (await client.post(path, json={"columns": {"no": "a"}})).json()["code"] == "MOD-1244"
    assert (await client.post(f"/api/v1/imports/uploads/{'0' * 32}/preview", json={})).status_code == 404
