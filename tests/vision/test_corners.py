"""Corners of photographs: taken where they look unlike the middle."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from modiste.garment import ModisteError
from modiste.vision.corners import corner_pieces


def test_a_corner_of_another_colour_is_a_ground_and_one_of_the_garments_colour_is_not(tmp_path: Path) -> None:
    picture = np.full((160, 120, 3), 220, np.uint8)
    picture[42:118, 42:78] = (30, 60, 120)
    picture[:40, :40] = (30, 60, 120)
    (tmp_path / "shirt").mkdir()
    Image.fromarray(picture).save(tmp_path / "shirt" / "a.png")
    (tmp_path / "bad.jpg").write_bytes(b"no picture")
    pieces = corner_pieces(tmp_path)
    assert len(pieces) == 3 and all(piece.shape == (20, 20, 3) for piece in pieces)
    assert all((piece > 200).all() for piece in pieces)


def test_photographs_without_a_ground_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModisteError) as refused:
        corner_pieces(tmp_path)
    assert refused.value.code == "MOD-1412"
