"""What a generator of a shop is worth: which pictures it is judged by, through whose eyes.

Knows data, the extractor and what is kept of it; the figures are design's.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from modiste.collect import LabelledPictures, cache_folder, open_data, write_whole
from modiste.design import FlowGenerator, Generator, References, blurred, open_inception, worth
from modiste.garment import ModisteError
from modiste.learning import Event, ModelEntry, Progress, Served, shipped_models
from modiste.workspace.cycles import Answer, Asked, Cycle
from modiste.workspace.flows.concepts import generator_entry, generator_of

if TYPE_CHECKING:
    pass

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]

PROTOCOL = "generated"
EXTRACTOR = "fashion-mnist"
"""The shipped classifier through whose features pictures are compared."""
_FEWEST, _MOST, _MOST_SEEDS = 100, 60_000, 16
_BATCH = 500


@dataclass(frozen=True)
class Wanted:
    """How to judge, as `--set key=value` says: how many pictures and seeds, and how a flow is followed.

    `inception` is the file of an Inception network, through which pictures are compared instead.
    """

    n: int = 10_000
    seeds: int = 1
    steps: int | None = None
    guidance: float | None = None
    inception: str = ""


@dataclass(frozen=True)
class Eyes:
    """What makes features (n, d) of grey pictures (n, 1, height, width), and the hash of what it is."""

    name: str
    sha256: str
    see: Callable[[Pixels], Floats]


def judge(asked: Asked) -> Answer:
    """What the shop's generator of a kind, `design.flow` or `design.gan`, is worth.

    Raises:
        ModisteError: MOD-2703 where there is none; as `judge_made`.
    """
    return judge_made(asked, generator_entry(asked.shop, asked.model))


def judge_made(asked: Asked, entry: ModelEntry) -> Answer:
    """What a generator is worth against as many pictures that it has not seen, in their mixture of classes.

    The data are `fashion-mnist:test`, the floor is reckoned from as many of `fashion-mnist:train`, and the
    settings are `Wanted`'s.

    Raises:
        ModisteError: MOD-2704 for settings, MOD-2705 for other data, MOD-2706 for a file that is no Inception
            network, MOD-2018 when stopped.
    """
    wanted = wanted_of(asked.settings)
    if str(asked.data) not in ("fashion-mnist", "fashion-mnist:test"):
        raise ModisteError("MOD-2705", data=asked.data, knows="Fashion-MNIST", take="fashion-mnist:test")
    generator = set_generator(generator_of(asked.shop, entry), wanted)
    eyes = extractor(wanted.inception)

    def see(pictures: Pixels, what: str) -> Floats:
        parts = []
        for start in range(0, len(pictures), _BATCH):
            if asked.should_stop():
                raise ModisteError("MOD-2018", what=f"Judging {entry.name}")
            parts.append(eyes.see(pictures[start : start + _BATCH]))
            asked.progress(Event("step", start + len(parts[-1]), len(pictures), what, {}))
        return np.concatenate(parts)

    unseen, seen = (open_data(f"fashion-mnist:{part}") for part in ("test", "train"))
    real = _kept(eyes, unseen, seen, wanted.n, see)
    targets = unseen.targets[np.arange(wanted.n) % len(unseen)]
    wishes = np.eye(len(unseen.labels), dtype=np.float32)[targets]
    found = worth(
        real, lambda seed: see(shown(generator, wishes, seed, asked.progress), "looking"), wanted.seeds
    )
    return Answer(
        wanted.n,
        found.metrics,
        {
            "seeds": found.seeds,
            "extractor": {"name": eyes.name, "sha256": eyes.sha256},
            "generator": {
                "steps": getattr(generator, "steps", 1),
                "guidance": getattr(generator, "guidance", 0.0),
            },
            "real": len(real.unseen),
        },
        model=f"{entry.name}@{entry.version}",
        data="fashion-mnist:test",
    )


CYCLE = Cycle((PROTOCOL,), judge, judge_made=judge_made)


def wanted_of(settings: Mapping[str, str]) -> Wanted:
    """How to judge, of settings as text.

    Raises:
        ModisteError: MOD-2704 for one that is unknown or out of range.
    """
    kinds: dict[str, Callable[[str], Any]] = {
        "n": int,
        "seeds": int,
        "steps": int,
        "guidance": float,
        "inception": str,
    }
    given = {}
    for key, text in settings.items():
        try:
            given[key] = kinds[key](text)
        except (KeyError, ValueError):
            raise ModisteError("MOD-2704", key=key, value=text[:60], known=", ".join(kinds)) from None
    wanted = replace(Wanted(), **given)
    bounds = (
        ("n", wanted.n, _FEWEST, _MOST),
        ("seeds", wanted.seeds, 1, _MOST_SEEDS),
        ("steps", 1 if wanted.steps is None else wanted.steps, 1, 1000),
        ("guidance", wanted.guidance or 0, 0, 100),
    )
    for key, value, least, most in bounds:
        if not least <= value <= most:
            raise ModisteError("MOD-2704", key=key, value=value, known=f"{key} from {least} to {most}")
    return wanted


def set_generator(generator: Generator, wanted: Wanted) -> Generator:
    """A flow, followed as wanted."""
    if not isinstance(generator, FlowGenerator):
        return generator
    return replace(
        generator,
        steps=wanted.steps or generator.steps,
        guidance=generator.guidance if wanted.guidance is None else wanted.guidance,
    )


def extractor(inception: str = "") -> Eyes:
    """The shipped extractor, or the Inception network of a file.

    Raises:
        ModisteError: MOD-2706 for a file that is no Inception network.
    """
    if inception:
        path = Path(inception)
        see = open_inception(path)
        return Eyes(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), see)
    served = Served.load(shipped_models()[EXTRACTOR])

    def features(pictures: Pixels) -> Floats:
        return served.embed(list(pictures.transpose(0, 2, 3, 1)))

    return Eyes(EXTRACTOR, served.card.sha256, features)


def _kept(
    eyes: Eyes,
    unseen: LabelledPictures,
    seen: LabelledPictures,
    n: int,
    see: Callable[[Pixels, str], Floats],
) -> References:
    """Features of the real pictures, from the cache where an earlier judging left them."""
    fresh, some = (
        each.take(np.sort(np.random.default_rng(0).choice(len(each), min(n, len(each)), replace=False)))
        for each in (unseen, seen)
    )
    sets = {"unseen": fresh, "seen": some, "blurred": blurred(some)}
    made = {}
    for name, pictures in sets.items():
        key = hashlib.sha256(f"{eyes.sha256}:{name}:{n}:{unseen.hash}:{seen.hash}".encode()).hexdigest()
        path = cache_folder() / "features" / f"{key}.f32"
        try:
            made[name] = np.frombuffer(path.read_bytes(), np.float32).reshape(len(pictures), -1)
        except (OSError, ValueError):
            made[name] = see(pictures, f"looking at real pictures ({name})")
            write_whole(path, made[name].tobytes())
    return References(**made)


def shown(generator: Generator, wishes: Floats, seed: int, progress: Progress) -> Pixels:
    """What a generator draws, (n, 1, 28, 28): the margin that it learned with is no part of the picture."""
    progress(Event("note", message=f"generating {len(wishes)} pictures of seed {seed}"))
    drawn = generator.draw(wishes, seed).transpose(0, 3, 1, 2)
    edge = (drawn.shape[-1] - 28) // 2
    return np.ascontiguousarray(drawn[..., edge : edge + 28, edge : edge + 28])
