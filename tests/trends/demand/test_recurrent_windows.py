"""What a network sees: nothing after an origin, and answers that become values again."""

import numpy as np
from tests.trends.demand.drawn_panels import promoted, seasonal

from modiste.trends import Panel
from modiste.trends.demand.recurrent_windows import SalesView, SeasonView, View
from modiste.trends.demand.sales_rows import SalesRows
from modiste.trends.demand.seasonal import rows_of


def views(panel: Panel, horizon: int) -> tuple[View, View]:
    return (
        SeasonView.of(rows_of(panel, horizon), panel.length, horizon, 0),
        SalesView(SalesRows.of(panel, horizon)),
    )


def test_what_came_is_told_in_the_units_of_answers_and_only_where_it_is_known() -> None:
    panel, _ = seasonal(4, 60)
    every, last = np.arange(4), np.full(4, 40)
    for view in views(panel, 12):
        came, weight = view.came(every, last, np.full(4, 7))
        values = view.values(came[:, None, None], every, last)[:, 0, 0]
        assert np.allclose(values, panel.y[:, 47]) and (weight > 0).all()
        came, weight = view.came(every, last, np.full(4, 20))
        assert not came.any() and not weight.any()


def test_a_past_holds_nothing_after_its_origin() -> None:
    panel, _ = seasonal(4, 60)
    y = panel.y.copy()
    y[:, 50:] *= 7
    moved = Panel(panel.ids, panel.dates, y, panel.step, panel.season)
    every, last = np.arange(4), np.full(4, 45)
    before, after = views(panel, 12)[0], views(moved, 12)[0]
    assert np.array_equal(before.past(every, last), after.past(every, last))
    assert before.past(every, last).shape == (4, 24, 3)
    given, _ = before.steps(every, last, np.full(4, 3))
    assert np.allclose(given[:, :6], after.steps(every, last, np.full(4, 3))[0][:, :6])


def test_an_answer_of_sales_starts_where_the_conditions_say() -> None:
    panel, _ = promoted(4)
    view = SalesView(SalesRows.of(panel, 8))
    own = panel.known["price1"][0]
    cut, usual = own[:70] < own.max(), own[:70] == own.max()
    every = np.zeros(70, int)
    start = view.rows.plainly(every, np.arange(70) - 1, np.ones(70, int))
    assert start[cut][5:].mean() > start[usual][5:].mean() + 0.5
    assert view.past(np.arange(4), np.full(4, 69)).shape == (4, 26, 3)
