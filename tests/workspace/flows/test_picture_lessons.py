"""Lessons: a garment follows from seed and number alone, its facts are those of its pattern, files go on."""

import json
from pathlib import Path

import numpy as np
import pytest

from modiste import tailoring
from modiste.design import length_of
from modiste.garment import ModisteError
from modiste.workspace.flows.picture_lessons import lessons, write_lessons


def test_facts_are_those_of_the_pattern_and_the_same_again(tmp_path: Path):
    made = list(lessons(10, 5, start=9))
    assert made
    facts = made[0].facts
    pattern = tailoring.draft_size(facts["program"], facts["chart"], facts["size"], facts["options"])
    assert facts["length_cm"] == length_of(pattern)
    assert facts["synthetic"] is True
    again = next(iter(lessons(10, 5, start=9)))
    assert np.array_equal(again.pixels, made[0].pixels)


def test_what_was_begun_is_gone_on_with(tmp_path: Path):
    for number in range(2):
        (tmp_path / f"{number:05d}.json").write_text(json.dumps([]))
    assert write_lessons(tmp_path, 2, 5) == 0


def test_numbers_that_cannot_be_are_refused(tmp_path: Path):
    with pytest.raises(ModisteError, match="MOD-2044"):
        write_lessons(tmp_path, 3, -1)
