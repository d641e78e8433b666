"""Export: from a trained torch network to a model folder that is served without torch.

Knows torch's ONNX exporter and how to prove its output against torch; the graph around the network is
`graph`'s, the files are `model_folder`'s.
"""

import copy
import datetime
import logging
import math
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor, nn

from modiste.garment import ModisteError
from modiste.learning.card import About, ModelCard
from modiste.learning.graph import BODY_FEATURES, BODY_INPUT, BODY_LOGITS, OPSET, assemble
from modiste.learning.model_folder import MODEL, Pixels, write_model_folder
from modiste.learning.recipe import InputSpec, Recipe
from modiste.learning.serving import MAX_PIXELS, Served, open_session
from modiste.learning.training import normalise

# Largest difference of probabilities that is arithmetic and not an error: pictures of the network's own
# size differ by rounding of float32 sums only; resized ones by up to one level of 255 a pixel.
TOLERANCE, TOLERANCE_RESIZED = 1e-4, 0.02


def export(
    module: nn.Module,
    recipe: Recipe,
    labels: Sequence[str],
    out: Path,
    *,
    golden: Sequence[Pixels] | Pixels,
    temperature: float = 1.0,
    about: About | None = None,
) -> Path:
    """Write the model folder `out`, whole or not at all, and prove it against torch before it appears.

    Args:
        module: a classifier with `features(x) -> (b, d)` and `head`, on any device.
        recipe: the one it was trained by; its `[input]` becomes the graph's preprocessing.
        labels: class names in the order of the logits.
        out: the folder; an older one of that name is replaced.
        golden: at least one uint8 picture `(h, w)` or `(h, w, channels)`; they and torch's
            probabilities become the golden vectors.
        temperature: the calibrated softmax is `softmax(logits / temperature)`.
        about: what the card says besides.

    Raises:
        ModisteError: MOD-1325 when the network cannot be exported or the export disagrees with torch.
    """
    about = about or About()
    network = copy.deepcopy(module).cpu().float().eval()
    _check(network, recipe, labels, golden, temperature)
    images = [_with_channels(image) for image in golden]
    expected = reference(network, recipe, images, temperature)
    if expected.shape[1] != len(labels):
        raise _refusal(recipe, f"it gives {expected.shape[1]} logits for {len(labels)} labels")
    pair = _Pair(network).eval()
    with torch.inference_mode():
        _, features = pair(_normal(images[:1], recipe.input))
    if features.ndim != 2:
        raise _refusal(recipe, f"features are {tuple(features.shape)}, not (b, d)")
    body = _body(pair, recipe)
    model = assemble(body, recipe.input, tuple(labels), features.shape[1], temperature)
    own_size = all(image.shape[:2] == (recipe.input.height, recipe.input.width) for image in images)
    name, version = default_name(recipe.name)
    card = ModelCard(
        name=about.name or name,
        version=about.version or version,
        date=datetime.datetime.now(datetime.UTC).date(),
        recipe=recipe.name,
        recipe_hash=recipe.hash,
        licence=about.licence,
        data=about.data,
        data_licence=about.data_licence,
        data_hash=about.data_hash,
        intended_use=about.intended_use,
        limits=about.limits,
        metrics=about.metrics,
        parameters=sum(parameter.numel() for parameter in network.parameters()),
        embedding_size=features.shape[1],
        temperature=temperature,
        opset=OPSET,
        golden_tolerance=TOLERANCE if own_size else TOLERANCE_RESIZED,
        labels=tuple(labels),
        input=recipe.input,
        size_bytes=1,
        sha256="0" * 64,
    )
    content = model.SerializeToString()
    served = Served(out, card, open_session(content, out / MODEL), MAX_PIXELS)
    difference = float(np.abs(served.predict(images) - expected).max())
    if not difference <= card.golden_tolerance:
        raise _refusal(recipe, f"its probabilities differ from torch's by {difference:.3g}")
    return write_model_folder(out, content, card, images, expected)


def reference(
    module: nn.Module, recipe: Recipe, images: Sequence[Pixels], temperature: float = 1.0
) -> NDArray[np.float32]:
    """What torch makes of pictures `(h, w, channels)`: calibrated probabilities `(n, k)`.

    Resized by Pillow, mirrored where the recipe says so: the definition that the graph is held to.
    """
    rows: list[Tensor] = []
    with torch.inference_mode():
        for image in images:
            x = _normal([image], recipe.input)
            logits = module(x)
            if recipe.input.mirror:
                logits = (logits + module(x.flip(-1))) / 2
            rows.append((logits / temperature).softmax(1))
    made: NDArray[np.float32] = torch.cat(rows).numpy()
    return made


def default_name(recipe_name: str) -> tuple[str, str]:
    """A model's name and version after its recipe's.

    Example:
        >>> default_name("modiste.vision.fashion_mnist.v1")
        ('fashion-mnist', 'v1')
    """
    *path, last = recipe_name.replace("_", "-").split(".")
    is_version = last[:1] == "v" and last[1:].isdigit()
    return (path[-1], last) if is_version else (last, "v1")


class _Pair(nn.Module):
    """The network with both its outputs."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        features = cast(Any, self.network).features(x)
        return cast(Any, self.network).head(features), features


def _body(pair: nn.Module, recipe: Recipe) -> onnx.ModelProto:
    spec = recipe.input
    # Two pictures, as the exporter would take a batch of one for a constant.
    example = torch.zeros(2, spec.channels, spec.height, spec.width)
    try:
        with _hushed(), torch.no_grad():
            program = torch.onnx.export(
                pair,
                (example,),
                dynamo=True,
                opset_version=OPSET,
                input_names=[BODY_INPUT],
                output_names=[BODY_LOGITS, BODY_FEATURES],
                dynamic_shapes=({0: torch.export.Dim("b", min=1)},),
                external_data=False,
                verbose=False,
            )
    except Exception as error:  # whatever a network's own code or the exporter raises
        reason = next((line for line in str(error).splitlines() if line.strip()), type(error).__name__)
        raise _refusal(recipe, f"torch cannot trace it ({reason})") from error
    assert program is not None
    return program.model_proto


@contextmanager
def _hushed() -> Iterator[None]:
    """Keep the exporter's own deprecations and its remarks on packages we never use out of the log."""
    logger = logging.getLogger("torch.onnx")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(before)


def _check(
    network: nn.Module,
    recipe: Recipe,
    labels: Sequence[str],
    golden: Sequence[Pixels] | Pixels,
    temperature: float,
) -> None:
    reason = ""
    if recipe.input.kind != "image":
        reason = f"its input is a {recipe.input.kind}, not a picture"
    elif not callable(getattr(network, "features", None)) or not isinstance(
        getattr(network, "head", None), nn.Module
    ):
        reason = f"{type(network).__name__} has no features(x) or no head"
    elif len(labels) < 2 or len(set(labels)) != len(labels):
        reason = f"{len(labels)} labels, {len(set(labels))} of them distinct"
    elif not (math.isfinite(temperature) and temperature > 0):
        reason = f"temperature {temperature} is not a positive number"
    elif not len(golden):
        reason = "there is no golden picture to prove it by"
    else:
        for image in golden:
            shape = image.shape if image.ndim == 3 else (*image.shape, 1)
            if image.dtype != np.uint8 or len(shape) != 3 or shape[2] != recipe.input.channels:
                reason = f"a golden picture is {image.dtype} of shape {image.shape}"
    if reason:
        raise _refusal(recipe, reason)


def _refusal(recipe: Recipe, reason: str) -> ModisteError:
    return ModisteError("MOD-1325", name=recipe.name, reason=reason)


def _with_channels(image: Pixels) -> Pixels:
    return image if image.ndim == 3 else image[..., None]


def _normal(images: Sequence[Pixels], spec: InputSpec) -> Tensor:
    """What the network is given for pictures `(h, w, c)`: resized by Pillow, normalised, `(n, c, h, w)`."""
    size = (spec.width, spec.height)
    planes = [
        [np.asarray(Image.fromarray(p).resize(size, Image.Resampling.BILINEAR)) for p in np.moveaxis(i, 2, 0)]
        for i in images
    ]
    return normalise(torch.from_numpy(np.array(planes)), spec)
