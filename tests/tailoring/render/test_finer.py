"""A finer mesh is the same garment: as many holes, as much cloth, hems where they were."""

from dataclasses import replace

import numpy as np
import pytest

from modiste.tailoring import Drape
from modiste.tailoring.render.finer import finer, lines_of


def edges_of(faces: np.ndarray) -> tuple[int, int]:
    ends = np.sort(np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]), axis=1)
    _, uses = np.unique(ends, axis=0, return_counts=True)
    return len(uses), int((uses == 1).sum())


def areas(flat: np.ndarray) -> np.ndarray:
    one, other = flat[:, 1] - flat[:, 0], flat[:, 2] - flat[:, 0]
    return np.abs(one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0]) / 2


def test_it_keeps_its_shape_its_holes_and_its_area(shirt: Drape) -> None:
    once = finer(shirt.cloth, shirt.places, 1)
    edges, rim = edges_of(shirt.cloth.faces)
    finer_edges, finer_rim = edges_of(once.faces)
    assert len(once.faces) == 4 * len(shirt.cloth.faces)
    assert finer_rim == 2 * rim
    euler = shirt.cloth.count - edges + len(shirt.cloth.faces)
    assert len(once.places) - finer_edges + len(once.faces) == euler
    far = np.abs(once.places[: shirt.cloth.count] - shirt.places).max()
    assert far < 0.6 * shirt.cloth.edge
    # Curved hems are smoothed on the panel as they are on the surface.
    assert areas(once.flat).sum() == pytest.approx(areas(shirt.cloth.flat).sum(), rel=1.5e-3)
    assert (areas(once.flat) > 0).all()


def test_a_flat_sheet_stays_flat(shirt: Drape) -> None:
    flat = shirt.places.copy()
    flat[:, 2] = 0.1
    np.testing.assert_allclose(finer(shirt.cloth, flat).places[:, 2], 0.1, atol=1e-12)


def test_a_corner_that_is_cut_stays_one_and_a_curved_hem_is_smoothed(shirt: Drape) -> None:
    """A sheet of three by three vertices whose lower edge bulges by a tenth of its width."""
    flat = np.array([[0, 0], [1, -0.2], [2, 0], [0, 1], [1, 1], [2, 1], [0, 2], [1, 2], [2, 2]], float)
    squares = [(0, 1, 4, 3), (1, 2, 5, 4), (3, 4, 7, 6), (4, 5, 8, 7)]
    faces = np.array([each for a, b, c, d in squares for each in ((a, b, c), (a, c, d))], np.int32)
    sheet = replace(shirt.cloth, faces=faces, flat=flat[faces], panel=np.zeros(len(faces), np.int32))
    places = np.insert(flat, 2, 0, axis=1)
    made = finer(sheet, places).places[: len(places)]
    np.testing.assert_array_equal(made[[0, 2, 6, 8]], places[[0, 2, 6, 8]])
    assert -0.2 < made[1, 1] < -0.1


def test_hems_are_where_cloth_ends_and_seams_where_panels_meet(shirt: Drape) -> None:
    lines = lines_of(shirt.cloth)
    names = [panel.name for panel in shirt.cloth.panels]
    front = names.index("front")
    rows = np.array([[0.0, shirt.cloth.flat[shirt.cloth.panel == front][..., 1].min()]])
    hem, seam = lines.far(np.array([front], np.int32), rows)
    assert hem[0] < 0.004 < seam[0]
    middle = shirt.cloth.flat[shirt.cloth.panel == front].reshape(-1, 2)
    side = middle[middle[:, 0].argmax()][None, :]
    hem, seam = lines.far(np.array([front], np.int32), side)
    assert seam[0] < 0.004
    hem, seam = lines.far(np.array([front], np.int32), np.array([[0.0, middle[:, 1].mean()]]))
    assert min(hem[0], seam[0]) == pytest.approx(0.06)


def test_a_straight_line_on_the_cloth_stays_straight_where_its_triangles_are_uneven(shirt: Drape) -> None:
    """A flat sheet lies as it was cut: every place on it is its place on the panel, at every division."""
    chance = np.random.default_rng(3)
    x, y = np.meshgrid(np.arange(6.0), np.arange(6.0))
    flat = np.stack([x.ravel(), y.ravel()], axis=1)
    inside = (flat > 0).all(1) & (flat < 5).all(1)
    flat[inside] += chance.uniform(-0.3, 0.3, (int(inside.sum()), 2))
    corner = (np.arange(5)[:, None] * 6 + np.arange(5)).ravel()
    faces = np.concatenate(
        [
            np.column_stack([corner, corner + 1, corner + 7]),
            np.column_stack([corner, corner + 7, corner + 6]),
        ]
    )
    sheet = replace(
        shirt.cloth, faces=faces.astype(np.int32), flat=flat[faces], panel=np.zeros(len(faces), np.int32)
    )
    for times in (1, 2):
        made = finer(sheet, np.insert(flat, 2, 0, axis=1), times)
        np.testing.assert_allclose(made.places[made.faces][..., :2], made.flat, atol=1e-12)
