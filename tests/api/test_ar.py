"""A garment's files for augmented reality over HTTP: types, tags, the page's policy, refusals."""

import io
import zipfile
from datetime import UTC, datetime

import pytest

from modiste.garment import Cut, Garment

pytestmark = pytest.mark.anyio
PLACE = "/api/v1/garments/skirt-001"


@pytest.fixture
def skirt(shop):
    now = datetime.now(UTC)
    garment = Garment(id="skirt-001", name="Straight skirt", category="skirt", created_at=now, updated_at=now)
    cut = Cut(id="skirt-001", program="skirt-straight", chart="women", updated_at=now)
    shop.store.rows.put([garment, cut])


async def test_both_files_are_made_once_and_have_tags(client, skirt):
    glb = await client.get(f"{PLACE}/ar.glb?size=36&body=false")
    assert glb.status_code == 200
    assert glb.headers["content-type"] == "model/gltf-binary"
    assert glb.content[:4] == b"glTF"
    again = await client.get(
        f"{PLACE}/ar.glb?size=36&body=false", headers={"If-None-Match": glb.headers["etag"]}
    )
    assert again.status_code == 304
    usdz = await client.get(f"{PLACE}/ar.usdz?size=36&body=false")
    assert usdz.headers["content-type"] == "model/vnd.usdz+zip"
    assert zipfile.ZipFile(io.BytesIO(usdz.content)).namelist()[0] == "garment.usda"


async def test_the_page_may_run_its_own_script_only(client, skirt):
    page = await client.get(f"{PLACE}/ar")
    assert page.headers["content-type"].startswith("text/html")
    policy = page.headers["content-security-policy"]
    assert "script-src 'sha256-" in policy
    assert "frame-ancestors 'none'" in policy
    assert 'data-glb="ar.glb"' in page.text


@pytest.mark.parametrize(
    ("place", "status", "code"),
    [
        ("/api/v1/garments/none/ar.glb", 404, "MOD-1103"),
        ("/api/v1/garments/none/ar", 404, "MOD-1103"),
        (f"{PLACE}/ar.glb?size=99", 404, "MOD-2012"),
        (f"{PLACE}/ar.usdz?cloth=chainmail", 422, "MOD-1586"),
        (f"{PLACE}/ar.glb?colour=blue", 422, "MOD-2203"),
    ],
)
async def test_what_cannot_be_made_is_refused(client, skirt, place, status, code):
    answer = await client.get(place)
    assert answer.json()["code"] == code
    assert answer.status_code == status
