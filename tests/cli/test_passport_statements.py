"""`modiste passport state | signer | statement`: from a supplier's table to a line that anyone checks."""

import json
from datetime import UTC, datetime
from pathlib import Path

from tests.cli.conftest import Modiste
from tests.supply.epcis.small_events import document, item, seen

from modiste.garment import Colourway, Garment, Sku
from modiste.workspace import open_shop

AT = datetime(2026, 1, 1, tzinfo=UTC)
TEE = (
    Garment(id="tee", name="Tee", category="T-shirts", created_at=AT, updated_at=AT),
    Colourway(id="tee-red", garment_id="tee", colour="red"),
    Sku(id="tee-red-m", colourway_id="tee-red", size="M", gtin="09506000134352"),
)


def shop_with_a_tee(modiste: Modiste) -> None:
    Path("way.json").write_text(json.dumps(document(seen(1, bizStep="commissioning"))), encoding="utf-8")
    modiste("--shop", "s", "supply", "ingest", "way.json")
    with open_shop(Path("s")) as shop:
        shop.store.rows.put(list(TEE))


def stated(modiste: Modiste, *more: str) -> str:
    Path("facts.csv").write_text(
        "field,value\norigin.spinning.country,TR\nweight.net,160\n", encoding="utf-8"
    )
    made = modiste(
        *("passport", "state", "facts.csv", "--key", "mill.key", "--name", "Mill", "--out", "st.json"),
        *more,
        "--json",
    )
    assert (made.code, made.json["facts"]) == (0, 2), made.err
    return made.json["signer"]


def test_a_supplier_signs_and_a_verifier_sees_it(modiste: Modiste) -> None:
    shop_with_a_tee(modiste)
    made = modiste("--shop", "s", "passport", "issue", item(1), "--json")
    garment = made.json["items"][0]["garment"]
    did = stated(modiste)
    take = ("--shop", "s", "passport", "statement", "st.json", "--garment", garment)
    assert modiste(*take).refused("MOD-2692")
    named = modiste("--shop", "s", "passport", "signer", did, "--name", "The mill", "--json")
    assert named.json["signers"][0]["name"] == "The mill"
    taken = modiste(*take, "--json")
    assert (taken.code, len(taken.json["fields"]), taken.json["name"]) == (0, 2, "The mill")
    modiste("--shop", "s", "passport", "issue", item(1))
    modiste("--shop", "s", "passport", "bundle", item(1), "--out", "b.json")
    modiste("--shop", "s", "passport", "trust", "--out", "t.json")
    assert json.loads(Path("t.json").read_text())["signers"][0]["did"] == did

    def line(*more: str) -> str:
        said = modiste("passport", "verify", "b.json", *more, "--json").json["checks"]
        return next(each["status"] for each in said if each["name"] == "statements")

    assert (line("--trust", "t.json"), line()) == ("ok", "unknown")
    shown = modiste("--shop", "s", "passport", "show", item(1), "--json").json["completeness"]
    assert shown["signed_percent"] > 0
    listed = modiste("--shop", "s", "passport", "statements", "--json").json["statements"]
    assert [each["did"] for each in listed] == [did]
    gone = modiste(
        "--shop", "s", "passport", "statement", listed[0]["sha256"], "--garment", garment, "--withdraw"
    )
    assert gone.code == 0
    assert modiste("--shop", "s", "passport", "signer", did, "--end").code == 0
    assert "until" in modiste("--shop", "s", "passport", "signers").out
    assert modiste(*take).refused("MOD-2692")


def test_what_is_bad_is_refused_with_a_number(modiste: Modiste) -> None:
    shop_with_a_tee(modiste)
    signer = ("--shop", "s", "passport", "signer")
    assert modiste(*signer, "did:web:mill.example", "--name", "M").refused("MOD-2694")
    assert modiste(*signer, "did:key:z6Mk", "--name", "M").refused("MOD-2601")
    assert modiste(*signer, "did:key:z6Mk").refused("MOD-2694")
    Path("did.json").write_text("{", encoding="utf-8")
    assert modiste(*signer, "did:web:x", "--name", "M", "--document", "did.json").refused("MOD-2629")
    did = stated(modiste, "--did", "did:web:mill.example")
    assert did == "did:web:mill.example"
    statement = ("--shop", "s", "passport", "statement")
    assert modiste(*statement, "none.json", "--garment", "tee").refused("MOD-2629")
    assert modiste(*statement, "st.json", "--garment", "none").refused("MOD-1103")
    Path("facts.csv").write_text("field,value\nweight.net,heavy\n", encoding="utf-8")
    bad = modiste("passport", "state", "facts.csv", "--key", "k", "--name", "M", "--out", "x.json")
    assert bad.refused("MOD-2682") and not Path("x.json").exists()


def test_keys_are_shown_sealed_and_rotated(modiste: Modiste, monkeypatch) -> None:
    shop_with_a_tee(modiste)
    modiste("--shop", "s", "passport", "issue", item(1))
    keys = ("--shop", "s", "passport", "keys")
    plain = modiste(*keys, "--json").json
    assert {each["what"] for each in plain["keys"]} >= {"issuer", "log"}
    assert {(each["mode"], each["is_sealed"]) for each in plain["keys"]} == {("0600", False)}
    assert modiste(*keys, "--seal").refused("MOD-2602")
    monkeypatch.setenv("MODISTE_KEY_PASSPHRASE", "a long one")
    sealed = modiste(*keys, "--seal", "--json").json
    assert all(each["is_sealed"] for each in sealed["keys"])
    assert [each["public"] for each in sealed["keys"]] == [each["public"] for each in plain["keys"]]
    assert modiste("--shop", "s", "passport", "rotate-key").code == 0
    after = modiste(*keys, "--json").json
    assert [each["state"] for each in after["history"]] == ["added", "added", "revoked"]
    assert all(each["is_sealed"] for each in after["keys"])
    monkeypatch.setenv("MODISTE_KEY_PASSPHRASE", "another")
    locked = modiste("--shop", "s", "passport", "bundle", item(1), "--out", "b.json")
    assert locked.refused("MOD-2602") and "another" not in locked.err.replace("is another", "")
