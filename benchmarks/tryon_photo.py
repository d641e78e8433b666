"""Is a garment on a photo where it would be? Synthetic pairs of our own engine; no claim on real photos.

    ./run bench tryon_photo

People of ours are rendered without and with a garment, by seeds that nothing was chosen on; the first is
dressed and compared with the second. A refused pair is counted apart.
"""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _record import record
from modiste.learning import silent
from modiste.workspace import flows

SEED, PAIRS = 50_000, 40
CLAIMS = {
    "garment_iou": (
        "Garment's mask on a synthetic photo, overlap with the truth",
        "合成照片上服装遮罩与真值的重合度",
    ),
    "landmark_error": ("Corners of its panels, mean distance from the truth", "衣片角点与真值的平均距离"),
    "ssim": ("Structural similarity to the true picture", "与真实画面的结构相似度"),
}


def main() -> int:
    """Make the pairs, judge, print and record."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--pairs", type=int, default=PAIRS)
    options.add_argument("--dry", action="store_true", help="print and do not record")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        flows.write_photo_pairs(Path(name), chosen.pairs, SEED, silent, lambda: False)
        result = flows.evaluate(None, "tryon.photo", name, "", {}, silent)
    for key, metric in result.metrics.items():
        print(f"{key:>16} {metric.value:.4f} {metric.ci95 or ''}")
        if key in CLAIMS and not chosen.dry:
            how = f"{chosen.pairs} pairs from seed {SEED}; {result.seconds / chosen.pairs:.1f} s each"
            claim, chinese = CLAIMS[key]
            record(
                "tryon_photo",
                claim,
                metric.value,
                metric.unit,
                metric.ci95,
                how=how,
                extra={"claim_zh": chinese},
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
