"""The search for cloths: hypervolume by evaluations beside other ways, its rate, and what choices teach.

./run bench fabric_search                          # ours, random and Sobol on examples/fabric/goals.toml
./run bench fabric_search --rivals PYTHON          # pymoo and optuna beside (requirements-fabric.txt)
./run bench fabric_search --dry                    # print and do not record

All ways judge the same cloths by the same function, and the best of all that each has judged counts; the
reference point is the goals' own. TPE is slow and stops earlier. Choosers are simulated, of seeds that no
setting was chosen on. Processor seconds of one thread, rivals' judging left out.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.stats import qmc

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _chart import line_chart
from _record import record
from modiste.fabric.search.goals import read_goals
from modiste.fabric.search.inverse import RANDOM, begin_search, random_front, search, volume
from modiste.fabric.search.nsga2 import Judged
from modiste.fabric.search.worth import Worth
from modiste.fabric.wishes.simulated import KINDS, taught

ROOT = Path(__file__).resolve().parent.parent
Floats = NDArray[np.float64]
MARKS = range(500, 5001, 500)
SEEDS = range(101, 106)
CHOOSERS, FIRST_CHOOSER, COMPARISONS = 25, 50_000, 50
PLOT = ROOT / "docs" / "pictures" / "fabric-search.svg"


def main() -> int:
    """Search in every way, ask simulated people, print and record."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rivals", type=Path, help="a Python with pymoo and optuna installed")
    options.add_argument("--tpe", type=int, default=500, help="so many evaluations of TPE")
    options.add_argument("--seeds", type=int, default=len(SEEDS))
    options.add_argument("--choosers", type=int, default=CHOOSERS, help="of each kind")
    options.add_argument("--plot", action="store_true", help=f"draw {PLOT.name}")
    options.add_argument("--dry", action="store_true", help="print and do not record")
    chosen = options.parse_args()
    note = (lambda *_, **__: None) if chosen.dry else record
    seeds = list(SEEDS)[: chosen.seeds]
    curves, rate, chance = searched(seeds, chosen.rivals, chosen.tpe)
    for name, curve in curves.items():
        print(f"{name:8}", *(f"{mark:,}: {value:.4f}" for mark, value in zip(MARKS, curve, strict=False)))
    print(f"random at {RANDOM:,}: {chance:.4f}; {rate:,.0f} cloths a second")
    how = f"examples/fabric/goals.toml, mean of {len(seeds)} seeds; its own reference point"
    note(
        "fabric_search",
        "Hypervolume of a fabric search at 5,000 evaluations",
        round(curves["ours"][-1], 4),
        "",
        peer=f"random search at {RANDOM:,}",
        peer_value=round(chance, 4),
        how=how,
        extra={"claim_zh": "面料搜索 5,000 次评估的超体积", "marks": list(MARKS), "curves": curves},
    )
    note(
        "fabric_search",
        "Cloths judged a second while searching",
        round(rate),
        "cloths/s",
        how=f"{how}; processor seconds of one thread",
        extra={"claim_zh": "搜索时每秒评估的面料数"},
    )
    learned = {kind: choosers(kind, chosen.choosers) for kind in KINDS}
    for kind, values in learned.items():
        print(f"choosers, {kind}: tau {statistics.mean(values):.3f}, least {min(values):.3f}")
    every = [value for values in learned.values() for value in values]
    note(
        "fabric_search",
        "Kendall's tau after 50 comparisons",
        round(statistics.mean(every), 3),
        "",
        how=f"{len(every)} held-out simulated choosers of {len(KINDS)} kinds over 100 things, 4 columns",
        extra={
            "claim_zh": "50 次两两比较后的 Kendall τ",
            "by_kind": {kind: round(statistics.mean(values), 3) for kind, values in learned.items()},
        },
    )
    if chosen.plot:
        PLOT.parent.mkdir(exist_ok=True)
        PLOT.write_text(drawn(curves), encoding="utf-8")
    return 0 if curves["ours"][-1] >= chance and statistics.mean(every) >= 0.8 else 1


def searched(seeds: list[int], rivals: Path | None, tpe: int) -> tuple[dict[str, list[float]], float, float]:
    """Mean hypervolumes by way at `MARKS`, our cloths a second, and random search's at `RANDOM`."""
    goals = read_goals(ROOT / "examples" / "fabric" / "goals.toml")
    worth = begin_search(goals, 0).worth
    wide, aims = len(worth.designs.space.variables), len(goals.objectives)
    curves: dict[str, list[list[float]]] = {}
    seconds = []
    for seed in seeds:
        state, ours, spent = begin_search(goals, seed), [], 0.0
        for mark in MARKS:
            begun = time.process_time()
            state = search(state, mark)
            spent += time.process_time() - begun
            ours.append(volume(state.worth(state.front)))
        seconds.append(spent)
        curves.setdefault("ours", []).append(ours)
        chance = np.random.default_rng(seed)
        curves.setdefault("random", []).append(curve(worth, iter([chance.random((MARKS[-1], wide))])))
        sobol = qmc.Sobol(wide, seed=chance).random(2**13)[: MARKS[-1]]
        curves.setdefault("Sobol", []).append(curve(worth, iter([sobol])))
        if rivals:
            for name, most in (("pymoo", MARKS[-1]), ("optuna", tpe)):
                with_rival = lambda told, name=name, most=most, seed=seed: beside(  # noqa: E731
                    rivals, [name, wide, aims, most, seed], told
                )
                curves.setdefault(name, []).append(curve(worth, with_rival))
    means = {name: np.mean(found, axis=0).tolist() for name, found in curves.items()}
    chance_at_last = statistics.mean(volume(random_front(worth, seed)) for seed in seeds)
    return means, MARKS[-1] / statistics.mean(seconds), chance_at_last


def curve(worth: Worth, rows: Iterator[Floats] | Callable[[Callable[[Floats], Judged]], None]) -> list[float]:
    """Hypervolume of the best so far at each mark that was reached.

    Args:
        worth: The judge.
        rows: Rows of the unit cube, or what asks for the worth of such rows until it has had enough.
    """
    space, judged = worth.designs.space, []

    def told(unit: Floats) -> Judged:
        judged.append(worth(space.from_unit(unit)))
        return judged[-1]

    if callable(rows):
        rows(told)
    else:
        for unit in rows:
            told(unit)
    every = sum(judged[1:], judged[0])
    return [volume(every[:mark].best()) for mark in MARKS if mark <= len(every)]


def beside(python: Path, asked_for: list[object], told: Callable[[Floats], Judged]) -> None:
    """Let a rival ask for the worth of rows until it ends."""
    command = [str(python), str(Path(__file__).with_name("_fabric_rivals.py")), *map(str, asked_for)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=environment) as rival:
        assert rival.stdin is not None and rival.stdout is not None
        for line in rival.stdout:
            found = told(np.array(json.loads(line)))
            plain = {"objectives": found.objectives.tolist(), "violation": found.violation.tolist()}
            rival.stdin.write(json.dumps(plain) + "\n")
            rival.stdin.flush()
    if rival.returncode:
        raise SystemExit(f"{asked_for[0]} failed")


def choosers(kind: str, count: int) -> list[float]:
    """Kendall's tau of so many simulated people."""
    return [taught(kind, FIRST_CHOOSER + number, COMPARISONS) for number in range(count)]


def drawn(curves: dict[str, list[float]]) -> str:
    """The curves as a chart: ours, random and the best rival."""
    names = [name for name in ("ours", "pymoo", "random", "Sobol") if name in curves][:3]
    lines = {name: [100 * value for value in curves[name]] for name in names}
    high = 10 * (1 + max(max(each) for each in lines.values()) // 10)
    title = "Hypervolume of the front, % of the box from worst to best"
    return line_chart(title, "times 500 cloths judged", lines, low=0, high=high, step=10)


if __name__ == "__main__":
    sys.exit(main())
