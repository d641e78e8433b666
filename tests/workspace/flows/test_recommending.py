"""Recommenders judged and trained by the house's verbs: one result shape, versions, promotion."""

import json
from pathlib import Path

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.learning import silent
from modiste.recommend import open_recommender
from modiste.workspace import open_shop
from modiste.workspace.flows import evaluate, export_model, find_model, list_models

FILES = ["card.toml", "golden.npz", "model.npz", "seen.npz"]


@pytest.fixture(scope="module")
def acts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Customers who go around rings of garments; one row has no garment."""
    chance = np.random.default_rng(0)
    lines = ["user_id,item_id,timestamp", "c0,,1700000000"]
    for person in range(120):
        ring, place = chance.integers(4), chance.integers(8)
        lines += [
            f"c{person},{ring}-{(place + step) % 8},{1_700_000_000 + 2_000_000 * step + person}"
            for step in range(int(chance.integers(4, 8)))
        ]
    path = tmp_path_factory.mktemp("acts") / "acts"
    path.write_text("\n".join(lines))
    return path


@pytest.mark.parametrize("protocol", ["leave-one-out", "time"])
def test_the_result_states_protocol_settings_and_what_was_refused(acts: Path, protocol: str) -> None:
    told = json.loads(json.dumps(evaluate(None, "recommend.knn", acts, protocol, {}, silent).to_json()))
    assert told["protocol"] == protocol
    assert set(told["metrics"]) >= {"ndcg_at_10", "recall_at_10", "mrr", "coverage", "novelty", "diversity"}
    assert told["metrics"]["ndcg_at_10"]["value"] > 0.8
    assert (told["n_users"], told["n_items"], told["n_rejected"]) == (120, 32, 1)
    assert told["fit_seconds"] > 0
    assert told["settings"]["fade"] > 0
    assert set(told["stated"]) >= {"split", "filter", "ties", "negatives"}


def test_settings_that_are_given_are_not_chosen(acts: Path) -> None:
    told = evaluate(None, "recommend.knn", acts, "", {"fade": "0.123", "decay": "0.5"}, silent).to_json()
    assert told["settings"]["fade"] == 0.123  # type: ignore[index]
    assert told["protocol"] == "leave-one-out"


def test_what_is_wrong_is_refused_by_number(acts: Path, tmp_path: Path) -> None:
    for model, data, protocol, settings, code in [
        ("recommend.magic", acts, "", {}, "MOD-2307"),
        ("recommend.knn", tmp_path / "nowhere", "", {}, "MOD-2301"),
        ("recommend.knn", acts, "folds:3", {}, "MOD-1302"),
        ("recommend.knn", acts, "sideways", {}, "MOD-2016"),
        ("recommend.knn", acts, "", {"fade": "x"}, "MOD-2306"),
    ]:
        with pytest.raises(ModisteError) as refused:
            evaluate(None, model, data, protocol, settings, silent)
        assert refused.value.code == code


def test_a_recommender_is_a_version_that_is_promoted_and_rolled_back(acts: Path, tmp_path: Path) -> None:
    with open_shop(tmp_path / "shop", create=True) as shop:
        first = shop.train("recommend.knn", acts, {"fade": "0.5"}, "taste")
        again = shop.train("recommend.knn", acts, {"fade": "0.5"}, "taste")
        other = shop.train("recommend.popularity", acts, {}, "taste")
        assert (first.version, again.version, other.version) == ("1", "1", "2")
        assert (first.validation or {})["metrics"]["validation_ndcg_at_10"]["value"] > 0.8
        shop.registry.promote("taste", "1")
        assert open_recommender(find_model(shop, "taste").folder).name == "knn"
        shop.registry.promote("taste", "2")
        assert open_recommender(find_model(shop, "taste").folder).name == "popularity"
        shop.registry.roll_back("taste")
        entry = find_model(shop, "taste")
        assert entry.version == "1"
        assert entry.card.metrics[0].name == "validation_ndcg_at_10"
        assert any(row["name"] == "taste" for row in list_models(shop))
        with pytest.raises(ModisteError, match="MOD-2310"):  # it has learned from every row
            evaluate(shop, "taste", acts, "", {}, silent)
        with pytest.raises(ModisteError, match="MOD-2016"):
            evaluate(shop, "taste", acts, "sideways", {}, silent)
        made = export_model(shop, "taste", tmp_path / "out")
        assert sorted(path.name for path in made.folder.iterdir()) == FILES
        (entry.folder / "model.npz").write_bytes(b"damaged")
        with pytest.raises(ModisteError, match="MOD-1322"):
            shop.registry.promote("taste", "1")


@pytest.mark.parametrize("protocol", ["leave-one-out", "time"])
def test_a_trained_recommender_is_judged_on_what_was_held_back_as_if_fitted_there(
    acts: Path, tmp_path: Path, protocol: str
) -> None:
    with open_shop(tmp_path / "shop", create=True) as shop:
        shop.train("recommend.knn", acts, {"held": protocol}, "taste")
        told = evaluate(shop, "taste@1", acts, protocol, {}, silent)
    fresh = evaluate(None, "recommend.knn", acts, protocol, {}, silent)
    assert told.model == "taste@1"
    assert told.n == fresh.n
    for name in ("ndcg_at_10", "recall_at_10", "mrr", "coverage"):
        assert told.metrics[name].value == pytest.approx(fresh.metrics[name].value, abs=1e-6)
    plain = told.to_json()
    assert plain["fitted_here"] is False
    assert plain["held_when_trained"] == protocol
    assert plain.get("knows_later_rows", False) is False


def test_rows_that_came_later_are_judged_and_unknown_garments_count_as_missed(
    acts: Path, tmp_path: Path
) -> None:
    later = [f"c{person},{ring},1790000000" for person in range(60) for ring in (f"{person % 4}-0",)]
    grown = tmp_path / "grown"
    grown.write_text("\n".join((acts.read_text(), *later, *(f"c{k},unheard,1790000009" for k in range(30)))))
    with open_shop(tmp_path / "shop", create=True) as shop:
        shop.train("recommend.popularity", acts, {}, "taste")
        told = evaluate(shop, "taste", grown, "leave-one-out", {}, silent).to_json()
        assert told["asked_for_unknown_garments"] == 30
        assert 30 < told["n"] < 61  # the others' last acts were learned from
        for settings in ({"fade": "1"},):
            with pytest.raises(ModisteError, match="MOD-2306"):
                evaluate(shop, "taste", grown, "", settings, silent)
        strange = tmp_path / "strange"
        strange.write_text("user_id,item_id\n" + "\n".join(f"u{k % 40},x{k}" for k in range(200)))
        with pytest.raises(ModisteError, match="MOD-2311"):
            evaluate(shop, "taste", strange, "", {}, silent)
        with pytest.raises(ModisteError, match="MOD-2306"):
            shop.train("recommend.knn", acts, {"held": "sideways"}, "taste")
