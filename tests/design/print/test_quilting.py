import hashlib
import io

import numpy as np
import pytest
from PIL import Image

from modiste.design import MotifSpec, QuiltSpec, made_repeat, plates, svg
from modiste.design.print.quilting import quilted
from modiste.design.print.seams import seam
from modiste.garment import ModisteError

CROP = made_repeat(MotifSpec(layout="toss", width_mm=60, dpi=80)).pixels[8:120, 5:140]
PALETTE = ("#f4ead7", "#21455a", "#c2573a", "#dfa24a")


def png() -> bytes:
    out = io.BytesIO()
    Image.fromarray(CROP).save(out, "PNG")
    return out.getvalue()


def wanted(**more: object) -> QuiltSpec:
    digest = hashlib.sha256(png()).hexdigest()
    given = {"width_mm": 50, "dpi": 100, "palette": PALETTE, "example_sha256": digest, **more}
    return QuiltSpec(**given)  # type: ignore[arg-type]


def test_a_quilt_of_a_picture_that_shows_a_seam_shows_none_and_has_only_the_palettes_colours() -> None:
    assert seam(CROP).z > 3.5
    made = made_repeat(wanted(), png())
    assert not made.seam.shows and made.seam.z <= 4
    found = {f"#{r:02x}{g:02x}{b:02x}" for r, g, b in np.unique(made.pixels.reshape(-1, 3), axis=0)}
    assert found <= set(PALETTE)
    share = np.stack([plate for _, plate in plates(made, png())])
    assert (share.sum(0, dtype=int) == 255).all()


def test_a_quilt_has_as_much_of_each_colour_as_its_example() -> None:
    made = quilted(CROP / 255, (160, 160), seed=2)
    assert made.mean((0, 1)) == pytest.approx(CROP.mean((0, 1)) / 255, abs=0.05)
    assert np.array_equal(made, quilted(CROP / 255, (160, 160), seed=2))
    assert not np.array_equal(made, quilted(CROP / 255, (160, 160), seed=3))


def test_every_pixel_of_a_quilt_is_one_of_its_example() -> None:
    made = {tuple(each) for each in quilted(CROP.astype(float), (90, 70)).astype(int).reshape(-1, 3).tolist()}
    assert made <= {tuple(each) for each in CROP.reshape(-1, 3).tolist()}


def test_what_cannot_be_quilted_is_refused() -> None:
    with pytest.raises(ModisteError, match=r"MOD-2733.*is missing"):
        made_repeat(wanted())
    with pytest.raises(ModisteError, match=r"MOD-2733.*not the picture"):
        made_repeat(wanted(), png() + b"\0")
    with pytest.raises(ModisteError, match=r"MOD-2732.*20 x 30"):
        quilted(np.zeros((30, 20, 3)), (60, 60))
    with pytest.raises(ModisteError, match="MOD-2734"):
        svg(made_repeat(wanted(), png()))
