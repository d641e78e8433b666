"""Prints and colours for a designer: files read and written, pictures masked, a print worn by a garment.

Knows which room does what; repeats and colours are design's, masks are vision's, drapes and photographs are
tailoring's.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, TypeAdapter, ValidationError

from modiste import design, tailoring
from modiste.collect import decode
from modiste.design import (
    MotifUse,
    PrintSpec,
    Repeat,
    made_repeat,
    motif,
    png,
    read_motif,
    svg,
)
from modiste.garment import ModisteError
from modiste.learning import Event, Progress, Served, shipped_models, silent
from modiste.store import write_whole
from modiste.vision import mask_of
from modiste.workspace.flows.ar_package import house_fabric_of, sizes_worn
from modiste.workspace.flows.fitting import sizes_of

if TYPE_CHECKING:
    from modiste.garment import Cut
    from modiste.tailoring import Lay, Photo, Scene

__all__ = [
    "PrintSpec",
    "list_motifs",
    "motif_shown",
    "motif_uses",
    "new_colourways",
    "palette_facts",
    "picture_palette",
    "print_bytes",
    "print_facts",
    "print_spec",
    "quilt_facts",
    "read_design_file",
    "read_print",
    "worn_print",
    "write_print",
    "write_worn",
]
Ground = Literal["masked", "kept"]
FORMS = (".png", ".svg")
_NEAR = 512
"""Pixels of which neither side of a picture falls short where its colours are told."""
_FINEST = 1536
"""Pixels a print has on cloth along its longer side at most."""
_SPEC: TypeAdapter[PrintSpec] = TypeAdapter(Annotated[PrintSpec, Field(discriminator="kind")])


def print_spec(given: dict[str, Any]) -> PrintSpec:
    """A print's specification of plain values.

    Raises:
        ModisteError: MOD-2729 where a value does not fit, MOD-2720 to 2725 where it cannot be printed.
    """
    try:
        return _SPEC.validate_python(given)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "it"
        raise ModisteError("MOD-2729", where=where, reason=first["msg"].lower()) from None


def read_print(path: Path) -> PrintSpec:
    """The specification in a file: as it is, or as `spec` in what making a print told.

    Raises:
        ModisteError: MOD-2729 where it cannot be read or is none.
    """
    try:
        found = json.loads(read_design_file(path))
    except ValueError as error:
        raise ModisteError("MOD-2729", where=path.name, reason=f"not JSON: {error}") from None
    if not isinstance(found, dict):
        raise ModisteError("MOD-2729", where=path.name, reason="not an object")
    return print_spec(found.get("spec", found))


def motif_uses(names: Sequence[str]) -> tuple[tuple[MotifUse, ...], tuple[str, ...]]:
    """Motifs by their built-in names or as SVG files, and the first file's colours.

    Raises:
        ModisteError: MOD-2721 for an unknown name, MOD-2728 for a file that is not taken.
    """
    uses: list[MotifUse] = []
    inks: tuple[str, ...] = ()
    for name in names:
        if not name.lower().endswith(".svg"):
            uses.append(MotifUse(motif=motif(name)))
            continue
        read, own = read_motif(read_design_file(Path(name)), Path(name).stem)
        uses.append(MotifUse(motif=read))
        inks = inks or own
    return tuple(uses), inks


def quilt_facts(example: bytes, n: int = 8) -> dict[str, Any]:
    """What a specification says of an example: its hash, and its own palette.

    Raises:
        ModisteError: MOD-12xx for a picture that cannot be read, MOD-2726 for a number out of range.
    """
    swatches = design.palette_of(decode(example, name="the example", near=_NEAR), n)
    digest = hashlib.sha256(example).hexdigest()
    return {"kind": "quilt", "example_sha256": digest, "palette": tuple(each.colour for each in swatches)}


def write_print(
    spec: PrintSpec, out: Path, plates: Path | None = None, example: bytes | None = None
) -> dict[str, Any]:
    """Write a print's repeat as .png or .svg, and its plates into a folder; what was made, in plain values.

    Raises:
        ModisteError: MOD-2101 for another ending, MOD-2730 where it cannot be written.
    """
    if out.suffix.lower() not in FORMS:
        raise ModisteError("MOD-2101", reason=f"{out.name} is neither a .png nor a .svg")
    repeat = made_repeat(spec, example)
    is_drawn = out.suffix.lower() == ".svg"
    files = {out: svg(repeat).encode() if is_drawn else png(repeat.pixels, spec.dpi)}
    if plates is not None:
        files |= {plates / name: data for name, data in _plate_files(repeat, example)}
    _write(files)
    told = repeat.told() | {"out": str(out), "bytes": len(files[out]), "spec": spec.model_dump(mode="json")}
    return told | ({"plates": [path.name for path in files if path != out]} if plates else {})


def print_bytes(spec: PrintSpec, form: str) -> bytes:
    """A print's repeat as PNG or SVG."""
    repeat = made_repeat(spec)
    return svg(repeat).encode() if form == ".svg" else png(repeat.pixels, spec.dpi)


def print_facts(spec: PrintSpec) -> dict[str, Any]:
    """A print's repeat in plain values."""
    return made_repeat(spec).told()


def list_motifs() -> list[dict[str, Any]]:
    """The built-in motifs with the default palette's colours."""
    return [
        {"motif": each.model_dump(mode="json"), "colours": list(design.DEFAULT_PALETTE[1:])}
        for each in design.motifs().values()
    ]


def motif_shown(data: bytes, name: str) -> dict[str, Any]:
    """A motif out of an SVG file, with its colours by ink.

    Raises:
        ModisteError: MOD-2728 for a file that is not taken, MOD-2722 for its path data.
    """
    made, inks = read_motif(data, Path(name).stem)
    return {"motif": made.model_dump(mode="json"), "colours": list(inks)}


def picture_palette(data: bytes, name: str, n: int, ground: Ground = "masked") -> dict[str, Any]:
    """The colours of a photo's garment, what is harmonious with the first, and which run together for whom.

    Args:
        data: The picture's file.
        name: What errors call it.
        n: How many colours.
        ground: Whether what is no garment is masked by the shipped segmenter, or counts.

    Raises:
        ModisteError: MOD-12xx for a picture that cannot be read, MOD-2726 and MOD-2727 as `palette_of`.
    """
    pixels = decode(data, name=name, near=_NEAR)
    mask = mask_of(_segmenter(), pixels) if ground == "masked" else None
    swatches = design.palette_of(pixels, n, mask)
    colours = tuple(each.colour for each in swatches)
    return {
        "ground": ground,
        "covered": 1.0 if mask is None else round(float((mask > 0.5).mean()), 4),
        "colours": [asdict(each) for each in swatches],
        **palette_facts(colours),
    }


def palette_facts(colours: Sequence[str]) -> dict[str, Any]:
    """Harmonies of a palette's first colour, and its closest pairs to full and to lesser sight.

    Raises:
        ModisteError: MOD-2723 for a palette of no colour or of too many, MOD-2724 for what is no colour.
    """
    design.check_palette(colours, least=1)
    pairs = design.closest_pairs(tuple(colours)) if len(colours) > 1 else ()
    return {
        "harmonies": {rule: design.harmony(colours[0], rule) for rule in design.HARMONIES},
        "closest": [asdict(each) | {"runs_together": each.runs_together} for each in pairs],
    }


def new_colourways(palette: Sequence[str], n: int, seed: int, kept: Sequence[int] = ()) -> dict[str, Any]:
    """New palettes in the place of one, in plain values; fewer than `n` where no more keep the bounds.

    Raises:
        ModisteError: MOD-2723 and MOD-2724 for the palette, MOD-2726 for `n`, MOD-2731 for a role to keep.
    """
    colours = tuple(palette)
    design.check_palette(colours)
    for role in kept:
        if not 0 <= role < len(colours):
            raise ModisteError("MOD-2731", role=role, nearest=min(max(role, 0), len(colours) - 1))
    found = design.colourways(colours, n, seed, tuple(kept))
    return {"palette": list(colours), "colourways": [asdict(each) for each in found]}


def worn_print(
    spec: PrintSpec,
    cut: "Cut",
    *,
    size: str = "",
    cloth: str = "",
    scene: "Scene | None" = None,
    lays: "Mapping[str, Lay]" = {},  # noqa: B006 - read only
    width: int = 480,
    edge: float | None = None,
    progress: Progress = silent,
) -> "Photo":
    """A garment photographed in a print at true scale.

    Args:
        spec: The print.
        cut: The garment's.
        size: By default the middle one.
        cloth: A house fabric; by default the first that hangs as the cut's.
        scene: How it is photographed; by default on a mannequin.
        lays: How the cloth lies under panels, by their names; "" is all others.
        width: Of the picture, in pixels; it is three high to two wide.
        edge: Of the drape's triangles, in metres; by default fine ones.
        progress: Told how far the drape is.

    Raises:
        ModisteError: MOD-2012 for a size, MOD-15xx for a cloth, panel, scene or drape that cannot be.
    """
    size, _ = sizes_worn(cut, size, "")
    fabric = house_fabric_of(cut, cloth)
    look = tailoring.appearance_of(fabric, printed(spec))
    pattern = sizes_of(cut, [size])[size]
    main = {name: pattern.body[name] for name in ("height", "bust", "waist", "hip")}
    figure = tailoring.posed(tailoring.solve_body(main, tailoring.size_chart(cut.chart).people), "down")

    def told(share: float) -> bool:
        progress(Event("step", round(100 * share), 100, "drape"))
        return True

    fine = edge or tailoring.FINE
    draped = tailoring.drape_garment(pattern, figure, fabric.hangs, edge=fine, progress=told)
    picture = (width, round(1.5 * width))
    return tailoring.photograph(draped, look, scene or tailoring.Scene(), picture, lays=lays)


def printed(spec: PrintSpec) -> tailoring.Printed:
    """A print as cloth carries it: in centimetres, no finer than a photograph shows."""
    finest = min(spec.dpi, _FINEST * 25.4 / max(spec.width_mm, spec.height))
    pixels = made_repeat(spec.model_copy(update={"dpi": finest})).pixels
    return tailoring.Printed(pixels, spec.width_mm / 10, spec.height / 10)


@lru_cache(maxsize=1)
def _segmenter() -> Served:
    return Served.load(shipped_models()["segmenter"])


def write_worn(photo: "Photo", out: Path) -> dict[str, Any]:
    """Write a photograph as .png; what was made, in plain values.

    Raises:
        ModisteError: MOD-2101 for another ending, MOD-2730 where it cannot be written.
    """
    if out.suffix.lower() != ".png":
        raise ModisteError("MOD-2101", reason=f"{out.name} is not a .png")
    data = tailoring.png_of(photo.pixels)
    _write({out: data})
    height, width = photo.pixels.shape[:2]
    return {"out": str(out), "bytes": len(data), "width": width, "height": height, "synthetic": True}


def read_design_file(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        ModisteError: MOD-2729 where it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModisteError("MOD-2729", where=path, reason=(error.strerror or str(error)).lower()) from None


def _plate_files(repeat: Repeat, example: bytes | None = None) -> list[tuple[str, bytes]]:
    """Each plate as a grey PNG with its name: black is bare, white is full of ink."""
    return [
        (f"plate-{number:02d}-{colour[1:]}.png", png(share, repeat.spec.dpi))
        for number, (colour, share) in enumerate(design.plates(repeat, example))
    ]


def _write(files: Mapping[Path, bytes]) -> None:
    for path, data in files.items():
        try:
            write_whole(path, data)
        except OSError as error:
            raise ModisteError("MOD-2730", path=path, reason=(error.strerror or str(error)).lower()) from None
