"""Recipes over HTTP: what can be trained, and within what limits."""

import pytest

from modiste.learning import load_recipe, shipped_recipes

pytestmark = pytest.mark.anyio


async def test_every_shipped_recipe_is_listed_and_opens_as_a_form(client):
    items = (await client.get("/api/v1/recipes")).json()["items"]
    assert {item["name"] for item in items} == set(shipped_recipes())
    for item in items:
        shown = (await client.get(f"/api/v1/recipes/{item['name']}")).json()
        fields = {field["key"]: field for field in shown["fields"]}
        assert fields["train.epochs"]["value"] == item["epochs"]
        assert (fields["train.epochs"]["minimum"], fields["train.epochs"]["maximum"]) == (1, 100_000)
        assert fields["train.precision"]["choices"] == ["auto", "float32", "bfloat16"]
        recipe = load_recipe(shipped_recipes()[item["name"]])
        assert shown["toml"] == recipe.to_toml()
        settable = {key: str(field["value"]) for key, field in fields.items() if field["kind"] == "integer"}
        settable = {key: value for key, value in settable.items() if value != "None"}
        assert recipe.with_settings(settable) == recipe


async def test_a_recipe_that_is_not_there(steady, check):
    check(await steady.get("/api/v1/recipes/nobody"), 422, "MOD-1302")
    check(await steady.get("/api/v1/recipes/a.toml"), 422, "MOD-2203")
