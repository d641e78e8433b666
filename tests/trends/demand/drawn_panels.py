"""Panels whose truth is known because it was drawn."""

import numpy as np

from modiste.trends import Panel


def seasonal(count: int = 20, length: int = 96, season: int = 12) -> tuple[Panel, np.ndarray]:
    """Monthly series of one shape and different sizes, growing by 1 % a period; and the next season."""
    dice = np.random.default_rng(3)
    at = np.arange(length + season)
    shape = 1 + 0.5 * np.sin(2 * np.pi * (at / season + dice.random((count, 1))))
    y = 10.0 ** dice.uniform(0, 4, (count, 1)) * shape * 1.01**at * np.exp(dice.normal(0, 0.03, shape.shape))
    dates = (np.datetime64("2015-01") + at).astype("datetime64[D]")[:length]
    ids = tuple(f"s{place}" for place in range(count))
    return Panel(ids, dates, y[:, :length], "month", season), y[:, length:]


def promoted(shops: int = 8, length: int = 70, ahead: int = 8) -> tuple[Panel, np.ndarray]:
    """Three articles a shop; a cut price trebles sales, a rival's halves them; and what came."""
    dice = np.random.default_rng(5)
    articles, total = 3, length + ahead
    cut = dice.random((shops, articles, total)) < 0.15
    rival = (cut.sum(1, keepdims=True) - cut) > 0
    level = dice.uniform(20, 200, (shops, articles, 1))
    y = level * 3.0**cut * 0.5**rival * np.exp(dice.normal(0, 0.1, cut.shape))
    price = np.where(cut, 4.0, 5.0) * np.array([1.0, 1.2, 0.9])[:, None]
    count = shops * articles
    ids = tuple(f"{shop}_{article}" for shop in range(shops) for article in range(articles))
    known = {f"price{at + 1}": np.repeat(price[:, at], articles, axis=0) for at in range(articles)}
    dates = np.datetime64("2024-01-01") + 7 * np.arange(length)
    whole = np.round(y.reshape(count, total))
    return Panel(ids, dates, whole[:, :length], "week", 52, known), whole[:, length:]


def error_of(told: np.ndarray, actual: np.ndarray) -> float:
    """The mean absolute error in units of each series' mean."""
    return float(np.mean(np.abs(told - actual) / actual.mean(1, keepdims=True)))
