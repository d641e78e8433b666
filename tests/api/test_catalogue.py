"""The catalogue as a download: the same bytes as the command line writes, streamed, and `like` with care."""

import pytest

from modiste.api import create_app, issue_key
from modiste.workspace import export_catalogue, rewrite_like
from modiste.workspace.flows import import_from

pytestmark = pytest.mark.anyio
PATH = "/api/v1/catalogue/export"
FEED = "id\ttitle\tlink\tprice\n1\tTee\thttps://s.example\t9 EUR\n2\tHut\t\t5 EUR\n"


@pytest.fixture
def stocked(shop, tmp_path):
    (tmp_path / "feed.tsv").write_text(FEED)
    import_from(shop, str(tmp_path / "feed.tsv"), kind="google-merchant-tsv")
    return shop


@pytest.mark.parametrize(
    ("kind", "media_type", "name"),
    [
        ("csv", "text/csv", "catalogue.csv"),
        ("shopify", "text/csv", "catalogue.csv"),
        ("google-merchant-tsv", "text/tab-separated-values", "catalogue.tsv"),
        ("google-merchant-xml", "application/xml", "catalogue.xml"),
    ],
)
async def test_every_format_is_what_the_command_line_writes(
    stocked, client, tmp_path, kind, media_type, name
):
    export_catalogue(stocked.store, kind, tmp_path / "out")
    answer = await client.get(PATH, params={"as": kind})
    assert answer.status_code == 200, answer.text
    assert answer.content == (tmp_path / "out").read_bytes()
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["cache-control"] == "no-store"
    assert b"Tee" in answer.content


async def test_without_options_it_is_a_table_also_of_an_empty_shop(client):
    answer = await client.get(PATH)
    assert answer.text.startswith("style,name,brand")
    assert len(answer.text.splitlines()) == 1


async def test_like_an_imported_file_gives_it_back_with_what_was_enriched(stocked, client, tmp_path):
    sent = await client.post("/api/v1/imports/uploads", files={"file": ("grün feed.tsv", FEED.encode())})
    tee = stocked.garments["1"]
    stocked.garments.put(tee.model_copy(update={"brand": "Acme", "name": "Tee, organic"}))
    answer = await client.get(PATH, params={"like": sent.json()["id"]})
    rewrite_like(stocked.store, tmp_path / "feed.tsv", tmp_path / "out.tsv")
    assert answer.content == (tmp_path / "out.tsv").read_bytes()
    assert answer.text == FEED.replace("\tTee\t", "\tTee, organic\t")
    assert answer.headers["content-disposition"] == 'attachment; filename="gr_n feed.tsv"'


async def test_what_cannot_be_exported_is_refused_before_a_byte_is_sent(client, check):
    assert (await client.get(PATH, params={"as": "paper"})).status_code == 422
    assert (await client.get(PATH, params={"like": "../../shop.db"})).status_code == 422
    check(await client.get(PATH, params={"like": "0" * 32}), 404, "MOD-1103")
    sent = await client.post("/api/v1/imports/uploads", files={"file": ("blank.csv", b"\n\n")})
    check(await client.get(PATH, params={"like": sent.json()["id"]}), 404, "MOD-1233")


async def test_like_needs_what_the_upload_needed(shop, client_of, client, check):
    sent = await client.post("/api/v1/imports/uploads", files={"file": ("feed.tsv", FEED.encode())})
    locked = client_of(create_app(shop, token="a token for this test"))
    _, reader = issue_key(shop, "till", ["garments:read"])
    headers = {"authorization": f"Bearer {reader}"}
    assert (await locked.get(PATH, headers=headers)).status_code == 200
    check(await locked.get(PATH, params={"like": sent.json()["id"]}, headers=headers), 403, "MOD-2210")
