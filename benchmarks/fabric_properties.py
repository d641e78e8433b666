"""What the fabric lab's physics is worth on cloth that somebody measured, and how fast it is.

./run bench fabric_properties

The measured cloths that are shipped, as `modiste fabric validation` holds them. The rival of the bending
length knows the mass alone: a line through the logarithms of the nine others. Further tables are
given as files.
"""

import argparse
import math
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _record import record
from modiste.fabric import agreements, held, predict_rows, published_cloths, read_measured, rows_of, surrogate

DOI = "10.1145/2010324.1964966"
SPEED_ROWS = 5000


def main() -> int:
    """Hold, print and record."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--dry", action="store_true", help="print and do not record")
    options.add_argument("tables", nargs="*", type=Path, help="more measured cloths, .toml or .csv")
    chosen = options.parse_args()
    cloths = list(published_cloths().cloths)
    for path in chosen.tables:
        table = read_measured(path)
        cloths += list(table.cloths)
        for number, reason in table.refused:
            print(f"{path.name}, cloth {number}: {reason}")
    for each in held(cloths):
        print(
            f"{each.name:20} {each.of:20} measured {each.measured:9.3g}  predicted {each.predicted:9.3g} "
            f"({each.low:.3g} to {each.high:.3g})  factor {each.factor:.2f}"
        )
    for each in agreements(held(cloths)):
        assumed = ", constructions assumed" if each.is_assumed else ""
        print(
            f"{each.of}: {each.rows} rows{assumed}; median factor {each.median_factor:.2f}, MAPE "
            f"{each.mape:.0f} %, bias {each.bias:.2f}, inside the interval {each.coverage:.0%}"
        )
        learned = surrogate(cloths, each.of)
        print(f"  surrogate: {learned.sources} sources, {'wins' if learned.wins else 'not used'}")
    bending = [each for each in cloths if "bending_length_mm" in each.values]
    seconds = speed([each.spec for each in cloths])
    rival = by_mass(bending)
    print(f"bending_length_mm by mass alone, the nine others: median factor {rival:.2f}")
    print(f"{SPEED_ROWS} cloths, all properties: {seconds:.3f} s of one core")
    if not chosen.dry:
        keep(
            next(each for each in agreements(held(bending)) if each.of == "bending_length_mm"), rival, seconds
        )
    return 0


def by_mass(cloths) -> float:
    """The median factor by which a line through the others' mass and bending length misses."""
    masses = np.log(predict_rows(rows_of([each.spec for each in cloths]), ["mass_gsm"])["mass_gsm"])
    lengths = np.log([each.values["bending_length_mm"] for each in cloths])
    factors = []
    for out in range(len(cloths)):
        others = np.arange(len(cloths)) != out
        line = np.polyfit(masses[others], lengths[others], 1)
        factors.append(math.exp(abs(np.polyval(line, masses[out]) - lengths[out])))
    return float(np.median(factors))


def speed(specs) -> float:
    """Processor seconds of one core for all properties of 5,000 cloths."""
    rows = rows_of(specs).times(math.ceil(SPEED_ROWS / len(specs)))
    predict_rows(rows)
    began = time.process_time()
    predict_rows(rows)
    return (time.process_time() - began) * SPEED_ROWS / len(rows)


def keep(agreement, rival: float, seconds: float) -> None:
    """Record the bending length's agreement and the speed."""
    record(
        "fabric_properties",
        "Fabric: bending length, median factor off on Berkeley's cloths",
        round(agreement.median_factor, 3),
        "",
        peer="a line through the mass alone",
        peer_value=round(rival, 3),
        how=f"{agreement.rows} cloths of {DOI}, constructions assumed, mass set to the measured one",
        extra={
            "claim_zh": "面料：弯曲长度的中位倍数误差（伯克利面料）",
            "readme": False,
            "coverage": agreement.coverage,
        },
    )
    record(
        "fabric_properties",
        "Fabric: all properties of 5,000 cloths",
        round(seconds, 4),
        "s",
        how="processor seconds of one core",
        extra={"claim_zh": "面料：5,000 种面料的全部性能", "readme": False},
    )


if __name__ == "__main__":
    sys.exit(main())
