"""A small shop of our own making: sales follow what garments are called, so that a forecast can be right."""

import numpy as np
import pytest

from modiste.trends.launches.book import LaunchBook

KINDS = {"mug": 30.0, "bag": 8.0, "card": 3.0, "lamp": 15.0}
COLOURS = ("red", "blue", "green", "black", "white", "pink", "plum", "grey")
DECAY = np.array([1.6, 1.3, 1.1, 0.9, 0.7, 0.4])
BEGAN = np.datetime64("2023-01-02")


def make_book(count: int = 240, seed: int = 3) -> LaunchBook:
    """Garments launched over a year; a kind sells at its rate, falling from week to week; synthetic."""
    chance = np.random.default_rng(seed)
    kinds = chance.choice(list(KINDS), count)
    days = np.sort(chance.integers(0, 330, count))
    launched = BEGAN + days
    texts = tuple(f"{chance.choice(COLOURS)} {chance.choice(COLOURS)} {kind}" for kind in kinds)
    factor = np.exp(chance.normal(0, 0.5, count))
    rates = np.array([KINDS[kind] for kind in kinds]) * factor
    code, day, quantity = [], [], []
    for garment in range(count):
        for week in range(52):
            start = launched[garment] + 7 * week
            sold = chance.poisson(rates[garment] * (DECAY[week] if week < len(DECAY) else 0.4))
            if sold and start < BEGAN + 365:
                code.append(garment)
                day.append(start + int(chance.integers(7)))
                quantity.append(float(sold))
    return LaunchBook(
        tuple(f"g{number:03d}" for number in range(count)),
        launched,
        texts,
        np.array(code),
        np.array(day),
        np.array(quantity),
        {"category": tuple(kinds), "colour": tuple(text.split()[0] for text in texts)},
        10 + 20 / rates,
        days < 21,
        BEGAN + 372,
    )


@pytest.fixture(scope="session")
def book() -> LaunchBook:
    """The shop."""
    return make_book()
