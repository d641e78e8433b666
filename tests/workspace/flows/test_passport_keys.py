"""The keys of a shop are shown without their private parts, and sealed together."""

import pytest

from modiste.passport import PASSPHRASE
from modiste.workspace import Shop
from modiste.workspace.flows import passport_keys, seal_passport_keys


def test_keys_are_shown_and_sealed(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.passports.log.catch_up()
    shop.passports.log.witnessed()
    before = passport_keys(shop)
    assert {each["what"] for each in before["keys"]} == {"issuer", "log", "witness"}
    assert not before["passphrase"] and not any(each["is_sealed"] for each in before["keys"])
    monkeypatch.setenv(PASSPHRASE, "correct horse")
    assert seal_passport_keys(shop, is_sealed=True) == len(before["keys"])
    after = passport_keys(shop)
    assert after["passphrase"] and all(each["is_sealed"] for each in after["keys"])
    assert [each["public"] for each in after["keys"]] == [each["public"] for each in before["keys"]]
    assert all(each["public"] for each in after["keys"]) and "horse" not in str(after)
