"""Garments are alike by words, by attributes and by vectors that are handed in."""

from collections.abc import Sequence

import numpy as np
import pytest

from modiste.trends.launches.book import LaunchBook
from modiste.trends.launches.kinship import Kinship, same_kind
from modiste.trends.panel import Floats


class Turned:
    """Vectors as an encoder might make them; the last garment has no picture."""

    name = "pictures"

    def vectors(self, ids: Sequence[str]) -> Floats:
        angles = np.linspace(0, 1, len(ids))
        rows = np.stack([np.cos(angles), np.sin(angles)], 1)
        rows[-1] = np.nan
        return rows


def test_views_are_between_nothing_and_one(book: LaunchBook) -> None:
    kinship = Kinship(book, [Turned()])
    assert kinship.names == ("words", "attributes", "pictures")
    places, known = np.arange(40), np.ones(len(book), bool)
    for alike in kinship.views(places, places, known).values():
        assert alike.shape == (40, 40)
        assert alike.min() >= 0
        assert alike.max() <= 1 + 1e-9
    last = np.array([len(book) - 1])
    assert not kinship.views(last, places, known)["pictures"].any()


def test_a_garment_is_most_like_itself(book: LaunchBook) -> None:
    places, known = np.arange(30), np.ones(len(book), bool)
    alike = Kinship(book).likeness(places, places, known)
    assert np.allclose(np.diag(alike), 1)


def test_nothing_told_is_like_nothing() -> None:
    days = np.array(["2024-01-01", "2024-01-02"], "datetime64[D]")
    bare = LaunchBook(("a", "b"), days, ("", ""), np.array([0]), days[:1], np.ones(1))
    places = np.arange(2)
    assert Kinship(bare).names == ()
    assert not Kinship(bare).likeness(places, places, np.ones(2, bool)).any()


def test_words_shared_are_counted_where_there_are_no_attributes() -> None:
    days = np.array(["2024-01-01"] * 3, "datetime64[D]")
    texts = ("red mug", "red toy", "tin box")
    bare = LaunchBook(("a", "b", "c"), days, texts, np.array([0]), days[:1], np.ones(1))
    shared = Kinship(bare).shared(np.array([0]), np.arange(3), np.ones(3, bool))
    assert shared[0].tolist() == pytest.approx([1, 1 / 3, 0])


def test_a_category_that_is_told_is_the_kind(book: LaunchBook) -> None:
    same = same_kind(book, np.array([0]), np.arange(len(book)), np.ones(len(book), bool))[0]
    assert [book.attributes["category"][place] for place in np.flatnonzero(same)] == [
        book.attributes["category"][0]
    ] * int(same.sum())
