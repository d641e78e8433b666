"""Pairs by hand; one act changes the next answer; a bot and a garment of all clicks do no harm."""

import numpy as np
import pytest

from modiste.recommend import (
    History,
    Interactions,
    Neighbours,
    NeighbourSettings,
    Popularity,
    PopularitySettings,
)
from modiste.recommend.neighbours import pairs_of

PLAIN = NeighbourSettings(decay=0.5, backward=0.25, length_power=0.0, reach=2)


def history(acts: Interactions, *items: str) -> History:
    codes = np.array([acts.items.index(item) for item in items], np.int32)
    return History(codes, np.zeros(len(codes), np.int64), np.ones(len(codes), np.float32))


def test_pairs_fade_with_distance_and_count_less_backwards() -> None:
    acts = Interactions.of(list("aaaa"), list("wxyz"))
    pairs = pairs_of(acts, PLAIN).toarray()
    assert pairs[0].tolist() == [0, 1, 0.5, 0]
    assert pairs[1].tolist() == [0.25, 0, 1, 0.5]
    assert pairs[3].tolist() == [0, 0.125, 0.25, 0]


def test_an_act_changes_the_next_answer_as_if_it_had_been_counted() -> None:
    acts = Interactions.of(list("aabb"), list("xyxz"))
    model = Neighbours.fit(acts, NeighbourSettings(length_power=0.0, smoothing=1.0))
    new = history(acts, "y")
    before = model.scores([new])[0][acts.items.index("z")]
    model.update(new, acts.items.index("z"))
    after = model.scores([new])[0][acts.items.index("z")]
    counted = Neighbours.fit(Interactions.of(list("aabbcc"), list("xyxzyz")), model.settings)
    assert before == 0 < after
    many = [new] * 20  # beyond a few histories another way is taken
    assert np.allclose(model.scores(many)[0], model.scores([new])[0])
    row = acts.items.index("y"), acts.items.index("z")
    assert model._current()[row] == pytest.approx(counted.pairs[row])
    assert model.reasons(new, row[1])[0].garment == "y"
    model.update(new, acts.items.index("y"))
    assert model._current()[row[0], row[0]] == 0


def test_a_bot_and_repeats_do_no_harm() -> None:
    people = [(f"c{n}", item) for n in range(30) for item in ("x", "y")]
    bot = [("bot", ("q", "r")[n % 2]) for n in range(5000)] + [("bot2", "q")] * 5000
    acts = Interactions.of([who for who, _ in people + bot], [what for _, what in people + bot])
    model = Neighbours.fit(acts)
    best, _ = model.candidates(history(acts, "x"), 3)
    assert acts.items[best[0]] == "y"
    assert model.pairs.diagonal().sum() == 0
    assert model.pairs.max() < 3000
    worth = Popularity.fit(acts).worth
    assert worth[acts.items.index("q")] == 2
    assert worth[acts.items.index("x")] == 30


def test_only_the_strongest_neighbours_are_kept() -> None:
    chance = np.random.default_rng(0)
    people = np.repeat(np.arange(100), 8)
    acts = Interactions.of(people.astype(str).tolist(), chance.integers(0, 50, 800).astype(str).tolist())
    model = Neighbours.fit(acts, NeighbourSettings(most_neighbours=5))
    assert np.diff(model.pairs.indptr).max() == 5
    assert model.candidates(model_history := acts.history(0), 100)[0].size <= 5 * len(model_history)


def test_popularity_fades_with_time_and_says_its_place() -> None:
    day = 86_400
    acts = Interactions.of(["a", "b", "c"], ["x", "x", "y"], [0, 0, 100 * day])
    assert Popularity.fit(acts).candidates(acts.history(0), 1)[0].tolist() == [0]
    of_late = Popularity.fit(acts, PopularitySettings(half_life_days=7.0))
    assert of_late.candidates(acts.history(0), 1)[0].tolist() == [1]
    assert of_late.reasons(acts.history(0), 1)[0].facts == {"place": 1}
    of_late.update(acts.history(0), 0, 5.0)
    assert of_late.candidates(acts.history(0), 1)[0].tolist() == [0]
