import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from modiste.garment import ModisteError
from modiste.passport.credentials.identity import did_document, did_of, key_address, key_at, named_keys
from modiste.passport.keys import multikey

KEY = Ed25519PrivateKey.from_private_bytes(b"i" * 32)
DID = did_of("brand.example:8321")


def test_an_issuer_is_named_by_its_host() -> None:
    assert DID == "did:web:brand.example%3A8321"


@pytest.mark.parametrize("host", ["", "Brand", "a b", "brand.example/x", "brand.example:x", "-a", "a" * 300])
def test_what_is_no_host_names_nobody(host: str) -> None:
    with pytest.raises(ModisteError, match="MOD-2622"):
        did_of(host)


def test_a_document_names_keys_that_are_found_by_their_address() -> None:
    document = did_document(DID, [multikey(KEY)])
    assert named_keys(document) == (multikey(KEY),)
    (address,) = document["assertionMethod"]
    assert address == key_address(DID, multikey(KEY))
    assert key_at(address, DID).public_bytes_raw() == KEY.public_key().public_bytes_raw()


def test_a_key_of_another_is_refused() -> None:
    with pytest.raises(ModisteError, match="MOD-2620"):
        key_at(key_address(did_of("other.example"), multikey(KEY)), DID)
    with pytest.raises(ModisteError, match="MOD-2601"):
        key_at(f"{DID}#key-1", DID)


@pytest.mark.parametrize("document", [{}, {"id": 1, "verificationMethod": []}, {"id": DID}])
def test_what_names_no_keys_is_refused(document: dict[str, object]) -> None:
    with pytest.raises(ModisteError, match="MOD-2620"):
        named_keys(document)
