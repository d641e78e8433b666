"""Outfit models judged and trained: published outfits in; a result or a version of a model out.

Knows the order of reading, training and judging; each step is the recommend room's.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from modiste import learning
from modiste.collect import decode
from modiste.garment import ModisteError
from modiste.learning import ModelEntry, Progress, Result
from modiste.recommend import (
    OUTFIT_PROTOCOLS,
    Origin,
    OutfitWorth,
    PieceVectors,
    Seen,
    open_outfit_model,
    outfit_figures,
    outfit_words,
    outfit_worth,
    read_outfits,
    read_seen,
    unseen,
    write_outfit_model,
)
from modiste.workspace.cycles import Cycle
from modiste.workspace.flows.encoding import encoder_of
from modiste.workspace.flows.life_cycle import Trained, checked_name
from modiste.workspace.flows.made_models import MadeFolder, made_once, on_card

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

NAME = "outfits"
StopAsked = Callable[[], bool]
_BATCH = 32
_SPLIT = "the publisher's test outfits"


def judge(
    shop: "Shop | None",
    model: str,
    data: str | Path,
    protocol: str,
    settings: Mapping[str, str],
    progress: Progress,
    should_stop: StopAsked,
) -> Result:
    """What the outfit model is worth on a folder of published outfits; `--set epochs=N` trains shorter.

    Pictures beside the outfits are looked at by the shop's encoder.

    Raises:
        ModisteError: MOD-2357 for the data, MOD-2360 for a setting that it does not have.
    """
    with learning.measured() as cost:
        worth = _worth(shop, model, data, settings, progress, should_stop)
    return Result(
        model, str(data), protocol, worth.n, cost.seconds, cost.peak_mb, worth.metrics, worth.extras
    )


def judge_made(
    shop: "Shop | None",
    entry: ModelEntry,
    data: str | Path,
    protocol: str,
    settings: Mapping[str, str],
    progress: Progress,
    should_stop: StopAsked,
) -> Result:
    """What a trained outfit model is worth on a folder's test outfits, once it did not learn from them.

    Raises:
        ModisteError: MOD-2310 where it learned from some of them, MOD-2354 for pictures of another encoder,
            MOD-2357 for the data, MOD-2360 for settings, of which there are none.
    """
    if settings:
        raise ModisteError("MOD-2360", name=min(settings), model=entry.name)
    with learning.measured() as cost:
        model = open_outfit_model(entry.folder)
        found = read_outfits(Path(data), _looker(shop, data) if model.width else None)
        told = unseen(read_seen(entry.folder), outfit_words(found.test), None, str(data))
        # Questions are asked of all test outfits: with some of them learned from nothing could be left out.
        if len(told.keep) < len(found.test):
            raise ModisteError("MOD-2310", data=data, n=len(told.keep), asked=len(found.test))
        worth = outfit_figures(model, found)
    who = f"{entry.name}@{entry.version}"
    extras = {**worth.extras, **told.stated}
    return Result(who, str(data), protocol, worth.n, cost.seconds, cost.peak_mb, worth.metrics, extras)


def train(
    shop: "Shop",
    model: str,
    data: str | Path,
    settings: Mapping[str, str],
    out: str,
    progress: Progress,
    should_stop: StopAsked,
) -> Trained:
    """Learn from a folder's training outfits, judge on its test outfits, and register.

    Raises:
        ModisteError: MOD-2356 and 2357 for the data, MOD-2360 for a setting that it does not have, MOD-2015
            for a bad name, MOD-2018 when stopped.
    """
    name = checked_name(out or NAME)
    _epochs(model, settings)
    read = read_outfits(Path(data))
    words = "\n".join((*outfit_words(read.train), *outfit_words(read.test)))
    data_hash = hashlib.sha256(words.encode()).hexdigest()

    def make(run: Path) -> MadeFolder:
        worth = _worth(shop, model, data, settings, progress, should_stop)
        learned = worth.data.train
        folder = write_outfit_model(
            run / "model",
            worth.model,
            learned,
            Origin(
                name,
                Path(data).name,
                data_hash,
                on_card(worth.metrics, Path(data).name, _SPLIT, OUTFIT_PROTOCOLS[0], worth.n),
                Seen.of(outfit_words(learned), OUTFIT_PROTOCOLS[0]),
            ),
        )
        return MadeFolder(folder, worth.metrics, {"split": _SPLIT, **worth.extras})

    return made_once(shop, name, ("outfits", sorted(settings.items()), data_hash), make)


CYCLE = Cycle(OUTFIT_PROTOCOLS, judge, train, judge_made)


def _worth(
    shop: "Shop | None",
    model: str,
    data: str | Path,
    settings: Mapping[str, str],
    progress: Progress,
    should_stop: StopAsked,
) -> OutfitWorth:
    return outfit_worth(
        data,
        vectors=_looker(shop, data),
        epochs=_epochs(model, settings),
        progress=progress,
        should_stop=should_stop,
    )


def _epochs(model: str, settings: Mapping[str, str]) -> int | None:
    given = dict(settings)
    try:
        epochs = int(given.pop("epochs")) if "epochs" in given else None
    except ValueError:
        raise ModisteError("MOD-2360", name="epochs", model=model) from None
    if given or (epochs is not None and epochs < 1):
        raise ModisteError("MOD-2360", name=min(given, default="epochs"), model=model)
    return epochs


def _looker(shop: "Shop | None", data: str | Path) -> PieceVectors | None:
    """What looks at the pictures beside outfits; None where there are none."""
    if not (Path(data) / "images").is_dir():
        return None
    encoder = encoder_of(shop)

    def look(pictures: Sequence[Path]) -> NDArray[np.float32]:
        made = [
            encoder.embed_images([decode(path, near=256) for path in pictures[start : start + _BATCH]])
            for start in range(0, len(pictures), _BATCH)
        ]
        return np.concatenate(made)

    return look
