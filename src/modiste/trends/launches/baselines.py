"""What a forecast of new garments must beat: the mean of their category, and of their nearest by attributes.

Knows launches whose weeks are all over at the moment; nothing is learned. The nearest are those of the
attribute baseline of Skenderi et al. (Well Googled is Half Done, 2021).
"""

import numpy as np

from modiste.trends.launches.book import Ints, LaunchBook
from modiste.trends.launches.kinship import Kinship, same_kind
from modiste.trends.panel import Floats

NEAREST = 10
_LEAST_OF_KIND = 5


def baselines(
    book: LaunchBook, kinship: Kinship, places: Ints, moment: np.datetime64, weeks: int
) -> dict[str, Floats]:
    """(m, weeks) by name: `category_mean`, `category_median`, `attribute_knn`.

    A category with fewer than five launches says what all do.
    """
    past = book.past_launches(moment, weeks)
    if not len(past):
        nothing = np.zeros((len(places), weeks))
        return dict.fromkeys(("category_mean", "category_median", "attribute_knn"), nothing)
    sales, before = book.weekly(past, weeks, moment), book.known(moment)
    same = same_kind(book, places, past, before)
    same = np.where(same.sum(1, keepdims=True) >= _LEAST_OF_KIND, same, True)
    shared = kinship.shared(places, past, before)
    near = np.argsort(-shared, axis=1, kind="stable")[:, :NEAREST]
    return {
        "category_mean": np.stack([sales[row].mean(0) for row in same]),
        "category_median": np.stack([np.median(sales[row], axis=0) for row in same]),
        "attribute_knn": sales[near].mean(1),
    }
