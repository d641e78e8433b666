"""A smaller, faster model out of one that is there, and a table of what it saves and what it costs.

Knows which steps each way takes; quantising, pruning, distilling and measuring are learning's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modiste import learning
from modiste.garment import ModisteError
from modiste.learning import Examples, ModelEntry, Progress, Recipe
from modiste.store import exclusive
from modiste.workspace.cycles import Asked, Compressing, Smaller, cycle_of
from modiste.workspace.flows.life_cycle import (
    StopAsked,
    checked_name,
    finish,
    fit_or_open,
    inputs_of,
    made_before,
    need_torch,
    recipe_named,
    run_key,
    run_of,
)
from modiste.workspace.flows.models import find_model, room_of
from modiste.workspace.flows.wearable_data import located
from modiste.workspace.plugins import networks

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

WAYS = ("int8", "prune", "distil")
CALIBRATION = 256
COMPARED = 2000
SHARE = 0.5
FINE_TUNE_SHARE = 3
"""A pruned network is trained for a third of the epochs of the whole one."""


@dataclass(frozen=True)
class Compressed:
    """The new model, the way, and one row a model: size, latency, metric and its change with an interval."""

    model: str
    version: str
    by: str
    notes: Mapping[str, Any]
    table: Sequence[Mapping[str, Any]]

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {**vars(self), "notes": dict(self.notes), "table": [dict(row) for row in self.table]}


def compress(
    shop: "Shop",
    model: str,
    data: str | Path,
    by: str,
    out: str,
    progress: Progress,
    should_stop: StopAsked,
    student: str = "",
    share: float = SHARE,
) -> Compressed:
    """Compress a model by `int8`, `prune` (half the channels, a short training) or `distil` (a student).

    The training part of the data calibrates or trains; the examples held out of it are what the models are
    compared on, side by side. `prune` and `distil` need a model that was trained in this shop.

    Raises:
        ModisteError: MOD-2012 for another way, MOD-2010 for a model without weights, MOD-1326 when it is not
            possible, MOD-2018 when stopped, and what the data raise.
    """
    if by not in WAYS:
        raise ModisteError("MOD-2012", kind="way to compress", name=by, known=", ".join(WAYS))
    entry = find_model(shop, model)
    name = checked_name(out or f"{entry.name}-{by}")
    run = run_of(shop, entry)
    recipe = _recipe_of(shop, entry, run)
    room = room_of(recipe.name, recipe.input.kind)
    source = str(data or recipe.data.source)
    cycle = cycle_of(".".join(recipe.name.split(".")[1:3]))
    if by != "int8" and run is not None and cycle is not None and cycle.compress is not None:
        need_torch("Compressing by training")
        asked = Asked(shop, recipe.name, source, {}, progress, should_stop)
        made_smaller = cycle.compress(shop, asked, entry, run, Compressing(by, share, student), name)
        return _told(shop, entry, by, made_smaller)
    train_side, validation = room.training_data(
        recipe, located(shop, data) or None, processes=shop.settings.decoders, progress=progress
    )
    if train_side.labels != entry.card.labels:
        known = ", ".join(entry.card.labels)
        raise ModisteError("MOD-1217", path=source, label=_odd(train_side, entry), known=known)
    notes: dict[str, Any]
    if by == "int8":
        made, notes = _int8(shop, entry, train_side, name, progress)
    else:
        need_torch("Compressing by training")
        if run is None:
            raise ModisteError("MOD-2010", model=f"{entry.name}@{entry.version}", method=by)
        sides = (train_side, validation)
        way = _pruned if by == "prune" else _distilled
        made, notes = way(shop, run, recipe, sides, source, name, student, share, progress, should_stop)
    judged_on = validation if validation is not None and len(validation) else train_side
    notes["compared_on"] = f"{min(len(judged_on), COMPARED)} held-out examples of {source}"
    return _told(shop, entry, by, Smaller(made, notes, (entry.folder, made.folder), judged_on))


def _told(shop: "Shop", entry: ModelEntry, by: str, made: Smaller) -> Compressed:
    """The table of the two, measured side by side and kept."""
    some = learning.limited(made.examples, COMPARED, 0)
    table = learning.compare(list(made.folders), inputs_of(some, len(some)), some.targets)
    models = [f"{each.name}@{each.version}" for each in (entry, made.entry)]
    rows = [{**row.to_json(), "name": model} for row, model in zip(table, models, strict=True)]
    shop.compressions.keep(models, by, rows, made.notes)
    return Compressed(made.entry.name, made.entry.version, by, made.notes, rows)


def _int8(
    shop: "Shop", entry: ModelEntry, train_side: Examples, name: str, progress: Progress
) -> tuple[ModelEntry, dict[str, Any]]:
    calibration = inputs_of(learning.limited(train_side, CALIBRATION, 0), CALIBRATION)
    folder = shop.runs(name) / f"int8-{entry.name}-{entry.version}"
    with exclusive(folder.with_suffix(".lock")):
        quantised = learning.quantise(entry.folder, calibration, folder, progress=progress)
        made = shop.registry.register(quantised.folder, name)
    return made, {"method": quantised.method, "divergence_nats": dict(quantised.divergence)}


def _pruned(
    shop: "Shop",
    run: Path,
    recipe: Recipe,
    sides: tuple[Examples, Examples | None],
    data: str,
    name: str,
    _student: str,
    share: float,
    progress: Progress,
    should_stop: StopAsked,
) -> tuple[ModelEntry, dict[str, Any]]:
    module, _ = learning.open_run(run, len(sides[0].labels), networks())
    smaller = learning.prune(module, share)
    plan = recipe.with_settings({"train.epochs": str(max(1, recipe.train.epochs // FINE_TUNE_SHARE))})
    place = shop.runs(name) / f"{run_key(plan, *sides)}-{run.name}-{share:g}"
    with exclusive(place / "lock"):
        if made_before(shop, place) is None:
            fitted = fit_or_open(plan, *sides, data, place, progress, should_stop, module=smaller)
            finish(shop, fitted, name, progress)
    return _entry(shop, place), {"share": share, "epochs": plan.train.epochs}


def _distilled(
    shop: "Shop",
    run: Path,
    recipe: Recipe,
    sides: tuple[Examples, Examples | None],
    data: str,
    name: str,
    student: str,
    _share: float,
    progress: Progress,
    should_stop: StopAsked,
) -> tuple[ModelEntry, dict[str, Any]]:
    if not student:
        raise ModisteError(
            "MOD-1326",
            what="Distilling",
            reason="no student is named",
            remedy="Name the student's recipe with --student.",
        )
    plan = recipe_named(shop, student)
    teacher, taught = learning.open_run(run, len(sides[0].labels), networks())
    place = shop.runs(name) / f"{run_key(plan, *sides)}-{run.name}-distilled"
    with exclusive(place / "lock"):
        if made_before(shop, place) is None:
            if not (place / "history.json").is_file():
                fitted = learning.distil(
                    plan,
                    [learning.Teacher(teacher, taught.input)],
                    *sides,
                    builders=networks(),
                    out=place,
                    progress=progress,
                    should_stop=should_stop,
                )
                if fitted.stopped:
                    raise ModisteError("MOD-2018", what=f"Distilling {name}")
            finish(shop, fit_or_open(plan, *sides, data, place, progress, should_stop), name, progress)
    return _entry(shop, place), {"student": plan.name, "teacher": recipe.name}


def _entry(shop: "Shop", place: Path) -> ModelEntry:
    made = made_before(shop, place)
    assert made is not None
    assert made.version is not None
    return shop.registry.resolve(f"{made.model}@{made.version}")


def _recipe_of(shop: "Shop", entry: ModelEntry, run: Path | None) -> Recipe:
    """The recipe of a model: its run's own, the one its card names, or the least that opens its data."""
    if run is not None:
        return learning.load_recipe(run / "recipe.toml")
    try:
        return recipe_named(shop, entry.card.recipe)
    except ModisteError as error:
        if error.code != "MOD-1302":
            raise
    return Recipe(name=entry.card.recipe, input=entry.card.input, network=learning.Part(name="cnn"))


def _odd(train_side: Examples, entry: ModelEntry) -> str:
    odd = [label for label in train_side.labels if label not in entry.card.labels]
    return odd[0] if odd else ", ".join(train_side.labels)
