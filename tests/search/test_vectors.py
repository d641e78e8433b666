"""Vectors are found where they lie: quickly, exactly where it is asked for, whole after whatever happens."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modiste.garment import ModisteError
from modiste.search import Vectors
from modiste.search.kernels import compile_kernels, many_in_lists, nearest_in_lists, nearest_of_all, split
from modiste.search.vector_segment import LISTS_FROM, Planes, planes_of, segment_of

from .conftest import unit_rows

SIZE = 32


def filled(folder: Path, count: int, size: int = SIZE) -> tuple[Vectors, np.ndarray]:
    rows, vectors = unit_rows(count, size), Vectors(folder, size, "f" * 64)
    for start in range(0, count, 500):
        some = range(start, min(start + 500, count))
        vectors.update([f"row-{n}" for n in some], list(some), rows[start : start + 500], [], some[-1] + 1)
    return vectors, rows


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> tuple[Vectors, np.ndarray]:
    """Enough rows for lists, a part of them still in the journal."""
    vectors, rows = filled(tmp_path_factory.mktemp("large") / "index", LISTS_FROM + 1000)
    vectors.merge(least=1)
    more = unit_rows(300, SIZE, seed=9)
    numbers = range(len(rows), len(rows) + 300)
    vectors.update([f"row-{n}" for n in numbers], list(numbers), more, [], numbers[-1])
    return vectors, np.concatenate([rows, more])


def truth(rows: np.ndarray, asked: np.ndarray, k: int, allowed: np.ndarray | None = None) -> list[int]:
    cosines = rows @ asked
    if allowed is not None:
        cosines = np.where(allowed, cosines, -9)
    return np.argsort(-cosines, kind="stable")[:k].tolist()


def same_but_for_ties(rows: np.ndarray, asked: np.ndarray, one: list[int], other: list[int]) -> bool:
    return bool(np.allclose(rows[one] @ asked, rows[other] @ asked, atol=3e-5)) and len(one) == len(other)


def test_most_of_the_true_neighbours_are_found_by_lists(large: tuple[Vectors, np.ndarray]) -> None:
    vectors, rows = large
    asked = rows[:60] + 0.1 * np.random.default_rng(5).standard_normal((60, SIZE)).astype(np.float32)
    asked /= np.linalg.norm(asked, axis=1, keepdims=True)
    hits = [
        len(set(vectors.search(each, 10).numbers.tolist()) & set(truth(rows, each, 10))) for each in asked
    ]
    assert np.mean(hits) / 10 >= 0.95
    assert vectors.recall >= 0.95
    numbers, cosines = vectors.search_rows(rows[:3], 4)
    assert numbers[:, 0].tolist() == [0, 1, 2] and np.allclose(cosines[:, 0], 1, atol=1e-3)


@pytest.mark.parametrize("share", [0.001, 0.02, 0.3, 0.9, 1.0])
def test_filtered_search_is_brute_force(large: tuple[Vectors, np.ndarray], share: float) -> None:
    vectors, rows = large
    allowed = np.random.default_rng(3).random(len(rows)) < share
    for asked in unit_rows(12, SIZE, seed=6):
        found = vectors.search(asked, 10, allowed).numbers.tolist()
        assert allowed[found].all()
        wanted = truth(rows, asked, min(10, int(allowed.sum())), allowed)
        assert same_but_for_ties(rows, asked, found, wanted)


def test_exact_is_brute_force(large: tuple[Vectors, np.ndarray]) -> None:
    vectors, rows = large
    for asked in unit_rows(12, SIZE, seed=7):
        found = vectors.search(asked, 20, exact=True)
        assert same_but_for_ties(rows, asked, found.numbers.tolist(), truth(rows, asked, 20))
        assert np.allclose(found.cosines, rows[found.numbers] @ asked, atol=3e-5)
        assert found.keys == tuple(f"row-{number}" for number in found.numbers.tolist())


def test_nothing_is_allowed_and_nothing_is_there(tmp_path: Path, large: tuple[Vectors, np.ndarray]) -> None:
    vectors, rows = large
    assert len(vectors.search(rows[0], 5, np.zeros(len(rows), bool)).numbers) == 0
    assert len(vectors.search(rows[0], 5, np.zeros(0, bool)).numbers) == 0
    assert len(Vectors(tmp_path / "new", SIZE, "f").search(rows[0], 5).numbers) == 0


def test_a_new_row_is_found_at_once_also_by_another_reader(tmp_path: Path) -> None:
    vectors, rows = filled(tmp_path / "index", 50)
    reader = Vectors(tmp_path / "index", SIZE, "f" * 64)
    new = -rows[:1]
    vectors.update(["new"], [99], new, [], 51)
    assert vectors.search(new[0], 1).numbers.tolist() == [99]
    assert reader.search(new[0], 1).numbers.tolist() == [99]
    assert reader.cursor() == 51


@pytest.mark.parametrize("merged", [False, True])
def test_replacing_and_forgetting(tmp_path: Path, merged: bool) -> None:
    vectors, rows = filled(tmp_path / "index", 60)
    if merged:
        vectors.merge(least=1)
    vectors.update(["row-1"], [1], -rows[1:2], ["row-2", "nobody"], 61)
    for _ in range(2):
        assert vectors.count() == 59
        assert vectors.search(-rows[1], 1).numbers.tolist() == [1]
        assert 2 not in vectors.search(rows[2], 60).numbers.tolist()
        assert 2 not in vectors.numbers() and vectors.keys_of(2) == []
        assert np.allclose(vectors.vectors_of(["row-1", "row-2"])["row-1"], -rows[1], atol=1e-4)
        vectors.merge(least=1)


def test_pictures_of_one_garment_are_one_result(tmp_path: Path) -> None:
    vectors, rows = Vectors(tmp_path / "index", SIZE, "f"), unit_rows(200, SIZE, groups=1)
    vectors.update([f"p{n}" for n in range(200)], [n // 50 for n in range(200)], rows, [], 1)
    found = vectors.search(rows[0], 3)
    assert len(set(found.numbers.tolist())) == 3
    assert found.keys[0] == "p0"
    assert vectors.keys_of(0) == sorted(f"p{n}" for n in range(50))


def test_vectors_of_another_fingerprint_never_mix(tmp_path: Path) -> None:
    filled(tmp_path / "index", 20)
    other = Vectors(tmp_path / "index", SIZE, "another")
    assert (other.count(), other.cursor()) == (0, 0)


def test_a_damaged_segment_is_told_and_not_merged_on(tmp_path: Path) -> None:
    vectors, rows = filled(tmp_path / "index", 100)
    vectors.merge(least=1)
    path = next((tmp_path / "index").glob("segment-*"))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(ModisteError, match="MOD-1803"):
        Vectors(tmp_path / "index", SIZE, "f" * 64).search(rows[0], 1)


@pytest.mark.parametrize("bad", [np.full((1, SIZE), np.nan), np.zeros((1, SIZE + 1)), np.zeros((2, SIZE))])
def test_vectors_that_do_not_fit_are_refused(tmp_path: Path, bad: np.ndarray) -> None:
    vectors = Vectors(tmp_path / "index", SIZE, "f")
    with pytest.raises(ModisteError, match="MOD-1802"):
        vectors.update(["a"], [1], bad.astype(np.float32), [], 1)
    with pytest.raises(ModisteError, match="MOD-1802"):
        vectors.search(np.full(SIZE, np.inf, np.float32), 1)
    assert vectors.count() == 0


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 40), st.integers(1, 70), st.floats(1e-3, 1e3))
def test_planes_keep_sixteen_bits(count: int, size: int, scale: float) -> None:
    rows = (unit_rows(count, size, seed=count) * scale).astype(np.float32)
    planes = planes_of(rows, list(range(count)), [str(n) for n in range(count)])
    most = np.abs(rows).max(1, keepdims=True)
    assert (np.abs(planes.floats(slice(None)) - rows) <= most / 32_000).all()


def test_zero_vectors_do_no_harm(tmp_path: Path) -> None:
    vectors = Vectors(tmp_path / "index", SIZE, "f")
    vectors.update(["a", "b"], [1, 2], np.zeros((2, SIZE), np.float32), [], 1)
    assert sorted(vectors.search(np.zeros(SIZE, np.float32), 5).numbers.tolist()) == [1, 2]


def test_kernels_agree_with_numpy() -> None:
    compile_kernels()
    rows, asked = unit_rows(500, 24), unit_rows(4, 24, seed=2)
    planes, ones = split(rows), np.ones(500, np.uint8)
    scores, found = nearest_of_all(asked[0], planes, ones, 5)
    assert found.tolist() == truth(rows, asked[0], 5)
    assert np.allclose(scores, np.sort(rows @ asked[0])[::-1][:5], atol=1e-4)
    one_list = (np.ones((1, 24), np.float32), np.array([0, 500]))
    assert nearest_in_lists(asked[0], *one_list, planes, ones, 1, 5, 40)[1].tolist() == found.tolist()
    many = many_in_lists(asked, *one_list, planes, ones, 1, 600, 600)
    assert (many[1][0][:500] >= 0).all() and (many[1][0][500:] == -1).all()


def test_centres_serve_again_until_there_are_far_more_rows() -> None:
    rows = unit_rows(LISTS_FROM, 16)
    meta, arrays = segment_of(planes_of(rows, list(range(len(rows))), [str(n) for n in range(len(rows))]))
    assert meta["trained"] == len(rows)
    assert sorted(arrays["numbers"].tolist()) == list(range(len(rows)))
    assert arrays["starts"][-1] == len(rows) and (np.diff(arrays["starts"]) >= 0).all()
    planes = Planes(arrays["high"], arrays["low"], arrays["steps"], arrays["numbers"], ())
    assert np.allclose(planes.floats(slice(None)), rows[arrays["numbers"]], atol=1e-4)


def test_threads_may_search_while_one_writes_and_merges(
    tmp_path: Path, together: Callable[..., list[object]]
) -> None:
    vectors, rows = filled(tmp_path / "index", 300)

    def write() -> None:
        for number in range(300, 340):
            vectors.update([f"row-{number}"], [number], rows[number - 300 : number - 299], [], number)
            if number % 10 == 0:
                vectors.merge(least=1)

    def read() -> bool:
        return all(len(vectors.search(rows[n % 300], 5).numbers) == 5 for n in range(150))

    assert together(write, read, read)[1:] == [True, True]
    assert vectors.count() == 340
