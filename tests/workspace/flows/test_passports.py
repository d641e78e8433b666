"""Passports of a simulated month: issued once, bundled, revoked, erased, audited; kills and thieves."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import orjson
import pytest
from sqlalchemy import text

from modiste.garment import ModisteError
from modiste.passport import Check, checked
from modiste.workspace import Shop, open_shop
from modiste.workspace.flows import simulate


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("passports") / "shop"
    with open_shop(folder) as shop:
        simulate(shop, 6, 0, 12)
        shop.passports.log.catch_up()
    return folder


@pytest.fixture
def shop(seeded: Path, tmp_path: Path) -> Iterator[Shop]:
    shutil.copytree(seeded, tmp_path / "shop")
    with open_shop(tmp_path / "shop") as opened:
        yield opened


def items(shop: Shop) -> list[str]:
    names = shop.supplying.known_things("https://id.gs1.org/01/", 2000)
    return [each for each in names if "/21/" in each and "id.gs1.org/01/" in each]


def failed(checks: list[Check]) -> dict[str, str]:
    return {each.name: each.reason for each in checks if each.status == "failed"}


def test_an_item_gets_its_passport_once_and_it_holds(shop: Shop) -> None:
    item = items(shop)[0]
    (made,) = shop.passports.issue([item, item], "me")
    assert (made.item, made.version) == (item, 1)
    assert shop.passports.issue([item], "me") == []
    checks = shop.passports.verify(shop.passports.bundle(item, events=True))
    assert not failed(checks)
    assert {each.name: each.reason for each in checks if each.status == "unknown"} == {
        "anchor": "no_anchor",
        "statements": "no_statements",
    }
    said = orjson.loads(shop.passports.newest(item).body)["credentialSubject"]
    assert said["isSimulated"] is True
    assert {each["stage"] for each in said["origin"]} >= {"fibre", "made"}


def test_a_model_and_a_batch_are_signed_once_and_every_item_holds_with_them(shop: Shop) -> None:
    mine = items(shop)
    shop.passports.issue(mine, "me")
    models = {each.partition("/21/")[0] for each in mine}
    named = dict[str, set[str]]()
    for item in mine:
        said = orjson.loads(shop.passports.newest(item).body)["credentialSubject"]
        assert "model" not in said["content"]
        for level, part in said["parts"].items():
            named.setdefault(level, set()).add(part["id"])
    assert len(named["model"]) == len(models) < len(mine)
    assert 0 < len(named["batch"]) < len(mine)
    for item in mine[::12]:
        found = {each.name: each for each in shop.passports.verify(shop.passports.bundle(item))}
        assert found["parts"].values == {"count": 2} and not failed(list(found.values()))
    assert shop.passports.issue(mine, "me") == []
    assert sum(shop.passports.counts().values()) == len(mine) == len(list(shop.passports.listing()))
    model = min(models)
    assert not failed(shop.passports.verify(shop.passports.bundle(model)))
    shop.passports.revoke(model, "me", "the fibre was another")
    for item in mine[::24]:
        lost = failed(shop.passports.verify(shop.passports.bundle(item)))
        assert lost == ({"parts": "part_revoked"} if item.startswith(f"{model}/") else {})
    fresh = next(each for each in mine if each.startswith(f"{model}/"))
    shop.passports.erase(fresh)
    with pytest.raises(ModisteError, match="MOD-2627"):
        shop.passports.issue([fresh], "me")


def test_a_verifier_needs_no_shop(shop: Shop) -> None:
    item = items(shop)[0]
    shop.passports.issue([item], "me")
    data, trust = shop.passports.bundle(item), shop.passports.trust()
    assert not failed(checked(data, trust))
    late = shop.passports.log.log.checkpoint()
    assert late.size
    later = shop.passports.verify(data, now=shop.passports._now() + timedelta(days=4000))
    assert failed(later) == {"dates": "expired"}


def test_what_changed_gets_a_new_version_that_names_the_one_before(shop: Shop) -> None:
    item = items(shop)[0]
    shop.passports.issue([item], "me")
    old = shop.passports.bundle(item)
    with shop.store.passports.database.writing() as connection:
        connection.execute(text("UPDATE supply_places SET name = 'Elsewhere (simulated)'"))
    (made,) = shop.passports.issue([item], "me")
    assert made.version == 2
    said = orjson.loads(shop.passports.newest(item).body)
    assert said["previousVersion"]["id"].endswith(shop.store.passports.versions(item)[1].id)
    assert not failed(shop.passports.verify(shop.passports.bundle(item)))
    assert failed(shop.passports.verify(old)) == {}  # its list of statuses is of before
    assert [each.state for each in shop.passports.listing(every=True)] == ["replaced", "issued"]


def test_a_revoked_passport_is_revoked_for_good(shop: Shop) -> None:
    item = items(shop)[0]
    shop.passports.issue([item], "me")
    assert shop.passports.revoke(item, "me", "the fibre was another").reason == "the fibre was another"
    assert failed(shop.passports.verify(shop.passports.bundle(item))) == {"status": "revoked"}
    for again in (lambda: shop.passports.revoke(item, "me", ""), lambda: shop.passports.issue([item], "me")):
        with pytest.raises(ModisteError, match="MOD-2627"):
            again()


def test_erased_it_says_nothing_and_the_log_holds(shop: Shop) -> None:
    first, second = items(shop)[:2]
    shop.passports.issue([first, second], "me")
    assert shop.passports.erase(first) == 1
    with pytest.raises(ModisteError, match="MOD-2628"):
        shop.passports.bundle(first)
    assert b"credentialSubject" not in shop.passports.newest(first).body
    found = shop.passports.log.audit()
    assert (found.first_bad, found.erased, found.passports) == (None, 1, 4)  # with those of model and batches
    assert not failed(shop.passports.verify(shop.passports.bundle(second)))
    (made,) = shop.passports.issue([first], "me")
    assert made.version == 2


def test_a_new_key_leaves_what_the_old_one_signed(shop: Shop) -> None:
    first, second = items(shop)[:2]
    shop.passports.issue([first], "me")
    before = shop.passports.log.method
    assert shop.passports.log.rotate_key() != before
    shop.passports.issue([second], "me")
    for item in (first, second):
        assert not failed(shop.passports.verify(shop.passports.bundle(item)))
    named = [each["id"] for each in shop.passports.identity()["verificationMethod"]]
    assert named == [shop.passports.log.method]


def test_a_passport_that_a_thief_signs_later_is_refused(shop: Shop) -> None:
    first, second = items(shop)[:2]
    path = shop.root / "passport/keys/issuer.key"
    stolen = path.read_bytes()
    shop.passports.issue([first], "me")
    shop.passports.log.rotate_key()
    fresh = path.read_bytes()
    path.write_bytes(stolen)
    shop.passports.log.ensure_key = lambda: None  # type: ignore[method-assign]
    shop.passports.issue([second], "thief")
    path.write_bytes(fresh)
    assert failed(shop.passports.verify(shop.passports.bundle(second)))["key"] == "key_revoked"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("UPDATE epcis_events SET body = replace(body, 'OBSERVE', 'DELETE') WHERE number = 40", "event"),
        ("DELETE FROM epcis_events WHERE number = 40", "event"),
        ("UPDATE passport_leaves SET commitment = zeroblob(32) WHERE event = 40", "row"),
        ("UPDATE passport_leaves SET number = 100000 WHERE event = 40", "row"),
    ],
)
def test_audit_names_the_first_row_that_was_changed(shop: Shop, change: str, reason: str) -> None:
    leaf = shop.store.passports.leaves_of_events([40])[40]
    with shop.store.passports.database.writing() as connection:
        connection.execute(text("UPDATE epcis_events SET body = cast(body AS TEXT) WHERE number = 40"))
        connection.execute(text(change))
        connection.execute(text("UPDATE epcis_events SET body = cast(body AS BLOB) WHERE number = 40"))
    found = shop.passports.log.audit()
    assert found.first_bad == leaf.number
    assert reason in found.reason


def test_audit_finds_a_changed_passport(shop: Shop) -> None:
    item = items(shop)[0]
    (made,) = shop.passports.issue([item], "me")
    with shop.store.passports.database.writing() as connection:
        connection.execute(text("UPDATE passports SET body = CAST('[]' AS BLOB) WHERE item LIKE '%/21/%'"))
    assert shop.passports.log.audit().first_bad == made.leaf
    assert failed(shop.passports.verify(shop.passports.bundle(item)))


def test_rows_that_a_kill_left_are_logged_by_whoever_comes_next(shop: Shop) -> None:
    shop.passports.log.catch_up()
    size, first = shop.passports.log.log.size, items(shop)[0]

    def killed(entries: list[bytes]) -> int:
        raise KeyboardInterrupt

    shop.passports.log.log.append = killed  # type: ignore[method-assign, assignment]
    with pytest.raises(KeyboardInterrupt):
        shop.passports.issue([first], "me")
    shop.close()
    with open_shop(shop.root) as again:
        assert again.passports.log.log.size == size
        assert not failed(again.passports.verify(again.passports.bundle(first)))
        assert again.passports.log.log.size == size + 3  # with its model and its batch
        assert again.passports.log.audit().first_bad is None


def test_a_restored_old_backup_finds_no_witness(shop: Shop, tmp_path: Path) -> None:
    first, second, third = items(shop)[:3]
    shop.passports.issue([first], "me")
    shop.passports.log.witnessed()
    shop.close()
    shutil.copytree(shop.root, tmp_path / "backup")
    with open_shop(shop.root) as later:
        later.passports.issue([second], "me")
        later.passports.log.witnessed()
        for number in (1, 2):  # the witnesses are not restored
            shutil.copytree(
                later.root / f"passport/witness-{number}",
                tmp_path / f"backup/passport/witness-{number}",
                dirs_exist_ok=True,
            )
    with open_shop(tmp_path / "backup") as restored:
        restored.passports.issue([third], "me")
        with pytest.raises(ModisteError, match="MOD-2615"):
            restored.passports.log.witnessed()


def test_the_log_is_written_as_static_files_once(shop: Shop, tmp_path: Path) -> None:
    made = shop.passports.log.export(tmp_path / "static")
    assert made > 3
    assert (tmp_path / "static/checkpoint").read_text() == shop.passports.log.witnessed()
    assert shop.passports.log.export(tmp_path / "static") == 0


def test_an_event_that_rfc_8785_cannot_say_is_logged_by_its_hash(shop: Shop) -> None:
    event = {
        "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
        "type": "ObjectEvent",
        "eventTime": "2026-11-01T10:00:00Z",
        "eventTimeZoneOffset": "+00:00",
        "action": "OBSERVE",
        "epcList": ["urn:epc:id:sgtin:4012345.000101.BIG"],
        "example:count": 2**60,
    }
    event["@context"].append({"example": "https://example.com/"})  # type: ignore[attr-defined]
    shop.supplying.capture_one(event)
    assert shop.passports.log.catch_up() == 1
    assert shop.passports.log.audit().first_bad is None


@pytest.mark.parametrize(
    "item", ["urn:epc:id:sscc:4012345.0000000001", "https://id.gs1.org/414/4012345000016"]
)
def test_what_is_no_single_item_gets_none(shop: Shop, item: str) -> None:
    with pytest.raises(ModisteError, match="MOD-2626"):
        shop.passports.issue([item], "me")


def test_an_unknown_item_gets_none(shop: Shop) -> None:
    with pytest.raises(ModisteError, match="MOD-1103"):
        shop.passports.issue(["https://id.gs1.org/01/04012345001013/21/NOBODY"], "me")
    with pytest.raises(ModisteError, match="MOD-1103"):
        shop.passports.newest("https://id.gs1.org/01/04012345001013/21/NOBODY")
