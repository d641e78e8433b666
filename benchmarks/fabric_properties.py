"""What the fabric lab's physics is worth on cloth that somebody measured, and how fast it is.

./run bench fabric_properties

Berkeley's ten cloths tell fibres, mass and bending, not how they are made: typical constructions stand in
`_berkeley_cloths.toml`, and each yarn's count is set so that the mass agrees. The rival knows the mass alone:
a line through the logarithms of the nine others. Further tables are given as files.
"""

import argparse
import csv
import math
import os
import sys
import time
import tomllib
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _record import record
from modiste.fabric import agreements, held, measured_cloth, predict_rows, read_measured, rows_of, surrogate

FOLDER = Path("wearable") / "berkeley-fabric"
DOI = "10.1145/2010324.1964966"
CONSTRUCTIONS = Path(__file__).with_name("_berkeley_cloths.toml")
SPEED_ROWS = 5000


def main() -> int:
    """Hold, print and record; without the data only the tables that are named."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--dry", action="store_true", help="print and do not record")
    options.add_argument("tables", nargs="*", type=Path, help="more measured cloths, .toml or .csv")
    chosen = options.parse_args()
    folder = Path(os.environ.get("MODISTE_DATA", "")) / FOLDER
    cloths = berkeley(folder) if folder.is_dir() else []
    for path in chosen.tables:
        table = read_measured(path)
        cloths += table.cloths
        for number, reason in table.refused:
            print(f"{path.name}, cloth {number}: {reason}")
    if not cloths:
        print("Measured cloths: none, MODISTE_DATA names no folder with them")
        return 0
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


def berkeley(folder: Path) -> list:
    """The ten cloths with assumed constructions whose yarns are as heavy as the mass asks."""
    constructions = tomllib.loads(CONSTRUCTIONS.read_text(encoding="utf-8"))
    made = []
    with (folder / "fabrics.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            mass, bending = float(row["gsm"]), float(row["bending_mean_Nm"])
            tree = {"name": row["name"], "blend": row["composition"].replace("rayon", "viscose")}
            length = 1000 * math.cbrt(bending / (mass / 1000 * 9.81))
            told = {
                "doi": DOI, "method": "Wang et al. 2011, image-based bending tester", "uncertainty_pct": 50,
                "assumed": True, "values": {"bending_length_mm": length},
            }  # fmt: skip
            rough = measured_cloth({**tree, **constructions[row["name"]], **told})
            made.append(as_heavy(rough, mass))
    return made


def as_heavy(cloth, mass: float):
    """The same cloth of yarns so much heavier that its mass is the measured one."""
    spec = cloth.spec
    for _ in range(12):
        off = mass / predict_rows(rows_of([spec]), ["mass_gsm"])["mass_gsm"][0]
        made = spec.woven or spec.knit
        yarns = {"warp", "weft"} if spec.woven else {"yarn"}
        heavier = {
            name: (yarn := getattr(made, name)).model_copy(update={"tex": yarn.tex * off}) for name in yarns
        }
        kind = "woven" if spec.woven else "knit"
        spec = spec.model_copy(update={kind: made.model_copy(update=heavier)})
    return type(cloth)(spec, cloth.values, cloth.doi, cloth.method, cloth.uncertainty, cloth.is_assumed)


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
