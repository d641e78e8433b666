"""Triangles become a picture: in place, in front of what is behind, lit, on neutral ground."""

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.tailoring import Surface, picture
from modiste.tailoring.normals import vertex_normals
from modiste.tailoring.render.raster import GROUND

RED, BLUE = np.array([0.8, 0.1, 0.1]), np.array([0.1, 0.1, 0.8])


def wall(
    z: float, colour: np.ndarray, half: float = 0.5, lining: tuple[float, float, float] | None = None
) -> Surface:
    """A square that faces the front, standing on the floor."""
    corners = [[-half, 0, z], [half, 0, z], [half, 2 * half, z], [-half, 2 * half, z]]
    return Surface(np.array(corners, float), np.array([[0, 1, 2], [0, 2, 3]], np.int32), colour, lining)


def test_the_ground_is_the_studios_and_the_thing_is_in_the_middle() -> None:
    drawn = picture([wall(0, RED)], size=(120, 160))
    assert drawn.shape == (160, 120, 3)
    assert drawn.dtype == np.uint8
    assert np.abs(drawn[:8].astype(int) - GROUND[0]).max() <= 2
    middle = drawn[80, 60].astype(int)
    assert middle[0] > 2 * middle[2]


def test_what_is_in_front_hides_what_is_behind() -> None:
    far, near = wall(-0.2, RED), wall(0.2, BLUE, half=0.2)
    for order in ([far, near], [near, far]):
        drawn = picture(order, size=(120, 120)).astype(int)
        blue = (drawn[..., 2] > 1.5 * drawn[..., 0]).sum()
        red = (drawn[..., 0] > 1.5 * drawn[..., 2]).sum()
        assert red > 2 * blue > 200


def test_a_back_is_seen_only_where_there_is_a_lining() -> None:
    hidden = picture([wall(0, RED)], azimuth=180, size=(80, 80)).astype(int)
    shown = picture([wall(0, RED, lining=(0.1, 0.1, 0.8))], azimuth=180, size=(80, 80)).astype(int)
    assert (hidden[..., 0] > 1.5 * hidden[..., 2]).sum() == 0
    assert (shown[..., 2] > 1.5 * shown[..., 0]).sum() > 500


def test_an_edge_is_smooth() -> None:
    drawn = picture([wall(0, RED)], azimuth=25, size=(121, 121)).astype(int)
    values = {tuple(pixel) for pixel in drawn[20:100].reshape(-1, 3)}
    assert len(values) > 2, "samples between ground and thing"


def test_the_same_picture_twice() -> None:
    assert np.array_equal(picture([wall(0, RED)], 35), picture([wall(0, RED)], 35))


def test_normals_look_out() -> None:
    surface = wall(0, RED)
    assert np.allclose(vertex_normals(surface.places, surface.faces), [0, 0, 1])


@pytest.mark.parametrize("size", [(8, 100), (100, 5000)])
def test_absurd_sizes_are_refused(size: tuple[int, int]) -> None:
    with pytest.raises(ModisteError, match="MOD-1580"):
        picture([wall(0, RED)], size=size)


def test_a_diverged_surface_gives_no_picture() -> None:
    broken = wall(0, RED)
    broken.places[0, 1] = np.nan
    with pytest.raises(ModisteError, match="MOD-1581"):
        picture([broken])
