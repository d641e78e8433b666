"""One rectangular repeat of a print: its pixels, its plates and its drawing, from one specification.

Knows how layers become colours; the same specification gives the same bytes. Files are `files`'.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.collect import decode
from modiste.design.print.layouts import Copies, Wish, laid_out
from modiste.design.print.motifs import Motif
from modiste.design.print.quilting import printed_after
from modiste.design.print.seams import Seam, quiet_cut, seam
from modiste.design.print.setts import cell_shares, sett, turns_to_close, woven
from modiste.design.print.specs import MotifSpec, PrintSpec, QuiltSpec, WovenSpec
from modiste.design.print.torus import layers
from modiste.garment import ModisteError
from modiste.tailoring import encoded, linear, rgb

Shares = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Repeat:
    """A print's repeat.

    Attributes:
        spec: What was asked.
        pixels: (rows, columns, 3) uint8, sRGB.
        cut: Columns and rows by which it was rolled back, so that its cut crosses as little as can be.
    """

    spec: PrintSpec
    pixels: NDArray[np.uint8]
    cut: tuple[int, int] = (0, 0)

    @property
    def seam(self) -> Seam:
        """How much the cut stands out."""
        return seam(self.pixels)

    def told(self) -> dict[str, Any]:
        """The repeat in plain values."""
        spec, found = self.spec, self.seam
        rows, columns = self.pixels.shape[:2]
        return {
            "kind": spec.kind,
            "group": spec.layout if isinstance(spec, MotifSpec) else None,
            "width_px": columns,
            "height_px": rows,
            "dpi": spec.dpi,
            "repeat_mm": [spec.width_mm, spec.height],
            "printed_mm": [round(each * 25.4 / spec.dpi, 6) for each in (columns, rows)],
            "cut_px": list(self.cut),
            "colours": [spec.palette[ink] for ink in used_inks(spec)],
            "seam_z": round(found.z, 3),
            "seam_z_rolled": round(found.rolled, 3),
            "seamless": not found.shows,
            "spec_sha256": spec.digest,
        }


def made_repeat(spec: PrintSpec, example: bytes | None = None) -> Repeat:
    """Make a print's repeat.

    Args:
        spec: What is asked.
        example: The picture's file that a quilt is made after.

    Raises:
        ModisteError: MOD-2733 where a quilt's example is missing or another, MOD-2732 where it is too small.
    """
    light = np.zeros((*spec.pixels[::-1], 3), np.float32)
    for colour, share in zip(spec.palette, shares(spec, example), strict=False):
        light += share[..., None] * linear(rgb(colour)).astype(np.float32)
    pixels = np.round(255 * encoded(light)).astype(np.uint8)
    cut = quiet_cut(pixels)
    return Repeat(spec, np.roll(pixels, (-cut[1], -cut[0]), (0, 1)), cut)


def shares(spec: PrintSpec, example: bytes | None = None) -> Shares:
    """How much of every pixel each colour of the palette has, (colours, rows, columns): the plates.

    Mixed as light in these shares, which add up to one, the colours give the print.
    """
    if isinstance(spec, WovenSpec):
        cells = threads_of(spec)
        return np.stack([cell_shares(cells, k, spec.pixels) for k in range(len(spec.palette))])
    if isinstance(spec, QuiltSpec):
        of = _quilt(spec, example)
        return np.stack([(of == k).astype(np.float32) for k in range(len(spec.palette))])
    made = np.zeros((len(spec.palette), *spec.pixels[::-1]), np.float32)
    made[0] = 1
    for ink, share in layers(copies_of(spec), spec.pixels, (spec.width_mm, spec.height)):
        made *= 1 - share
        made[ink_of(ink, len(spec.palette) - 1)] += share
    return made


def plates(repeat: Repeat, example: bytes | None = None) -> Iterator[tuple[str, NDArray[np.uint8]]]:
    """Each printed colour with its plate: the share of every pixel that it has, 0 to 255."""
    share = shares(repeat.spec, example)
    for ink in used_inks(repeat.spec):
        plate = np.round(255 * share[ink]).astype(np.uint8)
        yield repeat.spec.palette[ink], np.roll(plate, (-repeat.cut[1], -repeat.cut[0]), (0, 1))


def threads_of(spec: WovenSpec) -> NDArray[np.int64]:
    """The colour on top at each crossing, (picks, ends)."""
    order = sett(spec.sett)
    least = turns_to_close(len(order.threads()), spec.draft)
    return woven(order, spec.draft, -(-spec.times // least) * least)


def _quilt(spec: QuiltSpec, example: bytes | None) -> NDArray[np.intp]:
    if example is None or hashlib.sha256(example).hexdigest() != spec.example_sha256:
        reason = "is missing" if example is None else "is not the picture of the specification"
        raise ModisteError("MOD-2733", reason=reason)
    pixels = decode(example, name="the example")
    return printed_after(pixels, pixels.shape[1] / spec.example_mm, spec)


def copies_of(spec: MotifSpec) -> list[tuple[Motif, Copies]]:
    """The motifs with where they lie."""
    boxes = [np.ptp(use.motif.box(), axis=0) for use in spec.motifs]
    wishes = [
        Wish(use.size_mm or 0.0, use.at, use.turn, float(box.max() / box.min()))
        for use, box in zip(spec.motifs, boxes, strict=True)
    ]
    laid = laid_out(spec.layout, wishes, spec.width_mm, spec.height, spec.seed)
    return [(use.motif, copies) for use, copies in zip(spec.motifs, laid, strict=True)]


def used_inks(spec: PrintSpec) -> list[int]:
    """The places in the palette that are printed, the ground among them."""
    if isinstance(spec, WovenSpec):
        return list(range(len(sett(spec.sett).letters)))
    if isinstance(spec, QuiltSpec):
        return list(range(len(spec.palette)))
    inks = len(spec.palette) - 1
    return sorted({0} | {ink_of(shape.ink, inks) for use in spec.motifs for shape in use.motif.shapes})


def ink_of(ink: int, inks: int) -> int:
    """A shape's ink in a palette of fewer inks: they begin again; the ground stays the ground."""
    return ink and (ink - 1) % inks + 1
