"""Rings of garments: who takes up one takes up the next of its ring; so what is right is known."""

from pathlib import Path

import numpy as np
import pytest

from modiste.recommend import Interactions

RINGS, LENGTH, PEOPLE = 6, 10, 200


def rows(seed: int = 0, people: int = PEOPLE) -> list[tuple[str, str, int]]:
    """(customer, garment, second): garments named ring-place, forty days apart."""
    chance = np.random.default_rng(seed)
    made = []
    for person in range(people):
        ring, place = chance.integers(RINGS), chance.integers(LENGTH)
        start = int(chance.integers(0, 300)) * 86_400
        for step in range(int(chance.integers(4, 9))):
            made.append((f"c{person:03d}", f"{ring}-{place}", 1_700_000_000 + start + step * 40 * 86_400))
            place = (place + 1) % LENGTH
    return made


@pytest.fixture(scope="session")
def rings() -> Interactions:
    customers, items, at = zip(*rows(), strict=True)
    return Interactions.of(customers, items, at)


@pytest.fixture(scope="session")
def rings_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As a table with a header."""
    path = tmp_path_factory.mktemp("rings") / "acts.csv"
    lines = [f"{customer},{item},{at}" for customer, item, at in rows()]
    path.write_text("\n".join(["user_id,item_id,timestamp", *lines]))
    return path
