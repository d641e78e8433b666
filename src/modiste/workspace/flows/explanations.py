"""Why a model says what it says of a file: heat over the picture, how far to trust it, near examples.

Knows where a model's weights and its bank of examples are; the methods and their honesty are learning's.
"""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from modiste import learning
from modiste.collect import decode, resize
from modiste.garment import ModisteError, slug
from modiste.learning import Bank, InputSpec, ModelEntry, Served
from modiste.store import write_whole
from modiste.workspace.evaluations import example_names, hashes_of_files, images_of
from modiste.workspace.flows.life_cycle import need_torch, run_of
from modiste.workspace.flows.models import find_model, open_model
from modiste.workspace.heat_pictures import FOLDER, heat_id
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
    files: Sequence[str | Path],
    methods: Sequence[str] = (),
    out: Path | None = None,
) -> list[Explained | dict[str, Any]]:
    """Explain a model's answer for each file; a bad file gives `file, error` and the rest goes on.

    Methods that look inside need the weights, which a model trained in this shop has; any model can be
    asked by occlusion.

    Args:
        shop: whose models are meant; None for the shipped ones.
        model: the model.
        files: pictures.
        methods: of `METHODS`; all that the model allows when empty.
        out: where to save the pictures; none are saved when None.

    Raises:
        ModisteError: MOD-1328 for the model, MOD-1317 for an unknown method, MOD-2010 for one that the model
            does not allow, MOD-2014 without torch.
    """
    desk = _Desk.open(shop, model, methods)
    made: list[Explained | dict[str, Any]] = []
    for number, file in enumerate(files):
        try:
            pixels = decode(Path(file), near=desk.near)
        except ModisteError as error:
            note = {"code": error.code, "title": error.title, "detail": error.detail, "remedy": error.remedy}
            made.append({"file": str(file), "error": note})
            continue
        prefix = f"{number:03d}-{slug(Path(file).stem, 40)}-"
        place = partial(_picture, out, prefix) if out is not None else None
        made.append(desk.explained(str(file), pixels, place))
    return made


def explain_image(shop: "Shop", model: str, image_id: str, methods: Sequence[str] = ()) -> dict[str, Any]:
    """Explain a model's answer for an image of the shop; its pictures are kept as long as the image is.

    The same question has the same id and replaces what was kept of it.

    Returns:
        `id, label, confidence, agreement`, `explanations` with the address of each method's picture, and the
        `nearest` training examples with the shop's own image of each, where it holds one.

    Raises:
        ModisteError: MOD-1103 for no such image, and as `explain`.
    """
    desk = _Desk.open(shop, model, methods)
    photo = shop.garments.photo(image_id)
    entry = desk.entry
    id_ = heat_id(image_id, f"{entry.name}@{entry.version}:{photo.sha256}:{','.join(desk.methods)}")
    pixels = decode(photo.data, name=image_id, near=desk.near)
    told = desk.explained(image_id, pixels, partial(_picture, shop.root / FOLDER / id_, ""))
    return {
        "id": id_,
        "image_id": image_id,
        "label": told.label,
        "confidence": told.confidence,
        "agreement": told.agreement,
        "explanations": [
            {
                "method": row["method"],
                "url": f"/api/v1/explanations/{id_}/{row['method']}.png",
                "faithfulness": row["faithfulness"],
            }
            for row in told.explanations
        ],
        "nearest": _nearest_images(shop, entry, told.neighbours),
    }


@dataclass(frozen=True, eq=False)
class _Desk:
    """A model opened to be asked why."""

    entry: ModelEntry
    served: Served
    module: Any
    bank: Bank | None
    methods: tuple[str, ...]

    @classmethod
    def open(cls, shop: "Shop | None", model: str, methods: Sequence[str]) -> "_Desk":
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
        bank = Bank.open(run / "bank") if run and (run / "bank").is_dir() else None
        return cls(entry, served, _module(entry, served, run), bank, wanted)

    @property
    def near(self) -> int:
        """The size at which a picture is decoded."""
        return max(self.served.card.input.height, self.served.card.input.width)

    def explained(
        self, file: str, pixels: NDArray[np.uint8], place: Callable[[str], Path] | None
    ) -> Explained:
        """One picture's explanations; `place` says where the picture of a method goes."""
        spec, served, bank = self.served.card.input, self.served, self.bank
        answer = served.answer([pixels])
        target = int(answer.probabilities[0].argmax())
        small = _channels(resize(pixels, spec.height, spec.width), spec)
        rows = []
        for each in learning.explain(self.module, learning.batch_of(small, spec), self.methods, [target]):
            row: dict[str, object] = {**each.to_json(), "picture": None}
            if place is not None:
                path = place(each.method)
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


def _picture(folder: Path, prefix: str, method: str) -> Path:
    return folder / f"{prefix}{method}.png"


def _nearest_images(
    shop: "Shop", entry: ModelEntry, neighbours: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    ids = [str(each["id"]) for each in neighbours]
    names = example_names(entry.card.data, ids)
    images = images_of(shop.store, names, hashes_of_files(entry.card.data, ids))
    return [
        {
            "image_id": image.id if image else None,
            "garment_id": image.garment_id if image else None,
            "photo_url": f"/api/v1/photos/{image.id}" if image else None,
            "name": name,
            "label": each["label"],
            "distance": round(1.0 - float(each["cosine"]), 6),
        }
        for each, name, image in zip(neighbours, names, images, strict=True)
    ]


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
    encoded = io.BytesIO()
    Image.fromarray(large).save(encoded, "PNG")
    try:
        write_whole(path, encoded.getvalue())
    except OSError as error:
        raise ModisteError("MOD-2019", path=path, reason=(error.strerror or str(error)).lower()) from None


def _nearest(bank: Bank) -> int:
    return min(NEAREST, len(bank.ids))
