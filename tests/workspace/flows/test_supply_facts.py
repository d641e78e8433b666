"""Facts of a simulated month: ways with intervals, orders with energy and water, machines that are whole."""

from collections.abc import Iterator

import pytest

from modiste.workspace import Shop, open_shop
from modiste.workspace.flows import simulate


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with open_shop(tmp_path_factory.mktemp("facts") / "shop") as opened:
        simulate(opened, 6, 0, 24)
        yield opened


def test_ways_and_what_is_on_them(shop: Shop) -> None:
    told = shop.supply_facts.arrivals()
    assert len(told["legs"]) >= 3
    for leg in told["legs"]:
        hours = leg["hours"]
        assert 0 < hours["low"] < hours["middle"] < hours["high"]
    names = {each.id for each in shop.places.listing()}
    assert {leg["origin"] for leg in told["legs"]} <= names
    assert told["under_way"] and all(each["left_at"] for each in told["under_way"])


def test_an_order_has_its_batchs_water_and_energy(shop: Shop) -> None:
    told = shop.supply_facts.footprint()
    whole = [each for each in told["orders"] if len(each["machines"]) == 3]
    assert whole
    for order in whole:
        assert order["litres"] == pytest.approx(300, rel=0.1) and order["kwh"] > 20
        assert order["a_piece"]["kwh"] == pytest.approx(order["kwh"] / 24, rel=0.01)
        assert order["kg_co2e_low"] < order["kg_co2e"] < order["kg_co2e_high"]
    assert "IPCC" in told["factor"]["source"] and sum(each["kwh"] for each in told["idle"]) > 0
    given = shop.supply_facts.footprint(0.4)["orders"][0]
    assert given["kg_co2e"] == given["kg_co2e_low"] == pytest.approx(0.4 * given["kwh"], abs=0.01)


def test_machines_are_whole(shop: Shop) -> None:
    told = shop.supply_facts.health()
    assert {each["device"] for each in told} == {"sim-frame-1", "sim-cell-1"}
    assert [each["index"] for each in told] == sorted(each["index"] for each in told)
    assert all("first days" in each["why"]["en"] and "最初几天" in each["why"]["zh"] for each in told)
