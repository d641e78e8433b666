"""Size models judged and trained: wearings of a file, or the shop's own trade, in; a result or a version out.

Knows the order of reading, parting, fitting and judging; each step is the recommend room's.
"""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from modiste.garment import ModisteError
from modiste.learning import ModelEntry
from modiste.recommend import (
    SIZE_PROTOCOLS,
    Origin,
    Seen,
    Wearings,
    held_sizes,
    judged_sizes,
    open_size_model,
    read_seen,
    read_wearings,
    size_figures,
    split_rows,
    unseen,
    wearing_words,
    write_size_model,
)
from modiste.workspace.cycles import Answer, Asked, Cycle
from modiste.workspace.flows.life_cycle import Trained, checked_name
from modiste.workspace.flows.made_models import HELD, MadeFolder, made_once, on_card
from modiste.workspace.flows.wearings import shop_wearings

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

NAME, SEED = "size", 0
OWN = "the shop's orders and returns"


def judge(asked: Asked) -> Answer:
    """What size prediction is worth: on a Parquet file of wearings, or without one on the shop's own trade.

    Raises:
        ModisteError: MOD-2350, 2351, 2353 for the data; MOD-2360 for settings, of which there are none.
    """
    _no_settings(asked)
    worth = judged_sizes(
        _rows(asked.shop, asked.data),
        asked.protocol,
        threads=asked.shop.settings.threads if asked.shop else 1,
        progress=asked.progress,
        should_stop=asked.should_stop,
    )
    return Answer(worth.n, worth.metrics, worth.extras, data=str(asked.data) or OWN)


def judge_made(asked: Asked, entry: ModelEntry) -> Answer:
    """What a trained size model is worth on those rows of the test part that it did not learn from.

    Raises:
        ModisteError: MOD-2310 where it learned from them, MOD-2311 where the outcomes are others, and for
            the data and settings as `judge`.
    """
    _no_settings(asked)
    data = str(asked.data) or OWN
    rows, model = _rows(asked.shop, asked.data), open_size_model(entry.folder)
    if rows.labels != model.labels:
        reason = f"its outcomes are {', '.join(rows.labels)}, the model's {', '.join(model.labels)}"
        raise ModisteError("MOD-2311", data=data, reason=reason)
    test = split_rows(rows, asked.protocol, SEED)[2]
    shown = rows.take(test)
    since = int(shown.day.min()) + 1 if asked.protocol == "time" else None
    found = unseen(read_seen(entry.folder), wearing_words(shown), since, data)
    kept = test[found.keep]
    if len(np.unique(rows.outcomes[kept])) < len(rows.labels):
        raise ModisteError("MOD-2351", n=len(kept), least=len(rows.labels))
    worth = size_figures(model, rows, kept, asked.protocol)
    extras = {**worth.extras, **found.stated, "fitted_on": model.n}
    return Answer(worth.n, worth.metrics, extras, data=data)


def train(shop: "Shop", asked: Asked, out: str) -> Trained:
    """Choose on a tenth, fit on all, and register; `held` keeps a protocol's test part back.

    Without data the shop's own trade is learned from. The same data, settings and name give the model that
    was made.

    Raises:
        ModisteError: MOD-2350, 2351, 2353 for the data, MOD-2360 for a setting, MOD-2015 for a bad name,
            MOD-2018 when stopped.
    """
    settings = asked.settings
    held = settings.get(HELD, "")
    if wrong := {key: value for key, value in settings.items() if key != HELD or value not in SIZE_PROTOCOLS}:
        raise ModisteError("MOD-2360", name=min(wrong), model=asked.model)
    name = checked_name(out or NAME)
    rows = _rows(shop, asked.data)
    words = list(wearing_words(rows))
    data_hash = hashlib.sha256("\n".join(words).encode()).hexdigest()
    named = Path(asked.data).name if asked.data else OWN

    def make(run: Path) -> MadeFolder:
        fitted = held_sizes(
            rows,
            held,
            threads=shop.settings.threads,
            progress=asked.progress,
            should_stop=asked.should_stop,
        )
        judged, by = (fitted.test, fitted.model) if held else (fitted.valid, fitted.chosen)
        worth = size_figures(by, rows, judged, held or SIZE_PROTOCOLS[0])
        metrics = {name if held else f"validation_{name}": metric for name, metric in worth.metrics.items()}
        split = f"test part of {held}" if held else "a tenth at random"
        said = (
            "held back, looked at once"
            if held
            else "settings were chosen and calibrated on it, then all was learned from"
        )
        learned = rows.take(fitted.learned)
        seen = Seen.of((words[row] for row in fitted.learned), held, int(learned.day.max()))
        folder = write_size_model(
            run / "model",
            fitted.model,
            learned,
            Origin(name, named, data_hash, on_card(metrics, named, split, said, len(judged)), seen),
        )
        told = {"fitted_on": len(learned), "split": split, "labels": list(rows.labels), HELD: held}
        return MadeFolder(folder, metrics, told)

    return made_once(shop, name, ("size", sorted(settings.items()), data_hash), make)


def _no_settings(asked: Asked) -> None:
    if asked.settings:
        raise ModisteError("MOD-2360", name=min(asked.settings), model=asked.model)


def _rows(shop: "Shop | None", data: str | Path) -> Wearings:
    if data:
        return read_wearings(Path(data))
    if shop is None:
        raise ModisteError("MOD-2350", path="Nothing", reason="neither --data nor a shop is given")
    return shop_wearings(shop)


CYCLE = Cycle(SIZE_PROTOCOLS, judge, train, judge_made)
