"""Pictures are made ready as transformers does it, value by value; what cannot be done exactly is refused."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from tests.foundation.hub_folders import CLIP_SEEN, SIGLIP_SEEN

from modiste.foundation.encoder import Preprocessing
from modiste.foundation.hub_folder import Folder
from modiste.foundation.hub_pictures import of_open_clip, of_transformers, prepared
from modiste.garment import ModisteError

SIZES = [(32, 32), (75, 41), (50, 133), (33, 32), (32, 47), (8, 9), (500, 31), (64, 63)]


def said(folder: Path, values: dict[str, Any]) -> Folder:
    (folder / "preprocessor_config.json").write_text(json.dumps(values))
    return Folder(folder)


@pytest.mark.parametrize("kind", ["clip", "siglip"])
@pytest.mark.parametrize("resample", [2, 3])
def test_the_same_values_as_transformers(kind: str, resample: int, tmp_path: Path) -> None:
    pytest.importorskip("transformers", reason="transformers is not installed: pip install 'modiste[hub]'")
    from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil
    from transformers.models.siglip.image_processing_pil_siglip import SiglipImageProcessorPil

    values = {**(CLIP_SEEN if kind == "clip" else SIGLIP_SEEN), "resample": resample}
    how = of_transformers(said(tmp_path, values), kind, 32)
    assert how.fit == ("crop" if kind == "clip" else "squash")
    assert how.filter == ("bicubic" if resample == 3 else "bilinear")
    chance = np.random.default_rng(4)
    pictures = [chance.integers(0, 256, (*size, 3), np.uint8) for size in SIZES]
    processor = (CLIPImageProcessorPil if kind == "clip" else SiglipImageProcessorPil).from_pretrained(
        tmp_path
    )
    theirs = np.stack(processor(pictures)["pixel_values"])
    np.testing.assert_allclose(prepared(pictures, how, halves="down"), theirs, atol=1e-6)


def test_what_a_file_leaves_out_is_what_its_class_does(tmp_path: Path) -> None:
    """FashionCLIP's file is of the older form: whole numbers for sizes, and no rescaling told."""
    older = {"crop_size": 224, "do_center_crop": True, "do_normalize": True, "do_resize": True, "size": 224}
    older |= {"image_mean": CLIP_SEEN["image_mean"], "image_std": CLIP_SEEN["image_std"], "resample": 3}
    full = of_transformers(said(tmp_path, older), "clip", 224)
    assert full == of_transformers(said(tmp_path, {}), "clip", 224)
    assert (full.size, full.fit, full.filter) == ((224, 224), "crop", "bicubic")
    plain = of_transformers(said(tmp_path, {}), "siglip", 256)
    assert plain == Preprocessing((256, 256), "squash", (0.5,) * 3, (0.5,) * 3, "bicubic")


def test_open_clip_says_it_in_its_own_words(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    marqo = {"mean": [0.5] * 3, "std": [0.5] * 3, "interpolation": "bicubic", "resize_mode": "squash"}
    assert of_open_clip(folder, marqo, 224).fit == "squash"
    plain = of_open_clip(folder, {}, 224)
    assert (plain.fit, plain.filter, plain.mean[0]) == ("crop", "bicubic", 0.48145466)
    assert of_open_clip(folder, {"interpolation": "random", "size": [224, 224]}, 224).filter == "bicubic"
    for wrong in ({"resize_mode": "longest"}, {"size": 256}, {"interpolation": "nearest"}, {"mode": "L"}):
        with pytest.raises(ModisteError, match="MOD-1903"):
            of_open_clip(folder, wrong, 224)


@pytest.mark.parametrize(
    "wrong",
    [
        {"resample": 1},
        {"resample": [3]},
        {"do_normalize": False},
        {"do_resize": None},
        {"rescale_factor": 1},
        {"rescale_factor": "1/255"},
        {"size": {"shortest_edge": 256}},
        {"size": {"longest_edge": 32}},
        {"size": "large"},
        {"crop_size": {"height": 32, "width": 16}},
        {"do_center_crop": False},
        {"image_mean": [0.5, 0.5]},
        {"image_mean": [0.5, 0.5, float("nan")]},
        {"image_std": [0.5, 0.5, 0]},
        {"image_std": "half"},
    ],
)
def test_what_is_not_done_here_is_refused(wrong: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(ModisteError, match="MOD-1903"):
        of_transformers(said(tmp_path, {**CLIP_SEEN, **wrong}), "clip", 32)


def test_an_odd_pixel_is_cut_off_on_the_side_that_each_library_takes() -> None:
    """35 wide to 32: one and a half too many. transformers drops one on the left, torchvision two."""
    how = Preprocessing((32, 32), "crop", (0.0,) * 3, (1.0,) * 3)
    ramp = np.broadcast_to(np.arange(35, dtype=np.uint8)[None, :, None], (32, 35, 3))
    for halves, first in (("down", 1), ("even", 2)):
        made = prepared([np.ascontiguousarray(ramp)], how, halves=halves)  # type: ignore[arg-type]
        assert round(float(made[0, 0, 0, 0]) * 255) == first


def test_a_thread_of_a_picture_takes_no_memory_and_keeps_its_middle() -> None:
    """A million by two pixels would be scaled to 32 x 16 million: only the middle is."""
    how = Preprocessing((32, 32), "crop", (0.0,) * 3, (1.0,) * 3, "bicubic")
    pixels = np.zeros((2, 1_000_000, 3), np.uint8)
    pixels[:, 499_900:500_100] = (10, 200, 90)
    made = prepared([pixels], how, halves="down")
    np.testing.assert_allclose(made[0, :, 16, 16] * 255, (10, 200, 90), atol=1)
    whole = prepared([pixels[:, 499_900:500_100]], how, halves="down")
    np.testing.assert_allclose(made, whole, atol=1e-6)


@pytest.mark.parametrize(
    "pixels",
    [
        np.zeros((4, 4), np.uint8),
        np.zeros((4, 4, 4), np.uint8),
        np.zeros((0, 4, 3), np.uint8),
        np.zeros((4, 4, 3), np.float32),
        np.zeros((3, 4, 4), np.uint8),
    ],
)
def test_what_is_no_picture_is_refused(pixels: Any) -> None:
    how = Preprocessing((32, 32), "squash", (0.5,) * 3, (0.5,) * 3)
    with pytest.raises(ModisteError, match=r"MOD-1910.*\(height, width, 3\)"):
        prepared([pixels], how, halves="down")


def test_a_picture_that_is_not_whole_in_memory_is_read_as_it_stands() -> None:
    picture = np.random.default_rng(0).integers(0, 256, (40, 60, 3), np.uint8)
    how = Preprocessing((32, 32), "squash", (0.0,) * 3, (1.0,) * 3)
    turned = prepared([picture[:, ::-1]], how, halves="down")
    whole = np.asarray(Image.fromarray(picture[:, ::-1].copy()).resize((32, 32), Image.Resampling.BILINEAR))
    np.testing.assert_allclose(turned[0].transpose(1, 2, 0) * 255, whole, atol=1e-3)
