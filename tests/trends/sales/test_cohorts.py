"""Triangles: who first bought when, and bought again; a period that goes on is left open."""

from datetime import datetime

import numpy as np
import pytest
from tests.trends.sales.tills import day, lines

from modiste.garment import ModisteError
from modiste.trends.sales.cohorts import cohorts
from modiste.trends.sales.log import SalesLog

ROWS = [
    ("o1", "ann", "x", 0, 1, 10.0),  # January
    ("o2", "bob", "x", 5, 1, 20.0),
    ("o3", "ann", "x", 30, 1, 30.0),  # February
    ("o4", "eve", "x", 31, 1, 40.0),
    ("o5", "eve", "x", 60, 1, 50.0),  # March
    ("o6", None, "x", 60, 1, 99.0),
]


def test_months_of_first_orders_and_what_followed() -> None:
    found = cohorts(SalesLog(datetime(2026, 4, 1), {"lines": lines(ROWS)}))
    assert found.starts == ("2026-01-01", "2026-02-01")
    assert found.sizes.tolist() == [2, 1]
    np.testing.assert_array_equal(found.active, [[2, 1, 0], [1, 1, np.nan]])
    np.testing.assert_array_equal(found.value, [[30, 30, 0], [40, 50, np.nan]])
    np.testing.assert_allclose(found.retention()[0], [1, 0.5, 0])
    np.testing.assert_allclose(found.overall(), [1, 2 / 3, 0])
    assert found.to_json()["cohorts"][1]["active"] == [1.0, 1.0, None]


def test_the_month_that_goes_on_is_open() -> None:
    found = cohorts(SalesLog(day(60), {"lines": lines(ROWS)}))  # 6 March
    np.testing.assert_array_equal(found.active, [[2, 1], [1, np.nan]])


def test_weeks_and_what_is_refused() -> None:
    log = SalesLog(datetime(2026, 4, 1), {"lines": lines(ROWS)})
    assert cohorts(log, "week", most=3).active.shape == (2, 4)
    with pytest.raises(ModisteError) as refused:
        cohorts(log, "day; DROP")  # type: ignore[arg-type]
    assert refused.value.code == "MOD-2432"
    with pytest.raises(ModisteError) as empty:
        cohorts(SalesLog(day(1), {}))
    assert empty.value.code == "MOD-2431"
