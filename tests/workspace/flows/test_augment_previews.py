"""A preview shows each operation on the recipe's data, the same from the same seed, as page and as JSON."""

from pathlib import Path

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.workspace.flows.augment_previews import drawn, preview_augment, write_preview_page

AUGMENT = """
[[augment]]
name = "mirror"
chance = 1.0
[[augment]]
name = "cutout"
size = 0.5
"""


@pytest.fixture
def recipe(tiny_recipe: Path, tmp_path: Path) -> str:
    path = tmp_path / "mine.toml"
    path.write_text(tiny_recipe.read_text() + AUGMENT)
    return str(path)


def test_each_operation_and_the_chain_are_shown(recipe: str, photos: Path, _own_cache: None) -> None:
    made = preview_augment(None, recipe, str(photos), seed=3, rounds=2)
    assert [each.name for each in made.previews] == ["mirror", "cutout", "chain"]
    assert made.originals.shape == (2, 3, 16, 16)
    mirror = made.previews[0]
    assert np.array_equal(mirror.rounds[0], made.originals[..., ::-1])
    again = preview_augment(None, recipe, str(photos), seed=3, rounds=2)
    assert again.to_json() == made.to_json()
    other = preview_augment(None, recipe, str(photos), seed=4, rounds=2)
    assert other.to_json() != made.to_json()


def test_every_operation_can_be_asked_for_and_the_page_names_them(
    recipe: str, photos: Path, tmp_path: Path, _own_cache: None
) -> None:
    made = preview_augment(None, recipe, str(photos), everything=True)
    page = write_preview_page(made, tmp_path / "a.html").read_text()
    for name in ("perspective", "compress", "gridmask", "chain"):
        assert f"<h2>{name}</h2>" in page
    assert page.count("data:image/png;base64,") == 2 * 5 * len(made.previews)


def test_series_are_made_up_and_said_to_be(tiny_recipe: Path, tmp_path: Path) -> None:
    text = (
        tiny_recipe.read_text()
        .replace("[input]", '[input]\nkind = "series"')
        .replace("height = 16", "height = 64")
    )
    path = tmp_path / "series.toml"
    path.write_text(text + '\n[[augment]]\nname = "warp"\n')
    made = preview_augment(None, str(path), everything=True)
    assert made.synthetic
    assert made.originals.shape == (2, 64, 3)
    assert "synthetic" in write_preview_page(made, tmp_path / "s.html").read_text()
    assert drawn(made.originals[0])["uri"].startswith("data:image/")


def test_a_recipe_without_data_needs_some(recipe: str) -> None:
    with pytest.raises(ModisteError) as refused:
        preview_augment(None, recipe)
    assert refused.value.code == "MOD-1218"
