"""What stands out: three models on tables with a known answer, and on shops with planted frauds."""

from collections import Counter

import numpy as np
import pytest

from modiste.passport import (
    ITEM_FEATURES,
    MODELS,
    SUPPLIER_FEATURES,
    Cause,
    ItemRecord,
    PlantedShop,
    Scan,
    SupplierLot,
    SupplierRecord,
    cause_words,
    item_table,
    planted_shop,
    scores,
    supplier_table,
    suspicions,
)
from modiste.passport.scans.outliers import LEAST, standardised, tails
from modiste.passport.scans.velocity import DAY, HOUR

each_model = pytest.mark.parametrize("name", sorted(MODELS))


@pytest.fixture(scope="module")
def shop() -> PlantedShop:
    return planted_shop(7)


@pytest.fixture(scope="module")
def tables(shop: PlantedShop) -> dict[str, np.ndarray]:
    return {"items": item_table(shop.items), "suppliers": supplier_table(shop.suppliers)}


def plain() -> np.ndarray:
    table = np.random.default_rng(3).normal(0, 1, (80, 4))
    table[17] = (0, 12, 12, 12)
    return table


@each_model
def test_what_is_far_off_is_found_and_its_features_are_named(name: str) -> None:
    table = plain()
    parts = MODELS[name](table)
    assert parts.shape == table.shape
    assert (parts >= 0).all()
    assert int(np.argmax(scores(parts))) == 17
    assert set(np.argsort(-parts[17])[:3].tolist()) == {1, 2, 3}


@each_model
def test_a_table_of_equal_rows_has_no_outlier(name: str) -> None:
    found = scores(MODELS[name](np.ones((50, 3))))
    assert np.isfinite(found).all()
    assert np.allclose(found, 0, atol=1e-6)


@each_model
def test_the_same_table_gives_the_same_scores(name: str) -> None:
    assert (MODELS[name](plain()) == MODELS[name](plain())).all()


def test_tails_are_shares_of_what_is_as_large() -> None:
    column = np.arange(1.0, 11.0)[:, None]
    found = tails(column)[:, 0]
    assert found[-1] == pytest.approx(np.log(10))
    assert found[-2] == pytest.approx(np.log(5))
    assert (found[:6] == 0).all()


def test_a_column_of_rare_counts_is_measured_by_the_whole() -> None:
    table = np.zeros((100, 1))
    table[3] = 2.0
    assert 10 < standardised(table)[3, 0] <= 50


def test_few_have_no_peers() -> None:
    names = [str(each) for each in range(LEAST - 1)]
    table = np.zeros((len(names), len(ITEM_FEATURES)))
    table[0] = 100
    assert suspicions(names, ITEM_FEATURES, table, "items") == []


def test_planted_frauds_stand_out_with_their_reasons(
    shop: PlantedShop, tables: dict[str, np.ndarray]
) -> None:
    expected = {
        "cloned": "elsewhere",
        "guessed": "failures",
        "destroyed": "after_end",
        "parallel": "batch_elsewhere",
    }
    found = suspicions([each.name for each in shop.items], ITEM_FEATURES, tables["items"], "items", most=4)
    hits = [each for each in found if each.name in shop.frauds]
    assert len(hits) / len(found) > 0.5
    assert len(hits) / sum(each.name in shop.frauds for each in shop.items) > 0.5
    for kind, feature in expected.items():
        named = [each for each in hits if shop.frauds[each.name] == kind]
        assert any(feature in [why.feature for why in each.why] for each in named), kind
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)


def test_suppliers_that_cheat_stand_out(shop: PlantedShop, tables: dict[str, np.ndarray]) -> None:
    names = [each.name for each in shop.suppliers]
    found = suspicions(names, SUPPLIER_FEATURES, tables["suppliers"], "suppliers")
    kinds = Counter(shop.frauds.get(each.name, "honest") for each in found)
    assert kinds["recycled"] + kinds["backdated"] >= 3
    assert kinds["honest"] <= 2


def test_a_simulation_is_the_same_again_and_says_what_it_is(shop: PlantedShop) -> None:
    assert planted_shop(7) == shop
    assert planted_shop(8) != shop
    names = [*(each.name for each in shop.items), *(each.name for each in shop.suppliers)]
    assert all("(simulated)" in each for each in names)
    assert set(shop.frauds.values()) == {
        *("cloned", "parallel", "guessed", "destroyed"),
        *("uncertified", "recycled", "backdated"),
    }


def item_row(**said: object) -> dict[str, float]:
    record = ItemRecord("it", **said)  # type: ignore[arg-type] # the record's own fields
    return dict(zip(ITEM_FEATURES, item_table([record])[0], strict=True))


def test_an_item_that_nobody_scanned_is_all_zero() -> None:
    assert set(item_row().values()) == {0.0}


def test_features_of_items_say_what_they_are_called() -> None:
    home, away = Scan(10 * DAY, "a", "DE", (53, 13)), Scan(10 * DAY + HOUR, "b", "JP", (36, 140))
    row = item_row(market="DE", scans=(home, away), failures=3, due_at=12 * DAY, ended_at=10 * DAY + 1)
    assert row["places"] == pytest.approx(np.log(2))
    assert row["elsewhere"] == pytest.approx(0.5 * np.log(3))
    assert row["failures"] == pytest.approx(np.log(4))
    assert row["early"] == pytest.approx(np.log(3))
    assert row["after_end"] == pytest.approx(np.log(2))
    assert row["speed"] > np.log1p(80)


def test_features_of_suppliers_say_what_they_are_called() -> None:
    lots = tuple(
        SupplierLot(at * DAY, 90 * DAY, 100.0, 90.0, f"mill {at % 4}", ("one",), at % 2 == 0, at > 9)
        for at in range(40)
    )
    others = tuple(SupplierLot(at * DAY, at * DAY + HOUR, 101.3, 91.2, "mill") for at in range(40))
    both = [SupplierRecord("a", "spinning", lots), SupplierRecord("b", "spinning", others)]
    row = dict(zip(SUPPLIER_FEATURES, supplier_table(both)[0], strict=True))
    assert row["reuse"] == pytest.approx(np.log(4))
    assert row["expired"] == 0.5
    assert row["round"] == 1.0
    assert row["missing"] == 0.25
    assert row["late"] > np.log1p(80 * 24)
    assert row["batched"] == pytest.approx(39 / 40)
    assert supplier_table([SupplierRecord("none")]).tolist() == [[0.0] * len(SUPPLIER_FEATURES)]


@pytest.mark.parametrize("feature", [*ITEM_FEATURES, *SUPPLIER_FEATURES])
def test_every_feature_has_words_in_two_languages(feature: str) -> None:
    cause = Cause(feature, 0.5, 1.0, 0.0)
    assert cause_words(cause).isascii()
    assert not cause_words(cause, "zh").isascii()
