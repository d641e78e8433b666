"""Outcomes: kept and read back alike, cells in their order, and bytes that are something else refused."""

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from modiste.learning import Outcomes


def made(n: int, ids: tuple[str, ...] | None = None, *, hashed: bool = False) -> Outcomes:
    chance = np.random.default_rng(n)
    return Outcomes(
        ids or tuple(f"photo {row}" for row in range(n)),
        chance.integers(0, 3, n),
        chance.integers(0, 3, n),
        chance.random(n).astype(np.float32).astype(np.float64),
        chance.integers(0, 255, (n, 32)).astype(np.uint8) if hashed else None,
    )


@given(st.lists(st.text(), min_size=1, max_size=20), st.booleans())
def test_what_was_kept_is_read_back_whatever_the_names(names: list[str], hashed: bool) -> None:
    before = made(len(names), tuple(names), hashed=hashed)
    after = Outcomes.from_bytes(before.to_bytes())
    assert after.ids == before.ids
    for name in ("targets", "predicted", "confidence"):
        assert getattr(after, name).tolist() == getattr(before, name).tolist()
    assert after.hashes_of(range(len(names))) == before.hashes_of(range(len(names)))


def test_cells_part_the_examples_and_are_ordered_by_confidence() -> None:
    outcomes = made(200)
    cells = {(t, p): outcomes.cell(t, p) for t in range(3) for p in range(3)}
    assert sorted(row for rows in cells.values() for row in rows) == list(range(200))
    for (true, predicted), rows in cells.items():
        sure = outcomes.confidence[rows].tolist()
        assert sure == sorted(sure, reverse=true != predicted)
    worst = outcomes.mistakes(7)
    assert len(worst) == 7
    assert (outcomes.targets[worst] != outcomes.predicted[worst]).all()


def test_an_unknown_file_has_no_hash() -> None:
    outcomes = made(3, hashed=True)
    assert outcomes.hashes is not None
    outcomes.hashes[1] = 0
    assert [len(each) for each in outcomes.hashes_of([0, 1, 2])] == [64, 0, 64]


def with_arrays(**arrays: object) -> bytes:
    file = io.BytesIO()
    np.savez(file, **arrays)  # type: ignore[arg-type]
    return file.getvalue()


NAMES = np.frombuffer(b'["a", "b"]', dtype=np.uint8)
TWO = np.zeros(2)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a zip",
        made(5).to_bytes()[:-40],
        with_arrays(ids=NAMES),
        with_arrays(ids=NAMES, targets=TWO, predicted=TWO, confidence=np.zeros(3)),
        with_arrays(ids=NAMES, targets=TWO, predicted=TWO, confidence=TWO, hashes=np.zeros((2, 3))),
        with_arrays(ids=np.frombuffer(b"[", dtype=np.uint8), targets=TWO, predicted=TWO, confidence=TWO),
        with_arrays(ids=np.array([{"a": 1}], dtype=object), targets=TWO, predicted=TWO, confidence=TWO),
    ],
    ids=["empty", "text", "cut", "missing", "counts", "hashes", "names", "pickled"],
)
def test_bytes_that_are_something_else_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Outcomes.from_bytes(data)
