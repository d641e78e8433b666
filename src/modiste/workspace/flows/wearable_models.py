"""Models of activities judged and trained: a folder of recordings in; a result or a version out.

Knows the order of reading, fitting, judging and keeping; each step is the wearables room's or learning's.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modiste import learning
from modiste.garment import ModisteError
from modiste.learning import Recipe
from modiste.wearables import (
    BY_SUBJECT,
    FOLDS,
    LEAKY,
    PROTOCOLS,
    RATE_HZ,
    UNLABELLED,
    UNLABELLED_EPOCHS,
    Bench,
    Grid,
    Unlabelled,
    begun,
    cross_validated,
    leak_gap,
    learn,
    open_grids,
    open_unlabelled,
    quarantined_of,
)
from modiste.workspace.cycles import Answer, Asked, Cycle
from modiste.workspace.flows.evaluations import workplace
from modiste.workspace.flows.life_cycle import Trained, checked_name, need_torch, recipe_named
from modiste.workspace.flows.made_models import MadeFolder, made_once
from modiste.workspace.flows.wearable_compression import compress
from modiste.workspace.flows.wearable_data import located
from modiste.workspace.flows.wearable_keeping import Source, data_hash, kept
from modiste.workspace.plugins import networks

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

DEVICE, FOLD_COUNT, LEAK, SHOWN = "device", "folds", "leak", "unlabelled_epochs"
OWN = (DEVICE, FOLD_COUNT, LEAK, UNLABELLED, SHOWN)
MOST = 10_000


def judge(asked: Asked) -> Answer:
    """What a recipe is worth on people it has not seen (`by-subject`), or with the leak (`leaky`).

    `--set device=watch|phone`, `--set folds=N` (6), `--set leak=no` (the leak gap is not measured),
    `--set unlabelled=DIR` (each fit begins with those recordings, their labels unread, people of the same
    name as one who is held out left out; `unlabelled_epochs=N`), and the recipe's own settings. Everything
    chosen is chosen inside each fold, on people held out of it.

    Raises:
        ModisteError: MOD-1302 and 1303 for recipe and settings, MOD-2900, 2901, 2920 to 2922 for the data,
            MOD-2018 when stopped.
    """
    need_torch("Cross-validation")
    plan, own = _plan(asked)
    folds = _count(own)
    with workplace(asked.shop, asked.model, plan.hash[:12]) as place:
        grids, labels, report = open_grids(located(asked.shop, asked.data), own.get(DEVICE, ""))
        bench, shown = _bench(asked, plan, labels, grids, own)
        room = place / "-".join((data_hash(grids)[:12], *_words(shown)))
        judged = cross_validated(bench, grids, room, folds, asked.protocol)
        figures = judged.figures()
        extras = {**figures.extras(), **judged.extras(), "quarantined": quarantined_of(report)}
        if asked.protocol == BY_SUBJECT and own.get(LEAK, "yes") == "yes":
            leaky = cross_validated(bench, grids, room, folds, LEAKY).figures()
            extras["accuracy_leaky"] = leaky.metrics["accuracy"].value
            extras["leak_gap"] = leaky.metrics["accuracy"].value - figures.metrics["accuracy"].value
    extras |= {"device": own.get(DEVICE, ""), "folds": folds, "seed": plan.train.seed}
    return Answer(figures.n, figures.metrics, extras | shown, model=plan.name)


def train(shop: "Shop", asked: Asked, out: str) -> Trained:
    """Choose on people held out, fit on all, export and register; settings as for `judge`.

    Raises:
        ModisteError: as `judge`, MOD-2015 for a bad name, MOD-1325 for a network that cannot be exported.
    """
    need_torch("Training")
    plan, own = _plan(asked)
    name = checked_name(out or learning.default_name(plan.name)[0])
    grids, labels, report = open_grids(located(shop, asked.data), own.get(DEVICE, ""))
    device = report.examined[0].recording.device

    bench, shown = _bench(asked, plan, labels, grids, {DEVICE: device, **own})

    def make(run: Path) -> MadeFolder:
        made = learn(bench, grids, run)
        gap = leak_gap(bench, grids, run, made.chosen) if own.get(LEAK, "yes") == "yes" else None
        return kept(Source(bench, grids, device, asked.data, name), made, gap, run, shown)

    words = (plan.hash, device, own.get(LEAK, ""), data_hash(grids), *_words(shown))
    return made_once(shop, name, words, make)


def _bench(
    asked: Asked, plan: Recipe, labels: tuple[str, ...], grids: list[Grid], own: Mapping[str, str]
) -> tuple[Bench, dict[str, Any]]:
    """Where fits are made, and what is told of recordings that they begin with; nothing where by chance."""
    bench = Bench(plan, labels, networks(), asked.progress, asked.should_stop)
    if not own.get(UNLABELLED):
        return bench, {}
    epochs = _count(own, SHOWN, UNLABELLED_EPOCHS, 1)
    others = open_unlabelled(located(asked.shop, own[UNLABELLED]), own.get(DEVICE, ""), plan.input.channels)
    told = {
        "data": Path(own[UNLABELLED]).name,
        "people": len({grid.subject for grid in others}),
        "minutes": round(sum(len(grid.values) for grid in others) / RATE_HZ / 60, 2),
        "epochs": epochs,
        "data_hash": data_hash(others),
    }
    people = frozenset(grid.subject for grid in grids)
    return begun(bench, Unlabelled(others, people, epochs)), {UNLABELLED: told}


def _words(shown: Mapping[str, Any]) -> tuple[str, ...]:
    """By what fits that were shown recordings before differ from those that begin with chance."""
    return tuple(f"{told['data_hash'][:8]}-{told['epochs']}" for told in shown.values())


def _plan(asked: Asked) -> tuple[Recipe, dict[str, str]]:
    """The recipe with its own settings, and those that are of this cycle."""
    own = {key: value for key, value in asked.settings.items() if key in OWN}
    rest = {key: value for key, value in asked.settings.items() if key not in own}
    return recipe_named(asked.shop, asked.model).with_settings(rest), own


def _count(own: Mapping[str, str], key: str = FOLD_COUNT, usual: int = FOLDS, least: int = 2) -> int:
    text = own.get(key, str(usual))
    if not (text.isascii() and text.isdecimal()) or not least <= int(text[:9]) <= MOST:
        reason = f"a whole number from {least} to {MOST} is taken"
        raise ModisteError("MOD-1303", key=key, value=text[:80], reason=reason)
    return int(text)


CYCLE = Cycle(PROTOCOLS, judge, train, compress=compress)
