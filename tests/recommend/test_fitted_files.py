"""Size models and outfit models as folders: opened as written, refused when changed or of another kind."""

from pathlib import Path

import numpy as np
import pytest
from tests.recommend.fitting_rooms import worn

from modiste.garment import ModisteError
from modiste.recommend import (
    Member,
    Origin,
    checked_outfits,
    checked_sizes,
    fit_sizes,
    open_outfit_model,
    open_size_model,
    write_outfit_model,
    write_size_model,
)
from modiste.recommend.outfit_training import train_outfits
from modiste.recommend.outfits import Outfit


@pytest.fixture(scope="module")
def sizes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows, _ = worn(n=400, customers=80, garments=10)
    return write_size_model(
        tmp_path_factory.mktemp("size") / "model", fit_sizes(rows), rows, Origin("size", "made up")
    )


@pytest.fixture(scope="module")
def outfits(tmp_path_factory: pytest.TempPathFactory) -> Path:
    chance = np.random.default_rng(0)
    made = [
        Outfit(str(k), ("a", "b", "c"), tuple(Member(f"k{each}") for each in chance.permutation(6)[:3]))
        for k in range(40)
    ]
    model = train_outfits([each.pieces for each in made], epochs=1)
    return write_outfit_model(
        tmp_path_factory.mktemp("outfit") / "model", model, made, Origin("outfits", "made up")
    )


def test_a_size_model_answers_as_it_did_and_holds_no_customer_in_its_golden_answers(sizes: Path) -> None:
    assert checked_sizes(sizes).input.kind == "wearing"
    assert open_size_model(sizes).labels == ("small", "fit", "large")
    with np.load(sizes / "golden.npz") as held:
        assert "customers" not in held.files


def test_an_outfit_model_answers_as_it_did(outfits: Path) -> None:
    assert checked_outfits(outfits).recipe == "modiste.recommend.outfits.v1"
    assert "k0" in open_outfit_model(outfits).categories


def test_one_is_not_the_other(sizes: Path, outfits: Path) -> None:
    for open_, folder in ((open_size_model, outfits), (open_outfit_model, sizes)):
        with pytest.raises(ModisteError, match="MOD-1323"):
            open_(folder)


def test_other_answers_and_changed_bytes_are_told(sizes: Path, outfits: Path, tmp_path: Path) -> None:
    for folder, check in ((sizes, checked_sizes), (outfits, checked_outfits)):
        out = tmp_path / folder.parent.name
        out.mkdir()
        for path in folder.iterdir():
            (out / path.name).write_bytes(path.read_bytes())
        with np.load(out / "golden.npz") as held:
            arrays = {name: held[name] for name in held.files}
        np.savez(out / "golden.npz", **{**arrays, "answers": arrays["answers"] + 0.1})
        with pytest.raises(ModisteError, match="MOD-1327"):
            check(out)
        (out / "golden.npz").write_bytes(b"none")
        with pytest.raises(ModisteError, match="MOD-1320"):
            check(out)
        (out / "model.npz").write_bytes(b"none")
        with pytest.raises(ModisteError, match="MOD-1322"):
            check(out)
