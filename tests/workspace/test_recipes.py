"""A recipe as a form: every shipped one fits, and each field can be sent back as a setting."""

from pathlib import Path

import pytest

from modiste.garment import ModisteError
from modiste.learning import load_recipe, shipped_recipes, toml_literal
from modiste.workspace import Shop, form_of
from modiste.workspace.recipes import comments_in


@pytest.mark.parametrize("name", list(shipped_recipes()))
def test_every_field_of_a_recipe_can_be_sent_back_as_a_setting(name: str) -> None:
    form = form_of(None, name)
    recipe = load_recipe(shipped_recipes()[name])
    sent = {
        field.key: field.value if isinstance(field.value, str) else toml_literal(field.value)
        for field in form.fields
        if field.value is not None
    }
    assert recipe.with_settings(sent).train == recipe.train
    keys = [field.key for field in form.fields]
    assert len(keys) == len(set(keys))
    for field in form.fields:
        if isinstance(field.value, int | float) and field.low is not None:
            assert field.low <= field.value <= (field.high if field.high is not None else field.value)
        assert (field.kind == "choice") == bool(field.choices)


def test_comments_stand_by_their_field_and_the_network_brings_its_own() -> None:
    fields = {field.key: field for field in form_of(None, "clothing").fields}
    assert fields["train.size"].help.startswith("Smaller than served")
    assert fields["network.dropout"].value == 0.2
    assert fields["optimiser.betas"].value == "[0.9, 0.999]"
    assert fields["data.limit"].kind == "integer"
    assert fields["data.limit"].value is None


def test_comments_are_those_right_above_a_key() -> None:
    toml = "# file\n\n[a]\n# one\n# two\nb = 1\nc = 2\n# far\n\nd = 3\n"
    assert comments_in(toml) == {"a.b": "one two"}


def test_a_recipe_of_the_shop_goes_before_a_shipped_one(shop: Shop, tiny_recipe: Path) -> None:
    (shop.root / "recipes").mkdir()
    (shop.root / "recipes" / "clothing.toml").write_bytes(tiny_recipe.read_bytes())
    assert form_of(shop, "clothing").title == "A tiny classifier"


@pytest.mark.parametrize("name", ["", "..", "../clothing", "clothing.toml", "nothing", "x" * 5000])
def test_a_name_that_is_none_is_refused(shop: Shop, name: str) -> None:
    with pytest.raises(ModisteError) as refused:
        form_of(shop, name)
    assert refused.value.code == "MOD-1302"
