"""Sales since launch are counted to the day, and a moment knows nothing after it."""

import numpy as np

from modiste.trends.launches.book import LaunchBook


def day(text: str) -> np.datetime64:
    return np.datetime64(text, "D")


def two() -> LaunchBook:
    return LaunchBook(
        ("a", "b"),
        np.array(["2024-01-03", "2024-01-20"], "datetime64[D]"),
        ("red mug", "tin toy"),
        np.array([0, 0, 0, 1]),
        np.array(["2024-01-03", "2024-01-09", "2024-01-10", "2024-01-21"], "datetime64[D]"),
        np.array([2.0, 3.0, 4.0, 5.0]),
        sold_by=day("2024-01-31"),
    )


def test_a_week_begins_on_the_day_of_launch() -> None:
    weekly = two().weekly(np.array([0, 1]), 3, day("2024-02-01"))
    assert weekly[0].tolist() == [5.0, 4.0, 0.0]
    assert weekly[1, 0] == 5.0


def test_a_week_that_is_not_over_is_not_known() -> None:
    book = two()
    assert np.isnan(book.weekly(np.array([0]), 2, day("2024-01-16"))).tolist() == [[False, True]]
    assert np.isnan(book.weekly(np.array([1]), 2, day("2025-01-01"))).tolist() == [[False, True]]


def test_a_rate_counts_the_weeks_on_sale_only() -> None:
    assert two().rates(np.array([0, 1]), day("2024-01-24"), weeks=4).tolist() == [3.0, 5.0]


def test_the_book_before_a_moment_has_neither_later_garments_nor_later_sales() -> None:
    earlier = two().before(day("2024-01-10"))
    assert earlier.ids == ("a",)
    assert earlier.quantity.sum() == 5.0
    assert earlier.last == day("2024-01-09")


def test_where_no_launch_is_known_all_are() -> None:
    assert two().is_launch.all()
    assert np.isnan(two().prices).all()
