"""Garments cut out of photos by a segmenter: pictures with a clear ground, in memory or as files.

Knows where the model is and how a cut-out is written; what is garment is the room's.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PIL import Image

from modiste.garment import ModisteError
from modiste.learning import ModelEntry
from modiste.store import write_whole
from modiste.workspace.flows.models import find_model, open_model, room_of

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

SEGMENTER = "segmenter"


class Refused(Protocol):
    """A file that could not be cut out, and why."""

    @property
    def error(self) -> ModisteError:
        """The reason."""

    def to_json(self) -> dict[str, object]:
        """`file` and `error`."""


@dataclass(frozen=True, eq=False)
class CutOut:
    """One file's cut-out.

    Attributes:
        model: NAME@VERSION that was asked.
        file: The photo.
        png: The encoded picture; alpha is the share of each pixel that is garment.
        told: File, width, height, the share covered, and the box around the garment in pixels.
    """

    model: str
    file: str
    png: bytes
    told: dict[str, Any]


def cut_out(
    shop: "Shop | None", files: Sequence[str | Path | tuple[str, bytes]], model: str = SEGMENTER
) -> Iterator[CutOut | Refused]:
    """Cut the garment out of each file, in the order given; a bad file is refused and the rest goes on.

    Args:
        shop: whose models are meant; None for the shipped ones.
        files: paths of photos, or names with bytes that stay in memory.
        model: a segmenter.

    Raises:
        ModisteError: MOD-1328 for an unknown model, MOD-1413 for one that is no segmenter, MOD-1320 to
            1323 for one that cannot run.
    """
    entry = find_model(shop, model)
    served = open_model(entry, shop.settings.threads if shop else 1)
    room = room_of(served.card.recipe, served.card.input.kind)
    if not hasattr(room, "cut_outs"):
        raise ModisteError("MOD-1413", model=entry.name, recipe=served.card.recipe)
    return (_encoded(entry, each) for each in room.cut_outs(served, files))


def write_cut_outs(
    shop: "Shop | None", files: Sequence[str | Path], out: Path, model: str = SEGMENTER
) -> list[dict[str, Any]]:
    """Cut out files and write them: one into a file that is called .png, else each into the folder `out`.

    Raises:
        ModisteError: MOD-2019 where it cannot be written, and what `cut_out` raises.
    """
    alone = out.suffix.lower() == ".png"
    if alone and len(files) > 1:
        raise ModisteError("MOD-2019", path=out, reason=f"{len(files)} photos want a folder")
    told: list[dict[str, Any]] = []
    names: set[str] = set()
    for made in cut_out(shop, files, model):
        if not isinstance(made, CutOut):
            told.append(made.to_json())
            continue
        path = out if alone else out / _free(Path(made.file).stem, names)
        try:
            write_whole(path, made.png)
        except OSError as error:
            raise ModisteError("MOD-2019", path=path, reason=(error.strerror or str(error)).lower()) from None
        told.append({**made.told, "model": made.model, "out": str(path)})
    return told


def _encoded(entry: ModelEntry, each: Any) -> CutOut | Refused:
    if not hasattr(each, "pixels"):
        refused: Refused = each
        return refused
    buffer = io.BytesIO()
    Image.fromarray(each.pixels).save(buffer, "PNG", compress_level=4)
    return CutOut(f"{entry.name}@{entry.version}", each.file, buffer.getvalue(), each.to_json())


def _free(stem: str, taken: set[str]) -> str:
    """A name of its own for each, though two photos are called alike."""
    name, number = f"{stem}.png", 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}.png"
    taken.add(name)
    return name
