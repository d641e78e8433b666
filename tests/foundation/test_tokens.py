"""Texts as numbers, without a vocabulary."""

import numpy as np

from modiste.foundation.tokens import LEAST, MOST, ROWS, SLOTS, WORDS, encoded, padded, tokens


def test_words_lose_endings_and_accents_and_characters_stand_alone() -> None:
    assert tokens("Écru dresses, 红色連衣裙!") == ["ecru", "dress", "红", "色", "连", "衣", "裙"]
    assert tokens("") == tokens("?!") == []
    assert len(tokens("red " * 1000)) == MOST


def test_numbers_are_whole_rows_and_none_is_nought() -> None:
    made = encoded("crimson frock 红裙")
    assert made.dtype == np.float32 and made.shape == (LEAST, SLOTS)
    assert ((made == made.round()) & (made >= 0) & (made < ROWS)).all()
    assert (made[:4, 0] > 0).all() and (made[:4, 0] < WORDS).all() and not made[4:].any()


def test_a_misspelt_word_shares_most_of_its_parts_and_another_none() -> None:
    right, wrong, other = (
        set(encoded(each)[0, 1:].tolist()) - {0} for each in ("trousers", "trowsers", "gilet")
    )
    assert len(right & wrong) >= len(right) / 3
    assert len(right & other) <= 1


def test_several_texts_are_as_long_as_the_longest() -> None:
    made = padded(["red", "a red dress with long sleeves and a round neck"])
    assert made.shape[:2] == (2, 10)
    assert (made[0, 0] == encoded("red")[0]).all() and not made[0, 1:].any()
