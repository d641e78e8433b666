"""A shop's log: other houses' witnesses, a host that changed, what is in the way of a quorum."""

from pathlib import Path

import pytest
from tests.supply.epcis.small_events import document, seen

from modiste.garment import ModisteError
from modiste.passport import WITNESS, NoteKey, read_note
from modiste.supply import document_of
from modiste.workspace import Shop, open_shop
from modiste.workspace.flows import serving_witness


def logged(shop: Shop, *numbers: int) -> None:
    shop.supplying.capture(document_of(document(*(seen(each) for each in numbers))))
    shop.passports.log.catch_up()


def setting(root: Path, line: str) -> None:
    path = root / "modiste.toml"
    path.write_text(f"{path.read_text() if path.exists() else ''}\n{line}\n", encoding="utf-8")


def test_every_event_gets_one_leaf(shop: Shop) -> None:
    logged(shop, 1, 2)
    logged(shop, 2, 3)
    assert shop.passports.log.log.size == 4  # a key and three events
    assert shop.passports.log.audit().events == 3
    assert shop.passports.log.catch_up() == 0


def test_witnesses_of_other_houses_are_asked(shop: Shop, tmp_path: Path) -> None:
    logged(shop, 1)
    log, root = str(shop.passports.log.log.key), shop.root
    shop.close()
    away = f"http://127.0.0.1:9 {NoteKey('c.example', bytes(32), WITNESS)}"
    with (
        serving_witness(tmp_path / "a", "a.example", [log], "127.0.0.1", 0) as (url_a, key_a),
        serving_witness(tmp_path / "b", "b.example", [log], "127.0.0.1", 0) as (url_b, key_b),
    ):
        setting(root, f'witnesses = ["{url_a} {key_a}", "{url_b} {key_b}", "{away}"]')
        with open_shop(root) as again:
            assert (again.passports.log.quorum, again.passports.log.has_independent_witnesses) == (2, True)
            names = [each.name for each in read_note(again.passports.log.witnessed()).signatures]
            assert names == ["localhost:8321/log", "a.example", "b.example"]
            logged(again, 2)
            assert again.passports.log.witnessed()
    with open_shop(root) as alone:
        logged(alone, 3)
        with pytest.raises(ModisteError, match="MOD-2615"):
            alone.passports.log.witnessed()


def test_a_log_keeps_its_name_where_the_host_changes(shop: Shop) -> None:
    logged(shop, 1)
    before, root = shop.passports.log.log.checkpoint(), shop.root
    shop.close()
    setting(root, 'issuer_host = "passport.brand.example"')
    with open_shop(root) as moved:
        logged(moved, 2)
        now = moved.passports.log.log.checkpoint()
        assert now.origin == before.origin
        assert (now.size, moved.passports.log.did) == (4, "did:web:passport.brand.example")
        assert moved.passports.log.base == "https://passport.brand.example"
