"""Where a photo shows a garment: data for a segmenter, masks and cut-outs of files, and a segmenter's worth.

Training is learning's, decoding is collect's, edges are `matting`'s. A segmenter is served as a classifier
whose embedding is the mask; this room alone knows that. No torch unless something is trained.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from modiste.collect import LIMITS, Limits, decode
from modiste.garment import ModisteError
from modiste.learning import Event, Examples, Metric, ModelCard, Progress, Recipe, silent
from modiste.vision.classifier import File, Refusal, classify
from modiste.vision.compositions import Compositions
from modiste.vision.corners import corner_pieces
from modiste.vision.masked_pictures import masked_pictures
from modiste.vision.matting import freed, grown, refined, shrunk
from modiste.vision.overlap import boundary_f, iou, slices, summed

if TYPE_CHECKING:
    from modiste.vision.mask_loss import MaskLoss

__all__ = ["Segmented", "Worth", "classify", "cut_outs", "mask_of", "objective", "training_data", "worth"]

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float32]

COUNT = 9600
"""Compositions in one training unless a recipe's `data.limit` says otherwise."""
_STRIDE = 2
_PHOTOS = 0.2
"""How often a picture is shown as it was rendered instead of being laid on another ground."""
_FAMILY = ".segmenter."
_SEEN = 1024
"""Larger photos are made smaller before the network makes them smaller still: much faster."""


class Segmenter(Protocol):
    """What this room needs of a model that is served."""

    @property
    def card(self) -> ModelCard:
        """Which recipe made it, and at which size it looks at pictures."""

    @property
    def labels(self) -> tuple[str, ...]:
        """Of the pixels."""

    def predict(self, pictures: Sequence[Pixels]) -> NDArray[np.float32]:
        """The shares (n, 2) of ground and garment."""

    def embed(self, pictures: Sequence[Pixels]) -> NDArray[np.float32]:
        """Logits of the masks, row by row: (n, height / 2 * width / 2)."""


@dataclass(frozen=True, eq=False)
class Segmented:
    """One file cut out.

    Attributes:
        file: Its name.
        pixels: (height, width, 4) uint8, the garment with its share of every pixel as alpha.
        covered: The share of the picture that shows the garment.
        box: Left, top, right and bottom of it in pixels; all 0 where nothing was found.
    """

    file: str
    pixels: Pixels
    covered: float
    box: tuple[int, int, int, int]

    def to_json(self) -> dict[str, object]:
        """Plain values, without the pixels."""
        high, wide = self.pixels.shape[:2]
        return {
            "file": self.file,
            "width": wide,
            "height": high,
            "covered": round(self.covered, 4),
            "box": list(self.box),
        }


@dataclass(frozen=True)
class Worth:
    """What a segmenter is worth on pictures with masks: figures, each label apart, and the worst."""

    n: int
    metrics: dict[str, Metric]
    by_label: list[dict[str, Any]]
    pictures: list[dict[str, Any]]

    def extras(self) -> dict[str, object]:
        """What stands beside the figures in a result."""
        worst = sorted(self.pictures, key=lambda each: each["iou"])
        return {"by_label": self.by_label, "worst_mistakes": worst[:10]}


def mask_of(model: Segmenter, picture: Pixels, *, edges: bool = True) -> Floats:
    """The share of each pixel of a picture that is garment.

    Args:
        model: a served segmenter.
        picture: uint8 (height, width, 3).
        edges: whether to move the mask's edges onto the picture's.

    Returns:
        (height, width) in [0, 1].

    Raises:
        ModisteError: MOD-1413 for a model that is no segmenter, MOD-1324 for a picture that is none.
    """
    card = model.card
    if _FAMILY not in card.recipe:
        raise ModisteError("MOD-1413", model=card.name, recipe=card.recipe)
    rows, columns = card.input.height // _STRIDE, card.input.width // _STRIDE
    logits = model.embed([shrunk(picture, _SEEN)])[0].reshape(rows, columns)
    coarse: Floats = (1 / (1 + np.exp(-np.clip(logits, -30, 30)))).astype(np.float32)
    return refined(picture, coarse) if edges else grown(coarse, (picture.shape[1], picture.shape[0]))


def cut_outs(
    model: Segmenter, files: Iterable[File], *, limits: Limits = LIMITS
) -> Iterator[Segmented | Refusal]:
    """Cut the garment out of each file, in the order given; a bad file is refused and the rest goes on.

    Args:
        model: a served segmenter.
        files: paths of photos, or names with the bytes of photos that stay in memory.
        limits: how large a file and a picture may be.

    Raises:
        ModisteError: MOD-1413 for a model that is no segmenter.
    """
    for file in files:
        name, source = file if isinstance(file, tuple) else (str(file), Path(file))
        try:
            picture = decode(source, name=name, limits=limits)
        except ModisteError as error:
            yield Refusal(name, error)
            continue
        share = mask_of(model, picture)
        rows, columns = np.flatnonzero((share > 0.5).any(1)), np.flatnonzero((share > 0.5).any(0))
        found = len(rows) > 0
        box = (
            (int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)
            if found
            else (0, 0, 0, 0)
        )
        yield Segmented(name, freed(picture, share), float(share.mean()), box)


def worth(model: Segmenter, data: str | Path, *, progress: Progress = silent) -> Worth:
    """Compare a model's masks with true ones, at each picture's own size.

    Args:
        model: a served segmenter.
        data: as for `masked_pictures`.
        progress: told about pictures done.

    Raises:
        ModisteError: MOD-1410 to 1413, MOD-1201 to 1207 for the data.
    """
    pictures = masked_pictures(data)
    told: list[dict[str, Any]] = []
    for number, each in enumerate(pictures):
        picture, true = each.open()
        said = mask_of(model, picture) > 0.5
        told.append(
            {
                "id": each.id,
                "label": each.label,
                "iou": round(iou(said, true), 4),
                "boundary_f": round(boundary_f(said, true), 4),
            }
        )
        progress(Event("step", number + 1, len(pictures), f"judging {data}", {}))
    ious = [row["iou"] for row in told]
    metrics = summed(ious, [row["boundary_f"] for row in told])
    return Worth(len(told), metrics, slices([row["label"] for row in told], ious), told)


def training_data(
    recipe: Recipe,
    data: str | Path | None = None,
    *,
    cache: Path | None = None,
    processes: int = 1,
    progress: Progress = silent,
) -> tuple[Examples, None]:
    """Compositions to learn from; nothing is held out, as the data's own splits are for that.

    Args:
        recipe: says how many and how large.
        data: a folder that `modiste shop randomised` wrote, of which the `train` split is taken; or
            `RENDERS+PHOTOS`, with a folder of photographs whose corners become grounds.
        cache: not used.
        processes: not used.
        progress: told about pictures read.

    Raises:
        ModisteError: MOD-1405 when neither names data, MOD-1412 for data without masks.
    """
    source = str(data or recipe.data.source)
    if not source:
        raise ModisteError("MOD-1405", recipe=recipe.name)
    source, _, photos = source.partition("+")
    split = source if ":" in Path(source).name else f"{source}:train"
    pictures = masked_pictures(split)
    pieces: list[Pixels] = []
    for number, each in enumerate(pictures):
        picture, mask = each.open()
        pieces.append(np.dstack([picture, mask.astype(np.uint8) * 255]))
        progress(Event("step", number + 1, len(pictures), f"reading {split}", {}))
    side = recipe.train.size or recipe.input.height
    count = recipe.data.limit or COUNT
    grounds = corner_pieces(Path(photos)) if photos else []
    return Compositions(pieces, grounds, count, side, recipe.train.seed, pieces, _PHOTOS), None


def objective(learned: Examples, chosen: Examples | None = None) -> "MaskLoss":
    """What a step of the training asks for."""
    from modiste.vision.mask_loss import MaskLoss  # noqa: PLC0415 - torch is needed for training only

    return MaskLoss(learned, chosen)  # type: ignore[arg-type] # this room's examples have masks
