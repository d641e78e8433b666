"""The design desk over HTTP: generators, concepts of a wish, each by an address that draws it again."""

import pytest

pytestmark = pytest.mark.anyio
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
        ("gan", "design-gan@shipped"),
        ("flow", "design-flow@shipped"),
    ]
    for kind in ("gan", "flow"):
        answer = (await client.get(CONCEPTS, params={"model": kind, "category": "bag", "n": 1})).json()
        drawn = await client.get(answer["items"][0]["url"])
        assert drawn.content.startswith(b"\x89PNG")
