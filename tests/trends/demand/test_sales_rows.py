"""What is told of sales at an origin: the past, and of the future only what is known ahead."""

from dataclasses import replace

import numpy as np
from tests.trends.demand.drawn_panels import promoted

from modiste.trends.demand.sales_rows import SalesRows


def test_the_conditions_of_the_period_asked_of_are_told_and_its_sales_are_not() -> None:
    panel, _ = promoted(2)
    rows = SalesRows.of(panel, 8)
    series, origin, step = np.arange(6), np.full(6, panel.length - 1), np.full(6, 5)
    told = rows.of_rows(series, origin, step)
    cut = {name: values.copy() for name, values in panel.known.items()}
    for values in cut.values():
        values[:, panel.length + 4] = 2.0
    changed = SalesRows.of(replace(panel, known=cut), 8).of_rows(series, origin, step)
    assert told.shape == changed.shape
    assert not np.allclose(told, changed)
    assert np.allclose(told[:, 0], rows.logs[:, -13:].mean(1))


def test_fractions_and_counts_are_both_measured_in_a_fitting_unit() -> None:
    panel, _ = promoted(2)
    counts, shares = SalesRows.of(panel, 8), SalesRows.of(replace(panel, y=panel.y / 1e5 + 1e-9), 8)
    assert counts.unit[0, 0] == 1
    assert 0 < shares.unit[0, 0] < 1e-4
