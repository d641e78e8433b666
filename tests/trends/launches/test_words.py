"""Words weigh by rarity, and what a thing is, is its last common word."""

import numpy as np

from modiste.trends.launches.words import counted, kinds_of, weighed

TEXTS = ("red mug", "blue mug", "red toy", "")


def test_a_rare_word_says_more() -> None:
    rows = weighed(counted(TEXTS), np.ones(4, bool)).toarray()
    cosines = rows @ rows.T
    assert np.allclose(np.diag(cosines), [1, 1, 1, 0])
    assert 0 < cosines[0, 1] < 1
    assert cosines[1, 2] == 0


def test_only_known_texts_say_what_is_rare() -> None:
    known = np.array([True, True, False, False])
    again = weighed(counted((*TEXTS[:2], "other words", "")), known)
    assert np.allclose(weighed(counted(TEXTS), known)[:2].data, again[:2].data)


def test_a_kind_needs_company() -> None:
    assert kinds_of(TEXTS, np.ones(4, bool), least=2) == ("mug", "mug", "red", "")
    assert kinds_of(TEXTS, np.zeros(4, bool)) == ("", "", "", "")
