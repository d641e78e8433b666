"""How sketches meet the network that learns to draw them: made once, kept, taken as examples.

Knows how many are made and where they are kept; how one is drawn is `drawing`'s, how the network learns
learning's.
"""

import io
import re
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray

from modiste.collect import cache_folder, write_whole
from modiste.design.generate.folder import write_generator
from modiste.design.generate.starting import started
from modiste.design.sketch.drawing import sketched
from modiste.design.sketch.fields import CHANNELS, GRID
from modiste.design.sketch.labels import labels
from modiste.garment import ModisteError
from modiste.learning import ArrayExamples, Event, Examples, Progress, Recipe, silent

write_model = write_generator
start_from = started

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float32]

LEARNED, HELD, JUDGED, PROVED = 1, 2, 3, 4
"""Seeds of what is learned from, of what is chosen by, of what a model is judged by, and of what checks are
proved by."""
MOST = 1_000_000
SCHEME = 1
"""Counts up when the same number gives another sketch."""
_PIECE = 250
_SOURCE = re.compile(r"flats:(\d{1,7})")


def training_data(
    recipe: Recipe,
    data: str | Path | None = None,
    *,
    cache: Path | None = None,
    processes: int = 1,
    progress: Progress = silent,
) -> tuple[Examples, Examples | None]:
    """What to learn from and what to choose by: sketches of other seeds.

    Args:
        recipe: its input must have the sketches' size.
        data: `flats:12000` for so many; by default the recipe's own.
        cache: where they are kept.
        processes: how many to draw with.
        progress: told about sketches drawn.

    Raises:
        ModisteError: MOD-2712 for other data, MOD-1303 for an input of another size.
    """
    source = str(data or recipe.data.source)
    found = _SOURCE.fullmatch(source)
    count = int(found[1]) if found else 0
    if not 16 <= count <= MOST:
        raise ModisteError("MOD-2712", data=source[:80], most=MOST)
    shape = (recipe.input.channels, recipe.input.height, recipe.input.width)
    if shape != (len(CHANNELS), *GRID):
        wanted = f"sketches have {len(CHANNELS)} channels of {GRID[0]} x {GRID[1]} cells"
        raise ModisteError("MOD-1303", key="input", value=shape, reason=wanted)
    count = min(count, recipe.data.limit or count)
    kept = cache if cache is not None else cache_folder()
    learned = sketches(LEARNED, count, cache=kept, processes=processes, progress=progress)
    held = round(count * recipe.data.validation)
    if not held:
        return learned, None
    return learned, sketches(HELD, held, cache=kept, processes=processes, progress=progress)


def sketches(
    seed: int,
    count: int,
    *,
    cache: Path,
    processes: int = 1,
    progress: Progress = silent,
) -> Examples:
    """The first sketches of a seed, drawn where an earlier call did not leave them.

    Their targets are wishes (n, labels): a sketch has a category and attributes.
    """
    starts = range(0, count, _PIECE)
    folder = cache / "sketches" / f"{SCHEME}-{seed}"
    missing = [start for start in starts if _kept(folder, start) is None]
    with ExitStack() as stack:
        run: Callable[..., object] = map
        if processes > 1 and len(missing) > 1:
            run = stack.enter_context(ProcessPoolExecutor(processes)).map
        for done, _ in enumerate(run(partial(_draw, folder, seed), missing), 1):  # type: ignore[arg-type] # either map
            progress(Event("step", done, len(missing), "drawing sketches", {}))
    parts = [_kept(folder, start) or _draw(folder, seed, start) for start in starts]
    fields, wishes = (np.concatenate(each)[:count] for each in zip(*parts, strict=True))
    targets = cast(NDArray[np.int64], wishes)  # shares of labels, as `learning.networks.patches` takes them
    return ArrayExamples(fields, targets, labels(), [f"{seed}-{number}" for number in range(count)])


def _draw(folder: Path, seed: int, start: int) -> tuple[Pixels, Floats]:
    fields, wishes = zip(*(sketched(seed, number) for number in range(start, start + _PIECE)), strict=True)
    made = io.BytesIO()
    pair = np.stack(fields), np.stack(wishes)
    np.savez_compressed(made, fields=pair[0], wishes=pair[1])
    write_whole(folder / f"{start:07d}.npz", made.getvalue())
    return pair


def _kept(folder: Path, start: int) -> tuple[Pixels, Floats] | None:
    try:
        with np.load(folder / f"{start:07d}.npz", allow_pickle=False) as archive:
            fields, wishes = archive["fields"], archive["wishes"]
    except (OSError, ValueError, KeyError):
        return None
    whole = fields.shape == (_PIECE, len(CHANNELS), *GRID) and wishes.shape == (_PIECE, len(labels()))
    return (fields, wishes) if whole else None
