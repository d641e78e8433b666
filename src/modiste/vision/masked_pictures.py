"""Pictures with their masks: a folder of renders with `labels.csv`, or photographs that were outlined.

Knows files and splits; what is learned from them is `segmentation`'s. Decoding is collect's.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from modiste.collect import Limits, decode, read_bytes
from modiste.garment import ModisteError
from modiste.vision.outlines import Outline, read_outlines

Pixels = NDArray[np.uint8]

TABLE = "labels.csv"
_AT = "@"
_LARGEST_TABLE = 200_000_000
_LIMITS = Limits(bytes=20_000_000, pixels=30_000_000)


@dataclass(frozen=True)
class Masked:
    """One picture and where its mask comes from: a file of 0 and 255, or an outline.

    Attributes:
        id: The picture's path inside its folder.
        folder: That folder.
        label: What it shows.
        mask: The mask's path inside the folder; empty for an outline.
        outline: None for a mask on disk.
    """

    id: str
    folder: Path
    label: str
    mask: str = ""
    outline: Outline | None = None

    def open(self) -> tuple[Pixels, NDArray[np.bool_]]:
        """The picture (h, w, 3) and its mask (h, w).

        Raises:
            ModisteError: MOD-1201 to 1207 for a file that cannot be read, MOD-1411 for another than was
                outlined, MOD-1412 for a mask of another size.
        """
        if self.outline is not None:
            pixels, mask = (
                decode(self.outline.file(self.folder), name=self.id, limits=_LIMITS),
                self.outline.mask(),
            )
        else:
            pixels = decode(read_bytes(self.folder / self.id, _LIMITS), name=self.id, limits=_LIMITS)
            drawn = decode(read_bytes(self.folder / self.mask, _LIMITS), name=self.mask, limits=_LIMITS)
            mask = drawn[..., 0] > 127
        if mask.shape != pixels.shape[:2]:
            sizes = f"the mask is {mask.shape}, the picture {pixels.shape[:2]}"
            raise ModisteError("MOD-1412", data=self.id, reason=sizes)
        return pixels, mask


def masked_pictures(data: str | Path) -> list[Masked]:
    """Find pictures with masks.

    Args:
        data: a folder that `modiste shop randomised` wrote, `FOLDER:train`, `:validation` or `:test` for one
            of its splits; or `PHOTOS@OUTLINES.json:test` (or `:validation`), photographs and their outlines.

    Raises:
        ModisteError: MOD-1410 for a file that holds no outlines, MOD-1412 for a folder without such pictures.
    """
    text = str(data)
    place, colon, part = text.rpartition(":")
    if not colon or "/" in part or "\\" in part:
        place, part = text, ""
    if _AT in place:
        photos, _, file = place.rpartition(_AT)
        outlines = read_outlines(Path(file))
        known = outlines.parts
        chosen = part or "test"
        if chosen not in known:
            raise ModisteError("MOD-1412", data=text, reason=f"it has {' and '.join(known)}, no {chosen}")
        return [Masked(each.photo, Path(photos), each.label, outline=each) for each in known[chosen]]
    found = [Masked(*row) for row in _rows(Path(place), part)]
    if not found:
        raise ModisteError(
            "MOD-1412", data=text, reason=f"{TABLE} names no picture" + f" of {part}" * bool(part)
        )
    return found


def _rows(folder: Path, part: str) -> Iterator[tuple[str, Path, str, str]]:
    path = folder / TABLE
    try:
        if path.stat().st_size > _LARGEST_TABLE:
            raise ModisteError("MOD-1412", data=folder, reason=f"{TABLE} is too large")
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if not row.get("picture") or not row.get("mask"):
                    raise ModisteError(
                        "MOD-1412", data=folder, reason=f"{TABLE} has no columns picture and mask"
                    )
                for name in (row["picture"], row["mask"]):
                    if Path(name).is_absolute() or ".." in Path(name).parts:
                        raise ModisteError(
                            "MOD-1412", data=folder, reason=f"{name!r} leads out of the folder"
                        )
                if not part or row.get("split") == part:
                    yield row["picture"], folder, row.get("category") or "garment", row["mask"]
    except OSError as error:
        reason = f"{TABLE}: {(error.strerror or str(error)).lower()}"
        raise ModisteError("MOD-1412", data=folder, reason=reason) from None
    except (UnicodeDecodeError, csv.Error):
        raise ModisteError("MOD-1412", data=folder, reason=f"{TABLE} is not UTF-8 CSV") from None
