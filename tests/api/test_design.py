"""The design desk over HTTP: generators, concepts of a wish, each by an address that draws it again."""

import base64
import io
from datetime import UTC, datetime

import pytest
from PIL import Image

from modiste.garment import Garment

pytestmark = pytest.mark.anyio
NOW = datetime(2026, 11, 28, tzinfo=UTC)
CONCEPTS = "/api/v1/design/concepts"


async def test_a_wish_lists_concepts_that_can_be_drawn(client, shop, plain_generator):
    shop.registry.register(plain_generator)
    shop.registry.promote("design-gan", "1")
    listed = (await client.get("/api/v1/design/generators")).json()["items"]
    assert [(each["kind"], each["categories"][3]) for each in listed if each["kind"] == "gan"] == [
        ("gan", "Dress")
    ]
    wish = {"model": "gan", "category": "dress", "palette": "#aa3355", "n": 3, "seed": 5}
    answer = (await client.get(CONCEPTS, params=wish)).json()
    assert [each["number"] for each in answer["items"]] == [0, 1, 2]
    pictures = [await client.get(each["url"]) for each in answer["items"]]
    assert all(each.headers["content-type"] == "image/png" for each in pictures)
    assert len({each.content for each in pictures}) == 3
    assert (await client.get(answer["items"][1]["url"])).content == pictures[1].content


async def test_what_cannot_be_wished_is_a_problem(client, shop, plain_generator):
    shop.registry.register(plain_generator)
    shop.registry.promote("design-gan", "1")
    for wish, code in (({"category": "gown"}, "MOD-2700"), ({"palette": "red"}, "MOD-2701")):
        answer = await client.get(CONCEPTS, params={"model": "gan", **wish})
        assert answer.status_code == 422
        assert answer.json()["code"] == code


async def test_what_comes_with_modiste_draws_in_a_shop_that_trained_nothing(client):
    listed = (await client.get("/api/v1/design/generators")).json()["items"]
    assert [(each["kind"], each["model"]) for each in listed] == [
        ("flats", "design-flats@shipped"),
        ("gan", "design-gan@shipped"),
        ("flow", "design-flow@shipped"),
    ]
    assert listed[0]["attributes"]["Skirt"]["cut"] == ["straight", "a-line"]
    assert listed[1]["attributes"] == {}
    wish = {"category": "skirt", "n": 2, "attributes": "cut:a-line"}
    usual = (await client.get(CONCEPTS, params=wish)).json()
    assert (usual["kind"], usual["novelty"]) == ("flats", {"among": 0, "too_close": []})
    drawn = await client.get(usual["items"][1]["url"])
    assert Image.open(io.BytesIO(drawn.content)).size == (256, 256)
    refused = await client.get(CONCEPTS, params={**wish, "attributes": "sleeve:long"})
    assert (refused.status_code, refused.json()["code"]) == (422, "MOD-2711")
    for kind in ("gan", "flow"):
        answer = (await client.get(CONCEPTS, params={"model": kind, "category": "bag", "n": 1})).json()
        drawn = await client.get(answer["items"][0]["url"])
        assert drawn.content.startswith(b"\x89PNG")


async def test_a_list_tells_which_concepts_are_garments_of_the_shop(client, shop, monkeypatch, tmp_path):
    monkeypatch.setenv("MODISTE_CACHE", str(tmp_path / "cache"))
    wish = {"model": "flow", "category": "coat", "n": 3, "seed": 4}
    items = (await client.get(CONCEPTS, params=wish)).json()["items"]
    drawn = (await client.get(items[1]["url"])).content
    shop.garments.put(Garment(id="coat-1", name="coat", created_at=NOW, updated_at=NOW))
    shop.garments.add_photo("coat-1", drawn, "coat.png")
    novelty = (await client.get(CONCEPTS, params=wish)).json()["novelty"]
    assert novelty["among"] == 1
    assert [(each["number"], each["garment"]) for each in novelty["too_close"]] == [(1, "coat-1")]
    assert novelty["too_close"][0]["likeness"] > 0.97


@pytest.fixture
def pair(shop, plain_generator):
    shop.registry.register(plain_generator)
    shop.registry.promote("design-gan", "1")


async def test_a_concept_is_branched_and_steered_by_its_address(client, pair):
    wish = {"model": "gan", "category": "dress", "n": 3, "seed": 5}
    plain = (await client.get(CONCEPTS, params=wish)).json()["items"]
    branched = (await client.get(CONCEPTS, params={**wish, "of": 1, "hold": "details"})).json()["items"]
    assert [(each["number"], each["steps"]) for each in branched] == [(1, f"details:{k}") for k in range(3)]
    same, other = [(await client.get(branched[k]["url"])).content for k in (1, 2)]
    assert same == (await client.get(plain[1]["url"])).content
    assert other != same
    deeper = {**wish, "of": 1, "steps": branched[2]["steps"], "steer": "light:2"}
    again = (await client.get(CONCEPTS, params=deeper)).json()["items"][0]
    assert (again["steps"], again["steer"]) == ("details:2,shape:0", "light:2")
    assert (await client.get(again["url"])).status_code == 200


async def test_directions_say_what_they_move(client, pair):
    answer = (await client.get(f"{CONCEPTS}/directions", params={"category": "dress"})).json()
    assert [each["name"] for each in answer["items"]] == ["light", "wide", "long", "lively"]
    assert all(0 <= each["kept"] <= 1 for each in answer["items"])


async def test_a_picture_has_a_look_alike(client, pair):
    out = io.BytesIO()
    Image.new("RGB", (40, 40), (120, 120, 120)).save(out, "PNG")
    asked = {"params": {"model": "gan"}, "files": {"file": ("a.png", out.getvalue())}}
    found = await client.post(f"{CONCEPTS}/resemblance", **asked)
    assert found.status_code == 200
    assert 0 < found.json()["error"] < 2
    assert Image.open(io.BytesIO(base64.b64decode(found.json()["picture"]))).size == (32, 32)


@pytest.mark.parametrize("path", [{"steps": "colour:2"}, {"steer": "brave:1"}, {"steer": "light:9"}])
async def test_a_path_that_leads_nowhere_is_refused(client, pair, path):
    answer = await client.get(f"{CONCEPTS}/picture", params={"model": "gan", **path})
    assert (answer.status_code, answer.json()["code"]) == (422, "MOD-2708")
