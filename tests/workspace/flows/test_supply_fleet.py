"""The simulated fleet in a shop: what is said is kept once, stopped it goes on, a journey is whole."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest

from modiste.garment import Garment, ModisteError
from modiste.learning import Event
from modiste.store import EventFilter
from modiste.supply import Fleet
from modiste.workspace import Shop, open_shop
from modiste.workspace.flows import simulate

Reported = tuple[Path, dict[str, object], list[Event]]


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Reported:
    place, heard = tmp_path_factory.mktemp("fleet") / "shop", list[Event]()
    with open_shop(place) as shop:
        made = simulate(shop, 10, 1.2, 26, progress=heard.append).to_json()
    return place, made, heard


def test_all_that_was_said_is_in_the_store_once(
    reported: Reported,
) -> None:
    place, made, heard = reported
    assert made["simulated"] and made["devices"] == 10
    assert made["received"] == made["sent"] and (made["lost"], made["duplicated"]) == (0, 0)
    assert made["p99_ms"] is not None
    assert {event.message for event in heard if event.kind == "note"} == {"orders", "the days before", "live"}
    with open_shop(place) as shop:
        assert {each["set_aside"] for each in shop.devices.listing()} == {0}
        assert all(each["name_zh"].endswith("（模拟）") for each in shop.devices.listing())
        assert all(each.is_simulated for each in shop.places.listing()) and len(shop.places.listing()) == 5


def test_an_item_is_followed_from_fibre_to_the_shop(
    reported: Reported,
) -> None:
    place, made, _ = reported
    with open_shop(place) as shop:
        way = shop.supplying.journey(str(made["example"]))
        short = shop.supplying.journey(str(made["example"]), points=24)
    assert len(orjson.dumps(short)) < 80_000 < len(orjson.dumps(way)) and len(short["steps"]) < len(
        way["steps"]
    )
    steps = [each["step"] for each in way["steps"]]
    for one, other in (
        ("creating_class_instance", "packing"),
        ("packing", "departing"),
        ("departing", "unpacking"),
    ):
        assert steps.index(one) < steps.index(other)
    rode = [each for each in way["steps"] if each["step"] == "sensor_reporting"]
    assert rode and all("inside" in each["because"] for each in rode)
    types = {report["type"] for each in rode for one in each["sensors"] for report in one["sensorReport"]}
    assert types == {"Temperature", "RelativeHumidity", "Acceleration", "Angle"}


def test_what_is_ordered_stays_and_nothing_falls_between_two_runs(reported: Reported) -> None:
    place, _, _ = reported
    with open_shop(place) as shop:
        kept = orjson.loads((shop.root / "simulation" / "fleet.json").read_bytes())
        fleet = Fleet(10, kept["seed"], kept["begins_ms"])
        until = kept["told_ms"]
        told = [each.event for each in shop.store.supply_events.find(EventFilter(), limit=10_000)]
        steps = Counter(each["bizStep"] for each in told if each["bizStep"] != "sensor_reporting")
        assert steps["packing"] == sum(2 for order in fleet.orders(until) if order.at["packed"] < until)
        before = kept["goods"]
        at = shop.store.supply_events.last_number()
        garment = Garment(id="late", name="Late", created_at=datetime.now(UTC), updated_at=datetime.now(UTC))
        shop.garments.put(garment)
        assert simulate(shop, 10, 1.1, 26).lost == 0
        after = orjson.loads((shop.root / "simulation" / "fleet.json").read_bytes())
        assert after["goods"] == before and after["told_ms"] > until
        assert shop.store.supply_events.last_number() > at


def test_stopped_it_goes_on_and_another_seed_is_refused(shop: Shop) -> None:
    asked = iter([False] * 2 + [True] * 99)
    with pytest.raises(ModisteError, match="MOD-2018"):
        simulate(shop, 3, 0, 1, should_stop=lambda: next(asked))
    made = simulate(shop, 3, 0, 1)
    assert (made.lost, made.duplicated) == (0, 0)
    with pytest.raises(ModisteError, match="MOD-2550"):
        simulate(shop, 3, 0, 1, seed=4)
