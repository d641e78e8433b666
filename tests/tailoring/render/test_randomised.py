"""Scenes by chance: the same from the same seed, and only where a knob lets it other than a studio's."""

from collections import Counter
from dataclasses import asdict

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.tailoring import KNOBS, Scene, randomised_scene


def scenes(count: int, knobs: tuple[str, ...] = KNOBS) -> list[Scene]:
    return [randomised_scene(np.random.default_rng(seed), knobs) for seed in range(count)]  # type: ignore[arg-type]


def test_the_same_chance_draws_the_same_scene() -> None:
    assert scenes(20) == scenes(20)
    assert len({asdict(each)["seed"] for each in scenes(50)}) == 50


def test_every_kind_and_setting_is_drawn() -> None:
    drawn = scenes(400)
    assert set(Counter(each.kind for each in drawn)) == {"flat", "hanger", "mannequin", "ghost"}
    assert len({each.setting for each in drawn}) == 8


FIELDS = {
    "camera": {"tilt", "field", "roll", "zoom", "right", "down", "elevation"},
    "arrangement": {"crease", "crumple", "fold", "folded"},
    "ground": {"setting", "ground", "askew"},
    "light": {"light", "lift", "softness", "fill", "warmth", "falloff"},
    "lens": {"exposure", "balance", "tint", "defocus", "motion", "shake"},
}


@pytest.mark.parametrize("knob", FIELDS)
def test_a_knob_moves_its_own_fields_and_no_others(knob: str) -> None:
    plain = asdict(Scene())
    moved = set()
    for each in scenes(60, (knob,)):
        moved |= {word for word, value in asdict(each).items() if value != plain[word]}
    assert FIELDS[knob] <= moved
    others = set().union(*(fields for name, fields in FIELDS.items() if name != knob))
    assert not moved & others


def test_scenes_of_one_seed_differ_only_in_what_the_knobs_let_through() -> None:
    for every, lit in zip(scenes(20, ("light", "lens")), scenes(20, ("light",)), strict=True):
        assert {word: getattr(every, word) for word in FIELDS["light"]} == {
            word: getattr(lit, word) for word in FIELDS["light"]
        }


def test_a_knob_that_is_none_is_refused() -> None:
    with pytest.raises(ModisteError, match="MOD-1582"):
        randomised_scene(np.random.default_rng(0), ["mood"])  # type: ignore[list-item] # wrong on purpose
