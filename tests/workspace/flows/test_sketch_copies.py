"""Sketches that were learned from are found among made ones, cropped and mirrored too; fresh ones are not."""

import numpy as np
import pytest

from modiste.design.sketch import training
from modiste.workspace.flows import concept_copies, sketch_copies

LEARNED = 160


@pytest.fixture
def found(monkeypatch, tmp_path):
    monkeypatch.setenv("MODISTE_CACHE", str(tmp_path))
    monkeypatch.setattr(training, "_PIECE", 40)
    monkeypatch.setattr(concept_copies, "_PLANTED", 20)
    return lambda: concept_copies.find_copies(None, "flats", n=24, limit=LEARNED)


def test_planted_copies_are_caught_and_what_is_none_is_not(found):
    result = found()
    told = {name: metric.value for name, metric in result.metrics.items()}
    assert told["caught_exact"] == 1
    assert told["caught_freely_cropped"] >= 0.8
    assert told["caught_mirrored_cropped"] >= 0.8
    assert max(told["copies"], told["false_alarms"], told["false_alarms_freely_cropped"]) <= 0.1
    assert result.to_json()["learned"] == LEARNED


def test_a_generator_that_hands_out_what_it_learned_is_found_out(found, monkeypatch):
    def hands_out(_generator, count, _seed):
        rows = training.sketches(training.LEARNED, LEARNED, cache=sketch_copies.cache_folder())
        return sketch_copies.halves(sketch_copies.as_floats(rows.take(np.arange(count))))

    monkeypatch.setattr(sketch_copies, "_made", hands_out)
    told = found().to_json()
    assert told["metrics"]["copies"]["value"] == 1
    assert told["flagged"][1] == {"number": 1, "category": "Shirt"}
