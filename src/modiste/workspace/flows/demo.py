"""The demonstration: the sample house searched, recommended and planned, Fashion-MNIST studied, a fitting.

Knows the order and what to say of each step; each step is the same flow that users call.
"""

import os
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image as Picture

from modiste import tailoring
from modiste.collect import fashion_mnist
from modiste.garment import Garment, Image, ModisteError
from modiste.learning import Event, Progress
from modiste.workspace.flows.demo_making import cloth, design, on_a_photo, sensors
from modiste.workspace.flows.evaluations import evaluate
from modiste.workspace.flows.explanations import Explained, explain
from modiste.workspace.flows.fitting import cut_named, fit, fit_report
from modiste.workspace.flows.house import open_sample
from modiste.workspace.flows.life_cycle import StopAsked, train
from modiste.workspace.flows.models import find_model
from modiste.workspace.flows.plan_words import concern_words
from modiste.workspace.flows.plans import proposed
from modiste.workspace.flows.recommend_answers import Wish
from modiste.workspace.flows.searching import index, search
from modiste.workspace.flows.shop_forecast import forecast_demand
from modiste.workspace.flows.supply_fleet import simulate
from modiste.workspace.photo_intake import import_fashion_mnist

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

NAME = "demo-fashion-mnist"
TEST = "fashion-mnist:test"
EXPLAINED = 3
# One epoch over a part of the data: about half a minute, and it shows every step. Not a model to ship.
SMOKE = {
    "data.limit": "12000",
    "train.epochs": "2",
    "network.stem": "16",
    "network.widths": "[24, 48, 96]",
    "input.mirror": "false",
}
SHOPPER = {"height": 168.0, "bust": 92.0, "waist": 74.0, "hip": 99.0}
"""A synthetic one."""
ASKED, FOUND = ("red dress", "红色连衣裙"), 5
QUICK = ("theta", "window_mean")
"""Models that take no time; `modiste demand` asks all that suit."""
PASSPORTS = 120
FLEET: dict[str, Any] = {"devices": 10, "seconds": 3.0, "days": 28}
TRIED = ("38", "40", "42")
SHIPPED = (("fashion-mnist", TEST), ("fashion-mnist-int8", TEST), ("clothing", ""))


@dataclass(frozen=True)
class Step:
    """One thing done: how long it took, one line about it, and its figures."""

    name: str
    seconds: float
    summary: str
    figures: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Demo:
    """What the demonstration did, step by step."""

    shop: Path
    study: Path
    report: Path
    seconds: float
    steps: Sequence[Step]

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        steps = [{**vars(step), "figures": dict(step.figures)} for step in self.steps]
        places = {"shop": str(self.shop), "study": str(self.study), "report": str(self.report)}
        return {**places, "seconds": self.seconds, "steps": steps}

    def rows(self) -> list[tuple[str, str, str]]:
        """A row a step, as a person reads it."""
        rows = [(step.name, f"{step.seconds:.1f}", step.summary) for step in self.steps]
        return [*rows, ("in all", f"{self.seconds:.1f}", f"report: {self.report}")]


def study_beside(house: Path) -> Path:
    """Where the demonstration's Fashion-MNIST lives: a shop of its own, beside the house's."""
    return house.with_name(f"{house.name}-fashion-mnist")


def demonstrate(
    house: "Shop",
    shop: "Shop",
    progress: Progress,
    should_stop: StopAsked,
    photos: str | None = None,
    limit: int | None = None,
) -> Demo:
    """Open, search, recommend, plan, follow the sample house; import, clean, train, judge, explain; try on.

    Run again, it goes on where it was cut off: what is imported and trained stays.

    Args:
        house: where the sample house is opened.
        shop: where Fashion-MNIST is studied.
        progress: told about every step.
        should_stop: asked between steps and while training.
        photos: class folders to judge the clothing model on; by default those of `$MODISTE_DATA`, if any.
        limit: import and train on at most so many pictures, for a quick look.

    Raises:
        ModisteError: MOD-1219 without Fashion-MNIST's files, MOD-2018 when stopped.
    """
    started = time.monotonic()
    report = shop.root / "reports" / "fashion-mnist.html"
    work: list[tuple[str, Callable[[], tuple[str, dict[str, Any]]]]] = [
        ("house", lambda: _house(house, progress, should_stop)),
        ("search", lambda: _search(house, progress, should_stop)),
        ("recommend", lambda: _recommend(house)),
        ("plan", lambda: _plan(house, progress, should_stop)),
        ("supply", lambda: _supply(house, progress, should_stop)),
        ("passports", lambda: _passports(house, progress, should_stop)),
        ("design", lambda: design(house)),
        ("cloth", cloth),
        ("sensors", lambda: sensors(house)),
        ("on a photo", lambda: on_a_photo(house)),
        ("import", lambda: _import(shop, progress, limit)),
        ("clean", lambda: _clean(shop)),
        ("train", lambda: _train(shop, progress, should_stop, limit)),
        *(
            (f"evaluate {name}", _evaluation(shop, name, data or photos or _at_hand(), progress, report))
            for name, data in SHIPPED
        ),
        ("explain", lambda: _explain(shop)),
        ("try on", lambda: _try_on(shop, progress, should_stop)),
    ]
    steps: list[Step] = []
    for name, do in work:
        if should_stop():
            raise ModisteError("MOD-2018", what="The demonstration")
        progress(Event("note", len(steps), len(work), name))
        began = time.monotonic()
        summary, figures = do()
        steps.append(Step(name, round(time.monotonic() - began, 2), summary, figures))
    return Demo(house.root, shop.root, report, round(time.monotonic() - started, 2), steps)


def _at_hand() -> str:
    """Photos that the shipped clothing model was not trained on, where the environment says they are."""
    place = Path(os.environ.get("MODISTE_DATA", "")) / "clothing-small" / "validation"
    return str(place) if os.environ.get("MODISTE_DATA") and place.is_dir() else ""


def duplicates(shop: "Shop") -> list[list[Image]]:
    """Images whose bytes are the same, group by group."""
    groups: dict[str, list[Image]] = {}
    for image in shop.store.rows.scan(Image):
        groups.setdefault(image.blob, []).append(image)
    return [group for group in groups.values() if len(group) > 1]


def _house(shop: "Shop", progress: Progress, should_stop: StopAsked) -> tuple[str, dict[str, Any]]:
    try:
        made = open_sample(shop, progress=progress, should_stop=should_stop)
    except ModisteError as error:
        if error.code != "MOD-2042":
            raise
        return f"left as it is: {error.detail}", {}
    said = (
        f"{made.brand}, a synthetic house: {made.garments} garments, {made.photos} pictures, "
        f"{made.customers:,} customers, {made.orders:,} orders"
    )
    return said, made.to_json()


def _search(shop: "Shop", progress: Progress, should_stop: StopAsked) -> tuple[str, dict[str, Any]]:
    """Everything indexed, and the same thing asked for in two languages."""
    made = index(shop, progress, should_stop)
    found = {text: [each.garment for each in search(shop, text, k=FOUND).results] for text in ASKED}
    said = f"{made.garments} garments and {made.pictures} pictures indexed"
    told = "; ".join(f"“{text}”: {ids[0]}" for text, ids in found.items() if ids)
    return f"{said}; {told}", {**made.to_json(), "found": found}


def _recommend(shop: "Shop") -> tuple[str, dict[str, Any]]:
    """What one of the house's customers gets and why; then a visit that clicks once gets something else."""
    recommending = shop.recommending
    found, _ = recommending.customers(None, 1)
    if not found:
        return "nobody has a history here", {}
    answer = recommending.recommend(Wish(found[0]["customer"], k=FOUND, is_logged=False))
    visit = Wish(session=f"demo-{time.time_ns()}", k=FOUND, is_logged=False)
    before = recommending.recommend(visit)
    clicked = before.garments[-1]
    recommending.remember(visit.session, clicked)
    after = recommending.recommend(visit)
    best = answer.results[0]
    why = best["reasons"][0] if best["reasons"] else {"en": "", "zh": ""}
    changed = sum(one not in before.garments for one in after.garments)
    said = (
        f"{best['garment']} for {answer.customer}: {why['en']} ({why['zh']}); after a click on {clicked} "
        f"{changed} of {FOUND} are others; {answer.milliseconds:.0f} ms"
    )
    shown = {**answer.to_json(), "at": answer.at.isoformat()}
    return said, {"customer": shown, "before": before.garments, "after": after.garments, "clicked": clicked}


def _plan(shop: "Shop", progress: Progress, should_stop: StopAsked) -> tuple[str, dict[str, Any]]:
    """What will sell in a quarter by the quick models, what wants a look first, and what to do about it."""
    kept = forecast_demand(shop, models=QUICK, progress=progress, should_stop=should_stop)
    concerns = shop.planning.concerns("stock_out")
    if not concerns:
        return f"{len(kept.garments)} garments forecast; nothing wants a look", kept.to_json()
    worst = concerns[0]
    told = concern_words(worst.kind, worst.facts)
    made = proposed(shop.planning.ground(worst.garment), "replenishment")
    said = (
        f"{kept.forecast.y_hat.sum():,.0f} pieces of {len(kept.garments)} garments in {kept.horizon} weeks; "
        f"{worst.garment}: {told['en']} ({told['zh']}) {made.numbers['pieces']} to order"
    )
    facts = {"garment": worst.garment, "money": worst.money, **told}
    return said, {"forecast": kept.to_json(), "concern": facts, "replenishment": dict(made.numbers)}


def _supply(shop: "Shop", progress: Progress, should_stop: StopAsked) -> tuple[str, dict[str, Any]]:
    """A simulated fleet reports four weeks over MQTT, and one garment is followed from fibre to the shop."""
    if not _is_synthetic(shop):
        return "left as it is: a simulated fleet reports only to a synthetic house", {}
    made = simulate(shop, **FLEET, progress=progress, should_stop=should_stop)
    said = (
        f"a simulated fleet of {made.devices}: {made.received:,} of {made.sent:,} messages in the store, "
        f"{made.lost} lost, {made.duplicated} doubled, {made.events} events of orders"
    )
    if not made.example:
        return said, made.to_json()
    way = shop.supplying.journey(made.example)
    steps = [each["step"] for each in way["steps"] if each["step"] not in ("", "sensor_reporting")]
    return f"{said}; one item: {', '.join(dict.fromkeys(steps))}", {**made.to_json(), "journey": steps}


def _passports(shop: "Shop", progress: Progress, should_stop: StopAsked) -> tuple[str, dict[str, Any]]:
    """Items that were followed get passports; one is checked, and once more with a bit flipped."""
    if not _is_synthetic(shop):
        return "left as it is: the demonstration issues passports only for a synthetic house", {}
    items = list[str]()
    for garment in shop.store.rows.scan(Garment):
        items += shop.passports.items_of(garment.id)
        if len(items) >= PASSPORTS:
            break
    if not items:
        return "left as it is: no item of the house was followed", {}
    made = shop.passports.issue(items[:PASSPORTS], "demonstration", progress, should_stop)
    anchored = shop.passports.anchors.anchor()
    data = shop.passports.bundle(items[0], events=True)
    checks, size = shop.passports.verify(data), shop.passports.log.log.size
    flipped = data.replace(b'"gtin":"0', b'"gtin":"1', 1)
    is_refused = any(each.status == "failed" for each in shop.passports.verify(flipped))
    told = Counter(each.status for each in checks)
    said = (
        f"{len(made)} issued of {len(items[:PASSPORTS])}, in a log of {size:,} entries; "
        f"anchored in block {anchored['anchors'][0]['block']} of the shop's own chain; "
        f"of one of {len(data):,} bytes {told['ok']} checks hold, {told['unknown']} cannot be told, "
        f"{told['failed']} do not; with one bit flipped it is {'refused' if is_refused else 'TAKEN'}"
    )
    shown = [{"name": each.name, "status": each.status, "why": each.why()} for each in checks]
    figures = {"item": items[0], "issued": len(made), "entries": size, "bytes": len(data), "checks": shown}
    return said, {**figures, "is_refused": is_refused}


def _is_synthetic(shop: "Shop") -> bool:
    first = next(shop.store.rows.scan(Garment), None)
    return first is None or first.synthetic


def _import(shop: "Shop", progress: Progress, limit: int | None) -> tuple[str, dict[str, Any]]:
    made = import_fashion_mnist(shop.store, "both", progress, limit=limit)
    said = f"{made.read:,} garments read, {made.added:,} new, {made.unchanged:,} known"
    return said, made.to_json()


def _clean(shop: "Shop") -> tuple[str, dict[str, Any]]:
    groups = duplicates(shop)
    leaking = [group for group in groups if len({image.split for image in group}) > 1]
    disagreeing = [group for group in groups if len({image.label for image in group}) > 1]
    held = shop.store.quarantine.count()
    figures = {
        "duplicates": len(groups),
        "in_train_and_test": len(leaking),
        "with_two_labels": len(disagreeing),
        "quarantined": held,
    }
    said = (
        f"{len(groups)} pictures come twice ({len(leaking)} in train and test, {len(disagreeing)} with two "
        f"labels); {held} rows in quarantine"
    )
    return said, figures


def _train(
    shop: "Shop", progress: Progress, should_stop: StopAsked, limit: int | None
) -> tuple[str, dict[str, Any]]:
    settings = {**SMOKE, "data.limit": str(limit)} if limit else SMOKE
    made = train(shop, "fashion-mnist", "fashion-mnist:train", settings, NAME, progress, should_stop)
    assert made.validation is not None
    accuracy = made.validation["metrics"]["accuracy"]
    share = f"{accuracy['value']:.1%} of the held-out pictures right"
    said = f"{NAME}@{made.version}, a smoke test: {made.epochs} epochs, {share}"
    return said, {"model": made.model, "version": made.version, "seconds": made.seconds, "accuracy": accuracy}


def _evaluation(
    shop: "Shop", name: str, data: str, progress: Progress, report: Path
) -> Callable[[], tuple[str, dict[str, Any]]]:
    def do() -> tuple[str, dict[str, Any]]:
        try:
            find_model(shop, name)
        except ModisteError:
            return "not shipped with this copy", {}
        if not data:
            return "left out: name photos in class folders with --photos DIR", {}
        page = report if data == TEST and name == SHIPPED[0][0] else None
        result = evaluate(shop, name, data, "", {}, progress, page).to_json()
        metrics: Any = result["metrics"]
        accuracy, ece = metrics["accuracy"], metrics["ece"]
        low, high = accuracy["ci95"]
        share = f"{accuracy['value']:.2%} [{low:.2%}, {high:.2%}]"
        said = f"{share} right of {result['n']:,} in {data}; ECE {ece['value']:.2%}"
        return said, {"n": result["n"], "accuracy": accuracy, "ece": ece}

    return do


def _explain(shop: "Shop") -> tuple[str, dict[str, Any]]:
    test = fashion_mnist("test")
    folder = shop.root / "explanations"
    files = []
    folder.mkdir(exist_ok=True)
    for row in range(EXPLAINED):
        path = folder / f"{test.ids[row]}.png"
        Picture.fromarray(test.pixels[row, 0]).save(path)
        files.append(path)
    made = [each for each in explain(shop, NAME, files, (), folder) if isinstance(each, Explained)]
    gains = [float(row["faithfulness"]["gain"]) for each in made for row in each.explanations]
    better = sum(gain > 0 for gain in gains)
    said = f"{len(made)} predictions, {len(gains)} maps in {folder}; {better} are better than chance"
    return said, {"files": [each.to_json() for each in made]}


def _try_on(shop: "Shop", progress: Progress, should_stop: StopAsked) -> tuple[str, dict[str, Any]]:
    """A dress in three sizes on a synthetic shopper, with a picture of each and where it pulls."""
    made = fit(cut_named("dress-shift"), SHOPPER, sizes=TRIED, progress=progress, should_stop=should_stop)
    folder = shop.root / "fittings"
    folder.mkdir(exist_ok=True)
    for size, draped in made.drapes.items():
        for heat in ("none", "stretch"):
            name = f"dress-shift-{size}{'' if heat == 'none' else '-' + heat}.png"
            (folder / name).write_bytes(tailoring.png_of(tailoring.worn_picture(draped, heat=heat)))
    advice = made.advice
    taken = advice.recommended or "neither"
    said = f"a dress on a synthetic shopper: take {taken} ({advice.confidence:.0%} sure)"
    return f"{said}; pictures in {folder}", fit_report(made)
