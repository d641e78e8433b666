"""A model learns from earlier launches only, says by which, and says so where there are too few."""

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.trends.launches.book import LaunchBook
from modiste.trends.launches.features import known_at_launch
from modiste.trends.launches.model import LaunchModel

MOMENT = np.datetime64("2023-10-02")
WEEKS = 6


def test_nothing_after_the_moment_is_looked_at(book: LaunchBook) -> None:
    chosen = np.flatnonzero((book.launched >= MOMENT) & (book.launched < MOMENT + 7))
    whole = LaunchModel(book, known_at_launch(book, moment=MOMENT), MOMENT, WEEKS)
    kept = np.flatnonzero(book.launched < MOMENT + 7)
    cut = book.only(kept, MOMENT)
    places = np.array([cut.ids.index(book.ids[each]) for each in chosen])
    again = LaunchModel(cut, known_at_launch(cut, moment=MOMENT), MOMENT, WEEKS)
    assert whole.way == again.way
    assert np.allclose(whole.y_hat(chosen), again.y_hat(places))


def test_neighbours_are_earlier_and_alike(book: LaunchBook) -> None:
    chosen = np.flatnonzero(book.launched >= MOMENT)[:3]
    found = LaunchModel(book, known_at_launch(book), MOMENT, WEEKS).neighbours(chosen, 4)
    assert [len(each) for each in found] == [4, 4, 4]
    for own, near in zip(chosen, found, strict=True):
        assert all(book.launched[place] < MOMENT for place, _ in near)
        assert [alike for _, alike in near] == sorted((alike for _, alike in near), reverse=True)
        assert book.attributes["category"][near[0][0]] == book.attributes["category"][own]


def test_too_few_launches_are_an_error(book: LaunchBook) -> None:
    with pytest.raises(ModisteError, match="MOD-2472"):
        LaunchModel(book, known_at_launch(book), np.datetime64("2023-02-01"), WEEKS)


def test_a_young_shop_is_forecast_by_kin(book: LaunchBook) -> None:
    moment = np.datetime64("2023-03-13")
    model = LaunchModel(book, known_at_launch(book), moment, WEEKS)
    chosen = np.flatnonzero(book.launched >= moment)[:5]
    assert model.way == "kin"
    assert np.isfinite(model.y_hat(chosen)).all()
    assert (model.y_hat(chosen) > 0).all()
