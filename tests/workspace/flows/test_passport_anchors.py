"""A shop's log on its chain: anchored, proved, followed, and an old backup told."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.supply.epcis.small_events import document, item, seen

from modiste.garment import ModisteError
from modiste.supply import document_of
from modiste.workspace import Shop, open_shop
from modiste.workspace.flows.passport_anchors import FREE_SECONDS


@pytest.fixture
def shop(shop: Shop) -> Iterator[Shop]:
    with (shop.root / "modiste.toml").open("a", encoding="utf-8") as file:
        file.write('\nchain = "file"\n')
    with open_shop(shop.root) as opened:
        issue(opened, 1)
        yield opened


def issue(shop: Shop, number: int) -> None:
    shop.supplying.capture(document_of(document(seen(number, bizStep="commissioning"))))
    shop.passports.issue([item(number)], "me")


def reason(shop: Shop, number: int) -> str:
    checks = shop.passports.verify(shop.passports.bundle(item(number)))
    return next(each.reason for each in checks if each.name == "anchor")


def test_an_anchored_passport_says_so_and_that_it_adds_no_independence(shop: Shop) -> None:
    assert reason(shop, 1) == "no_anchor"
    told = shop.passports.anchors.anchor()
    assert [(each["size"], each["state"]) for each in told["anchors"]] == [(4, "final")]
    assert "no independence" in told["says"] and told["says_zh"] and not told["trouble"]
    assert reason(shop, 1) == "anchored_by_itself"
    issue(shop, 2)
    assert reason(shop, 2) == "anchored_before"
    shop.passports.anchors.anchor()
    assert reason(shop, 2) == "anchored_by_itself"
    assert len(shop.passports.anchors.status()["anchors"]) == 2


def test_an_embedded_chain_is_asked_too(shop: Shop) -> None:
    path = shop.root / "modiste.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"file"', '"embedded"'), encoding="utf-8")
    with open_shop(shop.root) as other:
        told = other.passports.anchors.anchor()
        assert (told["provider"], told["anchors"][0]["state"]) == ("embedded", "final")
        assert reason(other, 1) == "anchored_by_itself"


def test_the_log_is_anchored_when_it_is_time(shop: Shop) -> None:
    now = 1_800_000_000.0
    anchors = shop.passports.anchors
    anchors._clock = lambda: now
    anchors.follow()
    assert anchors.newest() is None
    now += FREE_SECONDS - 1
    anchors.follow()
    assert anchors.newest() is None
    now += 1
    anchors.follow()
    assert (anchors.newest() or {})["size"] == 4
    anchors.follow()
    assert len(anchors.status()["anchors"]) == 1


def test_an_old_backup_is_told_before_anything_is_issued(shop: Shop, tmp_path: Path) -> None:
    shop.passports.anchors.anchor()
    shop.close()
    shutil.copytree(shop.root, tmp_path / "backup")
    with open_shop(shop.root) as later:
        issue(later, 2)
        later.passports.anchors.anchor()
    # What is anchored is not the operator's to restore.
    shutil.copy(shop.root / "passport/anchors.txt", tmp_path / "backup/passport/anchors.txt")
    with open_shop(tmp_path / "backup") as restored, pytest.raises(ModisteError, match="MOD-2644"):
        issue(restored, 3)


def test_a_chain_that_says_something_else_denies(shop: Shop) -> None:
    shop.passports.anchors.anchor()
    data = shop.passports.anchors.proof(shop.passports.log.log.checkpoint())
    assert data is not None
    assert shop.passports.anchors.holds(data) is True
    assert shop.passports.anchors.holds(replace(data, root=bytes(32))) is False
    assert shop.passports.anchors.holds(replace(data, chain="eip155:1")) is None


def test_a_chain_that_nobody_named_is_refused(shop: Shop) -> None:
    path = shop.root / "modiste.toml"
    path.write_text('chain = "json-rpc"\n', encoding="utf-8")
    with open_shop(shop.root) as other, pytest.raises(ModisteError, match="MOD-2649"):
        other.passports.anchors.anchor()
