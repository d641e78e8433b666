"""Grounds repeat without a seam, are alike in brightness and unlike each other."""

import numpy as np
import pytest

from modiste.tailoring.render.grounds import ground_of
from modiste.tailoring.render.scene import SETTINGS

DRAWN = [each for each in SETTINGS if each != "studio"]


@pytest.mark.parametrize("setting", DRAWN)
def test_a_ground_is_light_of_its_own_colour_and_finite(setting: str) -> None:
    ground = ground_of(setting, 1)  # type: ignore[arg-type] # of the list
    assert np.isfinite(ground.tile).all()
    assert ground.tile.shape[1] / ground.tile.shape[0] == pytest.approx(
        ground.width / ground.height, rel=0.01
    )
    assert 0.6 < np.median(ground.tile[..., :3]) < 1.5
    assert ground.tile[..., :3].min() > 0
    assert np.abs(ground.tile[..., 3:]).max() < 4


@pytest.mark.parametrize("setting", ["carpet", "sheet", "wall", "rug"])
def test_where_a_tile_meets_itself_it_changes_no_more_than_inside(setting: str) -> None:
    tile = ground_of(setting, 2).tile[..., :3].mean(-1)  # type: ignore[arg-type] # of the list
    inside = np.abs(np.diff(tile, axis=1)).mean()
    assert np.abs(tile[:, 0] - tile[:, -1]).mean() < 3 * inside + 0.02


def test_a_seed_is_a_ground() -> None:
    assert (ground_of("wood", 0).tile == ground_of("wood", 0).tile).all()
    assert (ground_of("wood", 0).tile != ground_of("wood", 1).tile).any()
