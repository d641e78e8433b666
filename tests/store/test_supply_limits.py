"""A limit is written anew, and forgotten without ends, on both databases."""

from modiste.store import KeptLimit, Store


def test_a_limit_is_kept_once(store: Store) -> None:
    limits, first = store.supply_limits, KeptLimit("hall", "Temperature", 10.0, None, "ann", 1)
    limits.put(first)
    limits.put(first._replace(quantity="RelativeHumidity", high=65.0))
    limits.put(first._replace(low=None, high=30.0, set_at=2))
    assert [(each.quantity, each.low, each.high) for each in limits.all()] == [
        ("RelativeHumidity", 10.0, 65.0),
        ("Temperature", None, 30.0),
    ]
    limits.put(first._replace(low=None))
    assert [each.quantity for each in limits.all()] == ["RelativeHumidity"]
