"""What every recommender keeps to: rings are learned, reasons add up, files answer as memory does."""

from pathlib import Path

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.recommend import (
    HOMES,
    History,
    Interactions,
    Made,
    Making,
    NeighbourSettings,
    checked,
    make,
    open_recommender,
    rank,
    split,
    write_recommender,
)
from modiste.recommend.neighbours import CHOICES
from modiste.recommend.ranking import gains

FAST = {
    "gru": {"epochs": "8", "size": "32", "learning_rate": "0.01"},
    "transformer": {"epochs": "8", "size": "32", "learning_rate": "0.01"},
    "blend": {
        "transformer.epochs": "6",
        "transformer.size": "32",
        "transformer.learning_rate": "0.01",
        **{f"knn.{name}": str(getattr(NeighbourSettings(), name)) for name in CHOICES},
        "ease.fade": "0.5",
        "ease.ridge": "100",
        "popularity.half_life_days": "0",
    },
    "ease": {"ridge": "100"},
    "ials": {"factors": "24", "confidence": "10", "ridge": "0.05", "fade": "0.7"},
}
LEAST = {
    "popularity": 0.02,
    "knn": 0.9,
    "ease": 0.9,
    "ials": 0.6,
    "gru": 0.6,
    "transformer": 0.7,
    "blend": 0.9,
}
NOBODY = History(np.empty(0, np.int32), np.empty(0, np.int64), np.empty(0, np.float32))


@pytest.fixture(scope="module")
def fitted(rings: Interactions) -> dict[str, Made]:
    parts = split(rings, "leave-one-out")
    made = {}
    for kind in HOMES:
        made[kind] = make(kind, Making(parts.train, parts.choosing, parts.final, FAST.get(kind, {})))
    return made


each_kind = pytest.mark.parametrize("kind", sorted(HOMES))


@each_kind
def test_rings_are_learned(fitted: dict[str, Made], rings: Interactions, kind: str) -> None:
    cases = split(rings, "leave-one-out").judging
    worth = gains(rank(fitted[kind].recommender, cases).ranks).mean()
    assert worth > LEAST.get(kind, 0.9)
    assert fitted[kind].chosen_by > 0
    assert fitted[kind].cpu_seconds >= 0


@each_kind
def test_candidates_are_the_best_of_all_scores(
    fitted: dict[str, Made], rings: Interactions, kind: str
) -> None:
    model = fitted[kind].recommender
    history = rings.history(3).first(3)
    codes, worth = model.candidates(history, 5)
    scores = model.scores([history])[0]
    assert 0 < len(codes) <= 5
    assert np.allclose(scores[codes], worth, rtol=1e-3, atol=1e-4)
    assert (np.diff(worth) <= 1e-5).all()
    open_ = np.setdiff1d(np.arange(len(scores)), codes)
    assert scores[open_].max() <= worth[-1] + 1e-4 or kind == "blend"


@each_kind
def test_an_empty_history_has_candidates_only_by_popularity(fitted: dict[str, Made], kind: str) -> None:
    model = fitted[kind].recommender
    codes, _ = model.candidates(NOBODY, 5)
    assert len(codes) == (5 if kind == "popularity" else 0)
    assert model.scores([NOBODY]).shape == (1, len(model.items))
    assert np.isfinite(model.scores([NOBODY])).all()


@each_kind
def test_reasons_are_shares_of_what_the_customer_took_up(
    fitted: dict[str, Made], rings: Interactions, kind: str
) -> None:
    model = fitted[kind].recommender
    history = rings.history(5).first(4)
    code = int(model.candidates(history, 1)[0][0])
    reasons = model.reasons(history, code)
    assert reasons
    assert sum(each.share for each in reasons) <= 1 + 1e-6
    assert [each.share for each in reasons] == sorted((each.share for each in reasons), reverse=True)
    known = {model.items[each] for each in history.codes}
    assert all(each.garment in known for each in reasons if each.kind == "history")
    assert all(each.kind == "trending" for each in model.reasons(NOBODY, code))


@each_kind
def test_a_file_answers_as_memory_did(
    fitted: dict[str, Made], rings: Interactions, kind: str, tmp_path: Path
) -> None:
    model = fitted[kind].recommender
    histories = [rings.history(number).first(3) for number in range(8)]
    folder = write_recommender(tmp_path / kind, model, histories, name=kind, data="rings")
    again = open_recommender(folder)
    assert again.items == model.items
    assert again.name == kind
    assert np.allclose(again.scores(histories), model.scores(histories), rtol=1e-4, atol=1e-5)
    assert checked(folder).files == ("model.npz", "golden.npz")


def test_a_file_that_was_changed_or_is_another_is_refused(fitted: dict[str, Made], tmp_path: Path) -> None:
    folder = write_recommender(tmp_path / "m", fitted["popularity"].recommender, [], name="m", data="rings")
    model = folder / "model.npz"
    model.write_bytes(model.read_bytes()[:-3])
    with pytest.raises(ModisteError, match="MOD-1322"):
        open_recommender(folder)
    (folder / "golden.npz").write_bytes(b"nothing")
    with pytest.raises(ModisteError, match="MOD-1322"):
        checked(folder)


def test_unknown_kinds_settings_and_values_are_refused(rings: Interactions) -> None:
    parts = split(rings, "leave-one-out")

    def code(kind: str, **given: str) -> str:
        with pytest.raises(ModisteError) as refused:
            make(kind, Making(parts.train, parts.choosing, parts.final, given))
        return refused.value.code

    assert code("magic") == "MOD-2307"
    assert code("knn", charm="3") == "MOD-2306"
    assert code("knn", fade="much") == "MOD-2306"
    assert code("ease", most_items="3") == "MOD-2308"
    assert code("blend", parts="knn,magic") == "MOD-2307"


def test_what_is_asked_to_stop_stops(rings: Interactions) -> None:
    parts = split(rings, "leave-one-out")
    with pytest.raises(ModisteError, match="MOD-2018"):
        make("knn", Making(parts.train, parts.choosing, parts.final, should_stop=lambda: True))


def test_with_more_to_learn_from_in_the_end_the_settings_stay(rings: Interactions) -> None:
    parts = split(rings, "time")
    given = {
        "transformer.epochs": "3",
        "transformer.size": "16",
        "parts": "knn,transformer,popularity",
    }
    made = make("blend", Making(parts.train, parts.choosing, parts.final, given))
    assert made.settings["parts"] == "knn,transformer,popularity"
    assert made.recommender.parts[0].counts.sum() == len(parts.final)  # type: ignore[attr-defined]
