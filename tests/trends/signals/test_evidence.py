"""The items that moved a signal come first, in its own direction, and no other's count."""

from datetime import date, timedelta

import numpy as np

from modiste.trends.signals.evidence import evidence
from modiste.trends.signals.shares import observations, shares_of
from modiste.trends.signals.verdicts import judge

FIRST = date(2024, 1, 1)


def test_what_moved_it_comes_first() -> None:
    chance = np.random.default_rng(1)
    rows = []
    for week in range(104):
        monday = FIRST + timedelta(weeks=week)
        rows.append((monday, "sales", "colour", "red", "old", int(chance.poisson(20))))
        if week >= 80:
            rows.append((monday, "sales", "colour", "red", "new", int(chance.poisson(40))))
        rows.append((monday, "sales", "colour", "navy", "coat", int(chance.poisson(100))))
        rows.append((monday, "looks", "colour", "red", "other", 500))
    table = observations(rows)
    signals = {(each.key.source, each.key.value): each for each in judge(shares_of(table))}
    last = FIRST + timedelta(weeks=104)
    rising = signals["sales", "red"]
    assert rising.verdict == "rising"
    (found,) = evidence(table, [rising], last)
    assert found[0].item == "new"
    assert found[0].before == 0
    assert found[0].now > 800
    assert "other" not in {each.item for each in found}
    assert found[0].to_json()["change"] == found[0].now
    steady, again = evidence(table, [signals["looks", "red"], rising], last, most=1)
    assert [each.item for each in steady] == ["other"] and again == found[:1]
    assert evidence(table, [], last) == []
