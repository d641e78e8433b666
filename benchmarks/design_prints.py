"""Whether prints show where they repeat: the seam's z-score of 200 tiles a generator; and how quick they are.

./run bench design_prints                       # some minutes
./run bench design_prints --tiles 10 --dry      # a look

A tile is one rectangular repeat at 300 dpi of random motifs, places, turns and palettes, by a layout of its
kind; threads are random setts in random drafts, quilts are sewn of crops of tossed prints.
`modiste.design.print.seams` defines the score. Crops of the same prints, which do repeat with a seam, stand
beside as a control. One process, one thread, processor seconds.
"""

import argparse
import hashlib
import io
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _record import record
from modiste.design import (
    DYES,
    MotifSpec,
    MotifUse,
    PrintSpec,
    QuiltSpec,
    Repeat,
    WovenSpec,
    colourways,
    made_repeat,
    motifs,
)
from modiste.design.print.groups import Group
from modiste.design.print.seams import LIMIT, seam
from modiste.design.print.setts import sett

TILES = 200
PALETTE = ("#f4ead7", "#21455a", "#c2573a", "#dfa24a")
Made = Iterator[tuple[PrintSpec, bytes | None]]
APART = {"readme": False}
"""Ten rows of one kind are the page's; the READMEs go without."""


def main() -> int:
    """Make tiles of every generator, score them and their crops, record."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--tiles", type=int, default=TILES)
    options.add_argument("--dry", action="store_true", help="print and do not record")
    chosen = options.parse_args()
    good = True
    for name, generator in GENERATORS.items():
        chance = np.random.default_rng(20261127)
        scores, controls, seconds = [], [], 0.0
        for spec, example in generator(chance, chosen.tiles):
            begun = time.process_time()
            made = made_repeat(spec, example)
            seconds += time.process_time() - begun
            scores.append(made.seam.z)
            controls.append(seam(cropped(made, chance)).z)
        worst, shown = max(scores), float(np.mean(np.array(controls) > LIMIT))
        good &= worst <= LIMIT
        milliseconds = 1000 * seconds / len(scores)
        print(
            f"{name}: largest z {worst:.2f}, median {np.median(scores):.2f} of {len(scores)}; crops above "
            f"{LIMIT:g}: {shown:.0%}; {milliseconds:.0f} ms a tile"
        )
        if not chosen.dry:
            how = f"{len(scores)} random tiles at 300 dpi; of their crops {shown:.0%} are above {LIMIT:g}"
            record(
                "design_prints", f"Largest seam z-score, {name}", round(worst, 3), "", how=how, extra=APART
            )
            record(
                "design_prints",
                f"Milliseconds a repeat, {name}",
                round(milliseconds, 1),
                "ms",
                how=how,
                extra=APART,
            )
    return 0 if good else 1


def cropped(made: Repeat, chance: np.random.Generator) -> np.ndarray:
    """A part of a repeat, which repeats with a seam unless the print is the same all over."""
    rows, columns = made.pixels.shape[:2]
    high, wide = (int(side * chance.uniform(0.55, 0.9)) for side in (rows, columns))
    return made.pixels[:high, :wide]


def by_layout(layouts: tuple[str, ...]) -> Callable[[np.random.Generator, int], Made]:
    """Random motifs in random layouts of a kind."""

    def tiles(chance: np.random.Generator, count: int) -> Made:
        names, palettes = list(motifs()), [each.palette for each in colourways(PALETTE, 6)]
        for number in range(count):
            uses = tuple(
                MotifUse(
                    motif=motifs()[str(chance.choice(names))],
                    at=None if chance.random() < 0.5 else tuple(chance.uniform(0, 1, 2)),
                    turn=float(chance.uniform(0, 360)),
                )
                for _ in range(int(chance.integers(1, 3)))
            )
            yield (
                MotifSpec(
                    layout=layouts[number % len(layouts)],
                    width_mm=round(float(chance.uniform(24, 64)), 1),
                    motifs=uses,
                    palette=palettes[number % len(palettes)],
                    seed=number,
                ),
                None,
            )

    return tiles


def setts(chance: np.random.Generator, count: int) -> Made:
    """Random setts in random drafts."""
    for _ in range(count):
        letters = chance.choice([*DYES], int(chance.integers(2, 6)), replace=False)
        text = " ".join(f"{letter}{2 * int(chance.integers(1, 20))}" for letter in letters)
        palette = tuple(DYES[letter] for letter in sett(text).letters)
        draft = str(chance.choice(["stripe", "plain", "twill", "herringbone", "satin"]))
        yield WovenSpec(sett=text, draft=draft, width_mm=40, palette=palette), None


def quilts(chance: np.random.Generator, count: int) -> Made:
    """Quilts of crops of tossed prints."""
    for number, (spec, _) in enumerate(by_layout(("toss",))(chance, count)):
        out = io.BytesIO()
        picture = made_repeat(spec.model_copy(update={"dpi": 120}))
        Image.fromarray(cropped(picture, chance)).save(out, "PNG")
        digest = hashlib.sha256(out.getvalue()).hexdigest()
        yield (
            QuiltSpec(width_mm=40, palette=spec.palette, example_sha256=digest, example_mm=30, seed=number),
            out.getvalue(),
        )


GENERATORS: dict[str, Callable[[np.random.Generator, int], Made]] = {
    "wallpaper groups": by_layout(get_args(Group)),
    "half-drop and brick": by_layout(("half-drop", "brick")),
    "tossed": by_layout(("toss",)),
    "threads": setts,
    "quilted": quilts,
}


if __name__ == "__main__":
    sys.exit(main())
