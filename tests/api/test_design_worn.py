"""Prints worn over HTTP: a photograph at true scale; the garment is draped once for all prints."""

import io

import pytest
from PIL import Image

from modiste.workspace.flows import worn_views

pytestmark = pytest.mark.anyio
WORN = "/api/v1/design/prints/worn"
TARTAN = {"kind": "woven", "sett": "K/4 R24 K24 Y/4", "palette": ["#101010", "#b3202a", "#e3b32a"]}
WANTED = {"print": {**TARTAN, "width_mm": 40, "dpi": 100}, "program": "skirt-straight", "width": 120}


async def test_a_skirt_wears_one_print_after_another(client):
    worn_views._draped.cache_clear()
    first = await client.post(WORN, json=WANTED)
    assert first.status_code == 200
    assert Image.open(io.BytesIO(first.content)).size == (120, 180)
    blue = {**WANTED, "print": {**WANTED["print"], "palette": ["#101010", "#2040b0", "#e3b32a"]}}
    second = await client.post(WORN, json=blue)
    assert second.content != first.content
    assert worn_views._draped.cache_info().misses == 1


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"program": "cape"}, "MOD-1530"),
        ({"options": {"length": "endless"}}, "MOD-1532"),
        ({"size": "7XL"}, "MOD-2012"),
        ({"cloth": "iron"}, "MOD-1586"),
        ({"lays": {"wing": {"turn": 45}}}, "MOD-1582"),
        ({"width": 9000}, "MOD-2203"),
    ],
)
async def test_what_cannot_be_worn_is_refused(client, changed, code):
    answer = await client.post(WORN, json={**WANTED, **changed})
    assert answer.status_code in (404, 422)
    assert answer.json()["code"] == code
