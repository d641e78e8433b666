"""Rules as values: what they cover, when they hold, what is refused; and reasons in words."""

from datetime import UTC, datetime

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.recommend import (
    Reason,
    Shelf,
    Shelved,
    Trace,
    covered,
    reason_json,
    reason_of,
    rule_of,
    said_of,
    told_of,
)
from modiste.recommend.answers import Recommended

NOW = datetime(2026, 11, 1, tzinfo=UTC)


def test_a_rule_is_the_same_after_being_kept() -> None:
    said = {"verb": "pin", "garment": "a", "place": 3, "ends": "2026-12-01T00:00:00+00:00", "note": "gala"}
    rule = rule_of(said, "r")
    assert rule_of(rule.to_json(), "r") == rule
    assert rule.holds(NOW, "home") and not rule.holds(datetime(2027, 1, 1, tzinfo=UTC), "home")
    assert not rule_of({**said, "placement": "cart"}).holds(NOW, "home")
    assert not rule_of({**said, "starts": "2026-11-20"}).holds(NOW, "home")


@pytest.mark.parametrize(
    "said",
    [
        {"verb": "pin"},
        {"verb": "pin", "category": "coat"},
        {"verb": "pin", "garment": "a", "place": 0},
        {"verb": "shout", "garment": "a"},
        {"verb": "boost", "garment": "a", "factor": 0.5},
        {"verb": "boost", "garment": "a", "factor": float("nan")},
        {"verb": "bury", "garment": "a", "factor": 1.5},
        {"verb": "cap", "garment": "a", "most": 2},
        {"verb": "cap", "brand": "b"},
        {"verb": "exclude", "attribute": "red"},
        {"verb": "exclude", "garment": "a", "brand": "b"},
        {"verb": "exclude", "garment": "a", "starts": "2026-02-01", "ends": "2026-01-01"},
        {"verb": "exclude", "garment": "a", "ends": "soon"},
        {"verb": "exclude", "garment": "a", "colour": "red"},
    ],
)
def test_what_says_nothing_is_refused(said: dict[str, object]) -> None:
    with pytest.raises(ModisteError, match="MOD-2372"):
        rule_of(said)


def test_what_a_rule_covers() -> None:
    shelf = Shelf()
    shelf.put(
        [
            Shelved("a", "A", ("category=coat", "brand=x", "colour=red")),
            Shelved("b", "B", ("category=coat", "brand=y")),
            Shelved("c", "C", ()),
        ]
    )
    everything = np.arange(3, dtype=np.int32)

    def found(**said: object) -> list[int]:
        return np.flatnonzero(covered(shelf, rule_of({"verb": "exclude", **said}), everything)).tolist()

    assert found(garment="b") == [1] and found(garment="nobody") == []
    assert found(category="coat") == [0, 1] and found(category="coat", brand="x") == [0]
    assert found(attribute="colour=red") == [0] and found(brand="*") == [0, 1]


KINDS = ("history", "alike", "trending", "outfit", "size", "new", "pinned", "explored")
EFFECTS = ("pinned", "boosted", "buried", "excluded", "capped", "spread", "explored", "out of stock")


@pytest.mark.parametrize("kind", KINDS)
def test_every_reason_has_words_in_both_languages(kind: str) -> None:
    for facts in ({}, {"size": "M", "rank": 3, "colour": "red", "together": 2.0}):
        reason = Reason(kind, 0.5, "g", facts)
        en, zh = said_of(reason, lambda garment: f"<{garment}>")
        assert en.isascii() and not zh.isascii()
        assert reason_of(reason_json(reason)) == reason
    if kind in ("history", "alike", "outfit"):
        assert "<g>" in en and "<g>" in zh


@pytest.mark.parametrize("effect", EFFECTS)
def test_every_effect_has_words_in_both_languages(effect: str) -> None:
    facts = {"place": 1, "factor": 2.0, "most": 3, "brand": "x", "past": "g", "of": 9, "size": "M"}
    for given in (facts, {}):
        en, zh = told_of(Trace(effect, "r", given), str)
        assert en.isascii() and not zh.isascii()
    shown = Recommended("g", 0.51234, 1.0, (), (Trace(effect, "r", facts),)).to_json()
    assert shown["score"] == 0.5123 and shown["rules"][0]["effect"] == effect
