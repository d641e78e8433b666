"""A value is known by its key alone."""

from functools import lru_cache

from modiste.workspace.keyed import Keyed


def test_what_is_made_of_a_key_is_made_once() -> None:
    made = lru_cache(lambda held: [held.value])
    assert Keyed("k", [1]) == Keyed("k", [2])
    assert made(Keyed("k", [1])) is made(Keyed("k", [2]))
    assert made(Keyed("other", [1])) is not made(Keyed("k", [1]))
