import pytest

from modiste.garment import ModisteError
from modiste.passport.jcs import canonical
from modiste.passport.log.leaves import KeyEntry, commitment, committed_entry, new_salt, read_key_entry


def test_a_commitment_tells_nothing_without_its_salt() -> None:
    one, other = new_salt(), new_salt()
    assert len(one) == 32
    assert commitment(one, {"a": 1}) == commitment(one, {"a": 1})
    assert len({commitment(one, {"a": 1}), commitment(one, {"a": 2}), commitment(other, {"a": 1})}) == 3


def test_an_entry_says_what_it_is_of() -> None:
    assert committed_entry("event", b"\1" * 32) == canonical({"kind": "event", "commitment": "01" * 32})
    assert read_key_entry(committed_entry("event", b"\1" * 32)) is None


def test_a_key_stands_in_plain_words() -> None:
    said = KeyEntry("did:web:brand.example", "z6Mk", "added", "2026-11-27T12:00:00Z")
    assert read_key_entry(said.entry()) == said


@pytest.mark.parametrize("change", [{"more": 1}, {"did": None}])
def test_an_entry_with_other_members_is_refused(change: dict[str, object]) -> None:
    said = {"kind": "key", "did": "d", "key": "k", "state": "added", "at": "t", **change}
    entry = canonical({name: each for name, each in said.items() if each is not None})
    with pytest.raises(ModisteError, match="MOD-2610"):
        read_key_entry(entry)
