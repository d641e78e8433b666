"""A pattern becomes one mesh: manifold, whole, sewn where it is sewn, and refused where it cannot be."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.tailoring.drape.conftest import tube

from modiste.garment import ModisteError
from modiste.tailoring import Pattern, draft_size, programs
from modiste.tailoring.drape.cloth import Cloth, cut, grain_turns
from modiste.tailoring.pattern.outline import area, polyline
from modiste.tailoring.pattern.panel import Edge


def ends(cloth: Cloth) -> NDArray[np.int32]:
    """Every face's edges with their direction, (3 m, 2)."""
    return np.concatenate([cloth.faces[:, [0, 1]], cloth.faces[:, [1, 2]], cloth.faces[:, [2, 0]]])


def sizes_of(flat: NDArray[np.float64]) -> NDArray[np.float64]:
    one, other = flat[:, 1] - flat[:, 0], flat[:, 2] - flat[:, 0]
    return (one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0]) / 2


@pytest.mark.parametrize("program", sorted(programs()))
@pytest.mark.parametrize("edge", [0.03, 0.015])
def test_every_program_becomes_a_manifold_with_all_of_its_cloth(program: str, edge: float) -> None:
    pattern = draft_size(program, "women", "40")
    cloth = cut(pattern, edge)
    directed, counts = np.unique(ends(cloth), axis=0, return_counts=True)
    assert counts.max() == 1, "two faces run along an edge in the same direction: a seam is turned"
    assert np.unique(np.sort(directed, axis=1), axis=0, return_counts=True)[1].max() <= 2
    assert (np.diff(np.sort(cloth.faces, axis=1), axis=1) > 0).all()
    assert set(cloth.faces.ravel()) == set(range(cloth.count))
    shell = sum(area(polyline(panel)) for panel in pattern.panels if panel.layer == "shell")
    assert sizes_of(cloth.flat).sum() * 1e4 == pytest.approx(shell, rel=0.01)
    assert sizes_of(cloth.flat).min() > 0.05 * edge * edge


def test_a_tube_is_closed_along_its_seams_and_open_at_both_ends() -> None:
    cloth = cut(tube(80.0), 0.02)
    edges, counts = np.unique(np.sort(ends(cloth), axis=1), axis=0, return_counts=True)
    border = edges[counts == 1]
    assert set(np.round(cloth.vertex_flat[border.ravel(), 1], 6)) == {-0.3, 0.0}
    lengths = np.linalg.norm(np.diff(cloth.vertex_flat[border], axis=1), axis=2)
    assert len(border) == 2 * 2 * round(0.4 / 0.02)
    assert np.median(lengths) == pytest.approx(0.02)


def test_what_is_known_at_corners_is_carried_to_a_finer_mesh() -> None:
    coarse, fine = (
        cut(draft_size("t-shirt", "women", "40"), 0.03),
        cut(draft_size("t-shirt", "women", "40"), 0.012),
    )
    carried = coarse.carried(np.column_stack([coarse.vertex_flat, coarse.vertex_panel]), fine)
    inner = fine.vertex_panel == np.round(carried[:, 2])
    away = np.linalg.norm(carried[inner, :2] - fine.vertex_flat[inner], axis=1)
    assert inner.mean() > 0.9
    assert np.quantile(away, 0.9) < 1e-9, "a linear function is carried exactly"


def test_too_fine_a_mesh_is_refused_before_it_is_made() -> None:
    with pytest.raises(ModisteError, match="MOD-1560") as refused:
        cut(draft_size("t-shirt", "women", "40"), 0.0005)
    assert refused.value.values["count"] > 100_000


def test_a_panel_that_crosses_itself_is_named() -> None:
    pattern: Pattern = tube(80.0)
    front = pattern.panels[0]
    twisted = replace(front, edges=(*front.edges[:2], Edge("top", (-20.0, 0.0)), Edge("left", (20.0, 0.0))))
    with pytest.raises(ModisteError, match="MOD-1561") as refused:
        cut(replace(pattern, panels=(twisted, pattern.panels[1])), 0.02)
    assert refused.value.values["panel"] == "front"


def test_every_panels_grain_is_turned_upright() -> None:
    for program in ("shirt", "trousers"):
        panels = draft_size(program, "women", "40").panels
        for panel, turn in zip(panels, grain_turns(panels), strict=True):
            run = np.array(panel.grain[1]) - np.array(panel.grain[0])
            assert (run @ turn)[1] == pytest.approx(np.hypot(*run)), panel.name
            assert np.linalg.det(turn) == pytest.approx(1)
