"""Examples are taken by index, split by class, and known by their hash."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modiste.garment import ModisteError
from modiste.learning import ArrayExamples, Subset, limited, split


def _examples(targets: list[int], classes: int) -> ArrayExamples:
    inputs = np.arange(len(targets), dtype=np.uint8).reshape(-1, 1, 1, 1)
    labels = tuple(f"class-{number}" for number in range(classes))
    return ArrayExamples(
        inputs, np.array(targets, dtype=np.int64), labels, [str(n) for n in range(len(targets))]
    )


@settings(max_examples=60, deadline=None)
@given(
    targets=st.lists(st.integers(0, 3), min_size=4, max_size=80),
    fraction=st.floats(0.05, 0.6),
    seed=st.integers(0, 9),
)
def test_a_split_is_whole_disjoint_stratified_and_repeatable(
    targets: list[int], fraction: float, seed: int
) -> None:
    examples = _examples(targets, 4)
    counts = np.bincount(targets, minlength=4)
    if (counts > 0).sum() < 2 or counts.max() < 2:
        with pytest.raises(ModisteError, match="MOD-1304"):
            split(examples, fraction, seed)
        return
    rest, held = split(examples, fraction, seed)
    assert sorted([*rest.ids, *held.ids], key=int) == list(examples.ids)
    for label in np.flatnonzero(counts >= 2):
        assert (rest.targets == label).sum() >= 1
        assert (held.targets == label).sum() >= 1
    assert list(split(examples, fraction, seed)[1].ids) == list(held.ids)


def test_a_split_of_nothing_keeps_everything() -> None:
    examples = _examples([0, 1, 0, 1], 2)
    rest, held = split(examples, 0.0, 0)
    assert len(rest) == 4
    assert len(held) == 0


def test_a_subset_takes_what_the_whole_would() -> None:
    examples = _examples([0, 1, 0, 1], 2)
    part = Subset(examples, np.array([3, 1]))
    assert part.take(np.array([0, 1])).ravel().tolist() == [3, 1]
    assert part.targets.tolist() == [1, 1]
    assert part.labels == examples.labels


def test_a_subset_asks_the_whole_for_its_ids_once() -> None:
    """Else a subset of a subset of 60,000 asks for ever."""

    class Asked(Subset):
        times = 0

        @property
        def ids(self) -> list[str]:
            Asked.times += 1
            return list(super().ids)

    whole = Asked(_examples([0, 1] * 50, 2), np.arange(100))
    assert Subset(whole, np.arange(99, -1, -1)).ids == [str(n) for n in range(99, -1, -1)]
    assert Asked.times == 1


def test_the_hash_changes_with_any_input_target_or_choice() -> None:
    examples = _examples([0, 1, 0, 1], 2)
    other_target = _examples([0, 1, 1, 1], 2)
    changed = examples.inputs.copy()
    changed[2] = 99
    other_input = ArrayExamples(changed, examples.targets, examples.labels, examples.ids)
    part = Subset(examples, np.array([0, 1]))
    hashes = {examples.hash, other_target.hash, other_input.hash, part.hash}
    assert len(hashes) == 4
    assert _examples([0, 1, 0, 1], 2).hash == examples.hash


def test_a_limit_draws_without_replacement_and_repeats() -> None:
    examples = _examples([0, 1] * 10, 2)
    few = limited(examples, 5, seed=3)
    assert len(set(few.ids)) == 5
    assert list(few.ids) == list(limited(examples, 5, seed=3).ids)
    assert limited(examples, None, 0) is examples


def test_arrays_that_do_not_belong_together_are_refused() -> None:
    with pytest.raises(ValueError, match="2 targets"):
        ArrayExamples(np.zeros((3, 1, 1, 1), np.uint8), np.zeros(2, np.int64), ("a",), ["1", "2", "3"])
    with pytest.raises(ValueError, match="targets must lie"):
        _examples([0, 5], 2)
