"""Generators that come with the house say where they come from, draw what they drew, and are small."""

import pytest

from modiste.design import checked_generator
from modiste.learning import read_card, shipped_models

SHIPPED = [
    folder for folder in shipped_models().values() if read_card(folder / "card.toml").input.kind == "concept"
]


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_a_shipped_generator_says_where_it_comes_from_and_draws_what_it_drew(folder):
    card = checked_generator(folder)
    data_licence = "Apache-2.0" if card.data.startswith("flats:") else "MIT"
    assert (card.name, card.licence, card.data_licence) == (folder.name, "Apache-2.0", data_licence)
    assert {"fd", "fd_floor", "recall", "coverage"} <= {metric.name for metric in card.metrics}


def test_shipped_generators_are_small_together():
    assert {folder.name for folder in SHIPPED} == {"design-flats", "design-flow", "design-gan"}
    assert sum(path.stat().st_size for folder in SHIPPED for path in folder.iterdir()) <= 3_700_000
