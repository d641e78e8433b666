"""Edits over HTTP: many garments by one request, the journal, undo, and what is no edit."""

import pytest

GARMENTS = "/api/v1/garments"
EDITS = f"{GARMENTS}/edits"
CHANGES = "/api/v1/changes"
pytestmark = pytest.mark.anyio


@pytest.fixture
def stocked(shop, garment_of, picture):
    for number in range(6):
        shop.garments.put(garment_of(f"g-{number}", category=("coat", "dress")[number % 2]))
    shop.garments.add_photo("g-0", picture(), "a.png")
    return shop


async def found(client, **params):
    return [item["id"] for item in (await client.get(GARMENTS, params=params)).json()["items"]]


async def test_a_set_by_choice_is_undone_by_its_change(client, stocked):
    before = (await client.get(GARMENTS)).json()
    sent = {
        "verb": "set",
        "choose": {"filters": {"category": ["coat"]}, "leave": ["g-2"]},
        "values": {"brand": "b", "attributes": {"fit": "slim"}},
    }
    done = (await client.post(EDITS, json=sent)).json()
    assert (done["number"], done["left"], done["change"]["who"]) == (2, [], "local")
    assert done["change"]["said"] == sent["values"]
    assert await found(client, brand="b") == ["g-0", "g-4"]
    listed = (await client.get(CHANGES)).json()["items"]
    assert listed == [done["change"]]
    undone = (await client.post(f"{CHANGES}/{done['change']['id']}/undo")).json()
    assert (undone["restored"], undone["kept"]) == (2, [])
    assert (await client.get(GARMENTS)).json() == before
    assert (await client.get(f"{CHANGES}/{done['change']['id']}")).json()["undone_at"]


async def test_a_delete_of_all_brings_all_back(client, stocked, check):
    before = (await client.get(GARMENTS)).json()
    done = (await client.post(EDITS, json={"verb": "delete", "choose": {"filters": {}}})).json()
    assert done["number"] == 6 and await found(client) == []
    url = f"{CHANGES}/{done['change']['id']}/undo"
    assert (await client.post(url)).json()["restored"] == 6
    assert (await client.get(GARMENTS)).json() == before
    check(await client.post(url), 409, "MOD-1115")


async def test_nothing_chosen_changes_nothing(client, stocked):
    for choose in ({}, {"ids": []}, {"ids": ["nobody"]}, {"filters": {"category": ["hat"]}}, {"q": "zzz"}):
        done = (await client.post(EDITS, json={"verb": "delete", "choose": choose})).json()
        assert done == {"change": None, "number": 0, "left": []}, choose
    accepted = (await client.post(EDITS, json={"verb": "accept", "choose": {"ids": ["g-1"]}})).json()
    assert accepted == {"change": None, "number": 0, "left": ["g-1"]}
    assert len(await found(client)) == 6


@pytest.mark.parametrize(
    "sent",
    [
        {},
        [],
        {"verb": "burn", "choose": {}},
        {"verb": "set", "choose": {"filters": {}}},
        {"verb": "set", "choose": {"filters": {"price": ["1"]}}, "values": {}},
        {"verb": "set", "choose": {"filters": {}}, "values": {"name": None}},
        {"verb": "set", "choose": {"filters": {}}, "values": {"id": "x"}},
        {"verb": "delete", "choose": {"ids": ["../x"]}},
        {"verb": "delete", "choose": {"all": True}},
        {"verb": "delete"},
    ],
)
async def test_what_is_no_edit(client, stocked, check, sent):
    check(await client.post(EDITS, json=sent), 422, "MOD-2203")
    assert len(await found(client)) == 6 and (await client.get(CHANGES)).json()["items"] == []


async def test_a_change_that_is_not_there(steady, check):
    nobody = "0" * 32
    check(await steady.get(f"{CHANGES}/{nobody}"), 404, "MOD-1103")
    check(await steady.post(f"{CHANGES}/{nobody}/undo"), 404, "MOD-1103")
    check(await steady.post(f"{CHANGES}/x/undo"), 422, "MOD-2203")
