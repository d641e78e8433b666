"""What rises in a shop, with the garments and articles that show it; nothing after the moment counts."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from modiste.garment import ModisteError
from modiste.workspace import Shop, open_shop
from modiste.workspace.flows.trend_signals import observed_in, shop_trends

from .small_trends import END, START, rise_in


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with open_shop(tmp_path_factory.mktemp("trends") / "shop") as opened:
        yield rise_in(opened)


def test_what_rises_is_told_with_what_shows_it(shop: Shop) -> None:
    told = shop_trends(shop, END)
    assert told["synthetic"]
    assert told["weeks"] == 104
    found = {(each["source"], each["attribute"], each["value"]): each for each in told["items"]}
    for source in ("sales", "looks", "press"):
        assert found[source, "colour", "red"]["verdict"] == "rising", source
    assert found["sales", "colour", "navy"]["verdict"] == "fading"
    assert found["sales", "print", "stripe"]["verdict"] == "fading"
    assert found["sales", "fabric", "jersey"]["verdict"] == "steady"  # all of it, always
    sold = found["sales", "colour", "red"]
    assert sold["evidence"][0]["kind"] == "garment"
    assert sold["evidence"][0]["item"] == "tee"
    assert sold["evidence"][0]["now"] > sold["evidence"][0]["before"]
    assert found["press", "colour", "red"]["evidence"][0]["item"].startswith("https://magazine.example/")
    assert sold["source_name"]["zh"] == "销售"
    assert len(sold["series"]) == 104
    assert sum(told["counts"].values()) == len(told["items"])


def test_nothing_after_the_moment_counts(shop: Shop) -> None:
    before = START + timedelta(weeks=60)
    assert max(observed_in(shop, before)["week"].to_pylist()) <= before.date()
    assert shop_trends(shop, before)["counts"]["rising"] == 0


def test_one_attribute_of_one_source(shop: Shop) -> None:
    told = shop_trends(shop, END, sources=("sales",), attribute="print")
    assert {(each["source"], each["attribute"]) for each in told["items"]} == {("sales", "print")}


def test_too_little_is_refused(shop: Shop) -> None:
    with pytest.raises(ModisteError) as refused:
        shop_trends(shop, START + timedelta(days=1))
    assert refused.value.code == "MOD-2435"
