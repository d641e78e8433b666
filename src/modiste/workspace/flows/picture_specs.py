"""From a picture to a spec: the garment is cut out, looked at, and read into fields that can be locked.

Knows where pictures, vectors, masks and what is kept come from; what a look says is design's. The picture is
looked at and not kept.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from modiste.collect import decode
from modiste.design import (
    FIELDS,
    GAUGES,
    PRINTS,
    Eyes,
    GarmentSpec,
    Known,
    Length,
    Look,
    SpecField,
    fitted,
    learn_eyes,
    outline_of,
    read_eyes,
    read_look,
)
from modiste.foundation import bundled_encoder, measured_colours
from modiste.garment import ModisteError
from modiste.learning import Event, Progress, Served, shipped_models, silent
from modiste.store import write_whole
from modiste.vision import mask_of, read_tagger
from modiste.workspace.flows.designs import spec_told
from modiste.workspace.flows.house.assortment import KINDS

if TYPE_CHECKING:
    from modiste.workspace.flows.designs import Design
    from modiste.workspace.shop import Shop

Pixels = NDArray[np.uint8]
File = str | Path | tuple[str, bytes]
NEAR = 512
_MARGIN = 0.06
_LEAST = 0.12
"""A colour that covers less of the garment is not asked for."""
_COLOURS = 2
_EVEN = 2.0
"""A picture whose tones differ by less shows nothing, whatever a segmenter finds there."""


@dataclass(frozen=True)
class PictureRead:
    """What a picture shows: a spec, the lengths read from it, and where the garment is.

    Attributes:
        spec: Its fields; those of a spec before it where they were locked.
        lengths: In centimetres, with bounds.
        covered: The share of the picture that shows the garment.
        box: Left, top, right and bottom of it, as shares of width and height.
    """

    spec: GarmentSpec
    lengths: tuple[Length, ...]
    covered: float
    box: tuple[float, float, float, float]

    def to_json(self) -> dict[str, Any]:
        """As `modiste design spec --json` prints it."""
        return {
            **spec_told(self.spec),
            "lengths": [each.to_json() for each in self.lengths],
            "covered": round(self.covered, 4),
            "box": [round(each, 4) for each in self.box],
        }


def spec_of_picture(
    file: File,
    *,
    chart: str = "",
    size: str = "",
    length_cm: float = 0.0,
    before: GarmentSpec | None = None,
    lock: Iterable[str] = (),
) -> PictureRead:
    """Read a picture into a spec.

    Args:
        file: A picture of one garment, whole and upright: worn, on a hanger, laid flat, or drawn.
        chart: Whose bodies the garment is made for.
        size: That of the garment in the picture; it gives the scale.
        length_cm: The garment's length where it was measured; it gives the scale.
        before: A spec that the picture edits; what is locked there stays, and what was seen is told.
        lock: Fields that later edits leave; of `before` they are locked before the picture is read.

    Raises:
        ModisteError: MOD-1202 to 1207 for what is no picture, MOD-2764 where no garment is seen, MOD-1530,
            1532 for a size or length that is none, MOD-2761 for an unknown field.
    """
    wanted = list(lock)
    for each in wanted:
        if each not in FIELDS:
            raise ModisteError("MOD-2761", name=each, known=", ".join(FIELDS))
    name, source = file if isinstance(file, tuple) else (Path(file).name, Path(file))
    pixels = decode(source, name=name, near=NEAR)
    mask = garment_mask(pixels)
    look = look_at(pixels, mask)
    if look is None or float(pixels.std()) < _EVEN:
        raise ModisteError("MOD-2764", name=name)
    spec, lengths = read_look(read_eyes(), look, chart, size, length_cm)
    spec = _dyed(spec, pixels, mask, look)
    if before is not None:
        kept = before.locked(each for each in wanted if each in before.fields)
        spec = fitted(kept.edited(spec))
    spec = spec.locked(each for each in wanted if each in spec.fields)
    return PictureRead(spec, tuple(lengths), float((mask > 0.5).mean()), _box(mask))


def keep_picture_spec(
    shop: "Shop", file: File, *, parent: str = "", **how: Any
) -> "tuple[PictureRead, Design]":
    """Read a picture into a spec and keep that among the shop's designs, below `parent` where there is one.

    Raises:
        ModisteError: As `spec_of_picture`; MOD-2770 where there is no such parent.
    """
    before = shop.designs.get(parent).spec if parent else None
    read = spec_of_picture(file, before=before, **how)
    return read, shop.designs.keep(read.spec, parent)


def look_at(pixels: Pixels, mask: NDArray[np.floating] | None = None) -> Look | None:
    """What is seen of a picture; None where no garment is.

    Args:
        pixels: (h, w, 3) uint8.
        mask: (h, w) shares of garment; by default the shipped segmenter's.
    """
    mask = garment_mask(pixels) if mask is None else mask
    outline = outline_of(mask, pixels)
    if outline is None:
        return None
    high, wide = mask.shape
    left, top, right, bottom = _box(mask)
    margin = int(_MARGIN * max((right - left) * wide, (bottom - top) * high))
    rows = slice(max(0, int(top * high) - margin), round(bottom * high) + margin)
    columns = slice(max(0, int(left * wide) - margin), round(right * wide) + margin)
    vectors = bundled_encoder().embed_images([np.ascontiguousarray(pixels[rows, columns]), pixels])
    return Look(np.concatenate(list(vectors)), outline)


def learn_seeing(folders: Sequence[Path], out: Path, progress: Progress = silent) -> dict[str, Any]:
    """Learn what reads pictures from folders of lessons, and write it.

    Raises:
        ModisteError: MOD-2766 for a folder without lessons, MOD-2041 where it cannot be written.
    """
    looks, known = [], []
    for folder in folders:
        for look, each, _ in read_lessons(folder, progress):
            looks.append(look)
            known.append(each)
    eyes = learn_eyes(bundled_encoder().fingerprint, looks, known)
    data = eyes.to_bytes()
    try:
        write_whole(out, data)
    except OSError as error:
        raise ModisteError("MOD-2041", path=out, reason=(error.strerror or str(error)).lower()) from None
    return {"pictures": len(known), "garments": len({each.garment for each in known}), "bytes": len(data)}


def read_lessons(folder: Path, progress: Progress = silent) -> "list[tuple[Look, Known, dict[str, Any]]]":
    """Look at every picture of a folder of lessons.

    Raises:
        ModisteError: MOD-2766 for a folder without lessons, MOD-1202 to 1207 for a damaged picture.
    """
    rows = []
    try:
        for path in sorted(folder.glob("*.json")):
            rows += [(each, _known(each)) for each in json.loads(path.read_bytes())]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModisteError("MOD-2766", path=folder, reason=f"a file is damaged ({error})") from None
    if not rows:
        raise ModisteError("MOD-2766", path=folder, reason="it has none")
    made = []
    for number, (facts, known) in enumerate(rows):
        look = look_at(decode(folder / Path(facts["picture"]).name, near=NEAR))
        if look is not None:
            made.append((look, known, facts))
        progress(Event("step", number + 1, len(rows), f"looking at {folder.name}"))
    return made


def judged(eyes: Eyes, lessons: Sequence[tuple[Look, Known, dict[str, Any]]]) -> dict[str, Any]:
    """How well pictures of known garments are read: shares right, errors of lengths, bounds that held."""
    rows = []
    for look, known, facts in lessons:
        spec, lengths = read_look(eyes, look, known.chart, known.size)
        told = {each.name: each for each in lengths}
        program = spec.fields["program"]
        row = {
            "kind": facts["kind"],
            "program": program.value == known.program,
            "category": KINDS[str(program.value)].category == KINDS[known.program].category,
            "confidence": program.confidence,
        }
        for field in ("neckline", "sleeve", "leg"):
            if field in known.options and field in spec.fields:
                row[field] = spec.value(field) == known.options[field]
        for name, length in told.items():
            truth = known.lengths.get(name, 0.0)
            if truth > 0:
                row[name] = abs(length.value - truth)
                row[f"{name}_held"] = length.low <= truth <= length.high
        rows.append(row)
    names = dict.fromkeys(name for row in rows for name in row if name != "kind")
    made: dict[str, Any] = {"n": len(rows)}
    for name in names:
        values = [float(row[name]) for row in rows if name in row]
        made[name] = {"value": round(float(np.mean(values)), 4), "n": len(values)}
    return made


def _known(facts: dict[str, Any]) -> Known:
    return Known(
        garment=str(facts["garment"]),
        program=str(facts["program"]),
        options=dict(facts["options"]),
        chart=str(facts["chart"]),
        size=str(facts["size"]),
        lengths={name: float(facts[name]) for name in GAUGES},
    )


def _dyed(spec: GarmentSpec, pixels: Pixels, mask: NDArray[np.floating], look: Look) -> GarmentSpec:
    """The spec with the picture's colours and print."""
    found = [each for each in measured_colours(pixels, mask) if each[1] >= _LEAST][:_COLOURS]
    if not found:
        return spec
    half = len(look.vector) // 2
    head = read_tagger().heads["pattern"]
    chances = head.chances(look.vector[None, :half])[0]
    order = [place for place in np.argsort(-chances).tolist() if head.values[place] in PRINTS]
    print_ = SpecField(
        value=head.values[order[0]],
        confidence=round(float(chances[order[0]]), 3),
        source="picture",
        alternatives=tuple(
            (head.values[k], round(float(chances[k]), 3)) for k in order[1:3] if chances[k] > 0.03
        ),
    )
    kept = found[:1] if print_.value == "solid" else found
    share = min(1.0, sum(each[1] for each in kept))
    colours = SpecField(
        value=",".join(each[0] for each in kept), confidence=round(float(share), 3), source="picture"
    )
    return spec.model_copy(update={"fields": {**spec.fields, "print": print_, "colours": colours}})


def _box(mask: NDArray[np.floating]) -> tuple[float, float, float, float]:
    solid = mask > 0.5
    rows, columns = np.flatnonzero(solid.any(1)), np.flatnonzero(solid.any(0))
    high, wide = mask.shape
    return columns[0] / wide, rows[0] / high, (columns[-1] + 1) / wide, (rows[-1] + 1) / high


def garment_mask(pixels: Pixels) -> NDArray[np.floating]:
    """(h, w) the share of each pixel of a picture that is garment, as the shipped segmenter sees it."""
    return mask_of(_eye(), pixels)


@lru_cache(maxsize=1)
def _eye() -> Served:
    return Served.load(shipped_models()["segmenter"])
