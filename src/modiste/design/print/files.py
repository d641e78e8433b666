"""A repeat as files: PNG with its pixels' true size, plates, and SVG in millimetres.

Knows formats; what is in them is `repeats`'.
"""

import io
from xml.sax.saxutils import quoteattr

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from modiste.design.print.repeats import Repeat, copies_of, ink_of, threads_of
from modiste.design.print.specs import MotifSpec, QuiltSpec, WovenSpec
from modiste.design.print.torus import placed
from modiste.garment import ModisteError


def png(pixels: NDArray[np.uint8], dpi: float) -> bytes:
    """A picture, colour or grey, with the size of its pixels (pHYs)."""
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG", dpi=(dpi, dpi), compress_level=6)
    return out.getvalue()


def svg(repeat: Repeat) -> str:
    """The repeat as a drawing in millimetres, one group a layer; what hangs over an edge is drawn on both.

    Raises:
        ModisteError: MOD-2734 for a quilt, which has no lines.
    """
    spec = repeat.spec
    width, height = _number(spec.width_mm), _number(spec.height)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" '
        f'viewBox="0 0 {width} {height}">\n'
        f'<rect width="{width}" height="{height}" fill="{spec.palette[0]}"/>\n'
    )
    if isinstance(spec, QuiltSpec):
        raise ModisteError("MOD-2734")
    body = _motifs(spec, repeat.cut) if isinstance(spec, MotifSpec) else _threads(spec, repeat.cut)
    return head + "".join(body) + "</svg>\n"


def _motifs(spec: MotifSpec, cut: tuple[int, int]) -> list[str]:
    parts = []
    size = np.array([spec.width_mm, spec.height])
    moved = np.array(cut) * size / spec.pixels
    for number, (motif, copies) in enumerate(copies_of(spec)):
        box = motif.box()
        frames = []
        for frame in placed(motif, copies):
            turn, shift = frame[:4].reshape(2, 2).T, frame[4:] - moved
            seen = np.stack([turn @ (x, y) for x in box[:, 0] for y in box[:, 1]]) + shift
            first, last = np.ceil(-seen.max(0) / size), np.floor((size - seen.min(0)) / size)
            frames += [
                (*frame[:4], *(shift + (x, y) * size))
                for x in np.arange(first[0], last[0] + 1)
                for y in np.arange(first[1], last[1] + 1)
            ]
        for layer, shape in enumerate(motif.shapes):
            ink = ink_of(shape.ink, len(spec.palette) - 1)
            name = f"shape-{number}-{layer}"
            parts.append(f'<g id="motif-{number}-layer-{layer}" fill="{spec.palette[ink]}">\n')
            parts.append(
                f'<defs><path id="{name}" fill-rule="{shape.rule}" d={quoteattr(shape.path)}/></defs>\n'
            )
            parts += [
                f'<use href="#{name}" transform="matrix({" ".join(map(_number, frame))})"/>\n'
                for frame in frames
            ]
            parts.append("</g>\n")
    return parts


def _threads(spec: WovenSpec, cut: tuple[int, int]) -> list[str]:
    """Runs of threads on top, one path a colour; the repeat is cut through the middle of a thread."""
    cells = threads_of(spec)
    picks, ends = cells.shape
    wide, high = spec.width_mm / ends, spec.height / picks
    # A row that lies across the cut is drawn on both sides; a run of one colour is one rectangle.
    rows = [
        (0, 0.0, high / 2),
        *((k, (k - 0.5) * high, high) for k in range(1, picks)),
        (0, spec.height - high / 2, high / 2),
    ]
    if picks == 1:
        rows = [(0, 0.0, high)]
    runs: dict[int, list[str]] = {}
    for pick, top, tall in rows:
        row = np.append(cells[pick], cells[pick, 0])
        starts = np.flatnonzero(np.diff(row, prepend=-1))
        edges = np.clip((np.append(starts, ends + 1) - 0.5) * wide, 0, spec.width_mm)
        for start, left, right in zip(starts, edges, edges[1:], strict=False):
            across = _number(right - left)
            run = f"M{_number(left)} {_number(top)}h{across}v{_number(tall)}h-{across}z"
            runs.setdefault(int(row[start]), []).append(run)
    drawn = [
        f'<path id="colour-{colour}" fill="{spec.palette[colour]}" d="{"".join(runs[colour])}"/>\n'
        for colour in sorted(runs)
    ]
    if cut == (0, 0):
        return drawn
    left, top = -cut[0] * spec.width_mm / spec.pixels[0], -cut[1] * spec.height / spec.pixels[1]
    places = [(left + x, top + y) for x in (0, spec.width_mm) for y in (0, spec.height)]
    again = [f'<use href="#threads" x="{_number(x)}" y="{_number(y)}"/>\n' for x, y in places]
    return ['<defs><g id="threads">\n', *drawn, "</g></defs>\n", *again]


def _number(value: float) -> str:
    """To a ten-thousandth of a millimetre, without needless zeros."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text
