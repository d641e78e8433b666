"""From a recipe and data to a registered model, and to a better recipe: training and tuning in one shop.

Knows the order of the steps and where each leaves its files; every step is learning's, data are the room's.
"""

import hashlib
import json
import math
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from modiste import learning
from modiste.garment import ModisteError
from modiste.learning import Evaluation, Examples, Measured, Metric, ModelEntry, Progress, Recipe, Result
from modiste.store import exclusive, write_whole
from modiste.workspace.cycles import Asked, cycle_of
from modiste.workspace.flows.models import find_model, room_of
from modiste.workspace.plugins import networks

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

StopAsked = Callable[[], bool]
Companion = tuple[str, Any, Recipe, Sequence[Any]]
NOTE = "made.json"
GOLDEN = 8
BANK = 2000
"""Training examples kept as embeddings, so that an explanation can name the nearest."""

ON_THE_CARD = ("accuracy", "macro_f1", "ece")
_INTENDED = {
    True: "Telling the classes in labels apart, on pictures like those it was trained on.",
    False: "Telling the parts of a picture in labels apart, on pictures like those it was trained on.",
}
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TIME = re.compile(r"(\d+(?:\.\d+)?)\s*(s|m|h)")
_TRIALS = re.compile(r"(\d+)\s*trials?")
_SECONDS = {"s": 1.0, "m": 60.0, "h": 3600.0}


@dataclass(frozen=True)
class Trained:
    """A finished training: the model, where its run lies, and what it is worth on the held-out examples.

    `version` is None for a network that is no classifier: its weights stay in `run` and are not served.
    """

    model: str
    version: str | None
    run: Path
    epochs: int
    seconds: float
    history: Sequence[Mapping[str, float]]
    temperature: float | None
    validation: Mapping[str, Any] | None

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {**vars(self), "run": str(self.run), "history": [dict(row) for row in self.history]}


@dataclass(frozen=True)
class Tuning:
    """A finished search: the recipe it left, the best settings, and every trial."""

    recipe: str
    path: Path
    settings: Mapping[str, str]
    value: float
    complete: bool
    trials: Sequence[Mapping[str, Any]]

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {**vars(self), "path": str(self.path)}


@dataclass(frozen=True)
class Fitted:
    """A trained network with what it was trained on; `validation` may be None."""

    recipe: Recipe
    module: Any
    train: Examples
    validation: Examples | None
    data: str
    run: Path
    history: Sequence[Mapping[str, float]]
    seconds: float


def recipe_named(shop: "Shop | None", name: str) -> Recipe:
    """A recipe of the shop (`tune` leaves them there), a shipped one (`vision.classifier`), or a file.

    Raises:
        ModisteError: MOD-1302 for an unknown name, MOD-1301 for a file that is no recipe.
    """
    if shop is not None and len(name) <= 80 and _NAME.fullmatch(name):
        path = shop.root / "recipes" / f"{name}.toml"
        if path.is_file():
            return learning.load_recipe(path)
    try:
        return learning.find_recipe(name)
    except ModisteError as error:
        if error.code != "MOD-1302":
            raise
        wanted = re.compile(rf"modiste\.{re.escape(name)}(\.v\d+)?")
        for path in reversed(learning.shipped_recipes().values()):
            recipe = learning.load_recipe(path)
            if wanted.fullmatch(recipe.name):
                return recipe
        raise


def list_recipes(shop: "Shop | None") -> list[dict[str, Any]]:
    """Every recipe that can be named, the shop's own first; one that is damaged has only a title: why."""
    own = sorted((shop.root / "recipes").glob("*.toml")) if shop else []
    rows: list[dict[str, Any]] = []
    for name, path, source in [
        *((path.stem, path, "shop") for path in own),
        *((name, path, "shipped") for name, path in learning.shipped_recipes().items()),
    ]:
        try:
            recipe = learning.load_recipe(path)
        except ModisteError as error:
            told = f"{error.code}: {error.detail}"
            rows.append(
                {
                    "name": name,
                    "recipe": "",
                    "title": told,
                    "network": "",
                    "data": "",
                    "epochs": 0,
                    "source": source,
                }
            )
            continue
        rows.append(
            {
                "name": name,
                "recipe": recipe.name,
                "title": recipe.title,
                "network": recipe.network.name,
                "data": recipe.data.source,
                "epochs": recipe.train.epochs,
                "source": source,
            }
        )
    return rows


def train(
    shop: "Shop",
    recipe: str,
    data: str | Path,
    settings: Mapping[str, str],
    out: str,
    progress: Progress,
    should_stop: StopAsked,
) -> Trained:
    """Fit a recipe, fit its temperature on the held-out examples and judge it there, export, and register.

    The same recipe, data and name go on where an earlier call was cut off, at whichever step; once all is
    done they give the model that was made. Under torchrun all processes fit together, and the first one does
    the rest.

    Raises:
        ModisteError: MOD-2015 for a bad name, MOD-2018 when stopped, MOD-3103 under torchrun for what is
            trained by one process, MOD-3110 where the first of many left no model; what data, recipe and fit
            raise.
    """
    cycle = cycle_of(recipe)
    if cycle is not None and cycle.train is not None:
        if (size := os.environ.get("WORLD_SIZE", "1")) != "1":
            reason = "it is trained by one process, or by modiste cluster train"
            raise ModisteError("MOD-3103", what="WORLD_SIZE", value=size, reason=reason)
        return cycle.train(shop, Asked(shop, recipe, data, settings, progress, should_stop), out)
    need_torch("Training")
    plan = recipe_named(shop, recipe).with_settings(settings)
    name = checked_name(out or learning.default_name(plan.name)[0])
    room = room_of(plan.name, plan.input.kind)
    train_side, validation = room.training_data(
        plan, data or None, processes=shop.settings.decoders, progress=progress
    )
    if plan.train.start_from:
        start = find_model(shop, plan.train.start_from)
        plan = plan.with_settings({"train.start_from": f"{start.name}@{start.version}"})
    run = shop.runs(name) / run_key(plan, train_side, validation)
    # Only the first process holds the lock: if each did, it would wait for peers that wait for the lock.
    world = learning.join()
    with exclusive(run / "lock") if world.is_first else nullcontext():
        made = made_before(shop, run) if world.is_first else None
        is_made = world.any(made is not None)
        if made is not None:
            return made
        if is_made:
            return _made_by_first(shop, run)
        source = str(data or plan.data.source)
        own = getattr(room, "objective", None)
        more: dict[str, Any] = {"objective": own(train_side, validation)} if own else {}
        if plan.train.start_from:
            more["module"] = _started(plan, room, start, train_side.labels)
        fitted = fit_or_open(plan, train_side, validation, source, run, progress, should_stop, **more)
        if not world.is_first:
            return _made_by_first(shop, run)
        others = getattr(room, "companions", None)
        if others:
            _export_companions(shop, others(fitted.module, plan, train_side), fitted, name)
        write = getattr(room, "write_model", None)
        return finish(shop, fitted, name, progress, by_class=own is None, write=write)


def _made_by_first(shop: "Shop", run: Path) -> Trained:
    """What the first of many processes made, as soon as it is there."""
    with exclusive(run / "lock"):
        made = made_before(shop, run)
    if made is None:
        raise ModisteError("MOD-3110", by="torchrun", reason="the first of them left no model")
    return made


def _started(plan: Recipe, room: Any, start: ModelEntry, labels: tuple[str, ...]) -> Any:
    """The recipe's network with the weights of a model.

    Raises:
        ModisteError: MOD-1303 for a model whose weights cannot be taken up again.
    """
    if not hasattr(room, "start_from"):
        reason = "models of this kind are folded when they are served, and cannot be gone on with"
        raise ModisteError("MOD-1303", key="train.start_from", value=start.name, reason=reason)
    module = learning.build_network(plan.network, plan.input, len(labels), networks())
    return room.start_from(module, labels, start.folder)


def _export_companions(shop: "Shop", others: Iterable[Companion], fitted: Fitted, name: str) -> None:
    """Export and register what is served beside a network, each under the name and its own ending."""
    for ending, module, recipe, golden in others:
        folder = learning.export(
            module,
            recipe,
            fitted.train.labels,
            fitted.run / f"model-{ending}",
            golden=golden,
            about=learning.About(
                name=f"{name}-{ending}",
                version="run",
                data=fitted.data,
                data_hash=fitted.train.hash,
                intended_use=f"Beside {name}, of the same run.",
                limits="Worth nothing by itself.",
            ),
            half=True,
        )
        shop.registry.register(folder, f"{name}-{ending}")


def fit_or_open(
    plan: Recipe,
    train_side: Examples,
    validation: Examples | None,
    data: str,
    run: Path,
    progress: Progress,
    should_stop: StopAsked,
    **more: Any,
) -> Fitted:
    """Fit into `run`, or take the weights that a fit left there; `more` goes to `learning.fit`.

    Raises:
        ModisteError: MOD-2018 when stopped.
    """
    if (run / "history.json").is_file() and (run / "weights.safetensors").is_file():
        module, _ = learning.open_run(run, len(train_side.labels), networks())
        history = json.loads((run / "history.json").read_text(encoding="utf-8"))
        seconds = history[-1]["seconds"] if history else 0.0
        return Fitted(plan, module, train_side, validation, data, run, history, seconds)
    fitted = learning.fit(
        plan,
        train_side,
        validation,
        builders=networks(),
        out=run,
        progress=progress,
        should_stop=should_stop,
        **more,
    )
    if fitted.stopped:
        raise ModisteError("MOD-2018", what=f"Training {plan.name}")
    return Fitted(plan, fitted.module, train_side, validation, data, run, fitted.history, fitted.seconds)


def finish(
    shop: "Shop",
    fitted: Fitted,
    name: str,
    progress: Progress,
    *,
    by_class: bool = True,
    write: Callable[..., Path] | None = None,
) -> Trained:
    """Calibrate, judge, export, register and note what was made; what is no classifier is only kept.

    Where examples are not labelled `by_class` there is nothing to calibrate, and no bank of neighbours. A
    room whose networks are no classifiers gives `write`, which makes the folder that is registered.
    """
    temperature, judged, figures = 1.0, None, None
    if write is not None:
        out = fitted.run / "model"
        folder = write(fitted.module, fitted.recipe, fitted.train, out, name=name, data=fitted.data)
        return _noted(shop, fitted, name, shop.registry.register(folder, name).version, None, None)
    if not hasattr(fitted.module, "features") or not hasattr(fitted.module, "head"):
        progress(learning.Event("note", message="not a classifier: the weights are kept, nothing is served"))
        return _noted(shop, fitted, name, None, None, None)
    if by_class and fitted.validation is not None and len(fitted.validation):
        progress(learning.Event("note", message="calibrating and judging on the held-out examples"))
        temperature, judged, figures = _judged(fitted, name)
    folder = learning.export(
        fitted.module,
        fitted.recipe,
        fitted.train.labels,
        fitted.run / "model",
        golden=inputs_of(fitted.validation or fitted.train, GOLDEN),
        temperature=temperature,
        about=learning.About(
            name=name,
            version="run",
            data=fitted.data,
            data_hash=fitted.train.hash,
            intended_use=_INTENDED[by_class],
            limits="Judged on held-out examples of its own training data, unless a figure says otherwise.",
            metrics=_measured(judged),
        ),
        half=not by_class,
    )
    entry = shop.registry.register(folder, name)
    if judged is not None and figures is not None and fitted.validation is not None:
        shop.evaluations.keep(name, entry.version, judged, figures, fitted.validation.ids)
    if by_class:
        _keep_bank(fitted, folder)
    return _noted(shop, fitted, name, entry.version, temperature, judged.to_json() if judged else None)


def tune(
    shop: "Shop",
    recipe: str,
    data: str | Path,
    budget: str,
    space: Sequence[str],
    settings: Mapping[str, str],
    out: str,
    progress: Progress,
    should_stop: StopAsked,
) -> Tuning:
    """Search for better settings on held-out training examples; the best are kept as recipe `out`.

    The same call goes on with a search that was cut off. Test data are never seen.

    Raises:
        ModisteError: MOD-1303 for a bad space, MOD-2017 for a bad budget, MOD-2015 for a bad name, MOD-2018
            when stopped.
    """
    need_torch("Tuning")
    plan = recipe_named(shop, recipe).with_settings(settings)
    name = checked_name(out or f"{learning.default_name(plan.name)[0]}-tuned")
    wanted = learning.parse_space(space)
    seconds, trials = parse_budget(budget)
    room = room_of(plan.name, plan.input.kind)
    train_side, validation = room.training_data(
        plan, data or None, processes=shop.settings.decoders, progress=progress
    )
    if validation is None:
        raise ModisteError(
            "MOD-1303", key="data.validation", value=0, reason="tuning needs held-out examples"
        )
    run = shop.runs(name) / f"search-{run_key(plan, train_side, validation)}"
    with exclusive(run / "lock"):
        found = learning.tune(
            plan,
            train_side,
            validation,
            wanted,
            builders=networks(),
            out=run,
            trials=trials,
            seconds=seconds,
            progress=progress,
            should_stop=should_stop,
        )
    if should_stop() and not found.complete:
        raise ModisteError("MOD-2018", what=f"Tuning {plan.name}")
    path = shop.root / "recipes" / f"{name}.toml"
    write_whole(path, found.recipe.to_toml().encode())
    shown = [{**asdict(trial), "settings": dict(trial.settings)} for trial in found.trials]
    return Tuning(name, path, dict(found.best.settings), found.best.value, found.complete, shown)


def parse_budget(text: str) -> tuple[float, int]:
    """Seconds and trials of `10m`, `1.5h`, `90s`, `20 trials`, or `10m 20 trials`.

    Raises:
        ModisteError: MOD-2017 for anything else.

    Example:
        >>> parse_budget("1.5h"), parse_budget("20 trials")
        ((5400.0, 12), (inf, 20))
    """
    seconds, trials, rest = math.inf, 12, text.strip().lower()
    if match := _TRIALS.search(rest):
        trials, rest = int(match[1]), rest.replace(match[0], "", 1)
    if match := _TIME.search(rest):
        seconds, rest = float(match[1]) * _SECONDS[match[2]], rest.replace(match[0], "", 1)
    if rest.strip(" ,") or not text.strip():
        raise ModisteError("MOD-2017", text=text[:60], reason="it is neither a time nor a number of trials")
    if not 1 <= trials <= 10_000 or seconds <= 0:
        raise ModisteError("MOD-2017", text=text[:60], reason="it allows for no trial, or for too many")
    return seconds, trials


def checked_name(name: str) -> str:
    """A name that a model can have.

    Raises:
        ModisteError: MOD-2015 for any other.
    """
    if not _NAME.fullmatch(name) or len(name) > 80:
        raise ModisteError("MOD-2015", name=name[:100])
    return name


def run_key(plan: Recipe, train_side: Examples, validation: Examples | None) -> str:
    """What tells one run from another: recipe and data."""
    whole = f"{plan.hash}:{train_side.hash}:{validation.hash if validation is not None else ''}"
    return hashlib.sha256(whole.encode()).hexdigest()[:12]


def inputs_of(examples: Examples, count: int) -> list[Any]:
    """Some of the examples, evenly spread, as they are served: uint8 `(h, w, channels)` or series."""
    rows = np.unique(np.linspace(0, len(examples) - 1, min(count, len(examples))).astype(np.int64))
    taken = examples.take(rows)
    return [np.ascontiguousarray(each.transpose(1, 2, 0) if taken.ndim == 4 else each) for each in taken]


def need_torch(what: str) -> None:
    """Say what is missing before anything begins.

    Raises:
        ModisteError: MOD-2014 when torch is not installed.
    """
    if find_spec("torch") is None:
        raise ModisteError("MOD-2014", what=what, package="torch", extra="train")


def made_before(shop: "Shop", run: Path) -> Trained | None:
    """What a finished run made, while the shop still has it."""
    try:
        note = json.loads((run / NOTE).read_text(encoding="utf-8"))
        made = Trained(**{**note, "run": run})
        if made.version is not None:
            shop.registry.resolve(f"{made.model}@{made.version}", allow_folder=False)
    except (OSError, ValueError, TypeError, ModisteError):
        return None
    return made


def run_of(shop: "Shop | None", entry: ModelEntry) -> Path | None:
    """The run that made a version of a model of the shop, while it is kept."""
    if shop is None or entry.stage in ("folder", "shipped"):
        return None
    for note in shop.runs(entry.name).glob(f"*/{NOTE}"):
        try:
            if json.loads(note.read_text(encoding="utf-8")).get("version") == entry.version:
                return note.parent
        except (OSError, ValueError):
            continue
    return None


def _judged(fitted: Fitted, name: str) -> tuple[float, Result, Evaluation]:
    """The temperature that the held-out examples ask for, and what the calibrated model is worth on them."""
    assert fitted.validation is not None
    with learning.measured() as cost:
        logits = learning.logits_of(fitted.module, fitted.recipe, fitted.validation)
        calibration = learning.temperature_scaling(logits, fitted.validation.targets)
        chances = learning.softmax(logits, calibration.temperature)
        judged = learning.classification(chances, fitted.validation.targets, fitted.train.labels)
    protocol = "held out of the training data; chosen and calibrated on the same examples"
    result = Result(
        name,
        fitted.data,
        protocol,
        judged.n,
        cost.seconds,
        cost.peak_mb,
        judged.metrics,
        {**judged.extras(), "calibration": vars(calibration)},
    )
    return calibration.temperature, result, judged


def _measured(judged: Result | None) -> tuple[Measured, ...]:
    if judged is None:
        return ()
    return tuple(
        Measured(
            name=name,
            value=metric.value,
            ci95=metric.ci95,
            unit=metric.unit,
            data=judged.data,
            split="held-out",
            protocol=judged.protocol,
            n=judged.n,
            date=datetime.now(UTC).date(),
        )
        for name, metric in judged.metrics.items()
        if name in ON_THE_CARD and _is_finite(metric)
    )


def _is_finite(metric: Metric) -> bool:
    return math.isfinite(metric.value)


def _keep_bank(fitted: Fitted, folder: Path) -> None:
    served = learning.Served.load(folder)
    some = learning.limited(fitted.train, BANK, 0)
    embeddings = served.embed(inputs_of(some, len(some)))
    learning.Bank.write(fitted.run / "bank", embeddings, some.targets, some.labels, some.ids)


def noted(shop: "Shop", made: Trained) -> Trained:
    """Leave word in the run of what it made, so that the same call gives it again."""
    shop.log.info("model made", model=made.model, version=made.version, seconds=round(made.seconds, 3))
    write_whole(made.run / NOTE, json.dumps(made.to_json()).encode())
    return made


def _noted(
    shop: "Shop",
    fitted: Fitted,
    name: str,
    version: str | None,
    temperature: float | None,
    validation: Mapping[str, Any] | None,
) -> Trained:
    return noted(
        shop,
        Trained(
            name,
            version,
            fitted.run,
            len(fitted.history),
            fitted.seconds,
            fitted.history,
            temperature,
            validation,
        ),
    )
