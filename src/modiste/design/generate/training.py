"""How pictures of garments meet the generators: what is learned from, at which size.

Knows data; networks and what a step asks for are learning's, how a generator is served is `folder`'s.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np

from modiste.collect import open_training_data
from modiste.design.generate.folder import write_generator
from modiste.design.generate.starting import started
from modiste.garment import ModisteError
from modiste.learning import Event, Examples, Progress, Recipe, limited, silent, split

write_model = write_generator
start_from = started


def training_data(
    recipe: Recipe,
    data: str | Path | None = None,
    *,
    cache: Path | None = None,
    processes: int = 1,
    progress: Progress = silent,
) -> tuple[Examples, Examples | None]:
    """What to learn from and what to choose by, both out of the training part.

    Args:
        recipe: its input says how large pictures are; smaller ones get a margin of black.
        data: `fashion-mnist:train` or a folder of class folders; by default the recipe's own.
        cache: where decoded photos are kept.
        processes: how many to decode with.
        progress: told about photos decoded.

    Raises:
        ModisteError: MOD-1405 when neither names data, MOD-1404 for pictures of another kind, MOD-1208 and
            MOD-1215 to 1223 for the data, MOD-1304 for too few of them.
    """
    source = data or recipe.data.source
    if not source:
        raise ModisteError("MOD-1405", recipe=recipe.name)

    def report(done: int, total: int) -> None:
        progress(Event("step", done, total, f"decoding {source}", {}))

    side = recipe.input.height
    whole = open_training_data(source, size=side, cache=cache, processes=processes, report=report)
    if whole.pixels.shape[1] != recipe.input.channels:
        raise ModisteError(
            "MOD-1404",
            data=source,
            got=whole.pixels.shape[1],
            model=recipe.name,
            wanted=recipe.input.channels,
        )
    margin = max(side - whole.pixels.shape[-1], 0)
    edges = (margin // 2, margin - margin // 2)
    framed = replace(whole, pixels=np.pad(whole.pixels, ((0, 0), (0, 0), edges, edges)))
    chosen = limited(framed, recipe.data.limit, recipe.data.split_seed)
    if not recipe.data.validation:
        return chosen, None
    return split(chosen, recipe.data.validation, recipe.data.split_seed)
