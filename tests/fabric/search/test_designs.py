"""A row is one cloth: its numbers are those of its spec, and its spec can be made on the loom."""

from dataclasses import fields

import numpy as np
import pytest
from tests.fabric.search.small_goals import knit, woven

from modiste.fabric.rows import Rows, rows_of
from modiste.fabric.search.designs import Designs


@pytest.mark.parametrize("goals", [woven(), knit()], ids=["woven", "knit"])
def test_rows_are_the_rows_of_their_specs(goals) -> None:
    designs = Designs(goals)
    rows = designs.tidied(designs.space.spread(25, np.random.default_rng(1)))
    many, one_by_one = designs.rows(rows), rows_of([designs.spec(row, "cloth") for row in rows])
    for each in fields(Rows):
        mine, theirs = getattr(many, each.name), getattr(one_by_one, each.name)
        np.testing.assert_allclose(mine, theirs, rtol=1e-9, err_msg=each.name)


def test_what_is_varied_stays_on_the_loom() -> None:
    space = Designs(woven()).space
    bounds = {each.name: (each.low, each.high) for each in space.variables}
    assert bounds["ends"] == (20, 50)
    assert bounds["picks"] == (15, 40)


def test_one_cloth_has_one_row() -> None:
    designs = Designs(woven())
    rows = designs.space.spread(200, np.random.default_rng(1))
    names = [each.name for each in designs.space.variables]
    alone, halves = rows[0].copy(), rows[0].copy()
    alone[names.index("second_pct")] = 0
    halves[[names.index(each) for each in ("fibre", "second_fibre", "second_pct")]] = (2, 1, 50)
    told = designs.space.named(designs.tidied(np.stack((alone, halves))))
    assert told["second_fibre"][0] == told["fibre"][0]
    assert (told["fibre"][1], told["second_fibre"][1]) == (1, 2)
    np.testing.assert_allclose(designs.shares(designs.tidied(rows)), designs.shares(rows))


def test_a_design_is_said_in_a_persons_words() -> None:
    designs = Designs(woven())
    told = designs.said(designs.space.low)
    assert told["fibre"] == "cotton"
    assert told["weave"] == "plain"
    assert told["warp_tex"] == 8.0
