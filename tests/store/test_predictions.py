"""What models said is kept with its embedding, one answer a model and picture, and goes with the picture."""

import runpy
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from modiste.garment import Image, ModisteError
from modiste.store import Prediction, Store

made = runpy.run_path(str(Path(__file__).with_name("records.py")))
garment, image, NOW = made["garment"], made["image"], made["NOW"]


def answer(number: int, **more: object) -> Prediction:
    fields = {
        "image_id": f"i-{number:03d}",
        "garment_id": f"g-{number:03d}",
        "model": "m",
        "version": "1",
        "label": "coat",
        "confidence": 0.75,
        "top": [["coat", 0.75], ["dress", 0.25]],
        "at": NOW,
    }
    return Prediction(**{**fields, **more})  # type: ignore[arg-type] # as the fields say


@pytest.fixture
def stocked(store: Store) -> Store:
    for number in range(4):
        store.rows.put([garment(number), image(number, of=number)])
    return store


def test_the_newest_answer_of_a_model_replaces_its_earlier_one(stocked: Store) -> None:
    other = answer(1, model="n", at=NOW + timedelta(hours=1))
    stocked.predictions.put([answer(1), answer(2), other])
    assert stocked.predictions.of(["g-001"]) == [other, answer(1)]
    newer = answer(1, version="2", label="dress", at=NOW + timedelta(hours=2))
    stocked.predictions.put([newer])
    assert stocked.predictions.of(["g-001", "g-002"]) == [newer, other, answer(2)]
    assert stocked.cards.get("g-001").label == "dress"
    seen = stocked.predictions.seen()
    assert [(model, version, n) for model, version, n, _ in seen] == [
        ("m", "2", 1),
        ("n", "1", 1),
        ("m", "1", 1),
    ]
    assert seen[0][3] == newer.at


def test_what_a_version_has_not_seen_is_waiting(stocked: Store) -> None:
    stocked.predictions.put([answer(1)], {"i-001": np.ones(2)})
    assert [each.id for each in stocked.predictions.waiting("m", "1")] == ["i-000", "i-002", "i-003"]
    assert [each.id for each in stocked.predictions.waiting("m", "1", after="i-000", limit=1)] == ["i-002"]
    assert len(stocked.predictions.waiting("m", "2")) == 4


def test_embeddings_come_back_with_length_one_and_never_stale(stocked: Store) -> None:
    vectors = {f"i-{number:03d}": np.array([3.0, 4.0 * number]) for number in range(3)}
    stocked.predictions.put([answer(number) for number in range(4)], vectors)
    garments, rows = stocked.predictions.space("m", "1")
    assert garments == ["g-000", "g-001", "g-002"]
    assert rows[1].tolist() == pytest.approx([0.6, 0.8])
    assert stocked.predictions.space("m", "1")[1] is rows
    one = stocked.predictions.vector("i-002", "m", "1")
    assert one is not None
    assert one.tolist() == [3.0, 8.0]
    assert stocked.predictions.vector("i-003", "m", "1") is None
    stocked.predictions.put([answer(1)], {"i-001": np.array([0.0, 2.0])})
    assert stocked.predictions.space("m", "1")[1][1].tolist() == [0.0, 1.0]
    stocked.rows.delete(Image, ["i-001"])
    assert stocked.predictions.space("m", "1")[0] == ["g-000", "g-002"]
    assert stocked.predictions.space("m", "9")[0] == []


def test_an_answer_goes_with_its_picture_and_needs_one(stocked: Store) -> None:
    stocked.predictions.put([answer(1)], {"i-001": np.ones(2)})
    stocked.rows.delete(Image, ["i-001"])
    assert stocked.predictions.of(["g-001"]) == []
    assert stocked.predictions.space("m", "1")[0] == []
    with pytest.raises(ModisteError, match="MOD-1105"):
        stocked.predictions.put([answer(9)])
