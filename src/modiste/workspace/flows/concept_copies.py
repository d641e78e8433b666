"""Whether a shop's generator copies what it learned from, and how far the check itself can be trusted.

Knows which pictures were learned from, which were not, and what is planted to prove the check; likeness is
design's.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from modiste import learning
from modiste.collect import open_data
from modiste.design import (
    KIND,
    FlowGenerator,
    GanGenerator,
    as_sketches,
    crops,
    freely_cropped,
    outlines,
    ratios,
    tones,
    usual,
)
from modiste.garment import ModisteError
from modiste.learning import Metric, Progress, Result, find_recipe, silent, wilson
from modiste.workspace.flows.concept_worth import shown
from modiste.workspace.flows.concepts import generator_entry, generator_of
from modiste.workspace.flows.models import room_of
from modiste.workspace.flows.sketch_copies import flagged_sketches

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

Pixels = NDArray[np.uint8]

PROTOCOL = "copies"
FEWEST, MOST = 20, 10_000
MOST_SKETCHES = 8_000
"""So many learned sketches are compared where no limit says otherwise: they are drawn again first."""
ALARMS = 0.005
"""The share of pictures that are no copies and may be taken for some."""
_PLANTED = 200
_SKETCHES = re.compile(r"flats:(\d{1,7})")
_LOOKS = (outlines, tones)
_GAIN, _OFFSET = 0.7, 20


@dataclass(frozen=True, eq=False)
class Known:
    """Real pictures (n, 1, height, width), by what they are for.

    Attributes:
        learned: the generator learned from these.
        others: as good ones that it did not learn from, to compare with.
        calm: no copies either; what is usual is taken from these.
        fresh: no copies; how often they raise the alarm is told.
    """

    learned: Pixels
    others: Pixels
    calm: Pixels
    fresh: Pixels


def find_copies(
    shop: "Shop | None", model: str, n: int = 1000, seed: int = 0, limit: int = 0, progress: Progress = silent
) -> Result:
    """Look for copies of what was learned from among `n` made pictures, of every category as many.

    Copies are planted beside them, to tell how many of each sort are found; fresh pictures, to tell how many
    raise a false alarm.

    Args:
        shop: whose generator.
        model: its kind or name.
        n: how many pictures are made.
        seed: of what is made.
        limit: compare with so many learned pictures, and others, at most; 0 for all.
        progress: told what is under way.

    Raises:
        ModisteError: MOD-2704 for a number out of range, MOD-2703 where there is no such generator, MOD-2709
            for one that learned from other data.
    """
    for key, value, least, most in (("n", n, FEWEST, MOST), ("limit", limit, 0, 10**9)):
        if not least <= value <= most:
            raise ModisteError("MOD-2704", key=key, value=value, known=f"{key} from {least} to {most}")
    entry = generator_entry(shop, model)
    generator = generator_of(shop, entry)
    drawn = as_sketches(generator)
    source = _SKETCHES.fullmatch(generator.card.data) if drawn is not None else None
    if source is None and not generator.card.data.startswith("fashion-mnist"):
        raise ModisteError("MOD-2709", model=entry.name, data=generator.card.data)
    with learning.measured() as cost:
        if drawn is not None and source is not None:
            learned = min(int(source[1]), limit or MOST_SKETCHES)
            categories = drawn.categories
            flags = dict(flagged_sketches(drawn, learned, (n, seed), _PLANTED, ALARMS, progress))
        else:
            known = _known(generator.card.recipe, generator.card.data, limit)
            learned, categories = len(known.learned), generator.card.labels
            flags = _flagged(generator, known, (n, seed), progress)
    metrics = {
        name: Metric(float(each.mean()), wilson(int(each.sum()), len(each)), "fraction")
        for name, each in flags.items()
    }
    copied = np.flatnonzero(flags["made"])
    return Result(
        f"{entry.name}@{entry.version}",
        generator.card.data,
        PROTOCOL,
        n,
        cost.seconds,
        cost.peak_mb,
        {"copies": metrics.pop("made"), **metrics},
        {
            "seed": seed,
            "learned": learned,
            "planted": _PLANTED,
            "flagged": [
                {"number": int(row), "category": categories[row % len(categories)]} for row in copied
            ],
        },
    )


def _flagged(
    generator: GanGenerator | FlowGenerator, known: Known, asked: tuple[int, int], progress: Progress
) -> dict[str, NDArray[np.bool_]]:
    """Which made pictures, and which of those planted, are taken for copies, by the name of the share."""
    n, seed = asked
    labels = len(generator.card.labels)
    wishes = np.eye(labels, dtype=np.float32)[np.arange(n) % labels]
    groups = {"made": shown(generator, wishes, seed, progress), **_planted(known)}
    progress(learning.Event("note", message=f"comparing with {len(known.learned)} pictures"))
    seen = np.concatenate([known.calm, *groups.values()])
    found = ratios(seen, known.learned, known.others, _LOOKS)
    limits = usual(found[: len(known.calm)], ALARMS)
    parts = np.split(limits.flags(found), np.cumsum([len(known.calm), *map(len, groups.values())]))
    return dict(zip(groups, parts[1:-1], strict=True))


def _known(recipe: str, data: str, limit: int) -> Known:
    """What the recipe learned from, without what it held out; the test part in three for the rest."""
    plan = find_recipe(recipe).with_settings({"input.height": "28", "input.width": "28"})
    mine, _ = room_of(recipe, KIND).training_data(plan, data)
    rows = np.arange(len(mine))
    if limit:
        rows = np.sort(np.random.default_rng(0).permutation(rows)[:limit])
    unseen = open_data("fashion-mnist:test")
    parts = np.split(np.random.default_rng(1).permutation(len(unseen)), (2 * _PLANTED, 7 * _PLANTED))
    fresh, calm, others = (np.ascontiguousarray(unseen.pixels[part]) for part in parts)
    return Known(np.ascontiguousarray(mine.take(rows)), others[: limit or None], calm, fresh)


def _planted(known: Known) -> Mapping[str, Pixels]:
    """Copies of every sort and pictures that are none, by the name of the share that is flagged."""
    chance = np.random.default_rng(2)
    some = known.learned[chance.choice(len(known.learned), _PLANTED, replace=False)]
    first, second = known.fresh[:_PLANTED], known.fresh[_PLANTED:]
    cropped = list(crops(some))
    which = chance.integers(1, len(cropped), _PLANTED)
    sorts: dict[str, Any] = {
        "caught_exact": some,
        "caught_mirrored": some[..., ::-1],
        "caught_recoloured": (some.astype(np.float32) * _GAIN + _OFFSET).astype(np.uint8),
        "caught_cropped": np.stack([cropped[at][row] for row, at in enumerate(which)]),
        "caught_freely_cropped": freely_cropped(some, 3),
        "false_alarms": first,
        "false_alarms_freely_cropped": freely_cropped(second, 4),
    }
    return {name: np.ascontiguousarray(each) for name, each in sorts.items()}
