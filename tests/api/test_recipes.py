"""Recipes over HTTP: the list, a recipe as a form, and names that are none."""

import pytest

pytestmark = pytest.mark.anyio
RECIPES = "/api/v1/recipes"


async def test_the_list_has_the_shops_own_first_and_a_damaged_one_says_why(client, shop):
    (shop.root / "recipes").mkdir()
    (shop.root / "recipes" / "broken.toml").write_text("name = ")
    items = (await client.get(RECIPES)).json()["items"]
    assert items[0]["name"] == "broken" and items[0]["title"].startswith("MOD-1301")
    assert str(shop.root) not in items[0]["title"]
    assert {"fashion-mnist", "clothing"} <= {item["name"] for item in items}
    assert set(items[1]) == {"name", "recipe", "title", "network", "data", "epochs", "source"}


async def test_a_recipe_is_a_form(client):
    form = (await client.get(f"{RECIPES}/fashion-mnist")).json()
    fields = {field["key"]: field for field in form["fields"]}
    assert form["title"] == "Fashion-MNIST" and form["toml"].startswith("#")
    epochs = fields["train.epochs"]
    assert (epochs["kind"], epochs["value"], epochs["low"], epochs["high"]) == ("integer", 95, 1, 100_000)
    assert fields["input.mirror"]["value"] is True
    assert fields["network.widths"]["value"] == "[64, 128, 256]"
    assert fields["train.keep"]["choices"] == ["best", "last"]


@pytest.mark.parametrize(
    ("name", "status", "code"),
    [
        ("nothing", 422, "MOD-1302"),
        ("A", 422, "MOD-2203"),
        ("..", 404, "MOD-2201"),
        ("a.toml", 422, "MOD-2203"),
        ("x" * 81, 422, "MOD-2203"),
        ("%00", 422, "MOD-2203"),
    ],
)
async def test_a_name_that_is_none(steady, check, name, status, code):
    check(await steady.get(f"{RECIPES}/{name}"), status, code)
