"""What was read lately is not read again, until anything changes, in whichever process."""

from datetime import UTC, datetime
from pathlib import Path

from modiste.garment import Customer
from modiste.store import Store

NOW = datetime(2026, 11, 27, tzinfo=UTC)


def test_values_are_read_once_until_another_connection_commits(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store, Store.open(tmp_path) as other:
        store.rows.put([Customer(id="c-1", created_at=NOW)])
        asked: list[list[str]] = []

        def read(ids: list[str]) -> dict[str, Customer]:
            asked.append(ids)
            return store.rows.find(Customer, ids)

        held = store.lately(10)
        assert held.find(["c-1", "c-2"], read).keys() == {"c-1"}
        assert held.find(["c-1"], read)["c-1"].erased_at is None
        assert asked == [["c-1", "c-2"]]  # what is there is held; what was absent is asked for again
        other.rows.put([Customer(id="c-1", created_at=NOW, erased_at=NOW)])
        assert held.find(["c-1"], read)["c-1"].erased_at == NOW
        store.rows.put([Customer(id="c-2", created_at=NOW)])  # by this store's own connections, too
        assert held.find(["c-1", "c-2"], read).keys() == {"c-1", "c-2"}
        assert asked[1:] == [["c-1"], ["c-1", "c-2"]]


def test_what_changed_while_it_was_read_is_given_and_not_kept(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        held, asked = store.lately(10), 0

        def read(ids: list[str]) -> dict[str, int]:
            nonlocal asked
            asked += 1
            store.rows.put([Customer(id=f"c-{asked}", created_at=NOW)])
            held.find(["other"], lambda _: {"other": 0})  # somebody else looks after the change
            return dict.fromkeys(ids, asked)

        assert held.find(["a"], read) == {"a": 1}
        assert held.find(["a"], read) == {"a": 2}


def test_no_more_than_so_many_are_held(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        held = store.lately(2)
        seen: list[str] = []

        def read(ids: list[str]) -> dict[str, str]:
            seen.extend(ids)
            return {each: each for each in ids}

        for each in "abca":
            held.find([each], read)
        assert seen == ["a", "b", "c", "a"]
