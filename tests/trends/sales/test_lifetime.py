"""BG/NBD and gamma-gamma against the published fits on CDNOW, simulated truth, and what came after."""

from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from tests.trends.sales.tills import cdnow, day, lines

from modiste.garment import ModisteError
from modiste.trends.sales.lifetime import Histories, fit_frequency, fit_value, histories, worth
from modiste.trends.sales.log import SalesLog

CALIBRATED = datetime(1997, 9, 30)


def test_the_published_parameters_come_out_on_cdnow(modiste_data: Path) -> None:
    """Fader, Hardie, Lee (2005), table 2 (BG/NBD, 39 weeks); Fader, Hardie (2013), page 4 (gamma-gamma)."""
    known = histories(cdnow(modiste_data, CALIBRATED))
    assert (len(known.customers), int((known.repeats > 0).sum())) == (2357, 946)
    model = fit_frequency(known)
    assert (model.r, model.alpha, model.a, model.b) == pytest.approx((0.243, 4.414, 0.793, 2.426), abs=6e-4)
    assert model.log_likelihood == pytest.approx(-9582.4, abs=0.05)
    value = fit_value(known)
    assert (value.p, value.q, value.gamma) == pytest.approx((6.25, 3.74, 15.44), abs=6e-3)
    total, low, high = model.total(known, 39)
    later = cdnow(modiste_data, datetime(1998, 6, 30))
    bought = later.rows("""SELECT count(*) FROM (SELECT DISTINCT customer_id, "at"::DATE AS day FROM lines)
        WHERE day > DATE '1997-09-30'""")[0][0]
    # The model is known to fall short here: Christmas is in the second half. 12 % is what it misses.
    assert low < total < high
    assert abs(total - bought) / bought < 0.15
    alive = model.alive(known)
    assert 0 < alive.min() < 0.05 < alive.max() <= 1


@pytest.fixture(scope="module")
def simulated() -> tuple[Histories, np.ndarray]:
    """Customers by the model itself, and what each did in the 26 weeks after."""
    chance = np.random.default_rng(11)
    n, weeks, after = 4000, 52.0, 26.0
    rate, stop = chance.gamma(0.8, 1 / 6.0, n), chance.beta(0.9, 3.0, n)
    repeats, recency, later = np.zeros(n), np.zeros(n), np.zeros(n)
    for who in range(n):
        at = 0.0
        while True:
            at += chance.exponential(1 / max(rate[who], 1e-9))
            if at > weeks + after:
                break
            if at <= weeks:
                repeats[who] += 1
                recency[who] = at
            else:
                later[who] += 1
            if chance.random() < stop[who]:
                break
    names = tuple(str(who) for who in range(n))
    return Histories(names, repeats, recency, np.full(n, weeks), np.full(n, 30.0)), later


def test_what_is_expected_comes_to_pass_in_a_world_made_by_the_model(
    simulated: tuple[Histories, np.ndarray],
) -> None:
    known, later = simulated
    model = fit_frequency(known)
    assert (model.r, model.alpha) == pytest.approx((0.8, 6.0), rel=0.2)
    total, low, high = model.total(known, 26)
    assert low <= later.sum() <= high
    assert total == pytest.approx(later.sum(), rel=0.1)
    expected = model.expected(known, 26)
    top = np.argsort(-expected)[:400]
    assert expected[top].mean() == pytest.approx(later[top].mean(), rel=0.15)


def test_worth_is_purchases_times_their_value_and_later_ones_count_less() -> None:
    chance = np.random.default_rng(2)
    n = 800
    repeats = chance.poisson(2.0, n).astype(float)
    recency = np.where(repeats > 0, chance.uniform(5, 40, n), 0.0)
    mean = chance.gamma(60, 1.0, n) + chance.gamma(2, 10, n)
    known = Histories(
        tuple(map(str, range(n))), repeats, recency, np.full(n, 45.0), np.where(repeats > 0, mean, np.nan)
    )
    model, value = fit_frequency(known), fit_value(known)
    assert value.expected(known).mean() == pytest.approx(np.nanmean(known.value), rel=0.05)
    plain, later = worth(model, value, known, 52, 0.0), worth(model, value, known, 52, 0.3)
    assert plain == pytest.approx(model.expected(known, 52) * value.expected(known))
    assert np.all(later <= plain)
    assert later.sum() > 0.8 * plain.sum()
    assert set(model.to_json()) == {"r", "alpha", "a", "b", "log_likelihood"}
    assert value.to_json()["p"] == value.p
    with pytest.raises(ValueError, match="above -1"):
        worth(model, value, known, 52, -1.0)


def test_days_count_once_and_too_few_customers_are_refused() -> None:
    rows = [("o1", "a", "x", 0, 1, 5.0), ("o2", "a", "x", 0.4, 1, 5.0), ("o3", "a", "x", 14, 2, 5.0)]
    known = histories(SalesLog(day(21), {"lines": lines(rows)}))
    assert (known.repeats.tolist(), known.recency.tolist(), known.age.tolist()) == ([1.0], [2.0], [3.0])
    assert known.value.tolist() == [10.0]
    for fit in (fit_frequency, fit_value):
        with pytest.raises(ModisteError) as refused:
            fit(known)
        assert refused.value.code == "MOD-2433"
    with pytest.raises(ModisteError) as empty:
        histories(SalesLog(day(21), {}))
    assert empty.value.code == "MOD-2431"
