"""Predictions over HTTP: uploads in, labels out, and a bad file does not spoil the others."""

import pytest

pytestmark = pytest.mark.anyio
MODELS = "/api/v1/models"


@pytest.fixture
def modelled(shop, colour_model):
    """A shop with two versions of one model, the second in production."""
    for _ in range(2):
        shop.registry.register(colour_model)
    shop.registry.promote("colours", "1")
    shop.registry.promote("colours", "2")
    return shop


async def test_a_folder_of_that_name_beside_the_server_is_not_served(
    client, colour_model, check, picture, monkeypatch
):
    monkeypatch.chdir(colour_model.parent)
    files = {"files": ("a.png", picture())}
    check(await client.post(f"{MODELS}/colours/predictions", files=files), 404, "MOD-1328")


async def test_each_picture_gets_its_label(client, modelled, picture):
    files = [("files", (f"{colour}.png", picture(colour=colour))) for colour in ("red", "blue")]
    answer = await client.post(f"{MODELS}/colours/predictions", files=files)
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert (body["model"], body["version"]) == ("colours", "2")
    assert [(item["file"], item["label"]) for item in body["items"]] == [
        ("red.png", "red"),
        ("blue.png", "blue"),
    ]
    top = body["items"][0]["top"]
    assert top[0]["label"] == "red"
    assert sum(guess["confidence"] for guess in top) == pytest.approx(1, abs=1e-4)
    assert body["items"][0]["confidence"] == top[0]["confidence"] and "error" not in body["items"][0]


async def test_a_bad_file_is_answered_in_its_place(client, modelled, picture):
    files = [
        ("files", ("a.png", picture())),
        ("files", ("<b>.txt", b"no picture")),
        ("files", ("../../x/empty.png", b"")),
        ("files", ("large.png", bytes(20_000_001))),
        ("files", ("c.png", picture(colour="green"))),
    ]
    answer = await client.post(f"{MODELS}/colours/predictions", files=files, params={"top": 1})
    items = answer.json()["items"]
    assert [item.get("label") for item in items] == ["red", None, None, None, "green"]
    assert [item["error"]["code"] for item in items[1:4]] == ["MOD-1203", "MOD-1202", "MOD-1204"]
    assert [item["file"] for item in items[1:3]] == ["<b>.txt", "empty.png"]
    assert len(items[0]["top"]) == 1 and answer.headers["content-type"] == "application/json"


async def test_a_version_may_be_named(client, modelled, picture, check):
    files = {"files": ("a.png", picture())}
    url = f"{MODELS}/colours/predictions"
    assert (await client.post(url, files=files, params={"version": "1"})).json()["version"] == "1"
    check(await client.post(url, files=files, params={"version": "../1"}), 422, "MOD-2203")
    check(await client.post(url, files=files, params={"top": 0}), 422, "MOD-2203")
    check(await client.post(url), 422, "MOD-2203")


async def test_a_damaged_model_does_not_hide_the_others(client, modelled, check, picture):
    (modelled.root / "models" / "colours" / "2" / "card.toml").write_text("nonsense")
    first, second = (await client.get(f"{MODELS}/colours/versions")).json()["items"]
    assert first["card"] is not None and first["error"] is None
    assert second["card"] is None and second["error"]["code"] == "MOD-1321"
    assert str(modelled.root) not in second["error"]["detail"]
    answer = await client.post(f"{MODELS}/colours/predictions", files={"files": ("a.png", picture())})
    check(answer, answer.status_code, "MOD-1321")


async def test_a_garment_is_cut_out(client, shop, picture):
    files = {"file": ("a.png", picture())}
    answer = await client.post(f"{MODELS}/segmenter/cutouts", files=files)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "image/png" and answer.headers["x-model"] == "segmenter@shipped"
    assert len(answer.headers["x-garment-box"].split()) == 4
    assert answer.content.startswith(b"\x89PNG") and answer.headers["cache-control"] == "no-store"


async def test_what_cannot_be_cut_out_is_refused(client, shop, picture, check):
    cutouts = f"{MODELS}/segmenter/cutouts"
    check(await client.post(cutouts, files={"file": ("a.txt", b"no picture")}), 415, "MOD-1203")
    check(
        await client.post(f"{MODELS}/nobody/cutouts", files={"file": ("a.png", picture())}), 404, "MOD-1328"
    )
    clothing = f"{MODELS}/fashion-mnist/cutouts"
    check(await client.post(clothing, files={"file": ("a.png", picture())}), 409, "MOD-1413")
