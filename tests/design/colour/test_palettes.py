import numpy as np
import pytest

from modiste.design import palette_of
from modiste.garment import ModisteError

RUST, NAVY, WHITE = (194, 87, 58), (33, 69, 90), (255, 255, 255)


def picture() -> np.ndarray:
    """A rust and navy garment, three to one, on a white ground that is most of the picture."""
    made = np.full((60, 60, 3), WHITE, np.uint8)
    made[20:40, 20:35] = RUST
    made[20:40, 35:40] = NAVY
    return made


def test_the_mask_keeps_the_ground_out() -> None:
    pixels = picture()
    mask = (pixels != WHITE).any(-1).astype(float)
    found = palette_of(pixels, 2, mask)
    assert [(each.colour, each.share, each.name) for each in found] == [
        ("#c2573a", 0.75, "rust"),
        ("#21455a", 0.25, "navy"),
    ]
    assert palette_of(pixels, 1)[0].colour != "#c2573a"


def test_a_picture_of_fewer_colours_has_fewer_swatches_and_shares_are_whole() -> None:
    found = palette_of(picture(), 6)
    assert len(found) == 3
    assert sum(each.share for each in found) == pytest.approx(1)


@pytest.mark.parametrize("n", [0, 17])
def test_a_number_out_of_range_is_refused_with_the_nearest(n: int) -> None:
    with pytest.raises(ModisteError, match=f"MOD-2726.*{'1' if n == 0 else '16'}"):
        palette_of(picture(), n)


def test_a_mask_that_leaves_nothing_is_refused() -> None:
    with pytest.raises(ModisteError, match="MOD-2727"):
        palette_of(picture(), 3, np.zeros((60, 60)))
