"""What is not for everybody goes into a token, of which a part can be shown."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.supply.epcis.small_events import document, item, seen

from modiste.garment import Colourway, Garment, ModisteError, Sku
from modiste.passport import Trust
from modiste.supply import document_of
from modiste.workspace import Shop
from modiste.workspace.flows import ShopPassportFacts, read_restricted, restricted_token

MADE = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def shop(shop: Shop) -> Shop:
    shop.store.rows.put(
        [
            Garment(id="tee", name="Tee", created_at=MADE, updated_at=MADE),
            Colourway(id="tee-red", garment_id="tee", colour="red"),
            Sku(id="tee-red-m", colourway_id="tee-red", size="M", gtin="09506000134352"),
        ]
    )
    shop.supplying.capture(document_of(document(seen(1, bizStep="commissioning"))))
    shop.passports.issue([item(1)], "me")
    facts = ShopPassportFacts(shop)
    for field in ("substances.test_report", "compliance.declaration"):
        facts.set("tee", field, "https://lab.example/report/1", "the lab", "me")
    return shop


def test_a_part_is_shown_to_whom_it_concerns(shop: Shop) -> None:
    token, now = restricted_token(shop, item(1), "authority"), datetime.now(UTC)
    trust = shop.passports.trust()
    whole = read_restricted(token, trust, now)
    fields = [name for name in whole["claims"] if "." in name]
    assert len(fields) >= 2 and whole["hidden"] == 0
    assert whole["claims"]["passport"]["id"].endswith(shop.passports.newest(item(1)).id)
    part = read_restricted(restricted_token(shop, item(1), "authority", fields[:1]), trust, now)
    assert (fields[0] in part["claims"], fields[1] in part["claims"]) == (True, False)
    assert part["hidden"] == len(fields) - 1


def test_a_token_of_a_stranger_or_of_before_is_refused(shop: Shop) -> None:
    token, now = restricted_token(shop, item(1), "authority"), datetime.now(UTC)
    with pytest.raises(ModisteError, match="MOD-2631"):
        read_restricted(token, Trust({}, {}, (), 0), now)
    with pytest.raises(ModisteError, match="MOD-2631"):
        read_restricted(token, shop.passports.trust(), now + timedelta(days=91))


def test_who_has_no_passport_or_a_revoked_one_gets_no_token(shop: Shop) -> None:
    with pytest.raises(ModisteError, match="MOD-2101"):
        restricted_token(shop, item(1), "public")
    with pytest.raises(ModisteError, match="MOD-1103"):
        restricted_token(shop, item(2), "authority")
    shop.passports.revoke(item(1), "me", "wrong")
    with pytest.raises(ModisteError, match="MOD-2627"):
        restricted_token(shop, item(1), "authority")
