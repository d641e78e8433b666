"""A shop's orders and returns as wearings, and the size model that follows them."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from tests.workspace.flows.small_trade import RUNS_SMALL, SIZES, trade_in

from modiste.garment import ModisteError, Return
from modiste.workspace import Shop, open_shop
from modiste.workspace.flows.wearings import (
    FOLDER,
    MODEL,
    OUTCOMES,
    measures_of,
    outcome_of,
    shop_sizes,
    shop_wearings,
    size_number,
    sizes_made,
)


@pytest.fixture(scope="module")
def _sold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sold") / "shop"
    with open_shop(root) as shop:
        shop_sizes(trade_in(shop))
    return root


@pytest.fixture
def sold(_sold: Path, tmp_path: Path) -> Iterator[Shop]:
    with open_shop(shutil.copytree(_sold, tmp_path / "shop"), create=False) as shop:
        yield shop


def test_lines_are_told_by_what_became_of_them(sold: Shop) -> None:
    rows = shop_wearings(sold)
    assert rows.labels == OUTCOMES
    assert 500 < len(rows) < 700  # the newest had no time to come back
    assert set(rows.outcomes.tolist()) == {0, 1, 2, 3}
    small = rows.outcomes[(rows.garments == RUNS_SMALL)] == 1
    others = rows.outcomes[(rows.garments != RUNS_SMALL)] == 1
    assert small.mean() > others.mean() + 0.2
    assert np.isfinite(rows.body["waist"]).any()


def test_measures_are_used_of_those_alone_who_agreed(sold: Shop) -> None:
    found = measures_of(sold, [f"customer-{k}" for k in range(8)])
    assert set(found) == {"customer-1", "customer-3", "customer-5", "customer-7"}
    assert set(found["customer-1"]) == {"height", "chest", "waist", "hip"}


def test_reasons_in_both_languages() -> None:
    assert [outcome_of(each) for each in ("Too Small", "偏大", "颜色不喜欢", "runs short")] == [
        "small",
        "large",
        "other",
        "small",
    ]


def test_sizes_lie_on_one_scale(sold: Shop) -> None:
    assert sizes_made(sold, RUNS_SMALL) == list(SIZES)
    assert size_number("38", "women") < size_number("40", "women")
    assert size_number("S") < size_number("L")
    assert size_number("one size") == size_number("M")


def test_the_oracle_knows_the_garment_that_runs_small(sold: Shop) -> None:
    oracle = shop_sizes(sold, learn=False)
    some = [f"garment-{k}" for k in range(8)]
    small = {each: float(oracle.outcomes("", each, ["40"])[0][0, 1]) for each in some}
    assert max(small, key=lambda each: small[each]) == RUNS_SMALL
    assert oracle.outcomes("customer-1", RUNS_SMALL, SIZES)[0].sum(1) == pytest.approx(np.ones(5), abs=1e-5)


def test_the_model_follows_the_rows_and_is_kept(sold: Shop) -> None:
    path = sold.root / FOLDER / MODEL
    before = path.stat().st_mtime_ns
    shop_sizes(sold)
    assert path.stat().st_mtime_ns == before
    sold.store.rows.put(
        [Return(id="late", order_line_id="line-0001", quantity=1, at=datetime.now(UTC), reason="too small")]
    )
    shop_sizes(sold, learn=False)  # an older one answers where none is to be learned
    assert path.stat().st_mtime_ns == before
    with pytest.raises(ModisteError) as error:
        shop_sizes(sold, should_stop=lambda: True)
    assert error.value.code == "MOD-2018"


def test_a_shop_without_trade_has_no_model(shop: Shop) -> None:
    with pytest.raises(ModisteError) as error:
        shop_sizes(shop, learn=False)
    assert error.value.code == "MOD-2358"
    with pytest.raises(ModisteError) as error:
        shop_sizes(shop)
    assert error.value.code == "MOD-2351"


def test_who_is_erased_is_in_no_model_made_afterwards(sold: Shop) -> None:
    assert shop_sizes(sold, learn=False).model.knows("customer-1", RUNS_SMALL)[0] > 0
    sold.people.erase("customer-1")
    assert shop_sizes(sold).model.knows("customer-1", RUNS_SMALL)[0] == 0
