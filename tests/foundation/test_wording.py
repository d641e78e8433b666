"""Texts about a picture, in two languages, and class captions."""

import numpy as np
import pytest

from modiste.foundation import Facts, caption, class_caption
from modiste.foundation.facts import FALSE, agreement, verdicts
from modiste.foundation.glossary import concepts
from modiste.foundation.spelling import is_chinese

FACTS = Facts(("hoodie", "hooded", "long-sleeve", "solid", "fleece", "cotton", "relaxed"), (), ("#8e2f4c",))


@pytest.mark.parametrize("chinese", [True, False])
def test_texts_are_of_their_language_and_never_false(chinese: bool) -> None:
    chance = np.random.default_rng(0)
    said = [caption(FACTS, chance, chinese=chinese, most=int(chance.integers(1, 9))) for _ in range(200)]
    assert all(each.text.strip() for each in said)
    assert np.mean([is_chinese(each.text) for each in said]) == (1 if chinese else 0)
    truth = agreement(verdicts(FACTS)[None], [each.things for each in said])
    assert FALSE not in truth.tolist()[0]


def test_short_texts_say_little_and_long_ones_much() -> None:
    chance = np.random.default_rng(1)
    short = [len(caption(FACTS, chance, chinese=False, most=2).things) for _ in range(50)]
    long = [len(caption(FACTS, chance, chinese=False).things) for _ in range(50)]
    assert max(short) <= 2 < np.mean(long)


def test_a_thing_is_said_once_a_kind_and_the_same_chance_says_the_same() -> None:
    first, second = (caption(FACTS, np.random.default_rng(7), chinese=True) for _ in range(2))
    assert first == second
    kinds = [concepts()[each].kind for each in first.things]
    assert len(kinds) == len(set(kinds))


def test_classes_are_named_as_folders_are() -> None:
    assert class_caption("T-shirt_top") == "a photo of a t-shirt top"
    assert class_caption("连衣裙") == "一张照片：连衣裙"
