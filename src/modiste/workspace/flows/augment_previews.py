"""What a recipe's augmentation does, as a page of pictures or curves.

Knows where a recipe's data and its network's input size come from; the operations are learning's.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Drawing
from PIL import ImageDraw

from modiste import learning
from modiste.collect import open_training_data, resize
from modiste.garment import ModisteError
from modiste.learning import Preview, Recipe, thumbnail, write_page
from modiste.workspace.flows.life_cycle import need_torch, recipe_named
from modiste.workspace.pages import render

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

EXAMPLES, ROUNDS = 2, 4
MOST_EXAMPLES, MOST_ROUNDS = 8, 12
_CURVE = (144, 96)
_WORDS = {
    "report": "Augmentation",
    "sections": "Operations",
    "left_out": "{count} pictures were left out.",
    "made_by": "Made by Modiste. Nothing on this page is loaded from elsewhere.",
}
_SYNTHETIC = " These series are synthetic."


@dataclass(frozen=True, eq=False)
class AugmentPreviews:
    """A recipe's operations on the same few examples, the examples first."""

    recipe: str
    seed: int
    originals: NDArray[Any]
    previews: tuple[Preview, ...]
    synthetic: bool = False

    def to_json(self) -> dict[str, Any]:
        """Names, parameters and thumbnails as data URIs."""
        return {
            "recipe": self.recipe,
            "seed": self.seed,
            "synthetic": self.synthetic,
            "originals": [drawn(each) for each in self.originals],
            "operations": [
                {
                    "name": each.name,
                    "text": each.text,
                    "parameters": dict(each.parameters),
                    "rounds": [[drawn(one) for one in turn] for turn in each.rounds],
                }
                for each in self.previews
            ],
        }


def preview_augment(
    shop: "Shop | None",
    recipe: str,
    data: str = "",
    *,
    seed: int = 0,
    examples: int = EXAMPLES,
    rounds: int = ROUNDS,
    everything: bool = False,
) -> AugmentPreviews:
    """Show a recipe's operations on examples of its data, drawn by the seed.

    Args:
        shop: whose recipes are meant too.
        recipe: a recipe's name or file.
        data: where examples come from; by default the recipe's own.
        seed: of the examples and the draws.
        examples: how many.
        rounds: draws of each operation.
        everything: show every operation there is, before the recipe's own.

    Raises:
        ModisteError: MOD-1302 for an unknown recipe, and what the data raise.
    """
    need_torch("A preview of augmentation")
    plan = recipe_named(shop, recipe)
    taken = _examples(plan, data or plan.data.source, seed, min(examples, MOST_EXAMPLES))
    made = learning.preview_augment(
        plan, taken, rounds=min(rounds, MOST_ROUNDS), seed=seed, everything=everything
    )
    return AugmentPreviews(plan.name, seed, taken, tuple(made), plan.input.kind == "series")


def write_preview_page(made: AugmentPreviews, out: Path) -> Path:
    """One page: a section an operation, a row an example, the example first.

    Raises:
        ModisteError: MOD-1316 when `out` cannot be written.
    """
    rows = []
    for number, each in enumerate(made.previews):
        strips = [
            [drawn(original), *(drawn(turn[row]) for turn in each.rounds)]
            for row, original in enumerate(made.originals)
        ]
        listed = ", ".join(f"{name} = {value}" for name, value in each.parameters.items())
        rows.append(
            {
                "id": f"operation-{number}",
                "name": each.name,
                "text": each.text,
                "parameters": listed,
                "strips": strips,
            }
        )
    page = render(
        "augment.html.j2",
        "en",
        _WORDS,
        title=made.recipe,
        lead=f"Each row begins with the example as it is; seed {made.seed}.{_SYNTHETIC * made.synthetic}",
        sections=[(row["id"], row["name"]) for row in rows] or [("top", "")],
        rows=rows,
        left_out=0,
    )
    write_page(out, page)
    return out


def drawn(example: NDArray[Any]) -> dict[str, Any]:
    """A picture's thumbnail, or a series as curves."""
    if example.ndim == 3:
        plain = np.ascontiguousarray(example.transpose(1, 2, 0))
        return vars(thumbnail(plain[..., 0] if plain.shape[2] == 1 else plain[..., :3]))
    width, height = _CURVE
    image = Drawing.new("L", _CURVE, 255)
    pen = ImageDraw.Draw(image)
    low, high = float(example.min()), float(example.max())
    scaled = (example - low) / max(high - low, 1e-9) * (height - 9) + 4
    steps = np.linspace(3, width - 4, len(example))
    for channel in range(min(example.shape[1], 6)):
        points = list(zip(steps.tolist(), (height - scaled[:, channel]).tolist(), strict=True))
        pen.line(points, fill=30 * channel, width=2)
    return vars(thumbnail(np.asarray(image)))


def _examples(plan: Recipe, data: str, seed: int, count: int) -> NDArray[Any]:
    if plan.input.kind == "series":
        return _series(plan, seed, count)
    if not data:
        raise ModisteError("MOD-1218", spec="", reason=f"{plan.name} names none of its own")
    whole = open_training_data(data, size=max(plan.input.height, plan.input.width))
    chosen = np.random.default_rng(seed).choice(len(whole), min(count, len(whole)), replace=False)
    taken = whole.take(np.sort(chosen))
    if taken.shape[1] == 3 and taken.shape[2:] != (plan.input.height, plan.input.width):
        moved = [resize(each.transpose(1, 2, 0), plan.input.height, plan.input.width) for each in taken]
        taken = np.stack(moved).transpose(0, 3, 1, 2)
    return taken


def _series(plan: Recipe, seed: int, count: int) -> NDArray[np.float32]:
    """Made-up series: what steps, breath and drift look like to a sensor."""
    chance = np.random.default_rng(seed)
    time = np.linspace(0, 1, plan.input.height)[None, :, None]
    shape = (count, 1, plan.input.channels)
    waves = sum(
        chance.uniform(0.2, 1, shape) * np.sin(2 * np.pi * (speed * time + chance.random(shape)))
        for speed in (1.0, 3.0, 7.0)
    )
    return (waves + 0.05 * chance.standard_normal((count, plan.input.height, plan.input.channels))).astype(
        np.float32
    )
