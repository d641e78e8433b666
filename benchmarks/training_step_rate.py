"""Training rate on the article's network, ours against plain Keras: images a second on one core, one thread.

Processes alternate (ours, Keras, ours in float32), five times each; each times the second of two epochs of
19,200 pictures, batch 64, data in memory. The ratio is of the medians. Processor seconds are counted, so
that a busy machine disturbs less; the wall rates stand in `extra`. About three minutes on an idle core.
"""

import argparse
import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _record import record
from article_keras import keras_python, run

COUNT, REPEATS = 19_200, 5


def main() -> None:
    """Measure in turns, print, record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder of the four .gz files (default: Debian's package)")
    parser.add_argument(
        "--python", type=Path, help="a Python that has tensorflow-cpu, instead of .venv-keras"
    )
    args = parser.parse_args()
    keras, ours = keras_python(args.python), Path(sys.executable)
    shared = ["--rate", str(COUNT), *(["--data", str(args.data.resolve())] if args.data else [])]
    sides = {
        "ours": (ours, "twin.py", shared),
        "keras": (keras, "listing.py", shared),
        "ours_float32": (ours, "twin.py", [*shared, "--precision", "float32"]),
    }
    rates: dict[str, list[dict[str, float]]] = {side: [] for side in sides}
    for turn in range(REPEATS):
        for side, command in sides.items():
            rates[side].append(run(*command))
            print(f"{turn + 1}/{REPEATS} {side}: {rates[side][-1]}", file=sys.stderr)
    cpu = {side: [round(rate["per_cpu_second"]) for rate in rows] for side, rows in rates.items()}
    wall = {side: [round(rate["per_second"]) for rate in rows] for side, rows in rates.items()}
    middle = {side: statistics.median(values) for side, values in cpu.items()}
    ratios = sorted(mine / theirs for mine, theirs in zip(cpu["ours"], cpu["keras"], strict=True))
    how = f"{REPEATS} alternating processes each, one core, one thread, second epoch of {COUNT:,} pictures"
    record(
        "training_step_rate",
        "Training rate on the article's network over plain Keras' (above 1 is faster)",
        round(middle["ours"] / middle["keras"], 3),
        "",
        (round(ratios[0], 3), round(ratios[-1], 3)),
        peer="Keras (TensorFlow CPU, float32)",
        peer_value=1.0,
        how=f"{how}; images a processor second, ratio of medians; the interval is the range of the pairs",
        notes="Ours computes in bfloat16 where the processor can; weights and Adam stay in float32.",
        extra={
            "claim_zh": "该文网络的训练速度与 Keras 之比（大于 1 即更快）",
            "images_per_cpu_second": cpu,
            "images_per_second": wall,
            "ratio_in_float32": round(middle["ours_float32"] / middle["keras"], 3),
        },
    )
    for side, value in middle.items():
        ratio = value / middle["keras"]
        print(f"{side:13s} {value:8,.0f} images a processor second   {ratio:.2f} x Keras")


if __name__ == "__main__":
    main()
