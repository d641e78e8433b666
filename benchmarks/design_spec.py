"""How well a picture is read into a spec: category, program, lengths, on renders nothing learned from.

Renders garments of options by chance of a seed of their own and reads each with its size told; by kind of
picture too. Photos of the clothing-small set are told apart: their category only, where classes map.

    ./run bench design_spec
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _record import record
from modiste.collect import decode
from modiste.design import read_eyes
from modiste.workspace.flows import judged, read_lessons, write_lessons
from modiste.workspace.flows.house.assortment import KINDS
from modiste.workspace.flows.picture_specs import look_at

SEED = 907
"""Of what is held out; `modiste design lessons` learns from others."""
GOAL, GOAL_CM = 0.95, 3.0
CLASSES = {
    "dress": "Dresses",
    "pants": "Trousers",
    "shorts": "Shorts",
    "skirt": "Skirts",
    "t-shirt": "T-shirts",
    "shirt": "Shirts",
}


def main() -> int:
    """Measure, record, and tell whether the goals hold."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--dry", action="store_true", help="print and do not record")
    options.add_argument("--garments", type=int, default=60)
    options.add_argument("--lessons", type=Path, help="lessons of this seed, made before")
    options.add_argument("--photos", type=int, default=20, help="of each class at most")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = chosen.lessons or Path(made)
        if chosen.lessons is None:
            write_lessons(folder, chosen.garments, SEED)
        seen = read_lessons(folder)
    eyes = read_eyes()
    told = judged(eyes, seen)
    show("all renders", told)
    kinds = {}
    for kind in sorted({facts["kind"] for _, _, facts in seen}):
        kinds[kind] = judged(eyes, [each for each in seen if each[2]["kind"] == kind])
        show(kind, kinds[kind])
    real = photos(chosen.photos)
    if real:
        print(f"clothing-small: category {real['category']:.3f} of {real['n']} photos")
    category, length = told["category"]["value"], told["length_cm"]["value"]
    print(f"goals: category {category:.3f} of {GOAL}, length {length:.1f} cm of {GOAL_CM}")
    if not chosen.dry:
        record(
            "design_spec",
            "Category of a garment read from a picture, held-out renders",
            round(category, 3),
            "share",
            how=f"{told['n']} renders of seed {SEED}, size told; goals {GOAL} and {GOAL_CM} cm",
            notes=f"length off by {length:.1f} cm on average",
            extra={
                "claim_zh": "从图片识别的服装品类（未参与学习的渲染图）",
                "all": told,
                "kinds": kinds,
                "photos": real,
            },
        )
    return 0 if category >= GOAL and length <= GOAL_CM else 1


def show(name: str, told: dict) -> None:
    """One line."""
    values = ", ".join(f"{key} {each['value']:.3f}" for key, each in told.items() if key != "n")
    print(f"{name} ({told['n']}): {values}")


def photos(most: int) -> dict:
    """The share of real photos whose category is right; nothing where the data are not there."""
    root = Path(os.environ.get("MODISTE_DATA", "")) / "clothing-small" / "validation"
    if not root.is_dir():
        return {}
    eyes, right = read_eyes(), []
    head = eyes.heads["program"]
    for name, category in CLASSES.items():
        for path in sorted((root / name).glob("*.jpg"))[:most]:
            look = look_at(decode(path, near=512))
            if look is not None:
                program = head.values[int(eyes.chances([look])["program"][0].argmax())]
                right.append(KINDS[program].category == category)
    return {"category": float(np.mean(right)), "n": len(right)} if right else {}


if __name__ == "__main__":
    sys.exit(main())
