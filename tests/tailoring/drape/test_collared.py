"""Around a collar the neck is a column without a chin; what wears none meets the whole body."""

import numpy as np
import pytest

from modiste.tailoring import average_figure, draft_size, drape_garment, posed
from modiste.tailoring.body.neck import neck_of
from modiste.tailoring.drape.cloth import cut
from modiste.tailoring.drape.collared import around, column_for, columned
from modiste.tailoring.drape.field import distance_field, distances
from modiste.tailoring.drape.solver import lifted


def test_only_a_stand_asks_for_the_column() -> None:
    figure = average_figure("men", "down")
    shirt = cut(draft_size("shirt", "men", "50"), 0.03)
    assert column_for(shirt, figure) is not None
    assert column_for(shirt, posed(figure, "a")) is not None
    assert column_for(cut(draft_size("t-shirt", "men", "50"), 0.03), figure) is None


def test_the_chin_is_gone_the_throat_is_solid_and_below_nothing_changes() -> None:
    figure = average_figure("men")
    neck, field = neck_of(figure), distance_field(figure)
    open_ = columned(field, neck)
    chin, throat = neck.middle + np.array([0, 0.005, 0.08]), neck.middle + np.array([0, 0.03, 0.03])
    assert distances(field, chin[None])[0] < 0 < distances(open_, chin[None])[0]
    assert distances(open_, throat[None])[0] < -0.005
    low = field.origin[1] + np.arange(field.values.shape[1]) * field.cell < neck.middle[1] - 0.05
    np.testing.assert_array_equal(open_.values[:, low], field.values[:, low])


def test_the_way_out_of_a_column_is_away_from_its_axis_and_its_distance_grows_on_it() -> None:
    neck = neck_of(average_figure("women"))
    spot = (neck.middle + np.array([0.03, 0.06, 0.0]))[None]
    far, ways = around(neck, spot, np.array([0.02]))
    assert far[0] < 0
    np.testing.assert_allclose(ways[0], [1, 0, 0], atol=1e-9)
    assert around(neck, spot + 0.001 * ways, np.array([0.02]))[0][0] == pytest.approx(far[0] + 0.001)
    below = (neck.middle - [0.0, 0.1, 0.0])[None]
    same, none = around(neck, below, np.array([-0.05]))
    assert same[0] == -0.05 and not none.any()


def test_what_lies_below_a_chin_is_not_put_onto_it() -> None:
    figure = average_figure("men")
    neck = neck_of(figure)
    places = (neck.middle + np.array([0, 0.005, 0.08]))[None]
    for column, moves in ((neck, False), (None, True)):
        moved = places.copy()
        assert lifted(figure, moved, column)[0] > 0
        assert (np.linalg.norm(moved - places) > 0.001) == moves


def test_a_mans_relaxed_collar_turns_down_and_its_points_lie_flat() -> None:
    figure = average_figure("men", "down")
    pattern = draft_size("shirt", "men", "50", {"fit": "relaxed"})
    shirt = drape_garment(pattern, figure, "poplin", edge=0.02)
    panels = [panel.name for panel in shirt.cloth.panels]
    collar, stand, *fronts = (
        np.unique(shirt.cloth.faces[shirt.cloth.panel == panels.index(name)])
        for name in ("collar", "collar_stand", "front_left", "front_right")
    )
    below = shirt.places[np.concatenate(fronts)]
    flat = np.array([shirt.cloth.vertex_flat[each] for each in collar])
    half = np.abs(flat[:, 0]).max()
    points = shirt.places[collar[np.abs(flat[:, 0]) > half - 0.004]]
    assert len(points) == 2
    assert points[:, 1].max() < shirt.places[stand, 1].min() + 0.01
    off = np.linalg.norm(points[:, None] - below, axis=2).min(1)
    assert off.max() < 0.025
