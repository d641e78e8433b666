"""Generators: how near to real pictures, how many kinds, and how quickly; flow and GAN, three seeds each.

Each is judged by `modiste evaluate design.flow|design.gan --data fashion-mnist:test`: 10,000 pictures against
the 10,000 of the test part, in the features of the shipped classifier. Rates are of one thread, in processor
seconds, so that a busy machine disturbs less. About two hours; `--dry` prints and keeps nothing.
"""

import argparse
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import numpy as np

from _record import record
from modiste.learning import silent
from modiste.workspace.flows.concept_worth import PROTOCOL, judge
from modiste.workspace.flows.concepts import generator_entry, generator_of

KINDS = {"flow": 256, "gan": 4096}
"""How many pictures a rate is taken of."""
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


def main() -> None:
    """Judge, time, print, record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=10_000, help="pictures of each seed")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--dry", action="store_true", help="keep no record")
    args = parser.parse_args()
    settings = {"n": str(args.n), "seeds": str(args.seeds)}
    for kind, count in KINDS.items():
        rates = rate(kind, count)
        result = judge(
            None, f"design.{kind}", "fashion-mnist:test", PROTOCOL, settings, silent, lambda: False
        )
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
