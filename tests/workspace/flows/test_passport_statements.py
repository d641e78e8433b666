"""What suppliers sign of a garment: taken from those who may, carried by passports, refused where bad."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.supply.epcis.small_events import document, item, seen

from modiste.garment import Colourway, Garment, ModisteError, Sku
from modiste.passport import (
    Check,
    Stated,
    checked,
    did_document,
    did_of_key,
    multikey,
    signed_document,
    signed_statement,
)
from modiste.supply import document_of
from modiste.workspace import Shop, open_shop
from modiste.workspace.flows import ShopPassportFacts, ShopStatements, passport_fields, write_statement

AT = datetime(2026, 1, 1, tzinfo=UTC)
NOW = datetime.now(UTC).replace(microsecond=0)
KEY = Ed25519PrivateKey.from_private_bytes(b"m" * 32)
MILL = did_of_key(multikey(KEY))
WEB = "did:web:mill.example"
FACTS = {"composition.recycled_share": "20.5", "origin.spinning.country": "TR"}


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with open_shop(tmp_path / "shop") as opened:
        times = {"created_at": AT, "updated_at": AT}
        for name, gtin in (("tee", "09506000134352"), ("coat", "04012345001013")):
            opened.store.rows.put(
                [
                    Garment(id=name, name=name, category="T-shirts", brand="Modiste", **times),
                    Colourway(id=f"{name}-red", garment_id=name, colour="red"),
                    Sku(id=f"{name}-red-m", colourway_id=f"{name}-red", size="M", gtin=gtin),
                ]
            )
        opened.supplying.capture(document_of(document(seen(1, bizStep="commissioning"))))
        yield opened


@pytest.fixture
def statements(shop: Shop) -> ShopStatements:
    shop.passports.statements.name_signer(MILL, "The mill", "me")
    return shop.passports.statements


def said(**changes: Any) -> dict[str, Any]:
    made = Stated(
        id="urn:uuid:1",
        did=MILL,
        name="Mill",
        valid_from=NOW - timedelta(days=1),
        valid_until=NOW + timedelta(days=30),
        subject="urn:lot:1",
        facts=FACTS,
        profile="modiste.textile.1",
    )
    return signed_statement(replace(made, **changes), KEY, NOW)


def signed(**changes: Any) -> bytes:
    return json.dumps(said(**changes)).encode()


def line(checks: list[Check]) -> str:
    (found,) = (f"{each.status} {each.reason}" for each in checks if each.name == "statements")
    return found


def test_what_a_supplier_signed_is_carried_to_the_verifier(shop: Shop, statements: ShopStatements) -> None:
    taken = statements.take("tee", signed(), "me")
    assert (set(taken.fields), dict(taken.refused), taken.is_private) == (set(FACTS), {}, False)
    shop.passports.issue([item(1)], "me")
    data = shop.passports.bundle(item(1))
    checks = shop.passports.verify(data)
    assert line(checks) == "ok statements_hold"
    assert not [each for each in checks if each.status == "failed"]
    assert line(checked(data)) == "unknown signer_untold"
    assert line(checked(data, shop.passports.trust())) == "ok statements_hold"
    (share,) = (
        each["credential"]["credentialSubject"]["fields"]["composition.recycled_share"]
        for each in json.loads(data)["parts"]
    )
    assert share["source"] == {
        "kind": "document",
        "ref": "urn:uuid:1",
        "at": said()["validFrom"],
        "note": "Mill",
        "signer": MILL,
        "statement": taken.sha256,
    }


def test_completeness_tells_what_is_signed_from_what_is_stated(
    shop: Shop, statements: ShopStatements
) -> None:
    before = passport_fields(shop, item(1))
    assert before["signed_percent"] == 0
    facts = ShopPassportFacts(shop)
    facts.set("tee", "composition.recycled_share", "20.5", "ann", "me")
    facts.set("tee", "weight.net", "160", "ann", "me")
    stated = passport_fields(shop, item(1))
    statements.take("tee", signed(), "me")
    now = passport_fields(shop, item(1))
    by_tier = {each["tier"]: (each["percent"], each["signed_percent"]) for each in now["tiers"]}
    assert (
        by_tier["spinning"][1]
        > 0
        == next(each["signed_percent"] for each in stated["tiers"] if each["tier"] == "spinning")
    )
    by_field = {each["id"]: each["signer_name"] for each in now["fields"]}
    # Ann said the same as the mill, so the mill's signature counts; of the weight there is her word alone.
    assert by_field["composition.recycled_share"] == "The mill"
    assert by_field["weight.net"] == ""
    facts.set("tee", "composition.recycled_share", "30", "ann", "me")
    disputed = facts.content(item(1))
    assert disputed.disputed == ("composition.recycled_share",)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"{", "MOD-2691"),
        (b"[]", "MOD-2691"),
        (b'{"issuer": "did:web:x"}', "MOD-2691"),
        (b'{"a": NaN}', "MOD-2691"),
        (b"[" * 5000, "MOD-2691"),
        (b" " * 300_000, "MOD-2691"),
        (json.dumps({"a": 2**60, "proof": {}}).encode(), "MOD-2600"),
        (signed(did=WEB), "MOD-2692"),
        (signed().replace(b'"TR"', b'"TN"'), "MOD-2620"),
        (signed(valid_until=NOW - timedelta(hours=1)), "MOD-2693"),
        (signed(valid_from=NOW + timedelta(days=1)), "MOD-2693"),
        (signed(subject="https://id.gs1.org/01/04012345001013/10/L7"), "MOD-2693"),
        (signed(facts={"identity.gtin": "04012345001013"}), "MOD-2693"),
        (signed(facts={"origin.spinning.country": "Turkey"}), "MOD-2693"),
        (signed(facts={"identity.serial": "7"}), "MOD-2693"),
        (signed(facts={}), "MOD-2691"),
        (signed(profile="modiste.textile.9"), "MOD-2691"),
    ],
)
def test_a_bad_statement_is_refused_with_a_number(
    shop: Shop, statements: ShopStatements, data: bytes, code: str
) -> None:
    with pytest.raises(ModisteError, match=code):
        statements.take("tee", data, "me")
    assert statements.listing() == [] and shop.store.passport_facts.history("tee") == []


def test_a_member_that_no_statement_has_is_refused(statements: ShopStatements) -> None:
    bare = {name: each for name, each in said().items() if name != "proof"} | {"credentialStatus": {}}
    with pytest.raises(ModisteError, match="MOD-2691"):
        statements.take("tee", json.dumps(signed_document(bare, KEY, f"{MILL}#k", NOW)).encode(), "me")


def test_a_fact_that_cannot_be_taken_goes_to_quarantine(shop: Shop, statements: ShopStatements) -> None:
    taken = statements.take(
        "tee", signed(facts={**FACTS, "weight.net": "160.50", "origin.dyeing.country": "?", "x.y": 1}), "me"
    )
    assert set(taken.fields) == set(FACTS)
    assert set(taken.refused) == {"weight.net", "origin.dyeing.country", "x.y"}
    assert "160.5" in taken.refused["weight.net"]
    held = {(each.rejection.place, each.rejection.code) for each in shop.store.quarantine.page()}
    assert ("tee: weight.net", "MOD-2693") in held and len(held) == 3


def test_a_signer_speaks_of_its_own_tier(shop: Shop) -> None:
    statements = shop.passports.statements
    statements.name_signer(MILL, "The mill", "me", tiers=["spinning"])
    taken = statements.take("tee", signed(), "me")
    assert taken.fields == ("origin.spinning.country",)
    assert "The mill may speak of spinning" in taken.refused["composition.recycled_share"]


def test_a_did_web_is_believed_by_the_key_that_was_given(shop: Shop) -> None:
    statements, public = shop.passports.statements, multikey(KEY)
    for did, key, why in (
        (WEB, "", "must be given"),
        ("did:ion:x", public, "did:web"),
        (MILL, multikey(b"k" * 32), "another key"),
        ("did:web:", public, "did:web"),
    ):
        with pytest.raises(ModisteError, match=f"MOD-2694.*{why}"):
            statements.name_signer(did, "Mill", "me", key=key)
    with pytest.raises(ModisteError, match="MOD-2601"):
        statements.name_signer(WEB, "Mill", "me", key="z6Mk")
    with pytest.raises(ModisteError, match="MOD-2694"):
        statements.name_signer(WEB, "Mill", "me", document=did_document("did:web:other", [public]))
    with pytest.raises(ModisteError, match="MOD-2694"):
        statements.name_signer(WEB, "Mill", "me", key=public, tiers=["ginning"])
    statements.name_signer(WEB, "Mill", "me", document=did_document(WEB, [multikey(b"k" * 32), public]))
    assert statements.take("tee", signed(did=WEB), "me").did == WEB
    assert len(statements.signers()) == 2


def test_whoever_may_sign_no_more_is_merely_quoted(shop: Shop, statements: ShopStatements) -> None:
    statements.take("tee", signed(), "me")
    shop.passports.issue([item(1)], "me")
    statements.end_signer(MILL, "me")
    assert passport_fields(shop, item(1))["signed_percent"] == 0
    with pytest.raises(ModisteError, match="MOD-2692"):
        statements.take("tee", signed(id="urn:uuid:2"), "me")
    with pytest.raises(ModisteError, match="MOD-1103"):
        statements.end_signer(MILL, "me")
    (newer,) = shop.passports.issue([item(1)], "me")
    assert newer.version == 2
    assert line(shop.passports.verify(shop.passports.bundle(item(1)))) == "unknown no_statements"


def test_an_expired_statement_is_merely_quoted(shop: Shop, statements: ShopStatements) -> None:
    statements.take("tee", signed(), "me")
    later = ShopPassportFacts(shop, (NOW + timedelta(days=31)).timestamp)
    field = later.content(item(1)).fields["origin.spinning.country"]
    assert (field.value, field.source.signer) == ("TR", "")


def test_a_statement_is_taken_back(shop: Shop, statements: ShopStatements) -> None:
    taken = statements.take("tee", signed(), "me")
    statements.withdraw(taken.sha256, "tee", "me")
    assert "origin.spinning.country" not in ShopPassportFacts(shop).content(item(1)).fields
    assert statements.listing("tee")[0].withdrawn_by == "me"
    statements.take("tee", signed(), "me")
    assert "origin.spinning.country" in ShopPassportFacts(shop).content(item(1)).fields
    with pytest.raises(ModisteError, match="MOD-1103"):
        statements.withdraw("0" * 64, "tee", "me")


def test_what_is_not_for_everybody_stays_out_of_the_bundle(shop: Shop, statements: ShopStatements) -> None:
    secret = {"origin.spinning.facilities": [{"name": "Mill 7"}], **FACTS}
    taken = statements.take("tee", signed(facts=secret), "me")
    assert taken.is_private and "origin.spinning.facilities" in taken.fields
    shop.passports.issue([item(1)], "me")
    data = shop.passports.bundle(item(1))
    assert b"Mill 7" not in data
    assert line(shop.passports.verify(data)) == "unknown statement_hidden"
    statements.take("tee", signed(), "me", is_private=True)
    shop.passports.issue([item(1)], "me")
    assert line(shop.passports.verify(shop.passports.bundle(item(1)))) == "unknown statement_hidden"


def test_a_supplier_writes_a_statement_without_a_shop(
    tmp_path: Path, shop: Shop, statements: ShopStatements
) -> None:
    rows = b"field,value\nweight.net,160.50\ncare.symbols,wash_40 bleach_not\nsubstances.of_concern,[]\n"
    made = write_statement(rows, tmp_path / "my.key", "Dye house", days=10)
    did = json.loads(made)["issuer"]["id"]
    statements.name_signer(did, "Dye house", "me")
    assert len(statements.take("tee", made, "me").fields) == 3
    for bad in (b"field\nx\n", b"field,value\n", b"\xff", b"field,value\nweight.net,heavy\n"):
        with pytest.raises(ModisteError, match="MOD-268"):
            write_statement(bad, tmp_path / "my.key", "Dye house")
    with pytest.raises(ModisteError, match="MOD-2694"):
        write_statement(rows, tmp_path / "my.key", "Dye house", did="did:key:z6MkOther")
