"""The model books number versions, keep one in production, and know the way back."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from modiste.garment import ModisteError
from modiste.store import ModelVersions, Store


@pytest.fixture
def models(store: Store) -> ModelVersions:
    return store.models


def _add(models: ModelVersions, name: str = "clothing") -> int:
    row = {"recipe": "modiste.vision.clothing.v1", "recipe_hash": "a" * 64, "data_hash": "b" * 64}
    return models.add(name, f"models/{name}/{{version}}", metrics={"accuracy": 0.9}, **row).version


def _back(models: ModelVersions) -> int:
    row = models.roll_back("clothing")
    assert row is not None
    return row.version


def test_versions_count_up_by_name(models: ModelVersions) -> None:
    assert [_add(models), _add(models), _add(models, "other")] == [1, 2, 1]
    assert models.get("clothing", 2).folder == "models/clothing/2"
    assert [(each.name, each.version) for each in models.versions()] == [
        ("clothing", 1),
        ("clothing", 2),
        ("other", 1),
    ]


def test_one_version_is_in_production_and_the_one_before_is_archived(models: ModelVersions) -> None:
    for _ in range(3):
        _add(models)
    assert models.production("clothing") is None
    models.promote("clothing", 1)
    models.promote("clothing", 3, why="better on bags")
    assert [each.stage for each in models.versions("clothing")] == ["archived", "candidate", "production"]
    production = models.production("clothing")
    assert production is not None
    assert production.version == 3
    assert models.history("clothing")[-1]["why"] == "better on bags"


def test_rolling_back_walks_back_through_the_promotions_and_ends(models: ModelVersions) -> None:
    for _ in range(3):
        _add(models)
    for version in (1, 2, 3):
        models.promote("clothing", version)
    assert [_back(models), _back(models)] == [2, 1]
    with pytest.raises(ModisteError, match="MOD-1109"):
        models.roll_back("clothing")
    production = models.production("clothing")
    assert production is not None
    assert production.version == 1


def test_a_promotion_after_a_roll_back_is_the_next_to_be_taken_back(models: ModelVersions) -> None:
    for _ in range(4):
        _add(models)
    for version in (1, 2, 3):
        models.promote("clothing", version)
    _back(models)
    models.promote("clothing", 4)
    models.promote("clothing", 4)
    models.promote("clothing", 1)
    assert [_back(models) for _ in range(3)] == [4, 2, 1]


def test_rolling_back_may_end_where_no_version_of_the_shop_was(models: ModelVersions) -> None:
    _add(models)
    models.promote("clothing", 1)
    assert models.roll_back("clothing", to_none=True) is None
    assert models.production("clothing") is None
    with pytest.raises(ModisteError, match="MOD-1109"):
        models.roll_back("clothing", to_none=True)
    models.promote("clothing", 1)
    models.retire("clothing")
    back = models.roll_back("clothing", to_none=True)
    assert back is not None
    assert back.version == 1


def test_many_who_come_at_once_get_numbers_of_their_own_and_one_is_in_production(
    models: ModelVersions,
) -> None:
    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(lambda _: _add(models), range(8))) == list(range(1, 9))
        list(pool.map(lambda version: models.promote("clothing", version), range(1, 9)))
    assert [each.stage for each in models.versions("clothing")].count("production") == 1


def test_a_metric_that_is_no_number_is_none(models: ModelVersions) -> None:
    row = {"recipe": "r", "recipe_hash": "a", "data_hash": "b"}
    added = models.add("odd", "models/{version}/{name}", metrics={"loss": float("nan")}, **row)
    assert (added.metrics, added.folder) == ({"loss": None}, "models/1/{name}")


def test_what_is_not_there_is_named(models: ModelVersions) -> None:
    for version in (1, 7):
        with pytest.raises(ModisteError, match=f"MOD-1103.*clothing@{version}"):
            models.promote("clothing", version)
    with pytest.raises(ModisteError, match="MOD-1109"):
        models.roll_back("clothing")


def test_a_retired_model_leaves_nothing_in_production(models: ModelVersions) -> None:
    _add(models)
    with pytest.raises(ModisteError, match="MOD-1103"):
        models.retire("clothing")
    models.promote("clothing", 1)
    models.retire("clothing", "withdrawn")
    assert models.production("clothing") is None
    assert models.get("clothing", 1).stage == "archived"
    assert models.history("clothing")[-1]["why"] == "withdrawn"
