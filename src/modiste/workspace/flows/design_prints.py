"""Prints and colours for a designer: files read and written, pictures masked, a print worn by a garment.

Knows which room does what; repeats and colours are design's, drapes and photographs are tailoring's.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from modiste import design
from modiste.design import (
    MotifSpec,
    PrintSpec,
    Repeat,
    Use,
    WovenSpec,
    made_repeat,
    motif,
    png,
    read_motif,
    svg,
)
from modiste.garment import ModisteError
from modiste.store import write_whole

FORMS = (".png", ".svg")
_SPEC: TypeAdapter[MotifSpec | WovenSpec] = TypeAdapter(PrintSpec)


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
        found = json.loads(_read(path))
    except ValueError as error:
        raise ModisteError("MOD-2729", where=path.name, reason=f"not JSON: {error}") from None
    if not isinstance(found, dict):
        raise ModisteError("MOD-2729", where=path.name, reason="not an object")
    return print_spec(found.get("spec", found))


def motif_uses(names: Sequence[str]) -> tuple[tuple[Use, ...], tuple[str, ...]]:
    """Motifs by their built-in names or as SVG files, and the first file's colours.

    Raises:
        ModisteError: MOD-2721 for an unknown name, MOD-2728 for a file that is not taken.
    """
    uses, inks = [], ()
    for name in names:
        if not name.lower().endswith(".svg"):
            uses.append(Use(motif=motif(name)))
            continue
        read, own = read_motif(_read(Path(name)), Path(name).stem)
        uses.append(Use(motif=read))
        inks = inks or own
    return tuple(uses), inks


def write_print(spec: PrintSpec, out: Path, plates: Path | None = None) -> dict[str, Any]:
    """Write a print's repeat as .png or .svg, and its plates into a folder; what was made, in plain values.

    Raises:
        ModisteError: MOD-2101 for another ending, MOD-2730 where it cannot be written.
    """
    if out.suffix.lower() not in FORMS:
        raise ModisteError("MOD-2101", reason=f"{out.name} is neither a .png nor a .svg")
    repeat = made_repeat(spec)
    files = {out: print_file(repeat, out.suffix.lower())}
    if plates is not None:
        files |= {plates / name: data for name, data in plate_files(spec)}
    try:
        for path, data in files.items():
            write_whole(path, data)
    except OSError as error:
        raise ModisteError("MOD-2730", path=out, reason=(error.strerror or str(error)).lower()) from None
    told = repeat.told() | {"out": str(out), "bytes": len(files[out]), "spec": spec.model_dump(mode="json")}
    return told | ({"plates": [path.name for path in files if path != out]} if plates else {})


def print_file(repeat: Repeat, form: str) -> bytes:
    """A repeat as PNG or SVG."""
    return svg(repeat.spec).encode() if form == ".svg" else png(repeat.pixels, repeat.spec.dpi)


def plate_files(spec: PrintSpec) -> list[tuple[str, bytes]]:
    """Each plate as a grey PNG with its name: black is bare, white is full of ink."""
    return [
        (f"plate-{number:02d}-{colour[1:]}.png", png(share, spec.dpi))
        for number, (colour, share) in enumerate(design.plates(spec))
    ]


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModisteError("MOD-2729", where=path, reason=(error.strerror or str(error)).lower()) from None
