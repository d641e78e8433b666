"""Generators: how near to real pictures, how many kinds, and how quickly; three seeds each.

Each is judged by `modiste evaluate design.flow|design.gan --data fashion-mnist:test`: 10,000 pictures against
the 10,000 of the test part, in the features of the shipped classifier. Rates, and what it takes to find a
reference picture, are of one thread, in processor seconds, so that a busy machine disturbs less. About an
hour; `--dry` keeps nothing. Sketches (`design.flats`) are judged in the same features by 1,000 sketches of
patterns drafted anew. `--sheet FILE` draws the first 64 pictures of seed 0, as they come, and no more: the
flow's and the pair's, or with `--kind flats` sketches. `--ship RUN` makes the folder that Modiste ships of a
run of `modiste train`.
"""

import argparse
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import numpy as np
from PIL import Image

import modiste
from _record import record
from modiste.collect import open_data
from modiste.design import ConceptWish, as_pictures, as_pixels, as_sketches, found_like, write_generator
from modiste.learning import (
    Measured,
    Served,
    folder_entry,
    load_recipe,
    open_run,
    put_folder,
    read_card,
    shipped_models,
    silent,
)
from modiste.workspace.cycles import Asked
from modiste.workspace.flows import concept_worth, evaluate, sketch_worth
from modiste.workspace.flows.concept_worth import PROTOCOL
from modiste.workspace.flows.concepts import generator_entry, generator_of, make_concepts
from modiste.workspace.flows.models import room_of
from modiste.workspace.plugins import networks

KINDS = {"flow": 256, "gan": 4096}
"""How many pictures a rate is taken of."""
WEIGHTS = Path(modiste.__file__).parent / "design" / "weights"
LIMITS = (
    "Grey pictures of 28 pixels, of ten categories: a demonstration of the tools, learned in about an hour of"
    " one processor core. Sandals, bags and prints are often broken; what it makes is no picture of anything"
    " that exists."
)
SKETCH_LIMITS = (
    "Fronts of eight kinds of garments as our own ten pattern programs draft them, half of each drawn by the"
    " network and mirrored, coloured by rule: it goes between what they can cut and invents nothing beyond;"
    " no backs, no folds, no photographs."
)
SKETCHES, MANY = "flats", 1_000
SHOWN = {"fd": "Fréchet distance", "recall": "recall", "coverage": "coverage", "precision": "precision"}


def rate(kind: str, count: int) -> tuple[float, float]:
    """Pictures a processor second, and milliseconds of one alone."""
    generator = generator_of(None, generator_entry(None, kind))
    labels = len(generator.card.labels)
    wishes = np.eye(labels, dtype=np.float32)[np.arange(count) % labels]
    generator.draw(wishes[:64], 0)
    started = time.process_time()
    generator.draw(wishes, 1)
    together = time.process_time() - started
    started = time.process_time()
    for seed in range(16):
        generator.draw(wishes[:1], seed)
    return count / together, (time.process_time() - started) / 16 * 1000


def inversion(count: int = 20) -> tuple[float, float, float]:
    """Processor seconds to find an unseen picture, median and 90 % quantile; the share of kept classes."""
    generator = generator_of(None, generator_entry(None, "gan"))
    seen = open_data("fashion-mnist:test")
    eyes = Served.load(shipped_models()["fashion-mnist"])
    edge = (generator.card.input.height - seen.pixels.shape[-1]) // 2
    wishes = np.eye(len(generator.card.labels), dtype=np.float32)
    seconds, kept = [], 0
    for row in range(count):
        picture = np.pad(seen.pixels[row], ((0, 0), (edge, edge), (edge, edge)))
        started = time.process_time()
        found = found_like(generator, as_pictures(picture.transpose(1, 2, 0)[None])[0], wishes)
        seconds.append(time.process_time() - started)
        made = as_pixels(found.picture[None])[0][edge : edge + 28, edge : edge + 28]
        kept += int(eyes.answer([made]).probabilities[0].argmax() == seen.targets[row])
    return float(np.median(seconds)), float(np.quantile(seconds, 0.9)), kept / count


def sketch_rate(count: int = 64) -> tuple[float, float]:
    """Sketches a processor second: as fields, and as pictures of 256 pixels."""
    made = make_concepts(None, ConceptWish(n=1, seed=0), SKETCHES)
    generator = as_sketches(generator_of(None, generator_entry(None, SKETCHES)))
    assert generator is not None, made.model
    categories = generator.categories
    plans = [generator.plan(categories[k % len(categories)], k, 0) for k in range(count)]
    rates = []
    for draw in (lambda: generator.fields(plans), lambda: generator.shown(plans, range(count), (), 0)):
        started = time.process_time()
        draw()
        rates.append(count / (time.process_time() - started))
    return rates[0], rates[1]


def sketch_sheet(out: Path) -> None:
    """The first 64 sketches of seed 0, as they come."""
    pixels = make_concepts(None, ConceptWish(n=64, seed=0), SKETCHES).pixels
    side = pixels.shape[1]
    whole = Image.fromarray(pixels.reshape(8, 8, side, side, 3).swapaxes(1, 2).reshape(8 * side, 8 * side, 3))
    whole.resize((4 * side, 4 * side), Image.Resampling.BOX).save(out, quality=80)


def sheet(out: Path) -> None:
    """The first 64 pictures of seed 0 of either generator, as they come: the flow's, then the pair's."""
    halves = []
    for kind in KINDS:
        pixels = make_concepts(None, ConceptWish(n=64, seed=0), kind).pixels[..., 0]
        side = pixels.shape[1]
        halves.append(pixels.reshape(8, 8, side, side).swapaxes(1, 2).reshape(8 * side, 8 * side))
    gap = np.full((len(halves[0]), 12), 255, np.uint8)
    shown = Image.fromarray(np.concatenate((halves[0], gap, halves[1]), 1))
    shown.resize((shown.width * 2, shown.height * 2), Image.Resampling.NEAREST).save(out, optimize=True)


def ship(run: Path, n: int, seeds: int) -> None:
    """Write `src/modiste/design/weights/NAME` of a run, and judge it once."""
    import torch  # noqa: PLC0415 - to ship only

    recipe = load_recipe(run / "recipe.toml")
    learned, _ = room_of(recipe.name, recipe.input.kind).training_data(recipe)
    module, _ = open_run(run, len(learned.labels), networks())
    torch.set_num_threads(1)
    kind = recipe.name.split(".")[2]
    is_sketch = kind == SKETCHES
    judging = sketch_worth if is_sketch else concept_worth
    data = sketch_worth.DATA if is_sketch else "fashion-mnist:test"
    out = WEIGHTS / f"design-{kind}"
    folder = write_generator(module, recipe, learned, out, name=out.name, data=recipe.data.source)
    settings = {"n": str(n), "seeds": str(seeds)}
    asked = Asked(None, out.name, data, settings, silent, lambda: False, PROTOCOL)
    found = judging.judge_made(asked, folder_entry(folder))
    print({name: vars(metric) for name, metric in found.metrics.items()}, found.extras)
    card = read_card(folder / "card.toml")
    measured = tuple(
        Measured(
            name=name,
            value=round(metric.value, 4),
            ci95=metric.ci95 and (round(metric.ci95[0], 4), round(metric.ci95[1], 4)),
            unit="",
            data=data,
            split="test",
            protocol=f"{n} made pictures a seed against as many real ones, {seeds} seeds; see docs/design.md",
            n=n,
            date=card.date,
        )
        for name, metric in found.metrics.items()
    )
    finished = card.model_copy(
        update={
            "version": "v1",
            "licence": "Apache-2.0",
            "data_licence": "Apache-2.0" if is_sketch else "MIT",
            "limits": SKETCH_LIMITS if is_sketch else LIMITS,
            "metrics": measured,
        }
    )
    files = {name: (folder / name).read_bytes() for name in card.files}
    put_folder(folder, {**files, "card.toml": finished.to_toml().encode()})


def judged_sketches(n: int, seeds: int, *, dry: bool) -> None:
    """What sketches are worth, and how quickly they are drawn."""
    rates = sketch_rate()
    settings = {"n": str(n), "seeds": str(seeds)}
    result = evaluate(None, f"design.{SKETCHES}", sketch_worth.DATA, PROTOCOL, settings, silent)
    print(json.dumps({"rate": rates, **result.to_json()}, indent=1))
    if dry:
        return
    for name, said in SHOWN.items():
        metric = result.metrics[name]
        record(
            "design_generators",
            f"Sketches: {said}",
            round(metric.value, 4),
            "",
            metric.ci95,
            how=f"{n:,} sketches of {seeds} seeds against as many of patterns drafted anew",
            extra={"floor": result.metrics["fd_floor"].value, "seeds": result.extras["seeds"]},
        )
    record(
        "design_generators",
        "Sketches: pictures of 256 pixels a second on one core",
        round(rates[1], 1),
        "images/s",
        how="one thread, processor seconds",
        extra={"fields_per_s": round(rates[0], 1)},
    )


def main() -> None:
    """Judge, time, print, record; or draw, or ship."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=10_000, help="pictures of each seed")
    parser.add_argument("--kind", choices=(*KINDS, SKETCHES), help="of one generator alone")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--dry", action="store_true", help="keep no record")
    parser.add_argument("--sheet", type=Path, help="draw the first 64 pictures of each, and no more")
    parser.add_argument("--ship", type=Path, help="make what is shipped of the folder of a training run")
    args = parser.parse_args()
    if args.sheet:
        (sketch_sheet if args.kind == SKETCHES else sheet)(args.sheet)
        return
    if args.ship:
        ship(args.ship, args.n, args.seeds)
        return
    if args.kind in (None, SKETCHES):
        judged_sketches(min(args.n, MANY), args.seeds, dry=args.dry)
    if args.kind == SKETCHES:
        return
    settings = {"n": str(args.n), "seeds": str(args.seeds)}
    middle, slow, kept = inversion()
    print(json.dumps({"inversion_s": middle, "inversion_p90_s": slow, "class_kept": kept}))
    if not args.dry:
        record(
            "design_generators",
            "A reference picture found among a pair's, on one core",
            round(middle, 3),
            "s",
            how="20 pictures of the test part; median of processor seconds, one thread",
            extra={"p90_s": round(slow, 3), "class_kept": kept},
        )
    for kind, count in KINDS.items():
        if args.kind not in (None, kind):
            continue
        rates = rate(kind, count)
        result = evaluate(None, f"design.{kind}", "fashion-mnist:test", PROTOCOL, settings, silent)
        print(json.dumps({"rate": rates, **result.to_json()}, indent=1))
        if args.dry:
            continue
        how = f"{args.n:,} pictures of {args.seeds} seeds against Fashion-MNIST's test part"
        for name, said in SHOWN.items():
            metric = result.metrics[name]
            record(
                "design_generators",
                f"Concepts by {kind}: {said}",
                round(metric.value, 4),
                "",
                metric.ci95,
                how=how,
                extra={"floor": result.metrics["fd_floor"].value, "seeds": result.extras["seeds"]},
            )
        record(
            "design_generators",
            f"Concepts by {kind}: pictures a second on one core",
            round(rates[0], 1),
            "images/s",
            how="one thread, processor seconds",
            extra={"alone_ms": round(rates[1], 2)},
        )


if __name__ == "__main__":
    main()
