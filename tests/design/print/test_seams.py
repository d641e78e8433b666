"""The seam's score on repeats and on crops; ./run bench design_prints asks it of 200 a generator."""

import numpy as np
import pytest

from modiste.design import MotifSpec, WovenSpec, made_repeat
from modiste.design.print.seams import LIMIT, seam

SPECS = [
    *(MotifSpec(layout=layout, width_mm=32, dpi=100) for layout in ("p1", "pg", "cmm", "p4", "p31m")),
    *(MotifSpec(layout="toss", width_mm=32, dpi=100, seed=seed) for seed in range(3)),
    *(MotifSpec(layout=layout, width_mm=32, dpi=100) for layout in ("half-drop", "brick")),
    WovenSpec(sett="K/4 R24 K24 Y/4", width_mm=32, palette=("#101010", "#b3202a", "#e3b32a")),
    WovenSpec(sett="K4 W4", width_mm=16, palette=("#101010", "#f4f1e8")),
    WovenSpec(sett="K8 W4", draft="stripe", width_mm=16, palette=("#101010", "#f4f1e8")),
]


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: getattr(spec, "layout", spec.kind))
def test_no_repeat_shows_a_seam(spec: MotifSpec | WovenSpec) -> None:
    found = made_repeat(spec).seam
    assert found.z <= LIMIT
    assert not found.shows


def test_crops_show_one() -> None:
    pixels = made_repeat(MotifSpec(layout="toss", width_mm=64)).pixels
    crops = [seam(pixels[: 500 + 40 * k, : 680 - 30 * k]) for k in range(6)]
    assert all(each.shows for each in crops)
    assert min(each.z for each in crops) > 4


def test_plain_cloth_has_no_seam_and_one_line_is_one() -> None:
    plain = np.full((40, 40, 3), 90, np.uint8)
    assert seam(plain).z == 0
    half = plain.copy()
    half[:, 20:] = np.linspace(90, 200, 20).astype(np.uint8)[:, None]
    assert seam(half).shows
