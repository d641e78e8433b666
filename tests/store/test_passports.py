"""Rows of passports and leaves, on both databases."""

import pytest

from modiste.garment import ModisteError
from modiste.store import KeptPassport, NewLeaf, Store


def leaf(event: int = 0, subject: str = "") -> NewLeaf:
    return NewLeaf("event" if event else "passport", event, subject, bytes(32), b"s" * 32)


def passport(number: int, item: str, version: int = 1, at: int = 0) -> KeptPassport:
    about = (
        f"{number:032x}",
        f"https://id.gs1.org/01/09506000134352/21/{item}",
        "tee",
        version,
        "issued",
        at,
        number,
    )
    return KeptPassport(*about, b'{"a":1}', 5, "me", 0, "", "")  # type: ignore[arg-type]


def test_leaves_get_their_indexes_in_turn(store: Store) -> None:
    kept = store.passports
    with kept.database.writing() as connection:
        kept.begin(connection)
        assert kept.add_leaves(connection, [leaf(3), leaf(7)]) == 0
        assert kept.add_leaves(connection, [leaf(subject="p")]) == 2
        assert (kept.count(connection), kept.last_event(connection)) == (3, 7)
    assert [each.number for each in kept.leaves(1)] == [1, 2]
    assert [each.subject for each in kept.leaves(kind="passport")] == ["p"]
    assert {event: each.number for event, each in kept.leaves_of_events([7, 3, 9]).items()} == {3: 0, 7: 1}
    assert kept.leaf_at(1).event == 7
    with pytest.raises(ModisteError, match="MOD-1103"):
        kept.leaf_at(3)


def test_passports_are_found_by_item_state_and_page(store: Store) -> None:
    kept = store.passports
    with kept.database.writing() as connection:
        assert kept.next_position(connection) == 0
        kept.add(connection, [passport(0, "a"), passport(1, "b"), passport(2, "b", 2)])
        kept.end(connection, [f"{1:032x}"], "replaced", "me", "newer", 9)
        assert kept.next_position(connection) == 3
    a, b, c = (passport(0, each).item for each in "abc")
    assert {item: each.version for item, each in kept.newest([a, b, c]).items()} == {a: 1, b: 2}
    assert [each.version for each in kept.every([b])[b]] == [1, 2]
    assert [each.version for each in kept.versions(b)] == [2, 1]
    assert [each.position for each in kept.page()] == [0, 2]
    assert [each.position for each in kept.page(every=True, after=(a, 1))] == [1, 2]
    assert [each.position for each in kept.page(state="replaced")] == [1]
    assert kept.page(garment="other") == []
    assert kept.ended(0, 10) == [1] and kept.ended(2, 10) == []
    assert kept.counts() == {"issued": 2, "replaced": 1}
    with kept.database.writing() as connection:
        model = passport(3, "")._replace(item="https://id.gs1.org/01/09506000134352")
        kept.add(connection, [model])
    assert kept.counts() == {"issued": 2, "replaced": 1}  # those of items
    assert model not in kept.page(every=True)
    assert set(kept.several([f"{0:032x}", "x"])) == {f"{0:032x}"}
    with pytest.raises(ModisteError, match="MOD-1103"):
        kept.get("x")


def test_what_ended_ends_once(store: Store) -> None:
    kept = store.passports
    with kept.database.writing() as connection:
        kept.add(connection, [passport(0, "a")])
        kept.end(connection, [f"{0:032x}"], "revoked", "me", "why", 9)
        kept.end(connection, [f"{0:032x}"], "replaced", "other", "", 10)
    found = kept.get(f"{0:032x}")
    assert (found.state, found.ended_by, found.reason, found.ended_at) == ("revoked", "me", "why", 9)


def test_erased_neither_salt_nor_words_are_kept(store: Store) -> None:
    kept = store.passports
    with kept.database.writing() as connection:
        kept.add_leaves(connection, [leaf(subject=f"{0:032x}"), leaf(subject=f"{1:032x}")])
        kept.add(connection, [passport(0, "a"), passport(1, "b", at=1)])
    assert kept.erase(passport(0, "a").item) == 1
    assert (kept.leaf_at(0).salt, kept.get(f"{0:032x}").body) == (None, b"{}")
    assert kept.leaf_at(1).salt == b"s" * 32
    assert kept.erase("a") == 0
