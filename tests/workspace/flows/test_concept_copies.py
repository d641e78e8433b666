"""A generator that hands out what it learned from is found; the check tells how far it can be trusted."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.learning import read_model
from modiste.workspace.flows import concept_copies

FEW = 300


@pytest.fixture
def generator(
    plain_generator: Path, fashion_mnist: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> str:
    """A generator that says that it learned from Fashion-MNIST, and fewer planted copies."""
    monkeypatch.setattr(concept_copies, "_PLANTED", 30)
    folder = Path(shutil.copytree(plain_generator, tmp_path / "generator"))
    card = read_model(folder)[1].model_copy(update={"data": "fashion-mnist:train"})
    (folder / "card.toml").write_text(card.to_toml())
    return str(folder)


def test_planted_copies_are_caught_and_what_is_none_is_not(generator):
    found = concept_copies.find_copies(None, generator, n=20, limit=FEW)
    told = {name: metric.value for name, metric in found.metrics.items()}
    for sort in ("exact", "mirrored", "recoloured", "cropped"):
        assert told[f"caught_{sort}"] >= 0.95, sort
    assert told["caught_freely_cropped"] >= 0.5
    assert told["copies"] <= 0.05
    assert told["false_alarms"] <= 0.05 >= told["false_alarms_freely_cropped"]
    assert found.to_json()["learned"] == FEW


def test_copies_are_flagged_by_number_and_category(generator, monkeypatch):
    learned = concept_copies._known("modiste.design.gan.v1", "fashion-mnist:train", FEW).learned

    def hands_out(_generator, wishes, _seed, _progress):
        return np.ascontiguousarray(learned[: len(wishes), :, :, ::-1])

    monkeypatch.setattr(concept_copies, "shown", hands_out)
    told = concept_copies.find_copies(None, generator, n=20, limit=FEW).to_json()
    assert told["metrics"]["copies"]["value"] >= 0.95
    assert told["flagged"][1] == {"number": 1, "category": "Trouser"}


def test_what_cannot_be_looked_at_is_refused(plain_generator):
    asked = (
        ((str(plain_generator), 5), "MOD-2704"),
        (("nobody", 50), "MOD-2703"),
        ((str(plain_generator), 50), "MOD-2709"),
    )
    for words, code in asked:
        with pytest.raises(ModisteError, match=code):
            concept_copies.find_copies(None, *words)
    with pytest.raises(ModisteError, match="MOD-2704"):
        concept_copies.find_copies(None, str(plain_generator), 50, limit=-1)
