"""Whether a text tells the truth about a picture."""

import numpy as np

from modiste.foundation.facts import FALSE, TRUE, UNKNOWN, Facts, agreement, numbered, verdicts
from modiste.foundation.glossary import concepts

BRETON = Facts(("t-shirt", "long-sleeve", "stripe"), ("longsleeve",), ("#f4f3ef", "#232f4b"))


def told(facts: Facts, thing: str) -> int:
    return int(verdicts(facts)[numbered()[thing]])


def test_what_is_told_is_true_with_all_that_it_is_a_kind_of() -> None:
    assert [told(BRETON, each) for each in ("t-shirt", "top", "stripe", "print", "white")] == [TRUE] * 5


def test_of_a_closed_kind_the_rest_is_false_but_what_may_be() -> None:
    assert [told(BRETON, each) for each in ("dress", "short-sleeve", "dot", "red")] == [FALSE] * 4
    assert told(BRETON, "longsleeve") == UNKNOWN
    assert told(BRETON, "navy") == UNKNOWN  # an ink is no ground
    assert told(BRETON, "denim") == UNKNOWN  # of the cloth nothing is told
    assert told(BRETON, "summer") == UNKNOWN


def test_what_would_be_a_kind_of_what_is_told_is_not_known() -> None:
    assert told(Facts(("dress",)), "sundress") == UNKNOWN
    assert told(Facts(("dress",)), "skirt") == FALSE


def test_a_text_is_true_where_all_is_true_and_false_where_one_thing_is() -> None:
    pictures = np.stack([verdicts(BRETON), verdicts(Facts(("dress",), (), ("#c8202a",)))])
    said = [("t-shirt", "white"), ("dress", "red"), ("t-shirt", "summer"), ()]
    expected = [[TRUE, FALSE, UNKNOWN, UNKNOWN], [FALSE, TRUE, FALSE, UNKNOWN]]
    assert agreement(pictures, said).tolist() == expected


def test_every_thing_has_a_number() -> None:
    assert sorted(numbered().values()) == list(range(len(concepts())))
