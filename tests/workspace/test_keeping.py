"""What is kept up goes on over failures, which are told once, until it is stopped."""

import threading
from collections.abc import Callable
from pathlib import Path

from modiste.garment import ModisteError
from modiste.store import KeptEnvelope
from modiste.workspace import Shop, kept_up, open_shop
from modiste.workspace.keeping import Keeper, keep_logged


def test_a_failure_is_told_once_and_the_next_time_comes(tmp_path: Path) -> None:
    times, enough = [0], threading.Event()

    def keep(_shop: Shop, _should_stop: Callable[[], bool]) -> None:
        times[0] += 1
        if times[0] == 4:
            enough.set()
        raise ModisteError("MOD-2542")

    with open_shop(tmp_path / "shop") as shop:
        keeper = Keeper(shop, keep, 0.001)
        assert enough.wait(10)
        keeper.stop()
        assert shop.log_path.read_text().count("MOD-2542") == 1


def test_a_listener_lets_go_of_old_envelopes_follows_readings_and_tells_subscribers(tmp_path: Path) -> None:
    told, read = threading.Event(), threading.Event()
    with open_shop(tmp_path / "shop") as shop:
        shop.__dict__["telling"] = type("Telling", (), {"tell": lambda _: told.set()})()
        shop.__dict__["insight"] = type("Insight", (), {"catch_up": lambda _, should_stop: read.set()})()
        with shop.store.devices.writing() as connection:
            old = KeptEnvelope("press-07", 1, 1, 1, 1000, "a" * 32, b"sealed")
            shop.store.devices.keep_in(connection, [old], {}, [], 7)
        with kept_up(shop):
            assert told.wait(10) and read.wait(10)
        assert shop.store.devices.envelopes("press-07", 1) == []


def test_a_shop_logs_from_its_first_passport_on(shop: Shop) -> None:
    keep_logged(shop, lambda: False)
    assert not (shop.root / "passport").exists()
    assert shop.passports.log.log.size == 0
    keep_logged(shop, lambda: False)
    assert shop.passports.log.log.size == 1  # the issuer's key
