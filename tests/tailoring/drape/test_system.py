"""Cloth's mechanics: forces are the energy's slope, stiffness is positive, moving costs nothing."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.sparse import bsr_array
from scipy.spatial.transform import Rotation
from tests.tailoring.drape.conftest import tube

from modiste.tailoring.drape.cloth import cut
from modiste.tailoring.drape.fabrics import FABRICS, Drapery
from modiste.tailoring.drape.system import System, assembled, solved, system

Points = NDArray[np.float64]


@pytest.fixture(scope="module")
def cloth() -> System:
    return system(cut(tube(60.0, 12.0), 0.03), FABRICS["poplin"])


@pytest.fixture(scope="module")
def hung(cloth: System) -> Points:
    """A crumpled, stretched state."""
    made = cut(tube(60.0, 12.0), 0.03)
    angle = 2 * np.pi * made.vertex_flat[:, 0] / 0.6 + np.pi * made.vertex_panel
    round_ = np.column_stack([0.1 * np.sin(angle), made.vertex_flat[:, 1] * 1.05, 0.1 * np.cos(angle)])
    return round_ + np.random.default_rng(1).normal(0, 0.003, round_.shape)


def told(cloth: System, places: Points) -> tuple[float, Points, NDArray[np.float64]]:
    blocks, forces = np.empty((len(cloth.columns), 3, 3)), np.empty_like(places)
    energy = assembled(
        places,
        cloth.faces,
        cloth.slopes,
        cloth.area,
        cloth.stiff,
        cloth.rows,
        cloth.columns,
        cloth.base,
        cloth.slots,
        blocks,
        forces,
    )
    return energy, forces, blocks


def test_forces_are_the_slope_of_the_energy(cloth: System, hung: Points) -> None:
    forces = told(cloth, hung)[1]
    chance = np.random.default_rng(2)
    for _ in range(5):
        way = chance.normal(size=hung.shape)
        step = 1e-6
        slope = (told(cloth, hung + step * way)[0] - told(cloth, hung - step * way)[0]) / (2 * step)
        assert -np.sum(forces * way) == pytest.approx(slope, rel=1e-4, abs=1e-6)


def test_the_stiffness_is_symmetric_and_positive(cloth: System, hung: Points) -> None:
    blocks = told(cloth, hung)[2]
    whole = bsr_array((blocks, cloth.columns, cloth.rows)).toarray()
    assert np.abs(whole - whole.T).max() < 1e-6 * np.abs(whole).max()
    assert np.linalg.eigvalsh(whole).min() > -1e-6 * np.abs(whole).max()


@settings(max_examples=15, deadline=None)
@given(st.tuples(*(st.floats(-3, 3) for _ in range(3))), st.tuples(*(st.floats(-2, 2) for _ in range(3))))
def test_turning_and_moving_the_cloth_changes_no_energy(
    cloth: System, hung: Points, turn: tuple[float, ...], move: tuple[float, ...]
) -> None:
    rotation = Rotation.from_rotvec(turn)
    energy, forces, _ = told(cloth, hung)
    moved, turned, _ = told(cloth, rotation.apply(hung) + np.array(move))
    assert moved == pytest.approx(energy, rel=1e-6)
    assert np.abs(turned - rotation.apply(forces)).max() < 1e-5 * np.abs(forces).max()


def test_flat_cloth_rests_without_force() -> None:
    alone = replace(tube(60.0, 12.0), panels=tube(60.0, 12.0).panels[:1], seams=())
    made = cut(alone, 0.03)
    places = np.column_stack([made.vertex_flat, np.zeros(made.count)])
    energy, forces, _ = told(system(made, FABRICS["denim"]), places)
    assert np.abs(forces).max() < 1e-9
    assert abs(energy) < 1e-9


def test_the_solver_solves(cloth: System, hung: Points) -> None:
    _, forces, blocks = told(cloth, hung)
    for own in cloth.diagonal:
        blocks[own] += np.eye(3) * 0.5
    whole = bsr_array((blocks, cloth.columns, cloth.rows)).toarray()
    step = np.zeros_like(hung)
    nothing = np.zeros((1, 4))
    taken = solved(
        cloth.rows,
        cloth.columns,
        blocks,
        cloth.diagonal,
        nothing.astype(np.int32),
        nothing,
        np.zeros((1, 3)),
        np.zeros(1),
        0,
        forces,
        1e-8,
        2000,
        step,
    )
    exact = np.linalg.solve(whole, forces.ravel()).reshape(-1, 3)
    assert taken < 2000
    assert np.abs(step - exact).max() < 1e-5 * np.abs(exact).max()


@pytest.mark.parametrize("fabric", FABRICS.values(), ids=FABRICS)
def test_heavier_cloth_weighs_more_and_the_mass_is_the_areas(fabric: Drapery) -> None:
    made = system(cut(tube(60.0, 12.0), 0.03), fabric)
    assert made.mass.sum() == pytest.approx(0.6 * 0.12 * fabric.weight / 1000)
    assert made.stiff.tolist() == [fabric.weft, fabric.warp, fabric.shear]
    assert 1.0 < fabric.limit < 1.5
