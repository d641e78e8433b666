"""From a trained network to a generator's model folder, and back: written, proved, checked.

Knows which parts of a network are served and what golden answers are; torch's exporter is learning's.
"""

import hashlib
import io
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from modiste.design.generate.generators import KIND, FlowGenerator, GanGenerator, open_generator
from modiste.garment import ModisteError
from modiste.learning import Examples, ModelCard, Recipe, put_folder, read_model

if TYPE_CHECKING:
    from torch import nn

MODEL, GOLDEN, CARD = "model.onnx", "golden.npz", "card.toml"
TOLERANCE = 1e-3
_GOLDEN, _MANY = 4, 4096
"""So many answers are kept, of pictures of so many numbers at most; of larger ones one."""
_USE = "Ideas of garments in the manner of its data, for a person to choose from and to work on."
_LIMITS = "It knows the labels of its data alone; what it makes is no photograph of anything that exists."


def write_generator(
    module: "nn.Module", recipe: Recipe, learned: Examples, out: Path, *, name: str, data: str
) -> Path:
    """Write the folder `out` of a trained pair or flow; weights are kept in 16 bits.

    Beside what is served it keeps what a later training needs to go on from it.

    Args:
        module: the network that the recipe names.
        recipe: by which it was trained.
        learned: from what; its labels are what a wish has.
        out: the folder; an older one is replaced.
        name: of the model.
        data: from what, in words.

    Raises:
        ModisteError: MOD-1325 when it cannot be exported.
    """
    from modiste.design.generate.served import served_graph  # noqa: PLC0415 - torch, to export only
    from modiste.design.generate.starting import REST, rest_of  # noqa: PLC0415

    model, opset = served_graph(module, recipe, len(learned.labels))
    card = ModelCard(
        name=name,
        version="run",
        date=datetime.now(UTC).date(),
        recipe=recipe.name,
        recipe_hash=recipe.hash,
        parent=recipe.train.start_from,
        licence="not licensed: all rights stay with the shop that trained it",
        data=data,
        data_licence="not stated",
        data_hash=learned.hash,
        intended_use=_USE,
        limits=_LIMITS,
        parameters=sum(each.numel() for each in module.parameters()),
        embedding_size=0,
        temperature=1.0,
        opset=opset,
        size_bytes=len(model),
        sha256=hashlib.sha256(model).hexdigest(),
        golden_tolerance=TOLERANCE,
        labels=learned.labels,
        files=(MODEL, GOLDEN, REST),
        input=recipe.input.model_copy(update={"kind": KIND}),
    )
    told = card.to_toml().encode()
    put_folder(out, {MODEL: model, CARD: told})
    golden = io.BytesIO()
    np.savez_compressed(golden, answers=_answers(open_generator(out)))
    rest = rest_of(module, model)
    return put_folder(out, {MODEL: model, GOLDEN: golden.getvalue(), REST: rest, CARD: told})


def checked_generator(folder: Path) -> ModelCard:
    """The card of a folder whose generator draws what it drew where it was made.

    Raises:
        ModisteError: MOD-1320 to 1323 as `open_generator`, MOD-1327 where it draws something else.
    """
    generator, card = open_generator(folder), read_model(folder)[1]
    try:
        with np.load(folder / GOLDEN, allow_pickle=False) as kept:
            golden = kept["answers"]
    except (OSError, ValueError, KeyError) as error:
        raise ModisteError("MOD-1320", path=folder, reason=f"{GOLDEN}: {error}") from None
    found = _answers(generator)
    difference = float(np.abs(found - golden).max()) if found.shape == golden.shape else 1.0
    if not difference <= card.golden_tolerance:
        raise ModisteError("MOD-1327", path=folder, difference=difference, allowed=card.golden_tolerance)
    return card


def _answers(generator: GanGenerator | FlowGenerator) -> NDArray[Any]:
    """Pictures of a few latents, or velocities of a few noises, each with a label of its own."""
    labels, spec = generator.card.labels, generator.card.input
    count = _GOLDEN if spec.channels * spec.height * spec.width <= _MANY else 1
    wishes = np.eye(len(labels), dtype=np.float32)[np.arange(count) % len(labels)]
    chance = np.random.default_rng(0)
    if isinstance(generator, GanGenerator):
        return generator.paint(generator.latents(count, 0), wishes)[0]
    noise = chance.standard_normal((count, spec.channels, spec.height, spec.width), np.float32)
    return generator.velocity(noise, 0.5, wishes)
