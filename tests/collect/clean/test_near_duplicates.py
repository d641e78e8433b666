"""Edited copies are found among other photos, each with the edit's name; a short version of the benchmark."""

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from modiste.collect import clean, decode
from modiste.collect.clean.local_features import Features
from modiste.collect.clean.near_duplicates import edit_of, groups, laid_over, near_duplicates, sketch_hash

from .test_local_features import drawn

Edit = Callable[[Image.Image], Image.Image]


def saved(picture: Image.Image, quality: int = 75) -> np.ndarray:
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=quality)
    return np.asarray(Image.open(io.BytesIO(file.getvalue())).convert("RGB"))


def framed(picture: Image.Image) -> Image.Image:
    whole = Image.new("RGB", (picture.width + 40, picture.height + 50), "white")
    whole.paste(picture, (20, 25))
    return whole


EDITS: dict[str, tuple[Edit, str]] = {
    "recompressed": (lambda p: p.resize((p.width // 2, p.height // 2)), "recompressed"),
    "centred crop": (
        lambda p: p.crop((p.width // 14, p.height // 14, 13 * p.width // 14, 13 * p.height // 14)),
        "cropped or padded",
    ),
    "corner crop": (
        lambda p: p.crop((0, 3 * p.height // 20, 17 * p.width // 20, p.height)),
        "cropped or padded",
    ),
    "padded": (framed, "cropped or padded"),
    "mirrored": (lambda p: p.transpose(Image.Transpose.FLIP_LEFT_RIGHT), "mirrored"),
    "turned": (lambda p: p.rotate(3, Image.Resampling.BICUBIC, fillcolor="white"), "turned"),
}


@pytest.fixture(scope="module")
def eight() -> list[Features]:
    """Drawn pictures of which none is like another."""
    return [clean.local_features(drawn(seed)) for seed in range(8)]


@pytest.mark.parametrize("name", EDITS)
def test_an_edited_copy_is_found_and_named(name: str, eight: list[Features]) -> None:
    edit, word = EDITS[name]
    copy = clean.local_features(saved(edit(Image.fromarray(drawn(3)))))
    (found,) = near_duplicates([*eight, copy])
    assert (found.one, found.other) == (3, 8)
    assert found.edit == word


@pytest.mark.data
def test_real_photos_edited_are_found_and_others_are_not_mistaken(clothing_small: Path) -> None:
    """30 photos of the shelf, six edits each with another draw than the benchmark's."""
    files = sorted((clothing_small / "validation").glob("*/*"))[5::11][:30]
    photos = [decode(path, near=288) for path in files]
    pictures = [clean.local_features(pixels) for pixels in photos]
    assert near_duplicates(pictures) == []
    index = clean.CodeIndex.build([each.codes for each in pictures])
    hits = mistaken = 0
    for row, pixels in enumerate(photos):
        for edit, _ in EDITS.values():
            asked = clean.local_features(saved(edit(Image.fromarray(pixels))))
            rows = {
                each.row
                for each in index.candidates(asked.codes)
                if laid_over(asked, pictures[each.row], mirror=each.mirrored)
            }
            hits += row in rows
            mistaken += len(rows - {row})
    assert hits >= 0.97 * len(photos) * len(EDITS)
    assert mistaken == 0


def test_a_tiny_picture_is_found_by_its_hash() -> None:
    chance = np.random.default_rng(0)
    tiny = [
        np.asarray(Image.fromarray(chance.integers(0, 256, (5, 5), dtype=np.uint8)).resize((28, 28)))
        for _ in range(6)
    ]
    again = saved(Image.fromarray(tiny[2]).convert("RGB"), 90)
    pairs = near_duplicates([clean.local_features(each) for each in (*tiny, again)])
    assert [(pair.one, pair.other, pair.edit) for pair in pairs] == [(2, 6, "recompressed")]


def test_even_pictures_are_no_duplicates_of_each_other() -> None:
    even = [clean.local_features(np.full((60, 60), shade, np.uint8)) for shade in (10, 90, 200)]
    assert near_duplicates(even) == []


def test_what_an_embedding_holds_near_is_looked_at_too() -> None:
    """Places in the crowd are no candidates; the embedding brings the pair to the same proof."""
    whole = drawn(3)
    pictures = [clean.local_features(each) for each in (drawn(1), whole, whole[20:380, 20:280])]
    alone = [clean.Features(each.points, each.scales, each.codes, each.sketch) for each in pictures]
    space = np.array([[1.0, 0.0], [0.0, 1.0], [0.05, 1.0]], np.float32)
    with_space = near_duplicates(alone, embeddings=space)
    assert [(pair.one, pair.other) for pair in with_space] == [(1, 2)]
    nearest_is_no_proof = near_duplicates(pictures[:2], embeddings=space[1:])
    assert nearest_is_no_proof == []


def test_every_picture_is_reported() -> None:
    told: list[tuple[int, int]] = []
    near_duplicates(
        [clean.local_features(drawn(0)), clean.local_features(drawn(1))], report=lambda *now: told.append(now)
    )
    assert told == [(1, 2), (2, 2)]


def test_groups_hang_together_over_several_pairs() -> None:
    assert groups([(5, 6), (1, 5), (8, 9), (6, 7)]) == [[1, 5, 6, 7], [8, 9]]
    assert groups([]) == []


def test_the_hash_tells_brighter_from_darker_neighbours() -> None:
    ramp = np.tile(np.arange(0, 240, 5, dtype=np.uint8), (48, 1))
    assert np.unpackbits(sketch_hash(ramp)).sum() == 0 or np.unpackbits(sketch_hash(ramp)).sum() == 256
    assert np.array_equal(sketch_hash(ramp), ~sketch_hash(ramp[:, ::-1]))


def test_an_edit_has_one_word() -> None:
    def laid(**values: object) -> clean.Overlay:
        base = {
            "mirrored": False,
            "inliers": 40,
            "agreement": 0.99,
            "overlap": 1.0,
            "scale": 1.0,
            "turn": 0.0,
        }
        return clean.Overlay(**{**base, **values})  # type: ignore[arg-type]

    assert edit_of(laid()) == "recompressed"
    assert edit_of(laid(scale=0.9)) == "cropped or padded"
    assert edit_of(laid(turn=0.05)) == "turned"
    assert edit_of(laid(turn=0.05, mirrored=True)) == "mirrored"
