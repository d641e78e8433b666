"""A shop's new garment is forecast from its own earlier launches, and its first sales count."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from modiste.garment import Colourway, Entity, Garment, ModisteError, Order, OrderLine, Price, Sku
from modiste.workspace import Shop, flows, open_shop
from modiste.workspace.flows.launches import shop_launches

START = datetime(2025, 1, 6, tzinfo=UTC)
RATES = {"shirt": 9.0, "coat": 2.0}


def garment(number: int, kind: str, at: datetime) -> list[Entity]:
    id_ = f"{kind}-{number:02d}"
    made = Garment(id=id_, name=f"Plain {kind} {number}", category=kind, created_at=at, updated_at=at)
    sku = Sku(id=f"{id_}-m", colourway_id=f"{id_}-c", size="M")
    return [made, Colourway(id=f"{id_}-c", garment_id=id_, colour="navy"), sku]


@pytest.fixture(scope="module")
def sold(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    chance = np.random.default_rng(0)
    records: list[Entity] = []
    for number in range(30):
        kind = ("shirt", "coat")[number % 2]
        launched = START + timedelta(days=9 * number)
        records += garment(number, kind, launched)
        for week in range(10):
            pieces = int(chance.poisson(RATES[kind] * 0.9**week))
            if pieces or not week:
                id_ = f"o-{number:02d}-{week}"
                records.append(Order(id=id_, at=launched + timedelta(weeks=week), currency="EUR"))
                line = {"order_id": id_, "sku_id": f"{kind}-{number:02d}-m", "quantity": max(1, pieces)}
                records.append(OrderLine(id=id_, unit_price=Decimal(20), **line))
    records += garment(90, "shirt", START)
    price = {"amount": Decimal(25), "currency": "EUR", "valid_from": START, "recorded_at": START}
    records.append(Price(id="p", sku_id="shirt-90-m", **price))
    with open_shop(tmp_path_factory.mktemp("launches") / "shop") as shop:
        shop.store.rows.put(records)
        yield shop


def test_a_garment_without_sales_is_forecast_like_its_kind(sold: Shop) -> None:
    made = flows.forecast_launch(sold, "shirt-90", weeks=6, launch=date(2025, 12, 1))
    assert (made.seen, made.launched, len(made.weeks)) == (0, date(2025, 12, 1), 6)
    assert made.band_90[0] <= made.band_80[0] <= made.total <= made.band_80[1] <= made.band_90[1]
    assert 20 < made.total < 70
    assert made.kin[0].garment.startswith("shirt")
    assert "earlier launches" in made.en
    assert "先前上市" in made.zh
    assert made.to_json()["weeks"][1]["begins"] == "2025-12-08"


def test_sales_so_far_stand_in_the_forecast(sold: Shop) -> None:
    made = flows.forecast_launch(sold, "coat-29", weeks=6, now=datetime(2025, 10, 10, tzinfo=UTC))
    assert made.seen == 2
    assert made.weeks[0].sold == made.weeks[0].forecast == made.weeks[0].low
    assert made.weeks[2].sold is None
    assert 0 < made.gain <= 1


def test_the_shops_book_has_prices_of_what_nobody_bought(sold: Shop) -> None:
    book = shop_launches(sold, {"shirt-90": None})
    assert book.prices[book.ids.index("shirt-90")] == 25
    assert book.launched[book.ids.index("shirt-90")] == book.last + 1
    assert "shirt-90" not in shop_launches(sold).ids


def test_what_cannot_be_forecast_is_said(sold: Shop, tmp_path: Path) -> None:
    with pytest.raises(ModisteError, match="MOD-2474"):
        flows.forecast_launch(sold, "shirt-90", weeks=0)
    with pytest.raises(ModisteError, match="MOD-1103"):
        flows.forecast_launch(sold, "none")
    with open_shop(tmp_path / "empty") as empty:
        empty.store.rows.put(garment(1, "coat", START))
        with pytest.raises(ModisteError, match="MOD-2476"):
            flows.forecast_launch(empty, "coat-01")


def lines(path: Path) -> Path:
    chance = np.random.default_rng(1)
    rows = ["item,text,date,quantity"]
    for number in range(120):
        kind = ("mug", "lamp")[number % 2]
        day = np.datetime64("2024-01-01") + 3 * number
        text, rate = f"{chance.choice(['red', 'blue'])} {kind}", 20 if kind == "mug" else 3
        rows += [f"i{number},{text},{day + 7 * week},{1 + chance.poisson(rate)}" for week in range(8)]
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def test_launches_of_a_file_are_judged(tmp_path: Path) -> None:
    path = lines(tmp_path / "lines.csv")
    settings = {"weeks": "4", "part": "latest", "price": "no"}
    told = flows.evaluate(None, "trends.launch", path, "time", settings, lambda event: None).to_json()
    assert told["protocol"] == "time"
    assert 15 <= told["n"] <= 30  # type: ignore[operator] # a number, by Result.to_json
    assert told["metrics"]["wape"]["value"] < 0.5  # type: ignore[index] # figures by name


@pytest.mark.parametrize("setting", [{"weeks": "none"}, {"part": "last"}, {"price": "1"}, {"depth": "2"}])
def test_a_setting_that_is_not_known_is_refused(setting: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "lines.csv"
    path.write_text("item,date,quantity\na,2024-01-01,1\n", encoding="utf-8")
    with pytest.raises(ModisteError, match="MOD-2474"):
        flows.evaluate(None, "trends.launch", path, "time", setting, lambda event: None)


def test_nothing_to_judge_is_said() -> None:
    with pytest.raises(ModisteError, match="MOD-2470"):
        flows.evaluate(None, "trends.launch", "", "time", {}, lambda event: None)
