"""Many series at once: those called are right nine times in ten, and most of what moves is called."""

import numpy as np
import pytest
from tests.trends.signals.worlds import world

from modiste.garment import ModisteError
from modiste.trends.signals.growth import grown
from modiste.trends.signals.shares import Key, Shares
from modiste.trends.signals.verdicts import called, judge, q_values


def test_false_alarms_are_few_and_most_of_what_moves_is_called() -> None:
    false, recalled = [], []
    for seed in range(6):
        trend, counts, totals = world(seed)
        growths = [grown(count, total) for count, total in zip(counts, totals, strict=True)]
        known = [each for each in growths if each is not None]
        assert len(known) == len(trend)
        q = q_values([each.p for each in known])
        words = {"rising": 1, "fading": -1, "steady": 0}
        calls = np.array([words[called(each, its)] for each, its in zip(known, q, strict=True)])
        wrong = (calls != 0) & (calls != np.sign(trend))
        false.append(wrong.sum() / max(1, (calls != 0).sum()))
        recalled.append((calls == np.sign(trend))[trend != 0].mean())
    assert np.mean(false) <= 0.1
    assert np.mean(recalled) >= 0.55


def test_signals_come_with_all_that_is_known_of_them() -> None:
    trend, counts, totals = world(1, moved=2, still=4, total=2000)
    keys = tuple(Key("sales", "colour", f"colour-{row}") for row in range(len(trend)))
    dates = np.datetime64("2024-01-01") + 7 * np.arange(104)
    found = judge(Shares(keys, dates, counts, totals))
    told = {each.key.value: each for each in found}
    calls = [told[f"colour-{row}"].verdict for row in range(8)]
    assert set(calls[:2]) <= {"rising", "steady"}
    assert set(calls[2:4]) <= {"fading", "steady"}
    assert calls[:4].count("steady") <= 1
    assert set(calls[4:]) == {"steady"}
    plain = found[0].to_json()
    assert plain["is_year_on_year"]
    assert plain["growth_ci95"][0] < plain["growth"] < plain["growth_ci95"][1]
    assert plain["zh"] in ("上升", "下降")
    assert [each.verdict == "steady" for each in found] == sorted(each.verdict == "steady" for each in found)


def test_too_short_a_history_is_refused() -> None:
    dates = np.datetime64("2024-01-01") + 7 * np.arange(10)
    with pytest.raises(ModisteError) as refused:
        judge(Shares((Key("a", "b", "c"),), dates, np.ones((1, 10)), np.ones((1, 10))))
    assert refused.value.code == "MOD-2435"
