"""For whom a rule holds: by how long ago a history began, and by what it is made of."""

from datetime import UTC, datetime

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.recommend import Asked, History, Likeness, Rule, Serving, Shelf, Shelved, Source, rule_of
from modiste.recommend.segments import RETURNING_SECONDS, meant, share_of

NOW = datetime(2026, 11, 27, tzinfo=UTC)
BOOST = {"verb": "boost", "factor": 2.0, "category": "Coats"}


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    shelf = Shelf()
    shelf.put([Shelved(f"g-{k}", f"g-{k}", (f"category={('Coats', 'Tops')[k % 2]}",)) for k in range(4)])
    return shelf


def history(*acts: tuple[int, float, float]) -> History:
    """Of (garment, hours ago, weight)."""
    codes, hours, weights = zip(*acts, strict=True) if acts else ((), (), ())
    at = np.array([NOW.timestamp() - each * 3600 for each in hours], np.int64)
    return History(np.array(codes, np.int32), at, np.array(weights, np.float32))


def test_who_came_before_this_visit_is_returning(shelf: Shelf) -> None:
    new, returning = (rule_of({**BOOST, "audience": each}) for each in ("new", "returning"))
    for acts, comes_back in (
        (history(), False),
        (history((0, 1, 1)), False),
        (history((0, RETURNING_SECONDS / 3600 + 1, 1), (1, 0, 1)), True),
    ):
        assert meant(shelf, returning, acts, NOW) is comes_back
        assert meant(shelf, new, acts, NOW) is not comes_back
        assert meant(shelf, rule_of(BOOST), acts, NOW)


def test_a_taste_is_a_share_of_the_history_by_weight(shelf: Shelf) -> None:
    acts = history((0, 30, 1), (1, 20, 3))
    assert share_of(shelf, "category=Coats", acts) == pytest.approx(0.25)
    assert share_of(shelf, "category=Coats", history()) == 0
    for share, holds in ((0.25, True), (0.3, False)):
        rule = rule_of({**BOOST, "taste": "category=Coats", "share": share})
        assert meant(shelf, rule, acts, NOW) is holds
    both = rule_of({**BOOST, "taste": "category=Coats", "share": 0.1, "audience": "new"})
    assert not meant(shelf, both, acts, NOW)


def test_what_names_nobody_is_refused_and_old_rules_hold_for_everybody() -> None:
    for wrong in ({"audience": "rich"}, {"taste": "coats"}, {"share": 0.0}, {"share": 1.5}):
        with pytest.raises(ModisteError, match="MOD-2372"):
            rule_of({**BOOST, **wrong})
    said = rule_of(BOOST).to_json()
    for name in ("audience", "taste", "share"):
        said.pop(name)
    assert rule_of(said) == Rule("boost", category="Coats", factor=2.0)


def test_serving_leaves_out_rules_that_are_for_others(shelf: Shelf) -> None:
    serving = Serving(shelf, Likeness(shelf), (Source(Likeness(shelf), "alike"),))
    pin = rule_of({"verb": "pin", "garment": "g-3", "audience": "returning"})
    for hours, pinned in ((1.0, False), (40.0, True)):
        asked = Asked(history((0, hours, 1.0)), 2, NOW, hidden=frozenset({0}))
        answered, _ = serving.answer(asked, [pin])
        assert (answered.results[0].reasons[0].kind == "pinned") is pinned
