"""Places survive what changes no content; the mirror image has the same codes, halves swapped."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from modiste.collect.clean.local_features import (
    CODE_BYTES,
    PLACES,
    SKETCH,
    Features,
    local_features,
    mirrored,
)


def drawn(seed: int, width: int = 300, height: int = 400) -> np.ndarray:
    """Soft shapes with edges, as a garment on a floor has."""
    chance = np.random.default_rng(seed)
    picture = Image.fromarray(chance.integers(60, 200, (9, 7, 3), dtype=np.uint8)).resize((width, height))
    pixels = np.asarray(picture).astype(int)
    for _ in range(40):
        top, left = chance.integers(0, height), chance.integers(0, width)
        pixels[top : top + chance.integers(8, 60), left : left + chance.integers(8, 60)] += chance.integers(
            -90, 90, 3
        )
    return np.clip(pixels, 0, 255).astype(np.uint8)


def bits(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    return np.bitwise_count(one[:, None] ^ other[None]).sum(2)


def test_a_picture_has_its_places_spread_over_it() -> None:
    found = local_features(drawn(0))
    assert 100 < len(found) <= PLACES + 8
    assert found.codes.shape == (len(found), CODE_BYTES)
    assert found.points.min() > 0
    assert found.points[:, 0].max() < 0.75
    assert found.points[:, 1].max() < 1
    quarters = {(x > 0.375, y > 0.5) for x, y in found.points.tolist()}
    assert len(quarters) == 4
    assert max(found.sketch.shape) == SKETCH


def test_the_mirror_image_has_the_same_codes_with_halves_swapped() -> None:
    pixels = drawn(1)
    found, seen = local_features(pixels), local_features(pixels[:, ::-1])
    nearest = bits(mirrored(found.codes), seen.codes)
    assert np.median(nearest.min(1)) <= 2
    partner = nearest.argmin(1)
    expected = found.extent[0] - found.points[:, 0]
    assert np.median(abs(seen.points[partner, 0] - expected)) < 0.002


def test_recompression_keeps_codes_and_other_pictures_have_other_ones() -> None:
    import io

    pixels = drawn(2)
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "JPEG", quality=40)
    again = local_features(np.asarray(Image.open(io.BytesIO(file.getvalue()))))
    found, other = local_features(pixels), local_features(drawn(3))
    assert np.median(bits(found.codes, again.codes).min(1)) < 20
    assert np.median(bits(found.codes, other.codes).min(1)) > 45


def test_codes_do_not_depend_on_contrast() -> None:
    pixels = drawn(4)
    paler = (pixels.astype(float) * 0.6 + 60).astype(np.uint8)
    assert np.median(bits(local_features(pixels).codes, local_features(paler).codes).min(1)) < 12


@pytest.mark.parametrize("shape", [(28, 28), (1, 1), (1, 900), (47, 300, 3)])
def test_a_picture_too_small_has_a_sketch_only(shape: tuple[int, ...]) -> None:
    found = local_features(np.full(shape, 90, np.uint8))
    assert len(found) == 0
    assert found.sketch.size > 0


def test_an_even_picture_has_no_places() -> None:
    assert len(local_features(np.full((200, 200, 3), 128, np.uint8))) == 0


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 200), st.integers(1, 200), st.integers(0, 9))
def test_any_picture_is_described_and_survives_as_bytes(height: int, width: int, seed: int) -> None:
    pixels = np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)
    found = local_features(pixels)
    again = Features.from_bytes(found.to_bytes())
    for name in ("points", "scales", "codes", "sketch"):
        assert np.array_equal(getattr(again, name), getattr(found, name))
