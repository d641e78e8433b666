"""Keys: derived, signed, ended, revoked; and nothing of a secret in what is kept or shown."""

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from modiste.garment import ModisteError
from modiste.supply import checked_place, issue
from modiste.supply.devices.envelope import apart, proved, seal
from modiste.supply.devices.registry import Registry

HOUSE = b"h" * 32


@pytest.mark.parametrize(("kind", "proof"), [("gateway", "ed25519"), ("sensor", "hmac-sha256")])
def test_a_new_device_seals_what_the_registry_proves(kind, proof) -> None:
    key, credentials = issue("press-07", kind, HOUSE, 5)
    registry = Registry([key], {"press-07": "urn:x:1"}, HOUSE)
    sealed = seal([b"{}"], credentials.key, credentials.sealing_key())
    found = registry.key(apart(sealed).key)
    assert (found.kind, found.device, registry.place("press-07"), registry.place("other")) == (
        proof, "press-07", "urn:x:1", "",
    )  # fmt: skip
    assert proved(apart(sealed), registry.prover(found)) == [b"{}"]
    assert registry.receipt_key(key.id) == credentials.receipt_key()
    assert credentials.secret not in repr(credentials) + repr(key)
    assert credentials.receipt not in repr(credentials)
    with pytest.raises(ModisteError, match="MOD-2532"):
        registry.key("0" * 32)


def test_another_shop_derives_other_secrets() -> None:
    key, credentials = issue("press-07", "sensor", HOUSE, 5)
    sealed = seal([b"{}"], credentials.key, credentials.sealing_key())
    with pytest.raises(ModisteError, match="MOD-2533"):
        proved(apart(sealed), Registry([key], {}, b"o" * 32).prover(key))


def test_a_gateway_may_keep_its_private_half() -> None:
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    key, credentials = issue("gate", "gateway", HOUSE, 5, public.hex())
    assert (key.public, credentials.secret) == (public, "")
    for kind, wrong in (("gateway", "zz"), ("gateway", "00"), ("sensor", public.hex())):
        with pytest.raises(ModisteError, match="MOD-2538"):
            issue("gate", kind, HOUSE, 5, wrong)


def test_a_key_counts_from_until_and_while_it_is_not_revoked() -> None:
    key, _ = issue("press-07", "sensor", HOUSE, 100)
    key.check(100)
    for wrong, now, why in (
        (key, 99, "not count yet"),
        (replace(key, valid_to=200), 200, "took its place"),
        (replace(key, revoked_at=150), 150, "revoked"),
    ):
        with pytest.raises(ModisteError, match=f"MOD-2534.*{why}"):
            wrong.check(now)
    replace(key, valid_to=200).check(199)


@pytest.mark.parametrize("wrong", ["", "Press", "a b", "-a", "a" * 121, "衣"])
def test_an_id_that_is_none_is_refused(wrong: str) -> None:
    with pytest.raises(ModisteError, match="MOD-2538"):
        issue(wrong, "sensor", HOUSE, 0)


def test_a_place_is_a_uri_or_nothing() -> None:
    for right in ("", "urn:epc:id:sgln:4012345.00001.0", "https://id.example/414/4012345000016"):
        assert checked_place(right) == right
    for wrong in ("the mill", "mill", "urn:", "urn:a b", "urn:" + "x" * 200):
        with pytest.raises(ModisteError, match="MOD-2538"):
            checked_place(wrong)
