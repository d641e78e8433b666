"""By what a shop's trends are kept: moment, window, the shop's state; several who ask get one."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from modiste.garment import Interaction, ModisteError
from modiste.store import log_records
from modiste.workspace import Shop, open_shop
from modiste.workspace.flows import kept_trends
from modiste.workspace.flows.kept_trends import KEPT, ShopTrends, trend_mark

from .small_trends import END, rise_in


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with open_shop(tmp_path_factory.mktemp("kept") / "shop") as opened:
        yield rise_in(opened)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The moments for which a shop was judged, or its sales told."""
    asked: list[object] = []
    for name in ("judged", "tell_sales"):
        whole = getattr(kept_trends, name)

        def noted(*given: object, whole: object = whole, **more: object) -> object:
            asked.append(given[1:])
            return whole(*given, **more)  # type: ignore[operator] # what it stands for

        monkeypatch.setattr(kept_trends, name, noted)
    return asked


def test_several_at_once_are_answered_from_one_judgement(shop: Shop, made: list[object]) -> None:
    trends = ShopTrends(shop)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: trends.rows(END), range(4)))
    assert made == [(END,)]
    assert all(rows == found[0] for rows in found)
    assert found[0] == sorted(found[0], key=trend_mark)


def test_another_moment_is_judged_anew_and_a_filter_is_not(shop: Shop, made: list[object]) -> None:
    trends, earlier = ShopTrends(shop), END - timedelta(weeks=2)
    assert trends.rows(END, attribute="colour", verdict="rising")
    assert trends.state(END)["counts"]["rising"] == len(trends.rows(END, verdict="rising"))
    assert trends.state(earlier)["weeks"] == 102
    assert made == [(END,), (earlier,)]


def test_what_is_logged_makes_sales_and_trends_anew(shop: Shop, made: list[object]) -> None:
    trends = ShopTrends(shop)
    for _ in range(2):
        trends.sales("sell-through", END, by="garment_id")
    assert made == [("sell-through", END)]
    log_records(shop.store.events, [Interaction(id="late", garment_id="tee", kind="view_item", at=END)])
    trends.sales("sell-through", END, by="garment_id")
    trends.sales("sell-through", END, by="category")
    assert len(made) == 3


def test_only_so_much_is_kept_and_a_refusal_is_not(shop: Shop, made: list[object]) -> None:
    trends = ShopTrends(shop)
    early = END - timedelta(weeks=103)
    for _ in range(2):
        with pytest.raises(ModisteError) as refused:
            trends.rows(early)
        assert refused.value.code == "MOD-2435"
    assert made == [(early,), (early,)]
    for least in range(1, KEPT + 2):
        trends.sales("baskets", early + timedelta(weeks=60), least=least)
    made.clear()
    trends.sales("baskets", early + timedelta(weeks=60), least=1)
    trends.sales("baskets", early + timedelta(weeks=60), least=KEPT + 1)
    assert len(made) == 1


def test_a_value_that_is_not_followed_is_nothing(shop: Shop) -> None:
    with pytest.raises(ModisteError) as refused:
        ShopTrends(shop).value("colour", "gloom", END)
    assert refused.value.code == "MOD-1103"
