"""Mass, thickness, cover and porosity of worked cases, to 1e-9."""

import math

import pytest
from tests.fabric.small_cloths import JERSEY, POPLIN, cloth, woven

from modiste.fabric import predict, rows_of
from modiste.fabric.properties.assumed import typical
from modiste.fabric.properties.structure import structure_of

DIAMETER = 10 * math.sqrt(4e-5 * 20 / (math.pi * 1.52 * 0.6))


def test_a_woven_cloth_worked_by_hand() -> None:
    lies = structure_of(rows_of([woven()]))
    assert lies.mass[0] == pytest.approx(0.1 * (20 * 20 * 1.10 + 20 * 20 * 1.05), abs=1e-9)  # 86 g/m²
    share = 20 * DIAMETER / 10
    assert lies.cover[0] == pytest.approx(2 * share - share**2, abs=1e-9)
    # Waves go as spacing by √crimp (Peirce), and fill both diameters.
    higher = 2 * DIAMETER * math.sqrt(0.10) / (math.sqrt(0.10) + math.sqrt(0.05))
    assert lies.thickness[0] == pytest.approx(DIAMETER + higher, abs=1e-9)
    assert lies.porosity[0] == pytest.approx(1 - 86 / (1000 * (DIAMETER + higher) * 1.52), abs=1e-9)


def test_a_jersey_worked_by_hand() -> None:
    lies = structure_of(
        rows_of(
            [cloth({"knit": {"loop": 3.0, "yarn": {"tex": 20, "packing": 0.6}, "courses": 18, "wales": 13}})]
        )
    )
    assert lies.mass[0] == pytest.approx(0.01 * 18 * 13 * 3.0 * 20, abs=1e-9)  # 140.4 g/m²
    assert lies.thickness[0] == pytest.approx(3 * DIAMETER, abs=1e-9)
    assert lies.porosity[0] == pytest.approx(1 - 140.4 / (1000 * 3 * DIAMETER * 1.52), abs=1e-9)
    laid = 18 * 13 / 100 * (3.0 * DIAMETER - 4 * DIAMETER**2)
    assert lies.cover[0] == pytest.approx(laid / (1 + laid**6) ** (1 / 6), abs=1e-9)


def test_warp_and_weft_of_other_fibres_weigh_by_what_they_bring() -> None:
    mixed = woven(weft={"tex": 20, "packing": 0.6, "flatness": 1, "blend": "PES"})
    lies = structure_of(rows_of([mixed]))
    warp, weft = 0.1 * 20 * 20 * 1.1, 0.1 * 20 * 20 * 1.05
    assert lies.density[0] == pytest.approx((warp + weft) / (warp / 1.52 + weft / 1.39), abs=1e-9)


def test_a_coating_closes_the_cloth() -> None:
    lies = structure_of(rows_of([cloth(POPLIN), cloth(POPLIN, coating=30)]))
    assert lies.mass[1] - lies.mass[0] == pytest.approx(30)
    assert (lies.cover[1], lies.pore[1]) == (1, 0)
    assert lies.porosity[1] < lies.porosity[0]


def test_brushing_lifts_and_leaves_the_mass() -> None:
    plain, brushed = (predict(cloth(JERSEY, finish=finish)) for finish in ([], ["brushed"]))
    assert brushed["thickness_mm"].value == pytest.approx(1.45 * plain["thickness_mm"].value)
    assert brushed["mass_gsm"].value == plain["mass_gsm"].value
    assert brushed["porosity"].value > plain["porosity"].value


def test_constants_move_only_what_is_not_told() -> None:
    rows = rows_of([woven(), woven(crimp=None)])
    usual = structure_of(rows)
    more = structure_of(rows, typical() | {"crimp": 2 * typical()["crimp"]})
    assert more.crimp[0, 0] == usual.crimp[0, 0]
    assert more.crimp[0, 1] == pytest.approx(2 * usual.crimp[0, 1])
