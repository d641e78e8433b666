"""What is refused is kept with its reason, once, until it is let go."""

from modiste.store import Rejection, Store


def test_rejections_are_kept_once_paged_and_released(store: Store) -> None:
    refused = [Rejection("feed.csv", str(line), "MOD-1001", f"line {line}", "raw,text") for line in range(5)]
    assert store.quarantine.put(refused) == 5
    store.quarantine.put(refused)
    assert store.quarantine.count() == 5
    first = store.quarantine.page(limit=2)
    assert [held.rejection for held in first] == refused[:2]
    rest = store.quarantine.page(after=first[-1].id)
    assert [held.rejection.place for held in rest] == ["2", "3", "4"]
    assert store.quarantine.release([first[0].id, 999]) == 1
    assert store.quarantine.count() == 4
    assert store.quarantine.page(source="other.csv") == []


def test_long_and_hostile_text_is_kept_as_text_within_limits(store: Store) -> None:
    store.quarantine.put(
        [Rejection("s" * 900, "p" * 9000, "MOD-1201", "'; DROP TABLE garments; --", "x" * 9000)]
    )
    (held,) = store.quarantine.page()
    assert held.rejection.reason == "'; DROP TABLE garments; --"
    assert len(held.rejection.excerpt) == 4000
    assert store.quarantine.put([]) == 0


def test_what_no_database_can_hold_is_kept_as_an_escape_and_once(store: Store) -> None:
    odd = Rejection("photos", "caf\udce9.jpg", "MOD-1201", "not\0text", "\ud800")
    store.quarantine.put([odd])
    store.quarantine.put([odd])
    (held,) = store.quarantine.page()
    assert held.rejection == Rejection("photos", r"caf\udce9.jpg", "MOD-1201", r"not\x00text", r"\ud800")
