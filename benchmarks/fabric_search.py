"""The search for cloths: hypervolume by evaluations beside other ways, its rate, and what choices teach.

./run bench fabric_search                          # ours, random and Sobol on examples/fabric/goals.toml
./run bench fabric_search --rivals PYTHON          # pymoo and optuna beside (requirements-fabric.txt)
./run bench fabric_search --dry                    # print and do not record

All ways judge cloths by the same function, in one run, and the best of all that each has judged counts; the
reference point is the goals' own. TPE takes longer with every cloth and stops earlier. Choosers are
simulated, of seeds that no setting was chosen on. Cloths a second are by processor seconds of one thread,
judging and choosing together; for rivals without starting them and without talking to them.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
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
Asking = Callable[[Callable[[Floats], Judged]], float]
MARKS = range(250, 5001, 250)
SEEDS = range(101, 106)
CHOOSERS, FIRST_CHOOSER, COMPARISONS = 25, 50_000, 50
PLOT = ROOT / "docs" / "pictures" / "fabric-search.svg"


def main() -> int:
    """Search in every way, ask simulated people, print and record."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rivals", type=Path, help="a Python with pymoo and optuna installed")
    options.add_argument("--tpe", type=int, default=1000, help="so many evaluations of TPE")
    options.add_argument("--seeds", type=int, default=len(SEEDS))
    options.add_argument("--choosers", type=int, default=CHOOSERS, help="of each kind")
    options.add_argument("--plot", action="store_true", help=f"draw {PLOT.name}")
    options.add_argument("--dry", action="store_true", help="print and do not record")
    chosen = options.parse_args()
    note = (lambda *_, **__: None) if chosen.dry else record
    seeds = list(SEEDS)[: chosen.seeds]
    curves, rates, chance = searched(seeds, chosen.rivals, chosen.tpe)
    for name, curve in curves.items():
        reached = ", ".join(f"{mark:,} {value:.4f}" for mark, value in zip(MARKS, curve, strict=False))
        print(f"{name} ({rates[name]:,.0f} cloths a second): {reached}")
    print(f"random at {RANDOM:,}: {chance:.4f}")
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
        round(rates["ours"]),
        "cloths/s",
        how=f"{how}; processor seconds of one thread",
        extra={
            "claim_zh": "搜索时每秒评估的面料数",
            "by_way": {name: round(rate) for name, rate in rates.items()},
        },
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


def searched(
    seeds: list[int], rivals: Path | None, tpe: int
) -> tuple[dict[str, list[float]], dict[str, float], float]:
    """Mean hypervolumes by way at `MARKS`, cloths a second by way, and random search's at `RANDOM`."""
    goals = read_goals(ROOT / "examples" / "fabric" / "goals.toml")
    worth = begin_search(goals, 0).worth
    wide, aims = len(worth.designs.space.variables), len(goals.objectives)
    curves: dict[str, list[list[float]]] = {}
    seconds: dict[str, list[float]] = {}
    for seed in seeds:
        state, ours, spent = begin_search(goals, seed), [], 0.0
        for mark in MARKS:
            begun = time.process_time()
            state = search(state, mark)
            spent += time.process_time() - begun
            ours.append(volume(state.worth(state.front)))
        curves.setdefault("ours", []).append(ours)
        seconds.setdefault("ours", []).append(spent / MARKS[-1])
        chance = np.random.default_rng(seed)
        ways: dict[str, Asking] = {
            "random": drawn_once(chance.random((MARKS[-1], wide))),
            "Sobol": drawn_once(qmc.Sobol(wide, seed=chance).random(2**13)[: MARKS[-1]]),
        }
        if rivals:
            for name, program, most in (("pymoo", "pymoo", MARKS[-1]), ("TPE", "optuna", tpe)):
                ways[name] = lambda told, asked=(program, wide, aims, most, seed): beside(rivals, asked, told)
        for name, asking in ways.items():
            found, each = curve(worth, asking)
            curves.setdefault(name, []).append(found)
            seconds.setdefault(name, []).append(each)
    means = {name: np.mean(found, axis=0).tolist() for name, found in curves.items()}
    chance_at_last = statistics.mean(volume(random_front(worth, seed)) for seed in seeds)
    return means, {name: 1 / statistics.mean(each) for name, each in seconds.items()}, chance_at_last


def drawn_once(unit: Floats) -> Asking:
    """Rows that are asked for all at once, whatever the answer."""

    def asking(told: Callable[[Floats], Judged]) -> float:
        told(unit)
        return 0.0

    return asking


def curve(worth: Worth, asking: Asking) -> tuple[list[float], float]:
    """Hypervolume of the best so far at each mark that was reached, and processor seconds a cloth.

    Args:
        worth: The judge.
        asking: Asks for the worth of rows of the unit cube until it has had enough; answers the processor
            seconds that choosing them took.
    """
    space, judged, spent = worth.designs.space, [], 0.0

    def told(unit: Floats) -> Judged:
        nonlocal spent
        begun = time.process_time()
        judged.append(worth(space.from_unit(unit)))
        spent += time.process_time() - begun
        return judged[-1]

    choosing = asking(told)
    every = sum(judged[1:], judged[0])
    return [volume(every[:mark].best()) for mark in MARKS if mark <= len(every)], (spent + choosing) / len(every)


def beside(python: Path, asked_for: tuple[object, ...], told: Callable[[Floats], Judged]) -> float:
    """Let a rival ask for the worth of rows until it ends; its processor seconds."""
    command = [str(python), str(Path(__file__).with_name("_fabric_rivals.py")), *map(str, asked_for)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    pipe, seconds = subprocess.PIPE, 0.0
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=environment) as rival:
        assert rival.stdin is not None and rival.stdout is not None
        for line in rival.stdout:
            said = json.loads(line)
            if isinstance(said, dict):
                seconds = said["seconds"]
                continue
            found = told(np.array(said))
            plain = {"objectives": found.objectives.tolist(), "violation": found.violation.tolist()}
            rival.stdin.write(json.dumps(plain) + "\n")
            rival.stdin.flush()
    if rival.returncode:
        raise SystemExit(f"{asked_for[0]} failed")
    return seconds


def choosers(kind: str, count: int) -> list[float]:
    """Kendall's tau of so many simulated people."""
    return [taught(kind, FIRST_CHOOSER + number, COMPARISONS) for number in range(count)]


def drawn(curves: dict[str, list[float]]) -> str:
    """The curves as a chart."""
    lines = {name: [100 * value for value in values] for name, values in curves.items()}
    high = 10 * (1 + max(max(each) for each in lines.values()) // 10)
    title = "Hypervolume of the front, % of the box from worst to best"
    return line_chart(title, f"times {MARKS.step} cloths judged", lines, low=0, high=high, step=10)


if __name__ == "__main__":
    sys.exit(main())
