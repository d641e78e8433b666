"""Rows of scans and codes: bounded by item, counted by day, forgotten in time; codes go one way."""

from modiste.store import FAILS, KeptScan, PassportScans, Store

DAY = 86_400_000


def scan(at: int, item: str = "a") -> KeptScan:
    return KeptScan(item, at, "someone", "DE", None, None, "issued")


def test_an_item_keeps_its_newest_scans(store: Store) -> None:
    kept = store.passport_scans
    with kept.database.writing() as connection:
        for at in range(6):
            kept.add(connection, scan(at), 4)
        kept.add(connection, scan(0, "b"), 4)
    assert [each.at for each in kept.scans("a")] == [2, 3, 4, 5]
    assert kept.items() == ["a", "b"]
    assert kept.items("a", 1) == ["b"]


def test_counts_are_of_a_subject_and_a_day_and_those_of_clients_go_first(store: Store) -> None:
    kept = store.passport_scans
    with kept.database.writing() as connection:
        assert [kept.counted(connection, f"{FAILS}a", 1) for _ in range(3)] == [1, 2, 3]
        assert kept.counted(connection, f"{FAILS}a", 2) == 1
        assert kept.counted(connection, "tries:c", 1) == 1
        assert kept.count(connection, f"{FAILS}a", 1) == 3
        assert kept.count(connection, "nobody", 1) == 0
        kept.add(connection, scan(DAY), 9)
        kept.add(connection, scan(3 * DAY), 9)
    assert kept.counts(FAILS) == {"a": 4}
    with kept.database.writing() as connection:
        assert kept.forget(connection, 2 * DAY, 3) == 1
        assert kept.count(connection, "tries:c", 1) == 0
    assert kept.counts(FAILS) == {"a": 1}
    assert [each.at for each in kept.scans("a")] == [3 * DAY]


def test_a_days_salt_stays_through_the_next_day(store: Store) -> None:
    kept = store.passport_scans
    with kept.database.writing() as connection:
        first = kept.day_salt(connection, 1)
        assert kept.day_salt(connection, 1) == first
        assert kept.day_salt(connection, 2) != first
        assert kept.day_salt(connection, 3) != first
        assert kept.day_salt(connection, 1) != first, "destroyed, and not made again"


def test_a_code_goes_through_its_states_one_way(store: Store) -> None:
    kept: PassportScans = store.passport_scans
    with kept.database.writing() as connection:
        kept.put_codes(connection, [("a", b"1"), ("b", b"2")], 10)
        kept.put_codes(connection, [("a", b"3")], 11)
        assert not kept.claim(connection, "a", b"1", 12), "replaced"
        assert not kept.claim(connection, "b", b"3", 12), "another item's"
        assert kept.claim(connection, "a", b"3", 12)
        assert not kept.claim(connection, "a", b"3", 13)
        assert kept.claimed(connection, ["a", "b"]) == ["a"]
        assert not kept.pass_on(connection, "b", b"2", b"4", 14), "not claimed yet"
        assert kept.pass_on(connection, "a", b"3", b"4", 14)
        assert kept.claim(connection, "a", b"4", 15)
        assert kept.release(connection, "a", "me", "returned", 16)
        assert not kept.release(connection, "a", "me", "returned", 17)
        assert kept.code(connection, "a", b"9") is None
    states = [(each.state, each.claimed_at, each.ended_at) for each in kept.codes("a")]
    assert states == [("released", 15, 16), ("passed_on", 12, 14), ("replaced", 0, 11)]
