"""`modiste passport`: issued, listed, bundled, checked with and without a shop, revoked, audited."""

import json
from pathlib import Path

from tests.cli.conftest import Modiste
from tests.supply.epcis.small_events import document, item, seen


def followed(modiste: Modiste) -> None:
    Path("way.json").write_text(json.dumps(document(seen(1, bizStep="commissioning"))), encoding="utf-8")
    modiste("--shop", "s", "supply", "ingest", "way.json")


def test_a_passport_goes_from_a_shop_to_anybody(modiste: Modiste) -> None:
    followed(modiste)
    made = modiste("--shop", "s", "passport", "issue", item(1), "--json")
    assert (made.code, made.json["issued"]) == (0, 1)
    listed = modiste("--shop", "s", "passport", "list", "--json").json["items"]
    assert [(each["item"], each["garment"], each["status"]) for each in listed] == [(item(1), "", "issued")]
    assert item(1) in modiste("--shop", "s", "passport", "list").out
    assert modiste("--shop", "s", "passport", "bundle", item(1), "--out", "b.json").code == 0
    assert modiste("--shop", "s", "passport", "trust", "--out", "t.json").code == 0

    def checks(*more: str) -> dict[str, str]:
        said = modiste(*more, "passport", "verify", "b.json", "--json").json["checks"]
        return {each["name"]: each["status"] for each in said}

    assert checks("--shop", "s")["issuer_trusted"] == "ok"
    assert checks()["issuer_trusted"] == "unknown"
    trusted = modiste("passport", "verify", "b.json", "--trust", "t.json", "--json")
    assert trusted.code == 0
    assert {each["status"] for each in trusted.json["checks"]} == {"ok", "unknown"}
    late = modiste("passport", "verify", "b.json", "--at", "2060-01-01")
    assert late.code == 1 and "FAILED" in late.out
    Path("b.json").write_bytes(Path("b.json").read_bytes().replace(b"09506000134352", b"09506000134353"))
    broken = modiste("passport", "verify", "b.json", "--json")
    assert (broken.code, broken.json["ok"]) == (1, False)


def test_a_passport_is_taken_back_and_forgotten(modiste: Modiste) -> None:
    followed(modiste)
    modiste("--shop", "s", "passport", "issue", item(1))
    revoked = modiste("--shop", "s", "passport", "revoke", item(1), "--reason", "wrong fibre", "--json")
    assert (revoked.json["status"], revoked.json["reason"]) == ("revoked", "wrong fibre")
    assert modiste("--shop", "s", "passport", "issue", item(1)).refused("MOD-2627")
    assert modiste("--shop", "s", "passport", "erase", item(1), "--json").json["erased"] == 1
    assert modiste("--shop", "s", "passport", "bundle", item(1), "--out", "b.json").refused("MOD-2628")
    audited = modiste("--shop", "s", "passport", "audit", "--json")
    assert (audited.code, audited.json["ok"], audited.json["erased"]) == (0, True, 1)


def test_labels_are_printed_for_the_resolver(modiste: Modiste) -> None:
    followed(modiste)
    made = modiste("--shop", "s", "passport", "labels", item(1), "--out", "labels.pdf", "--json")
    assert (made.code, made.json["labels"]) == (0, 1)
    assert "this machine alone" in made.err
    assert Path("labels.pdf").read_bytes().startswith(b"%PDF")
    refused = modiste("--shop", "s", "passport", "labels", item(1), "--paper", "A5", "--out", "b.pdf")
    assert refused.refused("MOD-2690") and not Path("b.pdf").exists()


def test_the_log_is_told_and_written(modiste: Modiste) -> None:
    followed(modiste)
    told = modiste("--shop", "s", "passport", "log", "--export", "static", "--json")
    assert (told.json["size"], told.json["independent_witnesses"]) == (2, False)
    assert "no independence" in told.err
    assert Path("static/checkpoint").is_file()
    key = modiste("--shop", "s", "passport", "rotate-key", "--json").json["key"]
    assert key.startswith("did:web:localhost%3A8321#z6Mk")
    page = modiste("passport", "page", "--out", "verify.html", "--json").json
    assert page["bytes"] == Path("verify.html").stat().st_size


def test_a_token_is_written_and_opened(modiste: Modiste) -> None:
    followed(modiste)
    modiste("--shop", "s", "passport", "issue", item(1))
    made = modiste("--shop", "s", "passport", "restricted", item(1), "--out", "t.jwt", "--json")
    assert made.code == 0, made.err
    told = modiste("--shop", "s", "passport", "open", "t.jwt", "--json").json
    assert (told["claims"]["sub"], told["hidden"]) == (item(1), 0)
    strange = ("--out", "t", "--audience", "x")
    assert modiste("--shop", "s", "passport", "restricted", item(1), *strange).refused("MOD-2101")
    Path("t.jwt").write_text("a.b.c~", encoding="utf-8")
    assert modiste("--shop", "s", "passport", "open", "t.jwt").refused("MOD-2631")


def test_what_cannot_be_done_is_said(modiste: Modiste) -> None:
    followed(modiste)
    assert modiste("passport", "verify", "none.json").refused("MOD-2629")
    assert modiste("--shop", "s", "passport", "issue").refused("MOD-2101")
    assert modiste("--shop", "s", "passport", "issue", item(2)).refused("MOD-1103")
    assert modiste("--shop", "s", "passport", "bundle", item(1), "--out", "b.json").refused("MOD-1103")
    Path("t.json").write_text("{}", encoding="utf-8")
    assert modiste("passport", "verify", "t.json", "--trust", "t.json").refused("MOD-2625")
    assert modiste("passport", "verify", "t.json", "--at", "soon").refused("MOD-2101")
    Path("modiste.toml").write_text("", encoding="utf-8")
    assert modiste("passport", "witness", "w", "--name", "eye.example", "--log", "x").refused("MOD-2611")
