"""Counts made shares: nothing is lost, the week that goes on is not counted, totals hold what is too rare."""

from datetime import date

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.trends.signals.shares import Key, observations, shares_of

MONDAYS = [date(2026, 1, 5), date(2026, 1, 12), date(2026, 1, 19), date(2026, 1, 26)]
ROWS = [
    (MONDAYS[0], "sales", "colour", "red", "tee", 3),
    (MONDAYS[0], "sales", "colour", "navy", "coat", 1),
    (MONDAYS[2], "sales", "colour", "red", "tee", 2),
    (MONDAYS[2], "sales", "colour", "red", "dress", 2),
    (MONDAYS[2], "looks", "colour", "red", "tee", 50),
    (MONDAYS[3], "sales", "colour", "navy", "coat", 9),
]


def test_shares_are_of_their_attribute_and_source() -> None:
    made = shares_of(observations(ROWS), np.datetime64(MONDAYS[3]), least=2)
    assert made.keys == (Key("looks", "colour", "red"), Key("sales", "colour", "red"))
    assert made.dates.astype(str).tolist() == [each.isoformat() for each in MONDAYS[:3]]
    np.testing.assert_array_equal(made.counts[1], [3, 0, 4])
    np.testing.assert_array_equal(made.totals[1], [4, 0, 4])  # navy is too rare to be judged, and counts
    np.testing.assert_array_equal(made.shares()[1], [0.75, np.nan, 1])
    panel = made.panel()
    assert panel.ids[1] == "sales: colour=red"
    assert panel.static["source"] == ("looks", "sales")
    assert panel.length == 3


def test_what_is_never_seen_is_refused() -> None:
    for rows, least in (([], 1), (ROWS, 1000)):
        with pytest.raises(ModisteError) as refused:
            shares_of(observations(rows), least=least)
        assert refused.value.code == "MOD-2435"
