"""A registry's row names the passport's version by its hash, and lacks nothing."""

import hashlib

import pytest
from tests.passport.profile.facts_of_a_tee import ITEM, tee

from modiste.garment import ModisteError
from modiste.passport.profile.registry import registry_row


def test_a_row_is_whole() -> None:
    row = registry_row(tee(), "https://x.example/p/1", b"signed", "https://backup.example/1")
    assert (row.item, row.commodity_code, row.operator) == (ITEM, "610910", "4012345000009")
    assert row.sha256 == hashlib.sha256(b"signed").hexdigest()
    assert row.profile == "modiste.textile.1"


def test_what_it_lacks_is_named() -> None:
    with pytest.raises(ModisteError, match=r"MOD-2689.*commodity_code, backup"):
        registry_row(tee(identity__commodity_code=None), "https://x.example/p/1", b"", "")
