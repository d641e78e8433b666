"""Whether a generator of sketches copies those that it learned from, and how far that check can be trusted.

Knows which sketches were learned from and what is planted among them; how near shapes are is design's.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from modiste.collect import cache_folder
from modiste.design import (
    JUDGED,
    LEARNED,
    PROVED,
    SketchGenerator,
    Usual,
    as_floats,
    halves,
    halves_of_crops,
    shape_distances,
    shapes,
    sketches,
    usual,
)
from modiste.learning import Event, Progress

Floats = NDArray[np.float32]
Flags = Mapping[str, NDArray[np.bool_]]

_EPSILON = 1e-4
_BATCH = 200


def flagged_sketches(
    generator: SketchGenerator,
    learned: int,
    asked: tuple[int, int],
    planted: int,
    alarms: float,
    progress: Progress,
) -> Flags:
    """Which made sketches, and which of those planted, are taken for copies, by the name of the share.

    Whole copies, crops of any size from 0.8 and place, the same mirrored, and fresh sketches, whole and
    cropped. Colours are put on by rule and are not compared.

    Args:
        generator: whose sketches.
        learned: how many sketches it learned from; it is compared with as many others.
        asked: how many are made, of every category as many, and the seed.
        planted: how many of each sort.
        alarms: the share of sketches that are no copies and may be taken for some.
        progress: told what is under way.
    """
    mine, others, fresh = (
        sketches(seed, count, cache=cache_folder(), progress=progress).take(np.arange(count))
        for seed, count in ((LEARNED, learned), (JUDGED, learned), (PROVED, 7 * planted))
    )
    chance = np.random.default_rng(2)
    some = as_floats(mine[chance.choice(learned, planted, replace=learned < planted)])
    first, second, calm, cropped = np.split(as_floats(fresh), np.array((1, 2, 4)) * planted)
    groups = {
        "calm": halves(calm),
        "calm_cropped": halves_of_crops(cropped, 5),
        "made": _made(generator, *asked),
        "caught_exact": halves(some),
        "caught_freely_cropped": halves_of_crops(some, 3),
        "caught_mirrored_cropped": halves_of_crops(some, 6, mirrored=True),
        "false_alarms": halves(first),
        "false_alarms_freely_cropped": halves_of_crops(second, 4),
    }
    progress(Event("note", message=f"comparing with {learned} sketches"))
    seen = np.concatenate(list(groups.values()))
    near, far = (shape_distances(seen, shapes(each)) for each in (mine, others))
    ratios: Floats = near / (far + np.float32(_EPSILON))
    parts = np.split(ratios, np.cumsum([len(each) for each in groups.values()])[:-1])
    told = dict(zip(groups, parts, strict=True))
    # Whole sketches and crops lie differently near to others: what is usual of neither is flagged.
    calms = [usual(told.pop(name), alarms).least for name in ("calm", "calm_cropped")]
    limits = Usual(tuple(map(min, *calms)))
    return {name: limits.flags(each) for name, each in told.items()}


def _made(generator: SketchGenerator, count: int, seed: int) -> Floats:
    """The halves of made sketches, categories in turn."""
    known = generator.categories
    plans = [generator.plan(known[number % len(known)], number, seed) for number in range(count)]
    parts = range(0, count, _BATCH)
    made: Floats = np.concatenate([halves(generator.fields(plans[row : row + _BATCH])) for row in parts])
    return made
