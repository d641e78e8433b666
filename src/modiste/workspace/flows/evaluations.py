"""What a model, or a recipe fitted anew inside the protocol, is worth on data, in the one result shape.

Knows protocols; figures are learning's, showing pictures to a model is the room's.
"""

import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from modiste import learning
from modiste.collect import decode, open_data, open_files
from modiste.garment import ModisteError
from modiste.learning import Evaluation, Event, ModelEntry, Progress, Result, Subset
from modiste.workspace.cycles import Answer, Asked, Cycle, cycle_of
from modiste.workspace.flows.life_cycle import StopAsked, fit_or_open, need_torch, recipe_named, run_key
from modiste.workspace.flows.models import find_model, open_model, room_of
from modiste.workspace.flows.wearable_data import located
from modiste.workspace.plugins import checks, cycles

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

SERVED = "as-served"
_FOLDS = re.compile(r"folds(?::(\d{1,3}))?")
DEFAULT_FOLDS = 5


def evaluate(
    shop: "Shop | None",
    model: str,
    data: str | Path,
    protocol: str,
    settings: Mapping[str, str],
    progress: Progress,
    report: Path | None = None,
    should_stop: StopAsked = lambda: False,
) -> Result:
    """Judge a model as it is served (`as-served`), a recipe by `folds:K`, others by what their cycle knows.

    A model that a cycle trained is judged by the cycle's protocols without being fitted anew, on rows that it
    did not learn from.

    What a model of the shop, or a shipped one, is worth is kept in the shop; the result's `evaluation` is its
    id. A name that is both stands for the model unless the protocol fits inside.

    Args:
        shop: whose models and recipes are meant; None for the shipped ones.
        model: a model or a recipe.
        data: what the room can open: a folder of class folders, `FOLDER:test`, `fashion-mnist:test`, or the
            shop's own recordings, `set:NAME`.
        protocol: as above; empty for the default, which is the cycle's first where there is one.
        settings: of the recipe, when it is fitted.
        progress: told how far it is.
        report: where to write an HTML report.
        should_stop: asked while fitting.

    Raises:
        ModisteError: MOD-1328 for a name that is neither, MOD-2016 for an unknown protocol, and what the data
            and the figures raise.
    """
    asked = Asked(shop, model, data, settings, progress, should_stop, protocol)
    cycle = cycle_of(model)
    if cycle is not None and (not protocol or protocol in cycle.protocols):
        return _answered(asked, cycle, cycle.judge)
    if (made := _made_by_cycle(shop, model)) is not None:
        entry, own, judge_made = made
        if protocol and protocol not in own.protocols:
            raise ModisteError("MOD-2016", name=protocol, what=model, known=" or ".join(own.protocols))
        asked = replace(asked, model=f"{entry.name}@{entry.version}")
        return _answered(asked, own, lambda asked: judge_made(asked, entry))
    folds = _FOLDS.fullmatch(protocol)
    if not folds and protocol not in ("", SERVED):
        raise ModisteError("MOD-2016", name=protocol, what=model, known=_known())
    if not folds:
        try:
            find_model(shop, model)
        except ModisteError as error:
            if error.code != "MOD-1328" or protocol or not _is_recipe(shop, model):
                raise
            folds = _FOLDS.fullmatch("folds")
    if folds:
        count = int(folds[1] or DEFAULT_FOLDS)
        return _cross_validated(shop, model, data, count, settings, progress, report, should_stop)
    return _as_served(shop, model, data, progress, report)


def _answered(asked: Asked, cycle: Cycle, judge: Callable[[Asked], Answer]) -> Result:
    asked = replace(asked, protocol=asked.protocol or cycle.protocols[0])
    with learning.measured() as cost:
        found = judge(asked)
    return Result(
        found.model or asked.model,
        found.data or str(asked.data),
        asked.protocol,
        found.n,
        cost.seconds,
        cost.peak_mb,
        found.metrics,
        found.extras,
    )


def _made_by_cycle(
    shop: "Shop | None", model: str
) -> tuple[ModelEntry, Cycle, Callable[[Asked, ModelEntry], Answer]] | None:
    """A model that is no network and the cycle that made it, where that can judge it."""
    try:
        entry = find_model(shop, model)
        card = entry.card
    except ModisteError:  # said where it is opened, if no recipe has that name
        return None
    if card.input.kind not in checks():
        return None
    cycle = cycle_of(".".join(card.recipe.split(".")[1:3]))
    if cycle is None or cycle.judge_made is None:
        return None
    return entry, cycle, cycle.judge_made


def _known() -> str:
    own = (f"{' or '.join(cycle.protocols)} for {name}" for name, cycle in cycles().items())
    return ", ".join((f"{SERVED} for models", "folds:K for recipes", *own))


def picture_source(data: str | Path, ids: tuple[str, ...]) -> Callable[[int], NDArray[np.uint8]]:
    """The picture behind a row of an evaluation, opened when asked for."""
    if str(data).startswith("fashion-mnist"):
        whole = open_data(data)
        place = {name: row for row, name in enumerate(whole.ids)}
        return lambda row: np.ascontiguousarray(whole.pixels[place[ids[row]]].transpose(1, 2, 0))
    files = open_files(data)
    paths = dict(zip(files.ids, files.paths, strict=True))
    return lambda row: decode(Path(paths[ids[row]]), near=256)


def _as_served(
    shop: "Shop | None", model: str, data: str | Path, progress: Progress, report: Path | None
) -> Result:
    entry = find_model(shop, model)
    if entry.card.input.kind in checks():
        raise ModisteError("MOD-2016", name=SERVED, what=model, known=_known())
    served = open_model(entry, shop.settings.threads if shop else 1)
    room = room_of(served.card.recipe, served.card.input.kind)
    if hasattr(room, "worth"):
        with learning.measured() as cost:
            found = room.worth(served, data, progress=progress)
        who, shown = f"{entry.name}@{entry.version}", (found.metrics, found.extras())
        return Result(who, str(data), SERVED, found.n, cost.seconds, cost.peak_mb, *shown)
    if not hasattr(room, "judge"):
        raise ModisteError("MOD-1906", model=model)
    with learning.measured() as cost:
        judged = room.judge(served, located(shop, data), progress=progress)
        slices = getattr(judged, "slices", None)
        figures = learning.classification(judged.probabilities, judged.targets, judged.labels, slices=slices)
    extras = {**figures.extras(), **(judged.extras() if hasattr(judged, "extras") else {})}
    worst: list[Any] = extras["worst_mistakes"]
    named = [{**mistake, "id": judged.ids[mistake["index"]]} for mistake in worst]
    result = Result(
        f"{entry.name}@{entry.version}",
        str(data),
        SERVED,
        figures.n,
        cost.seconds,
        cost.peak_mb,
        figures.metrics,
        {**extras, "worst_mistakes": named, "rejected": [vars_of(each) for each in judged.rejected]},
    )
    if shop is not None and entry.stage != "folder":
        kept = shop.evaluations.keep(entry.name, entry.version, result, figures, judged.ids)
        result = replace(result, extras={**result.extras, "evaluation": kept})
    if report is not None:
        is_picture = served.card.input.kind == "image"
        _write(report, figures, result, picture_source(data, judged.ids) if is_picture else None)
    return result


def _cross_validated(
    shop: "Shop | None",
    name: str,
    data: str | Path,
    count: int,
    settings: Mapping[str, str],
    progress: Progress,
    report: Path | None,
    should_stop: StopAsked,
) -> Result:
    need_torch("Cross-validation")
    recipe = recipe_named(shop, name).with_settings(settings)
    # Nothing is held out to choose by, so that every fold is judged on examples that played no part in it.
    plan = recipe.with_settings({"data.validation": "0.0", "train.keep": "last", "train.patience": "0"})
    room = room_of(plan.name, plan.input.kind)
    whole, _ = room.training_data(plan, data or None, progress=progress)
    fold_of = _folds(whole.targets, count, plan.data.split_seed)
    chances = np.zeros((len(whole), len(whole.labels)))
    with learning.measured() as cost, workplace(shop, name, run_key(plan, whole, None)) as place:
        for fold in range(count):
            progress(Event("note", message=f"fold {fold + 1} of {count}"))
            inside, outside = np.flatnonzero(fold_of != fold), np.flatnonzero(fold_of == fold)
            run = place / f"fold-{fold}-of-{count}"
            fitted = fit_or_open(plan, Subset(whole, inside), None, str(data), run, progress, should_stop)
            logits = learning.logits_of(fitted.module, plan, Subset(whole, outside))
            chances[outside] = learning.softmax(logits, 1.0)
        figures = learning.classification(chances, whole.targets, whole.labels)
    result = Result(
        plan.name,
        str(data or plan.data.source),
        f"folds:{count}",
        figures.n,
        cost.seconds,
        cost.peak_mb,
        figures.metrics,
        figures.extras(),
    )
    if report is not None:
        _write(report, figures, result, None)
    return result


def vars_of(rejection: Any) -> dict[str, str]:
    """A rejected file as plain values."""
    return {"file": rejection.place, "code": rejection.code, "reason": rejection.reason}


def _folds(targets: NDArray[np.int64], count: int, seed: int) -> NDArray[np.int64]:
    """The fold of each example: every class is dealt out evenly, in an order fixed by the seed."""
    smallest = int(np.bincount(targets).max(initial=0))
    if not 2 <= count <= smallest:
        raise ModisteError(
            "MOD-2016", name=f"folds:{count}", what="these data", known=f"folds:2 to {smallest}"
        )
    chance = np.random.default_rng(seed)
    folds = np.empty(len(targets), dtype=np.int64)
    start = 0
    for label in np.unique(targets):
        members = chance.permutation(np.flatnonzero(targets == label))
        # Each class begins where the last one ended, so that folds differ by at most one example in size.
        folds[members] = (np.arange(len(members)) + start) % count
        start += len(members)
    return folds


def _is_recipe(shop: "Shop | None", name: str) -> bool:
    try:
        recipe_named(shop, name)
    except ModisteError as error:
        if error.code != "MOD-1302":
            raise
        return False
    return True


@contextmanager
def workplace(shop: "Shop | None", name: str, key: str) -> Iterator[Path]:
    """Folds are kept in a shop, so that a cut-off evaluation goes on; without one they are thrown away."""
    if shop is not None:
        yield shop.runs("folds") / key
        return
    with tempfile.TemporaryDirectory(prefix="modiste-") as folder:
        yield Path(folder)


def _write(
    out: Path, figures: Evaluation, result: Result, pictures: Callable[[int], NDArray[np.uint8]] | None
) -> None:
    learning.html_report(figures, title=result.model, result=result, out=out, pictures=pictures)
