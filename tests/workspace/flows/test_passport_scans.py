"""Scans and claims in a shop: what is kept, what is answered, who is refused, and one of two who wins."""

import multiprocessing
import os
import shutil
import signal
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from modiste.garment import ModisteError
from modiste.workspace import Shop, open_shop
from modiste.workspace.flows import ShopScans, write_codes
from modiste.workspace.flows.passport_scans import (
    KEPT_DAYS,
    SCANS_A_DAY,
    TRIES_OF_CLIENT,
    TRIES_OF_ITEM,
)

HOUR = 3600.0
HERE, THERE = (52.52, 13.4), (35.68, 139.7)
WRONG = "0000000-0000011"


class Clock:
    """A clock that is set by hand."""

    def __init__(self, at: float = 1_800_000_000.0) -> None:
        self.at = at

    def __call__(self) -> float:
        return self.at


ITEMS = [f"https://id.gs1.org/01/04012345001013/21/SCAN{number:09}" for number in range(40)]


def told(kind: str, **said: object) -> dict[str, object]:
    """A supply event with what all of them say."""
    when = {"eventTime": "2026-10-01T08:00:00Z", "eventTimeZoneOffset": "+00:00"}
    where = {"readPoint": {"id": "https://id.gs1.org/414/4012345000016"}}
    context = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"
    return {"@context": context, "type": kind, **when, **where, **said}


def kilos(lot: str, mass: float) -> dict[str, object]:
    """A mass of a lot."""
    return {"epcClass": f"https://id.gs1.org/01/04012345002010/10/{lot}", "quantity": mass, "uom": "KGM"}


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scans") / "shop"
    with open_shop(folder) as shop:
        take = shop.supplying.capture_one
        take(told("ObjectEvent", action="ADD", bizStep="commissioning", epcList=ITEMS))
        both = {"inputQuantityList": [kilos("fibre", 100)], "outputQuantityList": [kilos("yarn", 88)]}
        take(told("TransformationEvent", bizStep="creating_class_instance", **both))
        both = {"inputQuantityList": [kilos("yarn", 88)], "outputQuantityList": [kilos("cloth", 80)]}
        take(told("TransformationEvent", **both))
        shop.passports.issue(ITEMS[:4], "me")
    return folder


@pytest.fixture
def shop(seeded: Path, tmp_path: Path) -> Iterator[Shop]:
    shutil.copytree(seeded, tmp_path / "shop")
    with open_shop(tmp_path / "shop") as opened:
        yield opened


@pytest.fixture
def item(shop: Shop) -> str:
    return next(iter(shop.passports.listing())).item


def test_a_scan_is_kept_by_pseudonym_and_whole_degrees(shop: Shop, item: str) -> None:
    answer = shop.scans.scan(item, "192.0.2.7", "de", HERE)
    assert (answer.said, answer.odd) == ("issued", ())
    assert answer.shown()["note"].startswith("A copied QR code proves the passport, not the garment")
    (kept,) = shop.scans.scans(item)["scans"]
    assert (kept["country"], kept["latitude"], kept["longitude"]) == ("DE", 53.0, 13.0)
    lines = (shop.root / "shop.db").read_bytes() + (shop.root / "shop.db-wal").read_bytes()
    assert kept["client"].encode() in lines
    assert b"192.0.2.7" not in lines


def test_a_client_has_another_name_each_day_that_nobody_can_make_again(shop: Shop, item: str) -> None:
    clock = Clock()
    scans = ShopScans(shop, clock)
    for _ in range(3):
        scans.scan(item, "192.0.2.7")
        scans.scan(item, "192.0.2.7")
        clock.at += 24 * HOUR
    names = [each["client"] for each in scans.scans(item)["scans"]]
    assert len(set(names)) == 3
    assert names[0] == names[1]
    with shop.store.passport_scans.database.reading() as connection:
        days = list(connection.execute(text("SELECT day FROM passport_days")).scalars())
    assert len(days) == 2, "the salt of the first day is destroyed"


def test_addresses_of_one_network_are_one_client(shop: Shop, item: str) -> None:
    for address in ("2001:db8::1", "2001:db8::2", "2001:db8:0:1::1"):
        shop.scans.scan(item, address)
    assert len({each["client"] for each in shop.scans.scans(item)["scans"]}) == 2


def test_a_label_at_two_places_too_soon_is_told_plainly(shop: Shop, item: str) -> None:
    clock = Clock()
    scans = ShopScans(shop, clock)
    scans.scan(item, "a", "DE", HERE)
    clock.at += 2 * HOUR
    shown = scans.scan(item, "b", "JP", THERE).shown()
    assert shown["caution"] is True
    (reason,) = shown["reasons"]
    assert reason["kind"] == "travel"
    assert "2.0 hours before" in reason["en"]
    assert "公里" in reason["zh"]


def test_an_item_at_its_end_and_one_that_was_revoked_are_told(shop: Shop, item: str) -> None:
    clock = Clock()
    with shop.store.passport_scans.database.writing() as connection:
        ended = text("UPDATE epcis_states SET ended_at = 1790000000000 WHERE item = :item")
        connection.execute(ended, {"item": item})
    shop.passports.revoke(item, "me", "recalled")
    found = ShopScans(shop, clock).scan(item, "a")
    assert [each.kind for each in found.odd] == ["ended", "revoked"]


def test_what_the_shop_does_not_know_is_told_and_not_kept(shop: Shop) -> None:
    stranger = "https://id.gs1.org/01/09506000134352/21/nobody"
    assert [each.kind for each in shop.scans.scan(stranger, "a").odd] == ["unknown"]
    assert shop.scans.scans(stranger)["scans"] == []


def test_scans_are_limited_bounded_and_forgotten(
    shop: Shop, item: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("modiste.workspace.flows.passport_scans.SCANS_A_DAY", 5)
    monkeypatch.setattr("modiste.workspace.flows.passport_scans.MOST_SCANS", 7)
    clock = Clock()
    scans = ShopScans(shop, clock)
    for client in ("a", "b"):
        for _ in range(5):
            scans.scan(item, client)
        with pytest.raises(ModisteError, match="MOD-2660"):
            scans.scan(item, client)
    assert len(scans.scans(item)["scans"]) == 7
    clock.at += (KEPT_DAYS + 1) * 24 * HOUR
    scans.scan(item, "a")
    assert len(scans.scans(item)["scans"]) == 1
    with shop.store.passport_scans.database.reading() as connection:
        counted = list(connection.execute(text("SELECT DISTINCT day FROM passport_counts")).scalars())
    assert len(counted) == 1
    assert scans.forget() == 0
    assert SCANS_A_DAY == 300


def test_the_first_claim_wins_and_a_garment_is_passed_on_by_a_new_code(shop: Shop, item: str) -> None:
    ((_, code),) = shop.scans.new_codes([item])
    typed = code.lower().replace("0", "o").replace("1", "l").replace("-", " ")
    assert shop.scans.claim(item, typed, "a").result == "claimed"
    assert shop.scans.claim(item, code, "b").result == "claimed_before"
    with pytest.raises(ModisteError, match="MOD-2661"):
        shop.scans.new_codes([item])
    passed = shop.scans.claim(item, code, "a", passes_on=True)
    assert passed.result == "passed_on"
    assert shop.scans.claim(item, code, "a", passes_on=True).result == "refused"
    assert shop.scans.claim(item, passed.new_code, "c").result == "claimed"
    states = [each["state"] for each in shop.scans.scans(item)["codes"]]
    assert states == ["claimed", "passed_on"]


def test_the_shop_keeps_no_code(shop: Shop, item: str) -> None:
    ((_, code),) = shop.scans.new_codes([item])
    lines = b"".join(each.read_bytes() for each in shop.root.glob("shop.db*"))
    assert code.encode() not in lines
    assert code.replace("-", "").encode() not in lines


def test_a_claim_ends_when_the_item_comes_back(shop: Shop, item: str) -> None:
    ((_, code),) = shop.scans.new_codes([item])
    with pytest.raises(ModisteError, match="MOD-1103"):
        shop.scans.release(item, "me", "returned")
    shop.scans.claim(item, code, "a")
    shop.scans.release(item, "me", "returned")
    assert shop.scans.claim(item, code, "a").result == "refused"
    ((_, fresh),) = shop.scans.new_codes([item])
    assert shop.scans.claim(item, fresh, "d").result == "claimed"
    kept = shop.scans.scans(item)["codes"][1]
    assert (kept["state"], kept["ended_by"], kept["reason"]) == ("released", "me", "returned")


def test_guessing_is_limited_by_item_and_by_client_and_teaches_nothing(shop: Shop) -> None:
    first, second, third = [each.item for each in shop.passports.listing()][:3]
    codes = dict(shop.scans.new_codes([first, second]))
    refused = shop.scans.claim(first, WRONG, "x")
    for item in (second, third, "https://id.gs1.org/01/09506000134352/21/nobody", "no item"):
        assert shop.scans.claim(item, WRONG, "y").shown() == refused.shown()
    for turn in range(TRIES_OF_ITEM):
        shop.scans.claim(first, WRONG, f"bot {turn}")
    assert shop.scans.claim(first, codes[first], "owner").shown() == refused.shown()
    for _ in range(TRIES_OF_CLIENT):
        shop.scans.claim(third, WRONG, "z")
    assert shop.scans.claim(second, codes[second], "z").result == "refused"
    assert shop.scans.claim(second, codes[second], "w").result == "claimed"


def test_a_typing_error_costs_the_item_nothing(shop: Shop, item: str) -> None:
    ((_, code),) = shop.scans.new_codes([item])
    slip = ("1" if code[0] == "0" else "0") + code[1:]
    for turn in range(TRIES_OF_ITEM + 5):
        assert shop.scans.claim(item, slip, f"client {turn}").result == "refused"
    assert shop.scans.claim(item, code, "owner").result == "claimed"


def _claims(folder: Path, item: str, code: str, ready: object, answers: object) -> None:
    with open_shop(folder) as shop:
        ready.wait()  # type: ignore[attr-defined] # a barrier of another process
        answers.put(shop.scans.claim(item, code, str(os.getpid())).result)  # type: ignore[attr-defined] # a queue


def test_of_processes_that_claim_at_once_exactly_one_wins(shop: Shop, item: str) -> None:
    ((_, code),) = shop.scans.new_codes([item])
    spawn = multiprocessing.get_context("fork")
    ready, answers = spawn.Barrier(4), spawn.Queue()
    started = [spawn.Process(target=_claims, args=(shop.root, item, code, ready, answers)) for _ in range(4)]
    for each in started:
        each.start()
    results = sorted(answers.get(timeout=60) for _ in started)
    for each in started:
        each.join(60)
    assert results == ["claimed", "claimed_before", "claimed_before", "claimed_before"]


def _claims_and_dies(folder: Path, item: str, code: str, is_before: bool) -> None:
    with open_shop(folder) as shop:
        kept = shop.store.passport_scans
        claim = kept.claim

        def killed(*args: object) -> bool:
            claim(*args)  # type: ignore[arg-type] # as they came
            os.kill(os.getpid(), signal.SIGKILL)
            return True

        if is_before:
            kept.claim = killed  # type: ignore[method-assign, assignment] # dies within the transaction
        shop.scans.claim(item, code, "a")
        os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize(("is_before", "then"), [(True, "claimed"), (False, "claimed_before")])
def test_a_kill_leaves_a_claim_done_or_not_begun(shop: Shop, item: str, is_before: bool, then: str) -> None:
    ((_, code),) = shop.scans.new_codes([item])
    dying = multiprocessing.get_context("fork").Process(
        target=_claims_and_dies, args=(shop.root, item, code, is_before)
    )
    dying.start()
    dying.join(60)
    assert dying.exitcode == -signal.SIGKILL
    assert shop.scans.claim(item, code, "b").result == then


def test_codes_are_written_once_for_their_owner_only(shop: Shop, item: str, tmp_path: Path) -> None:
    out = tmp_path / "codes.csv"
    assert write_codes(shop, [item], out) == 1
    head, line = out.read_text().splitlines()
    assert head == "item,code"
    assert line.startswith(item)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    with pytest.raises(ModisteError, match="MOD-2662"):
        write_codes(shop, [item], out)
    with pytest.raises(ModisteError, match="MOD-1103"):
        write_codes(shop, ["https://id.gs1.org/01/09506000134352/21/nobody"], tmp_path / "other.csv")


def test_an_item_that_is_seen_everywhere_stands_out(shop: Shop) -> None:
    clock = Clock()
    scans = ShopScans(shop, clock)
    for each in ITEMS:
        scans.scan(each, "a", "DE", HERE)
    for turn in range(25):
        clock.at += HOUR
        scans.scan(ITEMS[7], f"client {turn}", "JP" if turn % 2 else "DE", THERE if turn % 2 else HERE)
    found = scans.suspicions()
    assert found["items_seen"] == 40
    assert found["items"][0]["name"] == ITEMS[7]
    why = {each["feature"] for each in found["items"][0]["reasons"]}
    assert why & {"speed", "readers", "burst", "places"}
    assert found["suppliers_seen"] == 1
    assert found["suppliers"] == [], "so few have no peers"
