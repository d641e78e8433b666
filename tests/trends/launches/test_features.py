"""What is known at launch follows from earlier days alone."""

import numpy as np

from modiste.trends.launches.book import LaunchBook
from modiste.trends.launches.features import known_at_launch


def test_later_sales_and_later_launches_change_nothing(book: LaunchBook) -> None:
    moment = np.datetime64("2023-08-28")
    whole, cut = known_at_launch(book), known_at_launch(book.before(moment))
    earlier = np.flatnonzero(book.launched < moment)
    assert whole.names == cut.names
    assert np.allclose(whole.rows[earlier], cut.rows, equal_nan=True)


def test_a_garment_of_unknown_launch_has_no_row(book: LaunchBook) -> None:
    rows = known_at_launch(book).rows
    assert np.isnan(rows[~book.is_launch]).all()
    assert np.isfinite(rows[book.is_launch]).all()


def test_kin_that_sell_say_so(book: LaunchBook) -> None:
    known = known_at_launch(book)
    rate = known.rows[:, known.names.index("words_kin_rate")]
    kinds = np.array(book.attributes["category"])
    later = book.launched > np.datetime64("2023-06-01")
    assert np.median(rate[later & (kinds == "mug")]) > np.median(rate[later & (kinds == "card")]) + 0.5


def test_prices_may_be_left_out(book: LaunchBook) -> None:
    assert "price" in known_at_launch(book).names
    assert "price" not in known_at_launch(book, priced=False).names
