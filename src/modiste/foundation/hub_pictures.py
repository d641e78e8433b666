"""Pictures as an encoder of a model hub was trained to see them, from the hub's own configuration.

Knows transformers' `preprocessor_config.json` and open_clip's `preprocess_cfg`; it needs Pillow and numpy, no
torchvision. What cannot be done exactly is refused: a picture seen otherwise makes another vector.
"""

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
from PIL import Image

from modiste.foundation.encoder import Floats, Pixels, Preprocessing
from modiste.foundation.hub_folder import Folder
from modiste.garment import ModisteError

CLIP_MEAN = (0.48145466, 0.4578275, 0.40821073)
CLIP_STD = (0.26862954, 0.26130258, 0.27577711)
HALF = (0.5, 0.5, 0.5)
_FILTERS: dict[object, Literal["bilinear", "bicubic"]] = {
    2: "bilinear",
    3: "bicubic",
    "bilinear": "bilinear",
    "bicubic": "bicubic",
    "random": "bicubic",  # open_clip: of training only; bicubic when a picture is judged
}
_LONGEST = 64
"""Of sides, longer by shorter, beyond which only a picture's middle is scaled: the rest is cut off anyway."""


def of_transformers(folder: Folder, kind: str, size: int) -> Preprocessing:
    """What `preprocessor_config.json` says, with the defaults of its class.

    Args:
        folder: Of the hub.
        kind: "clip" or "siglip".
        size: Of the pictures that the network sees, in pixels.

    Raises:
        ModisteError: MOD-1903 where it asks for something that is not done here.
    """
    said = folder.json("preprocessor_config.json")
    clip = kind == "clip"
    if any(said.get(step, True) is not True for step in ("do_resize", "do_rescale", "do_normalize")):
        raise folder.refusal("its pictures are not resized, scaled and normalised")
    if abs(_number(folder, said.get("rescale_factor", 1 / 255)) * 255 - 1) > 1e-6:
        raise folder.refusal(f"its pictures are scaled by {said['rescale_factor']}, not by 1/255")
    wanted = said.get("size", {"shortest_edge": size} if clip else {"height": size, "width": size})
    cuts = said.get("do_center_crop", clip) is True
    crop = said.get("crop_size", size)
    crop = crop if isinstance(crop, dict) else {"height": crop, "width": crop}
    if isinstance(wanted, int):
        wanted = {"shortest_edge": wanted} if clip else {"height": wanted, "width": wanted}
    exact, shorter = {"height": size, "width": size}, {"shortest_edge": size}
    if wanted == exact and (not cuts or crop == exact):
        fit: Literal["squash", "crop"] = "squash"
    elif wanted == shorter and cuts and crop == exact:
        fit = "crop"
    else:
        raise folder.refusal(
            f"its pictures are resized to {wanted}{f' and cut to {crop}' if cuts else ''}, "
            f"and its network sees {size} x {size}"
        )
    return Preprocessing(
        (size, size),
        fit,
        _triple(folder, said.get("image_mean", CLIP_MEAN if clip else HALF)),
        _triple(folder, said.get("image_std", CLIP_STD if clip else HALF), least=1e-3),
        _filter(folder, said.get("resample", 3)),
    )


def of_open_clip(folder: Folder, said: dict[str, Any], size: int) -> Preprocessing:
    """What open_clip's `preprocess_cfg` says, with its defaults.

    Raises:
        ModisteError: MOD-1903 where it asks for something that is not done here.
    """
    fits: dict[object, Literal["squash", "crop"]] = {"squash": "squash", "shortest": "crop"}
    mode = said.get("resize_mode") or "shortest"
    asked = said.get("size") or size
    if mode not in fits or asked not in (size, [size, size]) or said.get("mode", "RGB") != "RGB":
        raise folder.refusal(f"its pictures are resized by {mode!r} to {asked}, and its network sees {size}")
    return Preprocessing(
        (size, size),
        fits[mode],
        _triple(folder, said.get("mean") or CLIP_MEAN),
        _triple(folder, said.get("std") or CLIP_STD, least=1e-3),
        _filter(folder, said.get("interpolation") or "bicubic"),
    )


def _filter(folder: Folder, said: object) -> Literal["bilinear", "bicubic"]:
    if isinstance(said, int | str) and said in _FILTERS:
        return _FILTERS[said]
    raise folder.refusal(f"its pictures are resampled by {said!r}; known are bilinear and bicubic")


def _number(folder: Folder, said: object) -> float:
    if isinstance(said, bool) or not isinstance(said, int | float) or not np.isfinite(said):
        raise folder.refusal(f"{said!r} of its preprocessing is no number")
    return float(said)


def _triple(folder: Folder, said: object, least: float = -1e3) -> tuple[float, float, float]:
    each = said if isinstance(said, list | tuple) else [said] * 3
    numbers = tuple(_number(folder, value) for value in each)
    if len(numbers) != 3 or not all(least <= value <= 1e3 for value in numbers):
        raise folder.refusal(f"{said!r} of its preprocessing is not one number a channel")
    return numbers[0], numbers[1], numbers[2]


def prepared(pictures: Sequence[Pixels], how: Preprocessing, *, halves: Literal["down", "even"]) -> Floats:
    """Float32 (n, 3, height, width), normalised.

    Args:
        pictures: uint8 (height, width, 3).
        how: They become what the network sees.
        halves: Where an odd pixel is cut off: transformers rounds down, torchvision to the even neighbour.

    Raises:
        ModisteError: MOD-1910 for what is no picture.
    """
    width, height = how.size
    made = np.empty((len(pictures), height, width, 3), np.float32)
    for place, pixels in enumerate(pictures):
        made[place] = _fitted(pixels, how, halves)
    made /= 255
    made -= np.array(how.mean, np.float32)
    made /= np.array(how.std, np.float32)
    return np.ascontiguousarray(made.transpose(0, 3, 1, 2))


def _fitted(pixels: Pixels, how: Preprocessing, halves: Literal["down", "even"]) -> Pixels:
    if pixels.dtype != np.uint8 or pixels.ndim != 3 or pixels.shape[2] != 3 or not pixels.size:
        raise ModisteError("MOD-1910", shape=pixels.shape, type=pixels.dtype)
    resample = Image.Resampling.BICUBIC if how.filter == "bicubic" else Image.Resampling.BILINEAR
    if how.fit == "squash":
        return np.asarray(Image.fromarray(pixels).resize(how.size, resample))
    size = how.size[0]
    shorter = min(pixels.shape[:2])
    top, left = (max(side - _LONGEST * shorter, 0) // 2 for side in pixels.shape[:2])
    pixels = pixels[top : top + _LONGEST * shorter, left : left + _LONGEST * shorter]
    tall, wide = (int(size * side / shorter) for side in pixels.shape[:2])
    scaled = np.asarray(Image.fromarray(np.ascontiguousarray(pixels)).resize((wide, tall), resample))
    down, across = (
        (side - size) // 2 if halves == "down" else round((side - size) / 2) for side in (tall, wide)
    )
    return scaled[down : down + size, across : across + size]
