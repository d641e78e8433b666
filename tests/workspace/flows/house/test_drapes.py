"""A kept drape is the drape: the same places and body, read as plain numbers."""

from pathlib import Path

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.workspace.flows.house.drapes import kept_studio
from modiste.workspace.flows.house.plan import garment_of


def test_a_drape_is_kept_and_found_again(tmp_path: Path) -> None:
    garment = garment_of(7, "shorts", 0)
    made, size = kept_studio(garment, np.random.default_rng(3), tmp_path)
    files = list(tmp_path.iterdir())
    assert [each.suffix for each in files] == [".npz"] and size in garment.sizes
    written = files[0].stat().st_mtime_ns
    again, same = kept_studio(garment, np.random.default_rng(3), tmp_path)
    assert same == size and files[0].stat().st_mtime_ns == written
    np.testing.assert_array_equal(made.drape.places, again.drape.places)
    np.testing.assert_array_equal(made.flat, again.flat)
    np.testing.assert_array_equal(made.drape.cloth.faces, again.drape.cloth.faces)
    np.testing.assert_array_equal(made.drape.figure.vertices, again.drape.figure.vertices)
    assert again.drape.stays and again.drape.fabric == made.drape.fabric
    files[0].write_bytes(b"damaged")
    other, _ = kept_studio(garment, np.random.default_rng(3), tmp_path)
    np.testing.assert_array_equal(other.drape.places, made.drape.places)
    # What stays on nobody is not tried again.
    files[0].with_suffix(".lost").touch()
    with pytest.raises(ModisteError, match="MOD-1562"):
        kept_studio(garment, np.random.default_rng(3), tmp_path)
