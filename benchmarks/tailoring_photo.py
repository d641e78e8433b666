"""Seconds of a photograph on one core, fast and still, over the ten programs; a gallery to look at.

Processor seconds of `photograph` at 512 x 768, drape and tile made before; medians with their range over the
programs. Writes docs/pictures/photographs.webp: every program in a fabric that suits it, at half size.
"""

import statistics
import time
from pathlib import Path

import numpy as np
from PIL import Image

from _record import record
from modiste import tailoring
from modiste.tailoring import Check, Dot, Scene, Solid, Stripe

GALLERY = Path(__file__).parent.parent / "docs" / "pictures" / "photographs.webp"
DRESSED = {
    "t-shirt": ("jersey", Stripe("#f2efe8", "#22355a", 2.4, 1.2)),
    "shirt": ("linen", Solid("#c9d6e3")),
    "sweatshirt": ("fleece", Solid("#c8c4bc")),
    "hoodie": ("fleece", Solid("#6b7a5e")),
    "trousers": ("twill", Solid("#b59f7d")),
    "shorts": ("poplin", Check("#f4f1ea", "#2d4d8a", 1.2, 0.6)),
    "skirt-straight": ("flannel", Solid("#4a4a50")),
    "skirt-a-line": ("denim", Solid("#2c3f63")),
    "dress-shift": ("satin", Solid("#1f4d45")),
    "dress-a-line": ("crepe", Dot("#7c2230", "#f0e6d8", 1.8, 0.5)),
}


def main() -> None:
    """Drape, photograph, record."""
    figure = tailoring.average_figure(pose="down")
    field = tailoring.distance_field(figure)
    fast, still, shown = [], [], []
    for number, (program, (name, dyed)) in enumerate(DRESSED.items()):
        fabric = tailoring.house_fabric(name)
        pattern = tailoring.draft_size(program, "women", "40")
        drape = tailoring.drape_garment(pattern, figure, fabric.hangs, field=field)
        look = tailoring.appearance_of(fabric, dyed)
        if not number:
            tailoring.photograph(drape, look, size=(32, 48))
        for scene in (Scene(), Scene(kind="ghost", azimuth=180)):
            began = time.process_time()
            photo = tailoring.photograph(drape, look, scene)
            fast.append(time.process_time() - began)
        began = time.process_time()
        photo = tailoring.photograph(drape, look, Scene(), still=True)
        still.append(time.process_time() - began)
        print(f"{program:16s} fast {fast[-2]:.2f} s, still {still[-1]:.2f} s")
        shown.append(Image.fromarray(photo.pixels).resize((256, 384), Image.Resampling.LANCZOS))
    rows = [np.concatenate([np.asarray(each) for each in shown[k : k + 5]], axis=1) for k in (0, 5)]
    Image.fromarray(np.concatenate(rows)).save(GALLERY, quality=82)
    for kind, chinese, seconds, goal in (("fast", "快速", fast, 2), ("still", "精细", still, 30)):
        record(
            "tailoring_photo",
            f"Seconds of a {kind} photograph, 512 x 768, one core",
            round(statistics.median(seconds), 2),
            "s",
            (round(min(seconds), 2), round(max(seconds), 2)),
            how=f"processor seconds, {len(seconds)} photographs of ten programs: median and range",
            notes="" if max(seconds) <= goal else f"MISSED by the slowest: the goal is {goal} s.",
            extra={"claim_zh": f"一张{chinese}照片的秒数（512 x 768，单核）"},
        )


if __name__ == "__main__":
    main()
