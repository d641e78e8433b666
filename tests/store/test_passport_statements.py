"""Signers are named, ended and named again; a statement and its facts are kept and taken back as one."""

import pytest

from modiste.garment import ModisteError
from modiste.store import KeptFact, KeptSigner, KeptStatement, Store

MILL = KeptSigner("did:key:z1", "z1", "Mill", ("spinning",), 1, "ann")
SAID = KeptStatement("a" * 64, "tee", "did:key:z1", "z1", "Mill", b"{}", False, 0, 2, "ann")
FACT = KeptFact("tee", "weight.net", "160", "document", "urn:1", "", "", 2, "ann", "a" * 64)


def test_a_signer_is_named_ended_and_named_again(store: Store) -> None:
    kept = store.passport_statements
    kept.name_signer(MILL)
    assert kept.signers() == [MILL]
    kept.end_signer(MILL.did, "bob", 5)
    assert (kept.signers()[0].ended_at, kept.signers()[0].ended_by) == (5, "bob")
    with pytest.raises(ModisteError, match="MOD-1103"):
        kept.end_signer(MILL.did, "bob", 6)
    kept.name_signer(MILL._replace(name="The mill", tiers=()))
    assert kept.signers(MILL.did) == [MILL._replace(name="The mill", tiers=())]
    assert kept.signers("did:web:other") == []


def test_a_statement_is_kept_with_its_facts_and_taken_back(store: Store) -> None:
    kept = store.passport_statements
    kept.add(SAID, [FACT])
    assert store.passport_facts.current("tee") == [FACT]
    assert kept.get(SAID.sha256, "tee") == SAID and kept.listing("coat") == []
    kept.add(SAID._replace(garment="coat", is_private=True), [])
    assert kept.several([SAID.sha256])[SAID.sha256].is_private, "of two the one that tells less"
    kept.withdraw(SAID, [FACT._replace(value=None)], "bob", 9)
    assert store.passport_facts.current("tee") == []
    assert kept.get(SAID.sha256, "tee").withdrawn_at == 9
    with pytest.raises(ModisteError, match="MOD-1103"):
        kept.get("b" * 64)
