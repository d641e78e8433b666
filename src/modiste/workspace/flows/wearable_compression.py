"""A model of activities made smaller: pruned, or distilled into a student, and what that costs on new people.

Knows which network stands for which: the one that has not seen the people held out is what a change of
accuracy is measured by, the one that has learned from all is what is kept. Fits are the wearables room's.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modiste import learning
from modiste.garment import ModisteError
from modiste.learning import ModelEntry, Recipe
from modiste.wearables import (
    CHOSEN,
    Bench,
    Grid,
    Sidecar,
    Start,
    Windows,
    chosen_on,
    held_out,
    learn,
    open_grids,
)
from modiste.workspace.cycles import Asked, Compressing, Smaller
from modiste.workspace.flows.life_cycle import recipe_named
from modiste.workspace.flows.made_models import MadeFolder, made_once
from modiste.workspace.flows.wearable_data import located
from modiste.workspace.flows.wearable_keeping import Source, data_hash, kept, written
from modiste.workspace.plugins import networks

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

PRUNED_TO = 4
"""What is left of channels is a multiple of it, as the C reads weights in fours."""
FINE_TUNE_SHARE = 2
"""A pruned network is trained for half of the epochs of the whole one."""
CHANGE = "change.json"


def compress(
    shop: "Shop", asked: Asked, entry: ModelEntry, run: Path, how: Compressing, name: str
) -> Smaller:
    """Prune or distil what `train` made in a run, register it, and say what the two are worth.

    The people held out are those of the training. Both networks that are compared there have not seen them.

    Raises:
        ModisteError: MOD-2010 where the run has not kept its choosing fit, MOD-1217 for data of other labels,
            MOD-1326 where nothing can be removed or no student is named, MOD-2018 when stopped.
    """
    if not (run / CHOSEN / "weights.safetensors").is_file():
        raise ModisteError("MOD-2010", model=f"{entry.name}@{entry.version}", method=how.by)
    taught = learning.load_recipe(run / "recipe.toml")
    sidecar, labels = Sidecar.read(entry.folder), entry.card.labels
    data = str(located(shop, asked.data))
    named = ":" in data and not Path(data).is_dir()
    grids, _, _ = open_grids(data, "" if named else sidecar.device, labels)
    plan = _plan(shop, taught, how)
    bench = Bench(plan, labels, networks(), asked.progress, asked.should_stop, _starts(run, labels, how))
    source = Source(bench, grids, sidecar.device, asked.data, name)
    before = Source(Bench(taught, labels, networks()), grids, sidecar.device, asked.data, entry.name)
    most, others = held_out(grids, plan.data.validation, plan.data.split_seed)
    known = data_hash(grids) == entry.card.data_hash

    def make(place: Path) -> MadeFolder:
        made = learn(bench, grids, place)
        trial, _ = learning.open_run(run / CHOSEN, len(labels), networks())
        _, temperature, _, was = chosen_on(before.bench, trial, most, others)
        written(before, trial, temperature, place / "before")
        smaller, _ = learning.open_run(place / CHOSEN, len(labels), networks())
        written(source, smaller, made.temperature, place / "after")
        change = {
            "accuracy_before": was.figures().metrics["accuracy"].value,
            "accuracy_after": made.chosen.figures().metrics["accuracy"].value,
            "parameters": sum(each.numel() for each in made.module.parameters()),
        }
        (place / CHANGE).write_text(json.dumps(change), encoding="utf-8")
        return kept(source, made, None, place, change)

    words = (how.by, how.share, plan.hash, run.name, data_hash(grids))
    trained = made_once(shop, name, words, make)
    people = sorted({grid.subject for grid in others})
    told = "held out of both" if known else "held out here, but the data are not those that were learned from"
    notes: dict[str, Any] = {
        "by": how.by,
        "epochs": plan.train.epochs,
        **({"share": how.share} if how.by == "prune" else {"student": plan.name, "teacher": taught.name}),
        **json.loads((trained.run / CHANGE).read_text(encoding="utf-8")),
        "compared_on": f"frames of {', '.join(people)}, {told}",
    }
    return Smaller(
        shop.registry.resolve(f"{trained.model}@{trained.version}"),
        notes,
        (trained.run / "before", trained.run / "after"),
        Windows(others, labels, plan.input.height),
    )


def _plan(shop: "Shop", taught: Recipe, how: Compressing) -> Recipe:
    """What is trained: the network's own recipe, shorter, or the student's on the same people."""
    if how.by == "prune":
        return taught.with_settings({"train.epochs": str(max(1, taught.train.epochs // FINE_TUNE_SHARE))})
    if not how.student:
        raise ModisteError(
            "MOD-1326",
            what="Distilling",
            reason="no student is named",
            remedy="Name the student's recipe with --student.",
        )
    student = recipe_named(shop, how.student)
    if (student.input, student.network.name) != (taught.input, taught.network.name):
        raise ModisteError(
            "MOD-1326",
            what="Distilling",
            reason=f"{student.name} has another [input] or kind of network than {taught.name}",
            remedy="Give the student its teacher's window, mean and std, and a network of the same name.",
        )
    same = {"data.validation": taught.data.validation, "data.split_seed": taught.data.split_seed}
    return student.with_settings({key: str(value) for key, value in same.items()})


def _starts(run: Path, labels: tuple[str, ...], how: Compressing) -> Any:
    """What each fit begins with: the network of the same part of the run, so that nobody is seen early."""

    def start(out: Path, grids: Sequence[Grid]) -> Start:
        own = run / CHOSEN if out.name == CHOSEN else run
        module, _ = learning.open_run(own, len(labels), networks())
        if how.by == "distil":
            return Start(teacher=module)
        return Start(module=learning.prune(module, how.share, multiple=PRUNED_TO))

    return start
