"""Specs as arrays."""

import numpy as np
from tests.fabric.small_cloths import JERSEY, POPLIN, cloth

from modiste.fabric import rows_of


def test_rows_stand_in_the_order_of_specs() -> None:
    rows = rows_of(
        [cloth(POPLIN), cloth(JERSEY), cloth(POPLIN, blend="PES", finish=["brushed", "water-repellent"])]
    )
    assert len(rows) == 3
    assert rows.is_knit.tolist() == [0, 1, 0]
    assert rows.sett[:, 0].tolist() == [52, 30]
    assert rows.density[:, 2].tolist() == [1.39, 1.39]
    assert (rows.loft[2], rows.angle[2]) == (1.45, 110)


def test_a_filaments_diameter_follows_from_its_mass() -> None:
    spun = cloth(
        {"woven": {"sett": "40/30 per cm, plain", "warp": "150D/48f", "weft": "20 tex"}}, blend="PES"
    )
    warp, weft = rows_of([spun]).fibre_mm[:, 0]
    assert np.isclose(warp, 10 * np.sqrt(4e-5 * 150 / 9 / 48 / (np.pi * 1.39)))
    assert weft == 0.012


def test_rows_repeat_each_cloth_in_place() -> None:
    many = rows_of([cloth(POPLIN), cloth(JERSEY)]).times(3)
    assert many.is_knit.tolist() == [0, 0, 0, 1, 1, 1]
    assert many.tex.shape == (2, 6)
