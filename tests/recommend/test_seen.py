"""What a model learned from is remembered as hashes: whole, or as a sample that nothing has drawn."""

from pathlib import Path

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.recommend.seen import FILE, Seen, hashes_of, read_seen, row_words, unseen

ROWS = [row_words("ann", f"g-{k}", 0) for k in range(2000)]


def test_all_rows_are_remembered_and_no_other() -> None:
    seen = Seen.of(ROWS[:1000])
    fresh = seen.fresh(ROWS)
    assert not fresh[:1000].any()
    assert fresh[1000:].all()


def test_of_many_rows_a_sample_answers_and_the_rest_is_not_claimed_to_be_fresh() -> None:
    seen = Seen.of(ROWS[:1000], most=200)
    fresh = seen.fresh(ROWS)
    assert not seen.is_whole
    assert not fresh[:1000].any()
    assert 130 < fresh[1000:].sum() < 270  # a fifth of those that are fresh
    assert (hashes_of(ROWS)[fresh] <= seen.hashes[-1]).all()


def test_it_is_kept_beside_a_model(tmp_path: Path) -> None:
    assert read_seen(tmp_path) is None
    (tmp_path / FILE).write_bytes(Seen.of(ROWS, "time", 77).to_bytes())
    again = read_seen(tmp_path)
    assert again is not None
    assert (again.held, again.until, again.is_whole, len(again.hashes)) == ("time", 77, True, 2000)
    (tmp_path / FILE).write_bytes(b"none")
    with pytest.raises(ModisteError, match="MOD-1320"):
        read_seen(tmp_path)


def test_what_may_be_judged_is_stated() -> None:
    seen = Seen.of(ROWS[:1000], "time", until=50)
    found = unseen(seen, ROWS[900:1100], since=40)
    np.testing.assert_array_equal(found.keep, np.arange(100, 200))
    assert found.stated["knows_later_rows"] is True
    assert "100 of the 200" in found.stated["unseen"]
    assert unseen(None, ROWS[:5]).stated["unseen"].startswith("not known")
    with pytest.raises(ModisteError, match="MOD-2310"):
        unseen(seen, ROWS[:1000], what="the file")
