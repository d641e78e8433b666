"""A few labelled minutes put right what a network takes for another thing, and leave the rest as it was."""

from pathlib import Path

import numpy as np
import pytest
from tests.wearables.edge.small_motion import ACTIVITIES, STEPS, framed, motions

from modiste.garment import ModisteError
from modiste.learning import Served, add_files, quantise, read_card
from modiste.wearables import SIDECAR, Sidecar, c_package
from modiste.wearables.order import Order
from modiste.wearables.personal import learn_correction, with_own_head
from modiste.wearables.windows import UNKNOWN


def _frames(seed: int, count: int = 300) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    chance = np.random.default_rng(seed)
    targets = chance.integers(0, 3, count)
    embeddings = np.eye(8)[targets] + 0.3 * chance.standard_normal((count, 8))
    said = np.where(targets == 2, 1, targets)  # this person's third activity looks like the second
    return np.full((count, 3), 0.1) + 0.7 * np.eye(3)[said], embeddings, targets


def test_an_activity_that_was_mistaken_is_learned() -> None:
    chances, embeddings, targets = _frames(0)
    correction = learn_correction(chances, embeddings, targets)
    fresh, others, truth = _frames(1)
    assert (fresh.argmax(1) == truth).mean() < 0.75
    assert (correction.applied(fresh, others).argmax(1) == truth).mean() > 0.95


def test_with_no_word_or_a_strong_ridge_nothing_moves() -> None:
    chances, embeddings, targets = _frames(0)
    held = learn_correction(chances, embeddings, targets, ridge=1e9)
    assert held.applied(chances, embeddings) == pytest.approx(chances, abs=1e-4)
    targets[10:] = UNKNOWN
    few = learn_correction(chances, embeddings, targets)
    assert np.abs(few.weights).max() < np.abs(learn_correction(*_frames(0)).weights).max()


@pytest.fixture(scope="module")
def watch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = framed().folder(tmp_path_factory.mktemp("watch") / "model", motions(8), 24, ACTIVITIES)
    order = Order(np.full(5, 0.2), np.full((5, 5), 0.2), 0.5, 0.5)
    add_files(made, {SIDECAR: Sidecar("watch", STEPS, order, 0.2, ("s00",), leak_gap=0.1).to_bytes()})
    return made


def test_a_persons_own_is_a_model_like_any_other(watch: Path, tmp_path: Path) -> None:
    served, seen = Served.load(watch), motions(60, seed=3)
    answer = served.answer(seen)
    targets = (answer.probabilities.argmax(1) + (np.arange(60) % 3 == 0)) % 5
    said, found = (np.asarray(each, np.float64) for each in (answer.probabilities, answer.embeddings))
    correction = learn_correction(said, found, targets)
    own = with_own_head(watch, correction, "watch-s01", "s01", tmp_path / "own")
    fresh = motions(40, seed=4)
    plain = served.answer(fresh)
    told = correction.applied(
        np.asarray(plain.probabilities, np.float64), np.asarray(plain.embeddings, np.float64)
    )
    assert Served.load(own).predict(list(fresh)) == pytest.approx(told, abs=1e-4)
    assert np.abs(told - plain.probabilities).max() > 0.05
    card, sidecar = read_card(own / "card.toml"), Sidecar.read(own)
    assert (card.name, card.parent, card.metrics) == ("watch-s01", "motion@v1", ())
    assert (sidecar.subjects, sidecar.leak_gap) == (("s00", "s01"), None)
    assert c_package(own)[1]["macs"] == c_package(watch)[1]["macs"]


def test_an_int8_model_is_not_made_somebodys_own(watch: Path, tmp_path: Path) -> None:
    small = quantise(watch, list(motions(16)), tmp_path / "int8").folder
    chances, embeddings, targets = _frames(0)
    correction = learn_correction(chances, np.repeat(embeddings, 3, 1), targets)
    with pytest.raises(ModisteError, match="MOD-1326"):
        with_own_head(small, correction, "own", "s01", tmp_path / "own")
