"""What a generator of sketches is worth, against sketches of patterns that it has not seen.

Knows which sketches are compared and how they are shown to the extractor; the figures are design's.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from modiste.collect import cache_folder
from modiste.design import (
    FRAMES,
    JUDGED,
    LEARNED,
    References,
    SketchGenerator,
    SketchPlan,
    as_catalogue,
    as_sketches,
    blurred,
    closing,
    read_wish,
    sketches,
    worth,
)
from modiste.garment import ModisteError
from modiste.learning import Event, Examples, ModelEntry
from modiste.workspace.cycles import Answer, Asked, Cycle
from modiste.workspace.flows.concept_worth import PROTOCOL, extractor, wanted_of
from modiste.workspace.flows.concepts import generator_entry, generator_of

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]

DATA = "flats:test"
MOST = 10_000
_USUAL = 1_000
_BATCH = 200


def judge(asked: Asked) -> Answer:
    """What the shop's generator of sketches is worth.

    Raises:
        ModisteError: MOD-2703 where there is none; as `judge_made`.
    """
    return judge_made(asked, generator_entry(asked.shop, asked.model))


def judge_made(asked: Asked, entry: ModelEntry) -> Answer:
    """What one is worth against as many sketches of patterns drafted anew, of the same attributes.

    Both are shown grey on black at 28 pixels, as the extractor knows garments. The floor is reckoned from as
    many sketches of those that it learned from. Settings are `n`, 1,000 by default, and `seeds`.

    Raises:
        ModisteError: MOD-2704 for settings, MOD-2705 for other data or a generator of pictures, MOD-2018 when
            stopped.
    """
    wanted = wanted_of({"n": str(_USUAL), **asked.settings})
    generator = as_sketches(generator_of(asked.shop, entry))
    if str(asked.data) not in ("", "flats", DATA) or generator is None or wanted.inception:
        raise ModisteError("MOD-2705", data=asked.data or entry.name, knows="sketches", take=DATA)
    if wanted.n > MOST:
        raise ModisteError("MOD-2704", key="n", value=wanted.n, known=f"n up to {MOST}")
    eyes = extractor()

    def see(pictures: Iterator[Pixels], what: str) -> Floats:
        parts: list[Floats] = []
        for batch in _batches(pictures):
            if asked.should_stop():
                raise ModisteError("MOD-2018", what=f"Judging {entry.name}")
            parts.append(eyes.see(batch))
            asked.progress(Event("step", sum(map(len, parts)), wanted.n, what, {}))
        return np.concatenate(parts)

    unseen, seen = (
        sketches(seed, wanted.n, cache=cache_folder(), progress=asked.progress) for seed in (JUDGED, LEARNED)
    )
    some = list(_of_examples(seen))
    real = References(
        unseen=see(_of_examples(unseen), "looking at sketches of patterns"),
        seen=see(iter(some), "looking at learned sketches"),
        blurred=see(iter(list(blurred(np.stack(some)))), "looking at blurred sketches"),
    )
    wishes = [read_wish(wish, unseen.labels) for wish in unseen.targets]

    def made(seed: int) -> Floats:
        plans = [
            generator.plan(category, number, seed, attributes)
            for number, (category, attributes) in enumerate(wishes)
        ]
        return see(_of_plans(generator, plans), f"looking at made sketches of seed {seed}")

    found = worth(real, made, wanted.seeds)
    return Answer(
        wanted.n,
        found.metrics,
        {
            "seeds": found.seeds,
            "extractor": {"name": eyes.name, "sha256": eyes.sha256},
            "real": len(real.unseen),
        },
        model=f"{entry.name}@{entry.version}",
        data=DATA,
    )


CYCLE = Cycle((PROTOCOL,), judge, judge_made=judge_made)


def _of_examples(examples: Examples) -> Iterator[Pixels]:
    """Real sketches as the extractor sees them."""
    for row in range(len(examples)):
        fields = examples.take(np.array([row]))[0].astype(np.float32) / 127.5 - 1
        category, attributes = read_wish(examples.targets[row], examples.labels)
        yield as_catalogue(fields, FRAMES[category], closing(category, attributes))


def _of_plans(generator: SketchGenerator, plans: Sequence[SketchPlan]) -> Iterator[Pixels]:
    """Made sketches as the extractor sees them."""
    for start in range(0, len(plans), _BATCH):
        some = plans[start : start + _BATCH]
        for plan, fields in zip(some, generator.fields(some), strict=True):
            yield as_catalogue(fields, FRAMES[plan.category], closing(plan.category, plan.attributes))


def _batches(pictures: Iterator[Pixels]) -> Iterator[Pixels]:
    held: list[Pixels] = []
    for picture in pictures:
        held.append(picture)
        if len(held) == _BATCH:
            yield np.stack(held)
            held = []
    if held:
        yield np.stack(held)
