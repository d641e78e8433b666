"""What rises in a shop, with the garments and articles that show it; nothing after the moment counts."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import numpy as np
import pytest

from modiste.garment import (
    Colourway,
    Garment,
    Interaction,
    Mention,
    ModisteError,
    Order,
    OrderLine,
    Sku,
)
from modiste.store import log_records
from modiste.workspace import Shop, open_shop
from modiste.workspace.flows.trend_signals import observed_in, shop_trends

START = datetime(2024, 1, 1, tzinfo=UTC)
END = START + timedelta(weeks=104)
GARMENTS = (("tee", "red", "solid"), ("shirt", "navy", "stripe"), ("dress", "olive", "dot"))


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """Red comes up in its second year, in sales, looks and articles; navy goes."""
    chance = np.random.default_rng(6)
    with open_shop(tmp_path_factory.mktemp("trends") / "shop") as opened:
        records: list[object] = []
        for name, colour, print_ in GARMENTS:
            given = {"attributes": {"cloth": "jersey", "fit": "slim"}, "synthetic": True}
            records += [
                Garment(id=name, name=name, category=name, created_at=START, updated_at=START, **given),
                Colourway(id=f"{name}-c", garment_id=name, colour=colour, pattern=print_),
                Sku(id=f"{name}-m", colourway_id=f"{name}-c", size="M"),
            ]
        acts, articles = [], []
        for week in range(104):
            at = START + timedelta(weeks=week, hours=9)
            rates = {"tee": 4 + 8 * (week > 60), "shirt": 12 - 7 * (week > 60), "dress": 8}
            for name, rate in rates.items():
                pieces = int(chance.poisson(rate))
                if pieces:
                    records.append(Order(id=f"o-{week}-{name}", at=at, currency="EUR"))
                    records.append(
                        OrderLine(
                            id=f"l-{week}-{name}",
                            order_id=f"o-{week}-{name}",
                            sku_id=f"{name}-m",
                            quantity=pieces,
                            unit_price=Decimal(40),
                        )
                    )
                acts += [
                    Interaction(id=f"a-{week}-{name}-{number}", garment_id=name, kind="view_item", at=at)
                    for number in range(int(chance.poisson(rate)))
                ]
            for value in ("red", "blue"):
                count = int(chance.poisson(10 + 12 * (value == "red" and week > 60)))
                articles.append(
                    Mention(
                        id=f"m-{week}-{value}",
                        address=f"https://magazine.example/{week}",
                        at=at,
                        attribute="colour",
                        value=value,
                        count=max(count, 1),
                    )
                )
        opened.store.rows.put(records)  # type: ignore[arg-type] # records of several kinds
        log_records(opened.store.events, acts)
        log_records(opened.store.events, articles)
        yield opened


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
