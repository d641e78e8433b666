"""Models over HTTP: lists, versions, cards, promote and roll back, and predictions of uploads."""

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


async def test_a_list_has_the_model_each_bare_name_stands_for(client, modelled):
    items = (await client.get(MODELS)).json()["items"]
    mine = [item for item in items if item["name"] == "colours"]
    assert [(item["version"], item["stage"], item["is_current"]) for item in mine] == [
        ("2", "production", True)
    ]
    card = mine[0]["card"]
    assert card["labels"] == ["red", "green", "blue"] and card["limits"] == "three colours"
    assert "folder" not in mine[0]


async def test_versions_and_one_version(client, modelled, check):
    items = (await client.get(f"{MODELS}/colours/versions")).json()["items"]
    assert [(item["version"], item["stage"]) for item in items] == [("1", "archived"), ("2", "production")]
    assert (await client.get(f"{MODELS}/colours/versions/1")).json() == items[0]
    assert (await client.get(f"{MODELS}/colours")).json() == items[1]
    check(await client.get(f"{MODELS}/colours/versions/3"), 404, "MOD-1328")


async def test_promote_and_roll_back(client, modelled, check):
    promoted = await client.post(f"{MODELS}/colours/promote", json={"version": "1"})
    assert promoted.status_code == 200 and promoted.json()["version"] == "1"
    assert (await client.get(f"{MODELS}/colours")).json()["version"] == "1"
    assert (await client.post(f"{MODELS}/colours/roll-back")).json()["version"] == "2"
    check(await client.post(f"{MODELS}/colours/promote", json={"version": "9"}), 404, "MOD-1328")


async def test_nothing_to_roll_back_to(client, shop, colour_model, check):
    shop.registry.register(colour_model)
    shop.registry.promote("colours", "1")
    check(await client.post(f"{MODELS}/colours/roll-back"), 409, "MOD-1109")


@pytest.mark.parametrize(
    "sent", [{}, {"version": ""}, {"version": "0"}, {"version": "../1"}, {"version": 1.5}, []]
)
async def test_what_cannot_be_promoted(steady, check, sent):
    check(await steady.post(f"{MODELS}/colours/promote", json=sent), 422, "MOD-2203")


@pytest.mark.parametrize("verb", ["GET", "predict", "promote", "roll-back"])
async def test_a_model_that_is_not_there(steady, check, picture, verb):
    if verb == "GET":
        for path in ("", "/versions", "/versions/1"):
            check(await steady.get(f"{MODELS}/nobody{path}"), 404, "MOD-1328")
    elif verb == "predict":
        files = {"files": ("a.png", picture())}
        check(await steady.post(f"{MODELS}/nobody/predictions", files=files), 404, "MOD-1328")
    else:
        body = {"json": {"version": "1"}} if verb == "promote" else {}
        check(await steady.post(f"{MODELS}/nobody/{verb}", **body), 404, "MOD-1328")


@pytest.mark.parametrize(
    "name", ["..", "a%2fb", "A", "a_b", "-a", "%00", "a" * 81, "..%2f..%2fmodels", "a@1"]
)
async def test_a_folder_is_no_models_name(steady, check, name):
    answer = await steady.get(f"{MODELS}/{name}")
    assert answer.status_code in (404, 422)
    check(answer, answer.status_code, answer.json()["code"])
