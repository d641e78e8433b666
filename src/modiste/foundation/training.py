"""How a corpus meets the life cycle: examples to learn from, what a step asks for, what is served beside.

Training is learning's; the loss is `matching`'s, the folder is `corpus`'.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from modiste.foundation.corpus import Corpus
from modiste.foundation.tokens import SLOTS, encoded
from modiste.foundation.wording import caption
from modiste.garment import ModisteError
from modiste.learning import InputSpec, Progress, Recipe, silent

if TYPE_CHECKING:
    from torch import nn

    from modiste.foundation.matching import Matching

TEXT = "text"
_GOLDEN = 16


def training_data(
    recipe: Recipe,
    data: str | Path | None = None,
    *,
    cache: Path | None = None,
    processes: int = 1,
    progress: Progress = silent,
) -> tuple[Corpus, Corpus | None]:
    """The corpus to learn from and that to choose by; None for the latter where it has none.

    Args:
        recipe: its `[data]` says which, unless `data` does.
        data: a folder that `modiste encoder collect` wrote.
        cache: not used.
        processes: not used.
        progress: not used.

    Raises:
        ModisteError: MOD-1405 when neither names data, MOD-1902 for a folder that is no corpus.
    """
    source = str(data or recipe.data.source)
    if not source:
        raise ModisteError("MOD-1405", recipe=recipe.name)
    try:
        chosen = Corpus(Path(source), "validation")
    except ModisteError:
        return Corpus(Path(source)), None
    return Corpus(Path(source)), chosen


def objective(learned: Corpus, chosen: Corpus | None = None) -> "Matching":
    """What a step of the training asks for."""
    from modiste.foundation.matching import Matching  # noqa: PLC0415 - torch is needed for training only

    return Matching(learned, chosen)


def companions(
    module: Any, recipe: Recipe, learned: Corpus
) -> Iterator[tuple[str, "nn.Module", Recipe, list[Any]]]:
    """What is exported beside the pictures' tower: its name's ending, network, recipe and golden inputs."""
    chance = np.random.default_rng(recipe.train.seed)
    facts = learned.facts[: 2 * _GOLDEN : 2]
    texts = [caption(each, chance, chinese=bool(row % 2)).text for row, each in enumerate(facts)]
    spec = InputSpec(kind="series", channels=SLOTS, mean=(0.0,), std=(1.0,))
    told = recipe.model_copy(
        update={"input": spec, "name": recipe.name.replace("encoder", f"encoder_{TEXT}")}
    )
    yield TEXT, module.text, told, [encoded(text) for text in texts]


def classify(model: Any, files: Iterable[Any], *, top: int = 5, **limits: Any) -> Iterator[Any]:
    """Refuse: an encoder answers by likeness.

    Raises:
        ModisteError: MOD-1906 always.
    """
    raise ModisteError("MOD-1906", model=model.card.name)
