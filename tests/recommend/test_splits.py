"""What each protocol asks for, and that nothing asked for may be known before."""

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.recommend import Interactions, split


def told(interactions: Interactions, cases: object) -> list[tuple[list[str], str]]:
    return [
        ([interactions.items[code] for code in history.codes], interactions.items[target])
        for history, target in zip(cases.histories, cases.targets.tolist(), strict=True)  # type: ignore[attr-defined]
    ]


def test_leave_one_out_asks_for_the_last_and_chooses_by_the_one_before() -> None:
    acts = Interactions.of(list("aaaabbccc"), list("xyzwxyxyx"))
    parts = split(acts, "leave-one-out")
    assert told(acts, parts.judging) == [(["x", "y", "z"], "w")]
    assert told(acts, parts.choosing) == [(["x", "y"], "z"), (["x"], "y")]
    assert [len(each) for each in parts.train.histories()] == [2, 2, 1]
    assert parts.final is parts.train
    assert parts.repeats == 1
    assert "1 cases" in str(parts.stated()["filter"])


def test_all_but_last_asks_the_same_and_learns_in_the_end_from_what_was_chosen_by() -> None:
    acts = Interactions.of(list("aaaabbccc"), list("xyzwxyxyx"))
    parts, strict = split(acts, "all-but-last"), split(acts, "leave-one-out")
    assert told(acts, parts.judging) == told(acts, strict.judging)
    assert told(acts, parts.choosing) == told(acts, strict.choosing)
    assert [len(each) for each in parts.train.histories()] == [2, 2, 1]
    assert [len(each) for each in parts.final.histories()] == [3, 2, 2]
    assert "all before the last" in str(parts.stated()["split"])


def test_one_cut_in_time_for_everybody_and_no_later_act_is_known(rings: Interactions) -> None:
    parts = split(rings, "time")
    cut = np.quantile(rings.at, 0.9)
    assert len(parts.judging) > 20
    assert all(int(each.at.max()) < cut for each in parts.judging.histories)
    assert int(parts.final.at.max()) < cut
    assert int(parts.train.at.max()) < np.quantile(rings.at, 0.8)
    assert len(parts.train) < len(parts.final) < len(rings)


def test_what_cannot_be_parted_is_refused() -> None:
    untimed = Interactions.of(list("aaabbb"), list("xyzxyz"))
    for acts, protocol, code in [
        (untimed, "time", "MOD-2305"),
        (untimed, "sideways", "MOD-2016"),
        (Interactions.of(list("ab"), list("xy")), "leave-one-out", "MOD-2304"),
        (Interactions.of(list("aaa"), list("xxx")), "leave-one-out", "MOD-2304"),
        (Interactions.of(list("ab"), list("xy"), [1, 2]), "time", "MOD-2304"),
    ]:
        with pytest.raises(ModisteError) as refused:
            split(acts, protocol)
        assert refused.value.code == code
