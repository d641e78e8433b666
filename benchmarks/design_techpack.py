"""How long a tech pack takes, and how much of the cloth its marker uses, for every program.

Drapes the base size of each of the ten programs, presses it flat, and makes all files with eight sizes; made
twice, the ZIPs have the same bytes. The bound is 8 s of processor time for the slowest.

    ./run bench design_techpack
"""

import argparse
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _record import record
from modiste import tailoring
from modiste.design import Colouring, PackFiles, Said, Style, Subject, flats, pack_files
from modiste.tailoring import Drape, program_named, programs, size_chart

BOUND = 8.0
CLOTHS = {"t-shirt": "jersey", "sweatshirt": "fleece", "hoodie": "fleece", "shirt": "poplin"}


def main() -> int:
    """Measure, record, and tell whether the bound holds."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--dry", action="store_true", help="print and do not record")
    chosen = options.parse_args()
    draped(subject("skirt-straight"))  # kernels are compiled afterwards
    spent: dict[str, tuple[float, float, float]] = {}
    uses: dict[str, float] = {}
    same = True
    for name in programs():
        of = subject(name)
        begun = time.process_time()
        drape = draped(of)
        hung = time.process_time()
        sides = flats(drape, of.base)
        pressed = time.process_time()
        made: PackFiles = pack_files(of, sides)
        done = time.process_time()
        spent[name] = hung - begun, pressed - hung, done - pressed
        uses[name] = made.pack.marker.efficiency
        same &= pack_files(of, sides).zip == made.zip
        told = ", ".join(f"{each:.2f}" for each in spent[name])
        print(
            f"{name:16} drape, flats, files {told} s; marker {uses[name]:.1%}, {len(made.zip) / 1e3:.0f} kB"
        )
    totals = {name: sum(each) for name, each in spent.items()}
    slowest = max(totals, key=totals.__getitem__)
    print(f"slowest {slowest}: {totals[slowest]:.2f} s of processor time; the bound is {BOUND} s")
    print(f"median {np.median(list(totals.values())):.2f} s; the same bytes twice: {same}")
    if not chosen.dry:
        record(
            "design_techpack",
            "A tech pack with eight graded sizes, slowest of ten programs",
            round(totals[slowest], 2),
            "s",
            how=f"processor time on one core, warm: drape, flats, all files; bound {BOUND} s",
            notes=f"slowest: {slowest}; markers are one garment's, by our own bottom-left fill",
            extra={
                "claim_zh": "含八个放码尺码的工艺单（十种版型中最慢者）",
                "median_s": round(float(np.median(list(totals.values()))), 2),
                "marker_efficiency": {name: round(share, 3) for name, share in uses.items()},
                "same_bytes": same,
            },
        )
    return 0 if totals[slowest] <= BOUND and same else 1


def subject(name: str) -> Subject:
    """A program with its default options in all sizes of its usual chart."""
    people = program_named(name).people
    chart = size_chart(people)
    patterns = {size: tailoring.draft_size(name, people, size) for size in chart.sizes}
    style = Style(
        garment_id=f"{name}-001",
        name=Said(en=name, zh=""),
        brand="",
        season="",
        department=people,
        category="",
        program=name,
        options={},
        chart=people,
        base_size=chart.base,
        sizes=tuple(patterns),
        is_synthetic=True,
    )
    fabric = tailoring.house_fabric(CLOTHS.get(name, "twill")).fabric
    ways = (Colouring(id="a", name="navy", colours=("#232f4b",)),)
    return Subject(style, patterns, fabric, ways, ("solid", 0.0, 0.0), "2025-01-01")


def draped(of: Subject) -> Drape:
    """The base size on its own body."""
    body = {name: of.base.body[name] for name in ("height", "bust", "waist", "hip")}
    figure = tailoring.posed(tailoring.solve_body(body, size_chart(of.style.chart).people), "down")
    hangs = tailoring.house_fabric(CLOTHS.get(of.style.program, "twill")).hangs
    return tailoring.drape_garment(of.base, figure, hangs, edge=tailoring.QUICK)


if __name__ == "__main__":
    sys.exit(main())
