"""A recipe's fields are those that `with_settings` takes, with its own limits."""

import pytest

from modiste.garment import ModisteError
from modiste.learning import Recipe, load_recipe, settable, shipped_recipes


def text_of(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)


@pytest.mark.parametrize("name", sorted(shipped_recipes()))
def test_every_field_can_be_set_to_what_it_is(name: str) -> None:
    recipe = load_recipe(shipped_recipes()[name])
    fields = [field for field in settable(recipe) if field.value is not None]
    assert len(fields) > 20
    for field in fields:
        assert recipe.with_settings({field.key: text_of(field.value)}) == recipe, field.key


def test_limits_are_the_recipes_own() -> None:
    fields = {field.key: field for field in settable(Recipe(name="modiste.test.v1", network={"name": "cnn"}))}
    epochs, validation, limit = fields["train.epochs"], fields["data.validation"], fields["data.limit"]
    assert (epochs.kind, epochs.minimum, epochs.maximum) == ("integer", 1, 100_000)
    assert (validation.kind, validation.minimum, validation.below) == ("number", 0, 1)
    assert (limit.kind, limit.optional, limit.value) == ("integer", True, None)
    assert fields["train.keep"].choices == ("best", "last")
    assert fields["input.mirror"].kind == "boolean"
    with pytest.raises(ModisteError, match="MOD-1303"):
        Recipe(name="modiste.test.v1", network={"name": "cnn"}).with_settings({"train.epochs": "0"})
