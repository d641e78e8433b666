"""Subscribers are told what is new to them: once where all goes well, again after a failure, all of it."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson
import pytest
from tests.supply.epcis.small_events import NOW, document, seen

from modiste.garment import ModisteError
from modiste.store import exclusive
from modiste.supply import document_of
from modiste.workspace import Shop, open_shop
from modiste.workspace.flows import supply_telling
from modiste.workspace.flows.supply_events import ShopSupplyEvents
from modiste.workspace.flows.supply_telling import SupplyTelling

DEST = "https://receiver.example/in"
HOUR = 3600.0


class Receiver:
    """Takes what is sent to it, but so many times first fails."""

    def __init__(self, fails: int = 0) -> None:
        self.fails, self.tries = fails, 0
        self.got: list[tuple[str, Mapping[str, str], dict[str, Any]]] = []

    def __call__(self, dest: str, headers: Mapping[str, str], body: bytes) -> bool:
        self.tries += 1
        if self.tries <= self.fails:
            return False
        self.got.append((dest, headers, orjson.loads(body)))
        return True

    @property
    def serials(self) -> list[str]:
        bodies = [body["epcisBody"]["queryResults"]["resultsBody"]["eventList"] for _, _, body in self.got]
        return sorted(each["epcList"][0].rpartition("/")[2] for events in bodies for each in events)


class Clock:
    def __init__(self) -> None:
        self.now = NOW / 1000

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def shop(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    with open_shop(tmp_path / "shop") as opened:
        monkeypatch.setitem(opened.__dict__, "supplying", ShopSupplyEvents(opened.store, clock))
        opened.store.supply_events.name_query("mine", {"EQ_action": ["ADD"]})
        yield opened


def capture(shop: Shop, *serials: int) -> None:
    events = [seen(each, hour=each % 20, action="ADD") for each in serials]
    assert shop.supplying.capture(document_of(document(*events))).is_success


def test_a_receiver_that_fails_is_told_again_and_not_too_soon(shop: Shop, clock: Clock) -> None:
    receiver = Receiver(fails=2)
    telling = SupplyTelling(shop, receiver, clock)
    shop.supplying.subscribe("mine", {"dest": DEST, "signatureToken": "s", "stream": True})
    capture(shop, 1)
    assert [telling.tell() for _ in range(3)] == [0, 0, 0]
    assert receiver.tries == 1
    clock.now += 1
    assert (telling.tell(), receiver.tries) == (0, 2)
    clock.now += 1
    assert (telling.tell(), receiver.tries) == (0, 2)
    clock.now += 1
    assert (telling.tell(), telling.tell(), receiver.serials) == (1, 0, ["1"])
    assert receiver.got[0][1]["GS1-Signature"].startswith("sha256=")


def test_a_schedule_is_kept_and_nothing_is_told_before(shop: Shop) -> None:
    receiver, clock = Receiver(), Clock()
    shop.supplying.subscribe("mine", {"dest": DEST, "schedule": {"hour": "1"}, "reportIfEmpty": True})
    capture(shop, 1)
    (kept,) = shop.store.supply_events.subscriptions()
    clock.now = kept.made_at.timestamp()
    assert SupplyTelling(shop, receiver, clock).tell() == 0
    clock.now += 25 * HOUR
    assert (SupplyTelling(shop, receiver, clock).tell(), receiver.serials) == (1, ["1"])


def test_more_than_a_message_holds_is_told_whole(
    shop: Shop, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supply_telling, "MOST_EVENTS", 3)
    receiver = Receiver()
    shop.supplying.subscribe("mine", {"dest": DEST, "stream": True})
    capture(shop, *range(8))
    assert SupplyTelling(shop, receiver, clock).tell() == 1
    assert (len(receiver.got), receiver.serials) == (3, [str(each) for each in range(8)])


def test_one_killed_before_it_is_noted_tells_again_and_misses_none(shop: Shop, clock: Clock) -> None:
    class Killed(BaseException):
        pass

    receiver = Receiver()

    def send(dest: str, headers: Mapping[str, str], body: bytes) -> bool:
        receiver(dest, headers, body)
        raise Killed

    shop.supplying.subscribe("mine", {"dest": DEST, "stream": True})
    capture(shop, 1, 2)
    with pytest.raises(Killed):
        SupplyTelling(shop, send, clock).tell()
    capture(shop, 3)
    telling = SupplyTelling(shop, receiver, clock)
    assert (telling.tell(), telling.tell()) == (1, 0)
    assert receiver.serials == ["1", "1", "2", "2", "3"]


def test_one_at_a_time_tells(shop: Shop, clock: Clock) -> None:
    receiver = Receiver()
    shop.supplying.subscribe("mine", {"dest": DEST, "stream": True})
    capture(shop, 1)
    with exclusive(shop.root / "logs" / "telling.lock"):
        assert SupplyTelling(shop, receiver, clock).tell() == 0
    assert SupplyTelling(shop, receiver, clock).tell() == 1


def test_an_address_inside_the_network_is_neither_subscribed_nor_told(shop: Shop, clock: Clock) -> None:
    inside = {"dest": "https://169.254.169.254/latest", "stream": True}
    with pytest.raises(ModisteError, match="MOD-2571"):
        shop.supplying.subscribe("mine", inside)
    shop.store.supply_events.subscribe("mine", inside)  # as one that was subscribed before
    capture(shop, 1)
    assert SupplyTelling(shop, clock=clock).tell() == 0
    assert "MOD-2571" in shop.log_path.read_text()
