"""Why a model says what it says of a file: heat over the picture, how far to trust it, near examples.

Knows where a model's weights and its bank of examples are; the methods and their honesty are learning's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from modiste import learning
from modiste.collect import decode, resize
from modiste.garment import ModisteError, slug
from modiste.learning import Bank, InputSpec, ModelEntry, Served
from modiste.workspace.flows.life_cycle import need_torch, run_of
from modiste.workspace.flows.models import find_model, open_model
from modiste.workspace.plugins import networks

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

METHODS = ("grad_cam", "integrated_gradients", "occlusion")
INSIDE = ("grad_cam", "integrated_gradients")
NEAREST = 5
MIN_SIDE = 224
"""Small pictures are enlarged to at least this many pixels, so that heat can be seen."""


@dataclass(frozen=True)
class Explained:
    """One file: the answer, each method's figures and picture, and the nearest training examples."""

    file: str
    label: str
    confidence: float
    explanations: Sequence[Mapping[str, Any]]
    neighbours: Sequence[Mapping[str, Any]]
    agreement: float | None

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {**vars(self), "explanations": list(self.explanations), "neighbours": list(self.neighbours)}


def explain(
    shop: "Shop | None",
    model: str,
    files: Sequence[str | Path | tuple[str, bytes]],
    methods: Sequence[str] = (),
    out: Path | None = None,
) -> list[Explained | dict[str, Any]]:
    """Explain a model's answer for each file; a bad file gives `file, error` and the rest goes on.

    Methods that look inside need the weights, which a model trained in this shop has; any model can be
    asked by occlusion.

    Args:
        shop: whose models are meant; None for the shipped ones.
        model: the model.
        files: pictures, as paths or as names with bytes.
        methods: of `METHODS`; all that the model allows when empty.
        out: where to save the pictures; none are saved when None.

    Raises:
        ModisteError: MOD-1328 for the model, MOD-1317 for an unknown method, MOD-2010 for one that the model
            does not allow, MOD-2014 without torch.
    """
    need_torch("Explaining")
    entry = find_model(shop, model)
    served = open_model(entry)
    run = run_of(shop, entry)
    wanted = tuple(methods) or (METHODS if run else ("occlusion",))
    for method in wanted:
        if method not in METHODS:
            remedy = f"Known: {', '.join(METHODS)}."
            raise ModisteError("MOD-1317", what=f"Method '{method}' is not known", remedy=remedy)
        if run is None and method in INSIDE:
            raise ModisteError("MOD-2010", model=f"{entry.name}@{entry.version}", method=method)
    module = _module(entry, served, run)
    bank = Bank.open(run / "bank") if run and (run / "bank").is_dir() else None
    made: list[Explained | dict[str, Any]] = []
    for number, given in enumerate(files):
        file, source = given if isinstance(given, tuple) else (str(given), Path(given))
        try:
            pixels = decode(source, name=file, near=max(served.card.input.height, served.card.input.width))
        except ModisteError as error:
            note = {"code": error.code, "title": error.title, "detail": error.detail, "remedy": error.remedy}
            made.append({"file": file, "error": note})
            continue
        made.append(_explained(served, module, bank, file, number, pixels, wanted, out))
    return made


def _explained(
    served: Served,
    module: Any,
    bank: Bank | None,
    file: str,
    number: int,
    pixels: NDArray[np.uint8],
    methods: Sequence[str],
    out: Path | None,
) -> Explained:
    spec = served.card.input
    answer = served.answer([pixels])
    target = int(answer.probabilities[0].argmax())
    small = _channels(resize(pixels, spec.height, spec.width), spec)
    batch = learning.batch_of(small, spec)
    rows = []
    for each in learning.explain(module, batch, methods, [target]):
        row: dict[str, object] = {**each.to_json(), "picture": None}
        if out is not None:
            path = out / f"{number:03d}-{slug(Path(file).stem, 40)}-{each.method}.png"
            _save(path, learning.overlay(small, each.heat))
            row["picture"] = str(path)
        rows.append(row)
    near = learning.nearest_examples(bank, answer.embeddings, [target], _nearest(bank)) if bank else []
    return Explained(
        file,
        served.labels[target],
        float(answer.probabilities[0, target]),
        rows,
        [vars(neighbour) for neighbour in near[0].neighbours] if near else [],
        near[0].agreement if near else None,
    )


def _module(entry: ModelEntry, served: Served, run: Path | None) -> Any:
    if run is not None:
        module, _ = learning.open_run(run, len(served.labels), networks())
        return module
    return learning.ServedNetwork(served)


def _channels(picture: NDArray[np.uint8], spec: InputSpec) -> NDArray[np.uint8]:
    """Grey as the served graph makes it, where the model wants grey."""
    if spec.channels == 1:
        return np.asarray(Image.fromarray(picture).convert("L"), dtype=np.uint8)[..., None]
    return picture


def _save(path: Path, picture: NDArray[np.uint8]) -> None:
    factor = max(1, -(-MIN_SIDE // max(picture.shape[:2])))
    large = np.repeat(np.repeat(picture, factor, axis=0), factor, axis=1)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(large).save(path, "PNG")
    except OSError as error:
        raise ModisteError("MOD-2019", path=path, reason=(error.strerror or str(error)).lower()) from None


def _nearest(bank: Bank) -> int:
    return min(NEAREST, len(bank.ids))
