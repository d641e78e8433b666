"""Outfit models judged and trained: published outfits in; a result or a version of a model out.

Knows the order of reading, training and judging; each step is the recommend room's.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from modiste.collect import decode
from modiste.garment import ModisteError
from modiste.learning import ModelEntry
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
from modiste.workspace.cycles import Answer, Asked, Cycle
from modiste.workspace.flows.encoding import encoder_of
from modiste.workspace.flows.life_cycle import Trained, checked_name
from modiste.workspace.flows.made_models import MadeFolder, made_once, on_card

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

NAME = "outfits"
_BATCH = 32
_SPLIT = "the publisher's test outfits"


def judge(asked: Asked) -> Answer:
    """What the outfit model is worth on a folder of published outfits; `--set epochs=N` trains shorter.

    Pictures beside the outfits are looked at by the shop's encoder.

    Raises:
        ModisteError: MOD-2357 for the data, MOD-2360 for a setting that it does not have.
    """
    worth = _worth(asked)
    return Answer(worth.n, worth.metrics, worth.extras)


def judge_made(asked: Asked, entry: ModelEntry) -> Answer:
    """What a trained outfit model is worth on a folder's test outfits, once it did not learn from them.

    Raises:
        ModisteError: MOD-2310 where it learned from some of them, MOD-2354 for pictures of another encoder,
            MOD-2357 for the data, MOD-2360 for settings, of which there are none.
    """
    if asked.settings:
        raise ModisteError("MOD-2360", name=min(asked.settings), model=entry.name)
    model, data = open_outfit_model(entry.folder), asked.data
    found = read_outfits(Path(data), _looker(asked.shop, data) if model.width else None)
    told = unseen(read_seen(entry.folder), outfit_words(found.test), None, str(data))
    # Questions are asked of all test outfits: with some of them learned from nothing could be left out.
    if len(told.keep) < len(found.test):
        raise ModisteError("MOD-2310", data=data, n=len(told.keep), asked=len(found.test))
    worth = outfit_figures(model, found)
    return Answer(worth.n, worth.metrics, {**worth.extras, **told.stated})


def train(shop: "Shop", asked: Asked, out: str) -> Trained:
    """Learn from a folder's training outfits, judge on its test outfits, and register.

    Raises:
        ModisteError: MOD-2356 and 2357 for the data, MOD-2360 for a setting that it does not have, MOD-2015
            for a bad name, MOD-2018 when stopped.
    """
    name = checked_name(out or NAME)
    _epochs(asked)
    read, data_name = read_outfits(Path(asked.data)), Path(asked.data).name
    words = "\n".join((*outfit_words(read.train), *outfit_words(read.test)))
    data_hash = hashlib.sha256(words.encode()).hexdigest()

    def make(run: Path) -> MadeFolder:
        worth = _worth(asked)
        learned = worth.data.train
        folder = write_outfit_model(
            run / "model",
            worth.model,
            learned,
            Origin(
                name,
                data_name,
                data_hash,
                on_card(worth.metrics, data_name, _SPLIT, OUTFIT_PROTOCOLS[0], worth.n),
                Seen.of(outfit_words(learned), OUTFIT_PROTOCOLS[0]),
            ),
        )
        return MadeFolder(folder, worth.metrics, {"split": _SPLIT, **worth.extras})

    return made_once(shop, name, ("outfits", sorted(asked.settings.items()), data_hash), make)


CYCLE = Cycle(OUTFIT_PROTOCOLS, judge, train, judge_made)


def _worth(asked: Asked) -> OutfitWorth:
    return outfit_worth(
        asked.data,
        vectors=_looker(asked.shop, asked.data),
        epochs=_epochs(asked),
        progress=asked.progress,
        should_stop=asked.should_stop,
    )


def _epochs(asked: Asked) -> int | None:
    given = dict(asked.settings)
    try:
        epochs = int(given.pop("epochs")) if "epochs" in given else None
    except ValueError:
        raise ModisteError("MOD-2360", name="epochs", model=asked.model) from None
    if given or (epochs is not None and epochs < 1):
        raise ModisteError("MOD-2360", name=min(given, default="epochs"), model=asked.model)
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
