"""Comfort of cloths: ISO 7730's table, our two-node body against pythermalcomfort's, seconds of each model.

./run bench fabric_comfort
"""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _record import record
from modiste.fabric import Climate, pmv_ppd, two_node
from modiste.workspace import flows

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "fabric"
TABLE_D1 = np.array(
    [
        (22.0, 22.0, 0.10, 60, 1.2, 0.5, -0.75),
        (27.0, 27.0, 0.10, 60, 1.2, 0.5, 0.77),
        (27.0, 27.0, 0.30, 60, 1.2, 0.5, 0.44),
        (23.5, 25.5, 0.10, 60, 1.2, 0.5, -0.01),
        (23.5, 25.5, 0.30, 60, 1.2, 0.5, -0.55),
        (19.0, 19.0, 0.10, 40, 1.2, 1.0, -0.60),
        (23.5, 23.5, 0.30, 40, 1.2, 1.0, 0.12),
        (23.0, 21.0, 0.10, 40, 1.2, 1.0, 0.05),
        (23.0, 21.0, 0.30, 40, 1.2, 1.0, -0.16),
        (22.0, 22.0, 0.10, 60, 1.6, 0.5, 0.05),
        (27.0, 27.0, 0.10, 60, 1.6, 0.5, 1.17),
        (27.0, 27.0, 0.30, 60, 1.6, 0.5, 0.95),
    ]
).T
"""Air, radiant, wind, humidity, met, clo, PMV of ISO 7730:2005, table D.1, without its seventh row."""


def main() -> int:
    """Measure, print and record."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--dry", action="store_true", help="print and do not record")
    dry = options.parse_args().dry
    rows = [
        ("PMV of ISO 7730's table D.1, largest error", "ISO 7730 表 D.1 的 PMV 最大误差", pmv_error(), ""),
        ("two-node skin off pythermalcomfort's at most", "两节点皮温的最大差", two_node_error(), "K"),
        ("an hour of 5,000 cloths, two-node", "5,000 种面料一小时（两节点）", hour_of(5000), "s"),
        ("210 minutes, three lives, 17 segments", "210 分钟、三次、17 个部位", scenario_seconds(), "s"),
    ]
    for claim, chinese, value, unit in rows:
        print(f"Comfort: {claim}: {value:.3g} {unit}")
        if not dry:
            how = "processor seconds of one core" if unit == "s" else ""
            extra = {"claim_zh": f"舒适：{chinese}", "readme": False}
            record("fabric_comfort", f"Comfort: {claim}", value, unit, how=how, extra=extra)
    return 0


def pmv_error() -> float:
    """Against the standard's printed votes."""
    air, radiant, wind, humidity, met, clo, pmv = TABLE_D1
    votes, _ = pmv_ppd(Climate(air, radiant, humidity, wind), met, clo)
    return float(np.abs(votes - pmv).max())


def two_node_error() -> float:
    """Against pythermalcomfort's two-node body over 500 climates, activities and clothings, kelvin."""
    from pythermalcomfort.models import two_nodes_gagge  # noqa: PLC0415 - takes seconds to import

    chance = np.random.default_rng(13)
    clo, air, met = (chance.uniform(*each, 500) for each in ((0.05, 3), (-10, 42), (0.8, 6)))
    theirs = two_nodes_gagge(air, air, 0.3, 50, met, clo, round_output=False)
    permeated = 2.2 / 133.322 * 0.45
    ours = two_node(clo * 0.155, clo * 0.155 / permeated, Climate(air, air, 50, 0.3), met, minutes=59)
    return float(np.abs(ours.skin_c - theirs.t_skin).max())


def hour_of(cloths: int) -> float:
    """Seconds for an hour of so many cloths in one climate."""
    rct = np.linspace(0.02, 0.3, cloths)
    return seconds(lambda: two_node(rct, rct * 120, Climate(28.0, 28.0, 60.0), 2.0))


def scenario_seconds() -> float:
    """Seconds for the example's scenario in least, likely and most of its cloth."""
    return seconds(lambda: flows.comfort_of_files(EXAMPLES / "spec.toml", EXAMPLES / "scenario.toml"), 2)


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """Processor seconds of the quickest of some runs."""
    spent = []
    for _ in range(times):
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return min(spent)


if __name__ == "__main__":
    sys.exit(main())
