"""What a shop knows of an item: from its rows, its journey, its meters; what people and documents add."""

import csv
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from modiste.garment import Colourway, Fabric, Garment, ModisteError, Sku
from modiste.passport import compose
from modiste.workspace import Shop, open_shop
from modiste.workspace.flows import ShopPassportFacts, import_passport_file, passport_shown, simulate
from modiste.workspace.flows.passport_sources import journey_facts

GTIN = "04012345001013"
AT = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with open_shop(tmp_path_factory.mktemp("facts") / "shop") as opened:
        simulate(opened, 6, 0, 12)
        about = {"category": "T-shirts", "brand": "Modiste", "source": "catalogue"}
        words = {"cloth": "jersey", "care_symbols": "wash_40, bleach_not"}
        times = {"created_at": AT, "updated_at": AT}
        cotton = {"cotton": 0.95, "elastane": 0.05}
        opened.store.rows.put(
            [
                Fabric(id="jersey", name="Jersey", composition=cotton, weight_gsm=180, structure="knit"),
                Garment(id="tee", name="Plain tee", attributes=words, **about, **times),
                Colourway(id="tee-white", garment_id="tee", colour="white"),
                Sku(id="tee-white-m", colourway_id="tee-white", size="M", gtin=GTIN),
            ]
        )
        yield opened


@pytest.fixture
def facts(shop: Shop) -> ShopPassportFacts:
    return ShopPassportFacts(shop, lambda: 1_767_225_600.0)


@pytest.fixture(scope="module")
def item(shop: Shop) -> str:
    return shop.supplying.known_things(f"https://id.gs1.org/01/{GTIN}/21/", 1)[0]


def test_what_the_shop_knows_is_said_with_its_source(facts: ShopPassportFacts, item: str) -> None:
    content = facts.content(item)
    said = content.fields
    assert content.value("composition.fibres") == [
        {"fibre": "cotton", "share": "95"},
        {"fibre": "elastane", "share": "5"},
    ]
    assert said["composition.fibres"].source.ref == "jersey"
    synthetic = said["composition.synthetic_share"]
    assert (synthetic.value, synthetic.how) == ("5", "derived")
    assert content.value("care.symbols") == ["wash_40", "bleach_not"]
    assert content.value("identity.serial") == item.rpartition("/")[2]
    assert content.ids["batch"].startswith(f"https://id.gs1.org/01/{GTIN}/10/SIM-")
    assert content.ids["model"] == f"https://id.gs1.org/01/{GTIN}"
    assert content.scope == "unknown" and "weight.net" in content.missing


def test_what_is_simulated_says_so_and_counts_for_nothing(shop: Shop, item: str) -> None:
    shown = passport_shown(shop, item, "authority")
    batch = shown["content"]["batch"]["fields"]
    for stage in ("spinning", "dyeing", "making_up"):
        assert batch[f"origin.{stage}.facilities"]["how"] == "simulated"
    carbon = batch["footprint.carbon"]
    assert carbon["how"] == "simulated" and "IPCC" in carbon["value"]["factor"]
    assert float(carbon["value"]["low"]) < float(carbon["value"]["value"]) < float(carbon["value"]["high"])
    assert shown["is_simulated"] and shown["completeness"]["percent"] < 40
    dyeing = next(each for each in shown["completeness"]["by_tier"] if each["tier"] == "dyeing")
    assert "origin.dyeing.country" in dyeing["missing_required"]
    assert "origin.dyeing.facilities" in dyeing["simulated"]
    with pytest.raises(ModisteError, match="MOD-2101"):
        passport_shown(shop, item, "everybody")


def test_events_tell_countries_and_certificates(facts: ShopPassportFacts) -> None:
    site = "https://id.gs1.org/414/4012345000030"
    name = f"https://id.gs1.org/01/{GTIN}/21/A"
    step = {"number": 1, "event_id": "urn:e", "at": "2026-03-09T08:00:00Z", "step": "commissioning"}
    journey = {"item": name, "steps": [{**step, "site": site, "thing": name, "is_void": False}]}
    event = {"ilmd": {"cbvmda:countryOfOrigin": "PT"}, "certificationInfo": "https://certifier.example/7"}
    content = compose(facts.profile, journey_facts(facts.profile, journey, {1: event}, {}).facts, {})
    assert content.value("origin.making_up.country") == "PT"
    assert content.value("certificates.held") == [{"link": "https://certifier.example/7"}]
    assert content.value("identity.made_on") == "2026-03-09" and not content.is_simulated
    void = {"item": name, "steps": [{**journey["steps"][0], "is_void": True}]}  # type: ignore[dict-item]
    assert journey_facts(facts.profile, void, {1: event}, {}).facts == ()


def test_people_say_what_rows_do_not(facts: ShopPassportFacts, item: str) -> None:
    assert facts.set("tee", "weight.net", "160.50", "scale of 3 March", "ann") == "160.5"
    assert facts.set("tee", "scope.is_electronic", "false", "ann", "ann") is False
    assert facts.set("tee", "scope.textile_share", "99", "ann", "ann") == "99"
    content = facts.content(item)
    assert (content.value("weight.net"), content.scope) == ("160.5", "inside")
    source = content.fields["weight.net"].source
    assert (source.kind, source.ref, source.at) == ("person", "scale of 3 March", "2026-01-01")
    assert facts.set("tee", "weight.net", "", "ann", "ann") is None
    assert "weight.net" in facts.content(item).missing
    for field, value, kind, code in (
        ("weight.net", "heavy", "person", "MOD-2682"),
        ("weight.gross", "1", "person", "MOD-2681"),
        ("composition.fibres", "{", "person", "MOD-2682"),
        ("weight.net", "1", "meter", "MOD-2683"),
    ):
        with pytest.raises(ModisteError, match=code):
            facts.set("tee", field, value, "ann", "ann", kind)
    with pytest.raises(ModisteError, match="MOD-1103"):
        facts.set("no-such", "weight.net", "1", "x", "ann")


def test_a_garment_with_electronics_gets_no_textile_passport(facts: ShopPassportFacts, item: str) -> None:
    facts.set("tee", "scope.is_electronic", "true", "ann", "ann")
    with pytest.raises(ModisteError, match="MOD-2684"):
        facts.content(item)
    facts.set("tee", "scope.is_electronic", "false", "ann", "ann")


def test_a_file_of_certificates_is_taken_and_bad_rows_wait_in_quarantine(
    shop: Shop, facts: ShopPassportFacts, item: str, tmp_path: Path
) -> None:
    path = tmp_path / "certificates.csv"
    held = [json.dumps([{"scheme": each, "number": each, "from": "2026-01-01"}]) for each in ("GOTS", "GRS")]
    with path.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["garment", "field", "value", "kind", "ref"])
        rows.writerows(["tee", "certificates.held", each, "certificate", each] for each in held)
        rows.writerow(["tee", "weight.net", "heavy", "person", "x"])
        rows.writerow(["coat", "weight.net", "1", "person", "x"])
    assert import_passport_file(shop, path, "", "ann") == {"read": 4, "added": 2, "refused": 2}
    assert {each["scheme"] for each in facts.content(item).value("certificates.held")} == {"GOTS", "GRS"}
    kept = [each.rejection for each in shop.store.quarantine.page(source="certificates.csv")]
    assert [(each.place, each.code) for each in kept] == [("line 4", "MOD-2682"), ("line 5", "MOD-1103")]
    for data in (b"a,b\n1,2", b"\xff\xfe\x00"):
        path.write_bytes(data)
        with pytest.raises(ModisteError, match="MOD-2686"):
            import_passport_file(shop, path, "", "ann")
    with pytest.raises(ModisteError, match="MOD-2629"):
        import_passport_file(shop, tmp_path / "none.csv", "", "ann")


def test_a_suppliers_passport_is_evidence(
    shop: Shop, facts: ShopPassportFacts, item: str, tmp_path: Path
) -> None:
    made = facts.export(item, "untp-0.7.0")
    assert "credentialSubject.countryOfProduction" in made.lacking
    mill = {"id": "did:web:mill.example", "name": "Mill"}
    supplier = made.document | {"id": "https://mill.example/p/1", "issuer": mill}
    supplier["credentialSubject"] |= {"countryOfProduction": {"countryCode": "TR"}, "productionDate": "soon"}
    path = tmp_path / "mill.json"
    path.write_text(json.dumps(supplier))
    told = import_passport_file(shop, path, "tee", "ann")
    assert (told["format"], told["refused"]) == ("untp-0.7.0", 1)
    field = facts.content(item).fields["origin.making_up.country"]
    assert (field.value, field.source.kind, field.source.note) == ("TR", "document", "Mill")
    for text in ("{", '{"@context": NaN}', "[" * 100_000, "{}"):
        path.write_text(text)
        with pytest.raises(ModisteError, match="MOD-2686"):
            import_passport_file(shop, path, "tee", "ann")


def test_a_registrys_row_is_of_the_passport_in_force(shop: Shop, facts: ShopPassportFacts, item: str) -> None:
    (made,) = shop.passports.issue([item], "ann")
    with pytest.raises(ModisteError, match=r"MOD-2689.*operator, commodity_code"):
        facts.registry_row(item, "https://backup.example")
    facts.set("tee", "identity.operator_gln", "4012345000009", "ann", "ann")
    facts.set("tee", "identity.commodity_code", "610910", "ann", "ann")
    row = facts.registry_row(item, "https://backup.example")
    assert (row.item, row.passport.rpartition("/")[2], len(row.sha256)) == (item, made.id, 64)
    said = json.loads(shop.passports.newest(item).body)["credentialSubject"]
    assert said["content"]["profile"] == said["profile"] == facts.profile.id
    assert "legitimate_interest" not in json.dumps(said["content"])
