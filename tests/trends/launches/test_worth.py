"""Launches are judged as they stood; where names tell what sells the forecast beats its baselines."""

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.trends.launches.baselines import baselines
from modiste.trends.launches.book import LaunchBook
from modiste.trends.launches.kinship import Kinship
from modiste.trends.launches.worth import LaunchWorth, judged_launches, launch_worth


@pytest.fixture(scope="module")
def worth(book: LaunchBook) -> LaunchWorth:
    return launch_worth(book, 6, part="latest")


def test_the_forecast_is_near_and_nearer_after_sales(worth: LaunchWorth) -> None:
    value = {name: metric.value for name, metric in worth.metrics.items()}
    assert value["wape"] < value["wape_attribute_knn"]
    assert value["wape"] < value["wape_category_mean"]
    assert value["rest_wape_after_week_2"] < value["rest_wape_before_week_2"]
    assert value["band_width_after_week_2"] < value["band_width_after_week_1"] < value["band_width"]
    assert value["coverage_90_total"] >= 0.75
    assert worth.extras["models"][0]["name"] == "launch"


def test_the_parts_are_apart_and_make_the_whole(book: LaunchBook) -> None:
    latest, earlier, every = (judged_launches(book, 6, part) for part in ("latest", "earlier", "all"))
    assert book.launched[earlier].max() < book.launched[latest].min()
    assert sorted([*latest, *earlier]) == sorted(every)
    assert len(latest) / len(every) == pytest.approx(0.25, abs=0.03)


def test_too_few_to_judge_is_an_error(book: LaunchBook) -> None:
    with pytest.raises(ModisteError, match="MOD-2473"):
        launch_worth(book, 45)


def test_baselines_are_means_of_what_is_over(book: LaunchBook) -> None:
    moment = np.datetime64("2023-09-04")
    place = np.flatnonzero(book.launched >= moment)[:1]
    found = baselines(book, Kinship(book), place, moment, 6)
    kind = book.attributes["category"][place[0]]
    past = np.flatnonzero(
        book.is_launch & (book.launched + 42 <= moment) & (np.array(book.attributes["category"]) == kind)
    )
    assert np.allclose(found["category_mean"][0], book.weekly(past, 6, moment).mean(0))
    assert not baselines(book, Kinship(book), place, book.began, 6)["attribute_knn"].any()
