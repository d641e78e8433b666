"""Outfits of a shop's garments: what is missing is filled, no two are the same, each piece says why."""

import json
from pathlib import Path

import numpy as np
import pytest
from tests.workspace.flows.small_trade import START, trade_in

from modiste.garment import Garment, ModisteError
from modiste.workspace import Shop, flows


def test_what_is_missing_is_filled_with_reasons(shop: Shop) -> None:
    trade_in(shop, lines=0)
    made = flows.complete_outfit(shop, "garment-1", k=3)  # a T-shirt
    assert len(made) == 3
    for each in made:
        assert {piece.slot for piece in each.pieces} == {"bottom", "layer"}
        assert "garment-1" not in {piece.garment for piece in each.pieces}
        assert all(piece.en and piece.zh for piece in each.pieces)
        assert "no learned probability" in each.basis
    worn = [frozenset(piece.garment for piece in each.pieces) for each in made]
    assert len(set(worn)) == 3
    assert made[0].score >= made[1].score - 0.3
    assert made[0].to_json()["pieces"][0]["likeness"] is None


def test_likeness_of_pictures_counts_where_they_are_indexed(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    trade_in(shop, lines=0)
    alike = {f"garment-{k}": np.array([1.0, 0.0], np.float32) for k in (1, 3)}
    others = {f"garment-{k}": np.array([0.0, 1.0], np.float32) for k in (0, 2, 4, 6, 7)}
    monkeypatch.setattr(shop.finding, "vectors", lambda ids: {**alike, **others})
    best = flows.complete_outfit(shop, "garment-1", k=1)[0]
    bottom = next(piece for piece in best.pieces if piece.slot == "bottom")
    assert bottom.garment == "garment-3"
    assert bottom.likeness == 1.0
    assert "cosine" in bottom.en


def test_an_index_without_pictures_has_no_vectors(shop: Shop) -> None:
    trade_in(shop, lines=0)
    assert shop.finding.vectors(["garment-1"]) == {}


def test_what_cannot_be_worn_is_refused(shop: Shop) -> None:
    trade_in(shop, lines=0)
    shop.store.rows.put([Garment(id="lamp", name="lamp", created_at=START, updated_at=START)])
    for garment, colourway, code in (
        ("lamp", "", "MOD-2361"),
        ("none", "", "MOD-1103"),
        ("garment-1", "pink", "MOD-2012"),
    ):
        with pytest.raises(ModisteError) as error:
            flows.complete_outfit(shop, garment, colourway=colourway)
        assert error.value.code == code


def test_the_outfit_model_is_judged_by_one_verb(tmp_path: Path) -> None:
    chance = np.random.default_rng(0)
    for name in ("train_no_dup_new_100.json", "test_no_dup_new_100.json"):
        drawn = [chance.permutation(9)[:4].tolist() for _ in range(40)]
        rows = [
            {"set_id": str(k), "items_category": each, "items_index": [1, 2, 3, 4]}
            for k, each in enumerate(drawn)
        ]
        (tmp_path / name).write_text(json.dumps(rows))
    told = flows.evaluate(None, "recommend.outfits", tmp_path, "", {"epochs": "1"}, lambda event: None)
    assert set(told.metrics) == {"fitb_accuracy", "compatibility_auc"}
    assert told.protocol == "fill-in-the-blank"
    for wrong in ({"epochs": "0"}, {"epochs": "many"}, {"depth": "3"}):
        with pytest.raises(ModisteError) as error:
            flows.evaluate(None, "recommend.outfits", tmp_path, "", wrong, lambda event: None)
        assert error.value.code == "MOD-2360"
