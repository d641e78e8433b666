"""Settings move from one state to another once, on both databases."""

import pytest

from modiste.garment import ModisteError
from modiste.store import Store


def test_a_proposal_is_superseded_decided_once_and_found(store: Store) -> None:
    settings = store.supply_settings
    first = settings.propose("hall", "every_ms", 3.6e6, 9e5, {"gain": 0.75}, "ann", 1)
    second = settings.propose("hall", "every_ms", 7.2e6, 9e5, {"gain": 0.9}, "ann", 2)
    assert [(each.id, each.state) for each in settings.listing("hall")] == [
        (second.id, "proposed"),
        (first.id, "superseded"),
    ]
    made = settings.decide(second.id, "proposed", "approved", "bob", "Go on.", 3)
    assert made is not None and (made.decided_by, made.note, made.said["gain"]) == ("bob", "Go on.", 0.9)
    assert settings.decide(second.id, "proposed", "refused", "bob", "", 4) is None
    assert settings.listing(state="refused") == [] and settings.listing("x") == []
    with pytest.raises(ModisteError, match="MOD-1103"):
        settings.decide("z", "proposed", "approved", "bob", "", 5)
