"""A name stands for one model at a time, and a crash leaves whole versions only."""

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.learning.card import read_card
from modiste.learning.model_folder import put_folder, read_golden, read_model, write_model_folder
from modiste.learning.registry import Registry, shipped_models
from modiste.learning.serving import Served
from modiste.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "shop") as opened:
        yield opened


def test_a_registered_model_is_a_copy_that_serves(store: Store, trained, tmp_path: Path) -> None:
    source = shutil.copytree(trained.folder, tmp_path / "export")
    entry = Registry(store, {}).register(source, "clothing")
    shutil.rmtree(source)
    assert (entry.name, entry.version, entry.stage) == ("clothing", "1", "candidate")
    assert entry.folder == store.root / "models" / "clothing" / "1"
    assert Served.load(entry.folder).check_golden() < 1e-5
    assert (entry.card.name, entry.card.version, entry.card.recipe) == ("clothing", "1", trained.recipe.name)
    (row,) = store.models.versions("clothing")
    assert (row.recipe_hash, row.folder) == (trained.recipe.hash, "models/clothing/1")


def test_the_name_follows_production_then_the_newest(store: Store, trained) -> None:
    registry = Registry(store, {})
    for _ in range(3):
        registry.register(trained.folder)
    assert registry.resolve("halves").version == "3"
    assert registry.promote("halves", "1").is_current
    assert registry.resolve("halves").version == "1"
    registry.promote("halves", "2")
    assert [(e.version, e.stage, e.is_current) for e in registry.versions("halves")] == [
        ("1", "archived", False),
        ("2", "production", True),
        ("3", "candidate", False),
    ]
    assert registry.roll_back("halves").version == "1"
    assert registry.resolve("halves").version == "1"
    assert registry.resolve("halves@3").stage == "candidate"


def test_shipped_models_are_in_every_shop_until_another_is_promoted(store: Store, trained) -> None:
    registry = Registry(store, {"halves": trained.folder})
    (entry,) = registry.models()
    assert (entry.version, entry.stage, entry.folder, entry.is_current) == (
        "shipped", "shipped", trained.folder, True,
    )  # fmt: skip
    registry.register(trained.folder, "halves")
    assert registry.resolve("halves").version == "shipped"
    registry.promote("halves", "1")
    assert registry.resolve("halves").version == "1"
    assert registry.roll_back("halves").version == "shipped"
    assert registry.resolve("halves").version == "shipped"
    with pytest.raises(ModisteError, match="MOD-1109"):
        registry.roll_back("halves")
    assert registry.promote("halves", "shipped").is_current


def test_a_folder_may_be_named_unless_that_is_forbidden(store: Store, trained) -> None:
    registry = Registry(store, {})
    entry = registry.resolve(str(trained.folder))
    assert (entry.name, entry.stage, entry.folder) == ("halves", "folder", trained.folder)
    with pytest.raises(ModisteError, match="MOD-1328"):
        registry.resolve(str(trained.folder), allow_folder=False)


@pytest.mark.parametrize("name", ["nothing", "halves@9", "halves@", "../halves", "", "@1", "halves@1@1"])
def test_what_stands_for_nothing_names_what_is_known(store: Store, trained, name: str) -> None:
    registry = Registry(store, {})
    registry.register(trained.folder)
    if name == "halves@":
        assert registry.resolve(name).version == "1"
        return
    with pytest.raises(ModisteError, match=r"MOD-1328.*halves@1"):
        registry.resolve(name)


@pytest.mark.parametrize("name", ["../escape", "Upper", "a b", "-a", "a" * 0 + ".", "a/b"])
def test_a_name_that_could_leave_the_shop_is_refused(store: Store, trained, name: str) -> None:
    with pytest.raises(ModisteError, match="MOD-1329"):
        Registry(store, {}).register(trained.folder, name)
    assert not (store.root / "models").exists()


def test_an_unsound_model_is_not_registered_or_promoted(store: Store, trained, tmp_path: Path) -> None:
    content, card = read_model(trained.folder)
    images, expected = read_golden(trained.folder, card)
    write_model_folder(tmp_path / "bad", content, card, images, expected + np.float32(0.5))
    registry = Registry(store, {})
    with pytest.raises(ModisteError, match="MOD-1327"):
        registry.register(tmp_path / "bad")
    assert store.models.versions() == []
    entry = registry.register(trained.folder)
    (entry.folder / "golden.npz").unlink()
    with pytest.raises(ModisteError, match="MOD-1320"):
        registry.promote("halves", "1")
    assert registry.resolve("halves").stage == "candidate"


def test_files_a_crash_left_without_books_give_way_to_the_next_version(store: Store, trained) -> None:
    put_folder(store.root / "models" / "halves" / "1", {"model.onnx": b"half a copy"})
    registry = Registry(store, {})
    assert registry.models() == []
    entry = registry.register(trained.folder)
    assert entry.version == "1"
    assert Served.load(entry.folder).check_golden() < 1e-5


def test_registering_at_once_gives_every_model_its_own_version(store: Store, trained) -> None:
    registry = Registry(store, {})
    with ThreadPoolExecutor(4) as pool:
        versions = sorted(e.version for e in pool.map(registry.register, [trained.folder] * 4))
    assert versions == ["1", "2", "3", "4"]
    assert all((store.root / "models" / "halves" / v / "model.onnx").is_file() for v in versions)


def test_every_shipped_model_serves_and_has_a_name() -> None:
    for name, folder in shipped_models().items():
        if read_card(folder / "card.toml").input.kind not in ("image", "series"):
            continue  # of a room, which checks its own
        served = Served.load(folder)
        served.check_golden()
        assert served.card.name == name
