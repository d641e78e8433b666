"""A garment's files for augmented reality over HTTP: types, tags, the page's policy, refusals."""

import io
import zipfile
from datetime import UTC, datetime

import pytest

from modiste.garment import Cut, Garment
from modiste.workspace.worker import Worker

pytestmark = pytest.mark.anyio
PLACE = "/api/v1/garments/skirt-001"


@pytest.fixture
def skirt(shop):
    now = datetime.now(UTC)
    garment = Garment(
        id="skirt-001",
        name="Straight skirt",
        category="skirt",
        attributes={"name_zh": "直筒半身裙"},
        created_at=now,
        updated_at=now,
    )
    cut = Cut(id="skirt-001", program="skirt-straight", chart="women", updated_at=now)
    shop.store.rows.put([garment, cut])


async def test_files_are_made_by_a_job_once_and_have_tags(client, shop, skirt):
    asked = f"{PLACE}/ar.glb?size=36&body=false"
    first = await client.get(asked)
    assert first.status_code == 202
    assert first.headers["retry-after"].isdigit()
    assert first.headers["location"] == f"/api/v1/jobs/{first.json()['id']}"
    assert (await client.get(f"{PLACE}/ar.usdz?size=36&body=false")).json()["id"] == first.json()["id"]
    other = (await client.get(f"{PLACE}/ar.glb?size=38&body=false")).json()["id"]
    assert other != first.json()["id"]
    await client.post(f"/api/v1/jobs/{other}/cancel")
    Worker(shop).run(until_idle=True)
    glb = await client.get(asked)
    assert glb.status_code == 200
    assert glb.headers["content-type"] == "model/gltf-binary"
    assert glb.content[:4] == b"glTF"
    mirror = await client.get(f"{PLACE}/ar.mirror.glb?size=36&body=false")
    assert mirror.headers["content-type"] == "model/gltf-binary"
    assert b"knee_left" in mirror.content
    again = await client.get(asked, headers={"If-None-Match": glb.headers["etag"]})
    assert again.status_code == 304
    usdz = await client.get(f"{PLACE}/ar.usdz?size=36&body=false")
    assert usdz.headers["content-type"] == "model/vnd.usdz+zip"
    assert zipfile.ZipFile(io.BytesIO(usdz.content)).namelist()[0] == "garment.usda"
    manifest = (await client.get(f"{PLACE}/ar.json?size=36&body=false")).json()
    assert (manifest["size"], manifest["wearer"], manifest["title_zh"]) == ("36", "36", "直筒半身裙")
    # What was given up is taken up when it is asked for again.
    assert (await client.get(f"{PLACE}/ar.glb?size=38&body=false")).json()["state"] == "queued"


async def test_the_page_may_run_its_own_script_only(client, skirt):
    page = await client.get(f"{PLACE}/ar")
    assert page.headers["content-type"].startswith("text/html")
    policy = page.headers["content-security-policy"]
    assert "script-src 'sha256-" in policy
    assert "frame-ancestors 'none'" in policy
    assert 'data-glb="ar.glb"' in page.text
    assert '<span lang="zh-CN">直筒半身裙</span>' in page.text


async def test_a_page_whose_files_are_not_there_asks_for_no_picture_and_offers_no_scene_viewer(client, skirt):
    page = (await client.get(f"{PLACE}/ar?size=38&body=false")).text
    assert 'data-glb="ar.glb?size=38&amp;body=false"' in page
    assert 'data-ready="false"' in page
    assert 'data-keyless="false"' in page
    assert '<img id="poster" src="data:image/gif' in page


@pytest.mark.parametrize(
    ("place", "status", "code"),
    [
        ("/api/v1/garments/none/ar.glb", 404, "MOD-1103"),
        ("/api/v1/garments/none/ar", 404, "MOD-1103"),
        (f"{PLACE}/ar.glb?size=99", 404, "MOD-2012"),
        (f"{PLACE}/ar.json?wearer=99", 404, "MOD-2012"),
        (f"{PLACE}/ar?size=99", 404, "MOD-2012"),
        (f"{PLACE}/ar.usdz?cloth=chainmail", 422, "MOD-1586"),
        (f"{PLACE}/ar.glb?colour=blue", 422, "MOD-2203"),
    ],
)
async def test_what_cannot_be_made_is_refused(client, skirt, place, status, code):
    answer = await client.get(place)
    assert answer.json()["code"] == code
    assert answer.status_code == status
