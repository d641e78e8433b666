"""The pictures of a catalogue as partitions name them, and as a worker opens them.

Knows folders of class folders and captioned lists; what is seen in a picture is the jobs' to ask.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from modiste.collect import decode, open_files
from modiste.foundation import picture_captions
from modiste.garment import ModisteError
from modiste.workspace.cluster import Asked, check_unchanged, file_stamp, folder_stamp


@dataclass(frozen=True)
class Pictures:
    """Pictures by the ids that the data give them, each once, and captions where the data have some."""

    ids: tuple[str, ...]
    paths: tuple[Path, ...]
    captions: tuple[str, ...] = ()

    def part(self, start: int, stop: int) -> dict[str, Any]:
        """What a worker is told of some of them."""
        return {
            "ids": self.ids[start:stop],
            "paths": [str(path) for path in self.paths[start:stop]],
            "stamps": [dict(file_stamp(path)) for path in self.paths[start:stop]],
        }


def pictures_of(data: str) -> Pictures:
    """A folder of class folders, `FOLDER:part`, or a CSV of pictures with captions, as `evaluate` takes them.

    Raises:
        ModisteError: MOD-1905, MOD-1208, MOD-1215 to 1218 for the data.
    """
    if data.lower().endswith(".csv"):
        path = Path(data)
        pairs = list(picture_captions(path))
        names = tuple(dict.fromkeys(name for name, _ in pairs))
        return Pictures(
            names, tuple((path.parent / name).resolve() for name in names), tuple(c for _, c in pairs)
        )
    files = open_files(data)
    return Pictures(tuple(files.ids), tuple(Path(path).resolve() for path in files.paths))


def stamp(asked: Asked) -> Mapping[str, Any]:
    """What the pictures are recognised by."""
    return folder_stamp(pictures_of(asked.data).paths)


def opened(told: Mapping[str, Any], near: int) -> Iterator[tuple[str, NDArray[np.uint8] | ModisteError]]:
    """The pictures of a part, each decoded, or with the reason why it cannot be.

    Raises:
        ModisteError: MOD-3104 for one that changed since the run began.
    """
    for name, place, was in zip(told["ids"], told["paths"], told["stamps"], strict=True):
        path = Path(place)
        if "missing" not in was:
            check_unchanged(path, was)
        try:
            yield name, decode(path, name=name, near=near)
        except ModisteError as error:
            yield name, error
