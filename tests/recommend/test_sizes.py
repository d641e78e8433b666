"""Sizes learned: how garments run is found out, strangers are answered, the file holds the whole model."""

import numpy as np
import pytest
from tests.recommend.fitting_rooms import worn

from modiste.garment import ModisteError
from modiste.learning import classification
from modiste.recommend import SizeModel, Wearings, fit_sizes
from modiste.recommend.size_columns import SizeColumns


@pytest.fixture(scope="module")
def trade():
    return worn()


@pytest.fixture(scope="module")
def model(trade):
    rows, _ = trade
    return fit_sizes(rows.take(np.arange(1100)), watched=rows.take(np.arange(1100, 1300)))


def test_it_tells_small_from_large_and_means_what_it_says(trade, model):
    rows, _ = trade
    asked = rows.take(np.arange(1300, 1500))
    told = classification(model.chances(asked), asked.outcomes, rows.labels, resamples=1)
    assert told.metrics["roc_auc_macro"].value > 0.85
    spans = model.intervals(model.chances(asked))
    assert (spans[:, :, 0] <= model.chances(asked)).all()
    assert (spans[:, :, 1] >= model.chances(asked)).all()


def test_a_garment_that_runs_small_is_wanted_larger(trade, model):
    _, runs = trade
    small, large = int(runs.argmax()), int(runs.argmin())  # it runs small where larger sizes are wanted
    sizes = np.arange(32, 50)

    def best(garment):
        asked = [{"customer": "", "garment": f"g{garment:02d}", "size": s, "day": 18_300} for s in sizes]
        return sizes[model.chances(Wearings.of(asked))[:, 1].argmax()]

    assert best(small) > best(large)


def test_strangers_are_answered(model):
    chances = model.chances(Wearings.of([{"customer": "new", "garment": "new", "size": 40}]))
    assert chances.shape == (1, 3)
    assert chances.sum() == pytest.approx(1)
    assert model.knows("new", "new") == (0, 0)
    assert model.knows("c001", "g01")[1] > 10


def test_a_saved_model_is_the_model(trade, model, tmp_path):
    rows, _ = trade
    model.save(tmp_path / "sizes.npz")
    again = SizeModel.load(tmp_path / "sizes.npz")
    asked = rows.take(np.arange(1300, 1500))
    assert np.allclose(again.chances(asked), model.chances(asked), atol=1e-5)
    assert (again.rounds, again.n, again.labels) == (model.rounds, model.n, model.labels)
    (tmp_path / "sizes.npz").write_bytes(b"PK broken")
    with pytest.raises(ModisteError) as error:
        SizeModel.load(tmp_path / "sizes.npz")
    assert error.value.code == "MOD-2352"


def test_too_little_is_refused(trade):
    rows, _ = trade
    one_kind = rows.take(np.flatnonzero(rows.outcomes == 1))
    for some in (rows.take(np.arange(10)), one_kind):
        with pytest.raises(ModisteError) as error:
            fit_sizes(some)
        assert error.value.code == "MOD-2351"


def test_what_a_customer_takes_is_told_without_the_row_itself(trade):
    rows, _ = trade
    columns = SizeColumns.of(rows)
    own, others = columns.table(rows, own=True), columns.table(rows, own=False)
    usual = own.shape[1] - 3  # the size beside the customer's usual one; then wearings, in steps
    alone = np.flatnonzero(own[:, usual + 1] == 0)
    assert len(alone)
    assert np.isnan(own[alone, usual]).all()
    assert (others[alone, usual] == 0).all()
    assert (own[:, usual + 1] <= others[:, usual + 1]).all()
