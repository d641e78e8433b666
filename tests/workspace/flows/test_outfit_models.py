"""Outfit models trained, judged on test outfits they have not seen, promoted, and asked for outfits."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from tests.workspace.flows.small_trade import trade_in

from modiste.garment import ModisteError
from modiste.learning import silent
from modiste.workspace import Shop, flows, open_shop

NAMES = ("T-Shirts", "Pants", "Skirts", "Sweatshirts", "Shoes", "Bags")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Outfits by numbers of categories, and what the numbers mean."""
    folder = tmp_path_factory.mktemp("outfits")
    chance = np.random.default_rng(0)
    for name, first in (("train_no_dup_new_100.json", 0), ("test_no_dup_new_100.json", 500)):
        rows = [
            {
                "set_id": str(first + k),
                "items_category": chance.permutation(6)[:4].tolist(),
                "items_index": [1, 2, 3, 4],
            }
            for k in range(40)
        ]
        (folder / name).write_text(json.dumps(rows))
    (folder / "category_id.txt").write_text("\n".join(f"{k} {name}" for k, name in enumerate(NAMES)))
    return folder


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with open_shop(tmp_path / "shop") as shop:
        yield shop


def test_a_model_is_a_version_that_is_judged_without_being_fitted_anew(shop: Shop, published: Path) -> None:
    made = shop.train("recommend.outfits", published, {"epochs": "1"}, "outfits")
    told = flows.evaluate(shop, "outfits", published, "", {}, silent)
    assert (made.version, told.model, told.protocol) == ("1", "outfits@1", "fill-in-the-blank")
    fresh = flows.evaluate(None, "recommend.outfits", published, "", {"epochs": "1"}, silent)
    assert told.metrics["fitb_accuracy"].value == fresh.metrics["fitb_accuracy"].value
    assert told.to_json()["fitted_here"] is False
    assert shop.registry.resolve("outfits").card.metrics[0].name == "fitb_accuracy"
    with pytest.raises(ModisteError, match="MOD-2360"):
        flows.evaluate(shop, "outfits", published, "", {"epochs": "1"}, silent)


def test_a_model_that_learned_from_the_test_outfits_is_refused(
    shop: Shop, published: Path, tmp_path: Path
) -> None:
    shop.train("recommend.outfits", published, {"epochs": "1"}, "outfits")
    for path in published.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    train = tmp_path / "train_no_dup_new_100.json"
    (tmp_path / "test_no_dup_new_100.json").write_bytes(train.read_bytes())
    with pytest.raises(ModisteError, match="MOD-2310"):
        flows.evaluate(shop, "outfits", tmp_path, "", {}, silent)


def test_the_promoted_model_scores_where_it_knows_the_pieces(shop: Shop, published: Path) -> None:
    trade_in(shop, lines=0)
    shop.train("recommend.outfits", published, {"epochs": "1"}, "outfits")
    assert flows.complete_outfit(shop, "garment-1")[0].model == ""
    shop.registry.promote("outfits", "1")
    made = flows.complete_outfit(shop, "garment-1")[0]
    assert made.model == "outfits@1"
    assert made.chance is not None
    assert 0 <= made.chance <= 1
    assert "learned probability" in made.basis


def test_where_it_does_not_know_them_rules_score(shop: Shop, published: Path, tmp_path: Path) -> None:
    trade_in(shop, lines=0)
    for path in published.iterdir():
        if path.suffix == ".json":
            (tmp_path / path.name).write_bytes(path.read_bytes())
    shop.train("recommend.outfits", tmp_path, {"epochs": "1"}, "outfits")  # numbers without their meaning
    shop.registry.promote("outfits", "1")
    made = flows.complete_outfit(shop, "garment-1")[0]
    assert (made.model, made.chance) == ("", None)
    assert "no learned probability" in made.basis
