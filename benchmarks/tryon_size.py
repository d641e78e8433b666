"""Does the advice find a synthetic shopper's size, when a tape is 1 cm off? Self-consistency, not accuracy.

    ./run bench tryon_size

Shoppers are made around the bodies of a size chart: that size is right by construction. Their girths are
then measured with a tape of 1 cm standard deviation, the body is solved from those, and every size is draped
on it. Beside it: what a size chart says of the same readings (the size whose bust, waist and hip are
nearest).
"""

import argparse
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _record import record
from modiste import tailoring
from modiste.workspace import flows

SEED = 11
SHOPPERS = 120
PROGRAMS = ("t-shirt", "dress-shift", "trousers", "skirt-straight", "shirt", "dress-a-line")
GIRTHS = ("bust", "waist", "hip")
SPREAD = 0.7
"""How far a shopper's girths lie from the chart's, standard deviation in centimetres."""
TAPE = 1.0


def main() -> int:
    """Ask all shoppers, print and record."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--shoppers", type=int, default=SHOPPERS)
    options.add_argument("--dry", action="store_true", help="print and do not record")
    chosen = options.parse_args()
    chance = np.random.default_rng(SEED)
    chart = tailoring.size_chart("women")
    names = list(chart.sizes)[1:-1]  # a shopper of the last size may be beyond the chart
    answers = []
    for number in range(chosen.shoppers):
        program, truth = PROGRAMS[number % len(PROGRAMS)], names[int(chance.integers(len(names)))]
        body = chart.sizes[truth]
        read = {"height": body["height"] + float(chance.normal(0, 4))}
        for girth in GIRTHS:
            read[girth] = body[girth] + float(chance.normal(0, SPREAD)) + float(chance.normal(0, TAPE))
        place = list(chart.sizes).index(truth)
        near = list(chart.sizes)[max(0, place - 2) : place + 3]
        begun = time.perf_counter()
        advice = flows.fit(flows.cut_named(program, chart="women"), read, sizes=near).advice
        best = max(advice.sizes, key=lambda each: each.score).size
        answers.append(
            {
                "truth": truth,
                "best": best,
                "recommended": advice.recommended,
                "chart": charted(chart, read, program),
                "confidence": advice.confidence,
                "seconds": time.perf_counter() - begun,
            }
        )
        print(
            f"{number:3} {program:14} {truth} best {best} said {advice.recommended or '-':2} chart "
            f"{answers[-1]['chart']} {advice.confidence:.2f} {answers[-1]['seconds']:.1f} s"
        )
    return report(answers, dry=chosen.dry)


def charted(chart: tailoring.Chart, read: dict[str, float], program: str) -> str:
    """The size chart's answer: the size nearest in the girths that the garment covers."""
    girths = ("waist", "hip") if program in ("trousers", "skirt-straight") else GIRTHS
    return min(
        chart.sizes, key=lambda size: sum((chart.sizes[size][girth] - read[girth]) ** 2 for girth in girths)
    )


def report(answers: list[dict[str, object]], *, dry: bool) -> int:
    """Shares with their intervals."""
    top = [each["best"] == each["truth"] for each in answers]
    said = [each for each in answers if each["recommended"]]
    right = [each["recommended"] == each["truth"] for each in said]
    baseline = [each["chart"] == each["truth"] for each in answers]
    print(
        f"top-1 {np.mean(top):.3f}; of {len(said)} recommended {np.mean(right):.3f}; "
        f"chart {np.mean(baseline):.3f}; abstained {1 - len(said) / len(answers):.3f}"
    )
    if not dry:
        low, high = wilson(sum(top), len(top))
        record(
            "tryon_size",
            "Synthetic shoppers whose size is found (self-consistency)",
            round(100 * float(np.mean(top)), 1),
            "%",
            interval=(round(low, 1), round(high, 1)),
            peer="the size chart nearest in the same readings",
            peer_value=round(100 * float(np.mean(baseline)), 1),
            how=f"{len(answers)} shoppers about the bodies of EU women 36 to 46 (girths {SPREAD} cm, height 4 cm "
            f"standard deviation), tape off by {TAPE} cm, six programs, five sizes draped each, seed {SEED}; goal 95 %",
            notes="by construction: nobody tried anything on",
            extra={
                "claim_zh": "合成顾客中找对尺码的比例（自洽性）",
                "recommended_share": round(100 * len(said) / len(answers), 1),
                "right_of_recommended": round(100 * float(np.mean(right)), 1) if said else None,
                "seconds_median": round(float(np.median([each["seconds"] for each in answers])), 2),
            },
        )
    return 0


def wilson(good: int, count: int) -> tuple[float, float]:
    """95 % interval of a share, in per cent (Wilson 1927)."""
    z, share = 1.96, good / count
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z * np.sqrt(share * (1 - share) / count + z * z / (4 * count * count)) / (1 + z * z / count)
    return 100 * (middle - half), 100 * min(1.0, middle + half)


if __name__ == "__main__":
    sys.exit(main())
