"""How a corpus meets the life cycle: fitted, exported tower by tower, and served."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from modiste import learning
from modiste.foundation import KINDS, SIDE, Entry, Facts, TowerEncoder, write_corpus
from modiste.foundation.encoder import Seen
from modiste.foundation.training import classify, companions, objective, training_data
from modiste.garment import ModisteError
from modiste.workspace.plugins import networks

pytest.importorskip("torch")
FACTS = (Facts(("trousers",), (), ("#35466b",)), Facts(("hoodie",), (), ("#c8202a",)))
SMALL = {"input.height": "32", "input.width": "32", "train.size": "32", "train.epochs": "1"}


def entries() -> Iterator[Entry]:
    chance = np.random.default_rng(0)
    for number in range(10):
        pixels = chance.integers(0, 255, (SIDE, SIDE, 3), np.uint8)
        split = "validation" if number > 7 else "train"
        yield Entry(str(number), split, "renders", FACTS[number % 2], pixels)


def test_an_encoder_is_fitted_exported_by_towers_and_embeds(tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus", entries(), 10)
    recipe = learning.find_recipe("encoder").with_settings(
        {**SMALL, "network.weights": "none", "train.batch_size": "4", "train.threads": "1"}
    )
    train, chosen = training_data(recipe, tmp_path / "corpus")
    assert (len(train), len(chosen or ())) == (8, 2)
    fitted = learning.fit(
        recipe, train, chosen, builders=networks(), out=tmp_path / "run", objective=objective(train, chosen)
    )
    assert 0 <= fitted.history[-1]["validation_right"] <= 1
    ((ending, module, own, golden),) = companions(fitted.module, recipe, train)
    assert ending == "text"
    pictures = [np.ascontiguousarray(each.transpose(1, 2, 0)) for each in train.take(np.arange(3))]
    learning.export(fitted.module.image, recipe, KINDS, tmp_path / "image", golden=pictures)
    learning.export(module, own, KINDS, tmp_path / "text", golden=golden, half=True)
    encoder = TowerEncoder(tmp_path / "image", tmp_path / "text")
    seen, said = encoder.embed_images(pictures), encoder.embed_texts(["blue trousers", "红色卫衣"])
    assert seen.shape == (3, 256) and said.shape == (2, 256)
    assert np.allclose(np.linalg.norm(np.concatenate((seen, said)), axis=1), 1, atol=1e-5)
    assert encoder.embed_images([]).shape == encoder.embed_texts([]).shape == (0, 256)
    wanted = encoder.embed_behaviour([[Seen(seen[0]), Seen(seen[1], "bought")], []])
    assert np.linalg.norm(wanted, axis=1).tolist() == pytest.approx([1, 0])


def test_a_recipe_without_data_and_a_class_asked_for_are_refused() -> None:
    with pytest.raises(ModisteError, match="MOD-1405"):
        training_data(learning.find_recipe("encoder"))

    class Model:
        class card:  # noqa: N801 - stands for a served model's
            name = "encoder"

    with pytest.raises(ModisteError, match="MOD-1906"):
        classify(Model(), [])
