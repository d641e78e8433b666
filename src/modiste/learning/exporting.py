"""Export: from a trained torch network to a model folder that is served without torch.

Knows torch's ONNX exporter and how to prove its output against torch; the graph around the network is
`graph`'s, the files are `model_folder`'s.
"""

import copy
import datetime
import logging
import math
import warnings
from collections.abc import Iterator, Mapping, Sequence
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
from modiste.learning.graph import BODY_FEATURES, BODY_INPUT, BODY_LOGITS, OPSET, assemble, halved
from modiste.learning.model_folder import MODEL, Input, write_model_folder
from modiste.learning.recipe import InputSpec, Recipe
from modiste.learning.serving import LEAST_STEPS, MAX_PIXELS, Served, open_session
from modiste.learning.training import normalise

# Largest difference of probabilities that is arithmetic and not an error: pictures of the network's own
# size differ by rounding of float32 sums only; resized ones by up to one level of 255 a pixel.
TOLERANCE, TOLERANCE_RESIZED = 1e-4, 0.02
TRACED_STEPS = 2 * LEAST_STEPS
"""A recurrent network is looked at step by step, four times over: 64 of them took a minute."""
_WORD = {"image": "picture", "series": "series"}


def export(
    module: nn.Module,
    recipe: Recipe,
    labels: Sequence[str],
    out: Path,
    *,
    golden: Sequence[Input] | Input,
    temperature: float = 1.0,
    about: About | None = None,
    half: bool = False,
) -> Path:
    """Write the model folder `out`, whole or not at all, and prove it against torch before it appears.

    Args:
        module: a classifier with `features(x) -> (b, d)` and `head`, on any device.
        recipe: the one it was trained by; its `[input]` becomes the graph's preprocessing.
        labels: class names in the order of the logits.
        out: the folder; an older one of that name is replaced.
        golden: at least one uint8 picture `(h, w)` or `(h, w, channels)`, or series `(time, channels)`; they
            and torch's probabilities become the golden vectors.
        temperature: the calibrated softmax is `softmax(logits / temperature)`.
        about: what the card says besides.
        half: whether to keep the weights in 16 bits in the file; what is computed stays float32.

    Raises:
        ModisteError: MOD-1325 when the network cannot be exported or the export disagrees with torch.
    """
    about = about or About()
    network = copy.deepcopy(module).cpu().float().eval()
    _check(network, recipe, labels, golden, temperature)
    shown = [_with_channels(each) if recipe.input.kind == "image" else each for each in golden]
    expected = reference(network, recipe, shown, temperature)
    if expected.shape[1] != len(labels):
        raise _refusal(recipe, f"it gives {expected.shape[1]} logits for {len(labels)} labels")
    pair = _Pair(network).eval()
    with torch.inference_mode():
        _, features = pair(_normal(shown[:1], recipe.input))
    if features.ndim != 2:
        raise _refusal(recipe, f"features are {tuple(features.shape)}, not (b, d)")
    body = _body(pair, recipe)
    model = assemble(body, recipe.input, tuple(labels), features.shape[1], temperature)
    model = halved(model) if half else model
    exact = not half and (
        recipe.input.kind == "series"
        or all(image.shape[:2] == (recipe.input.height, recipe.input.width) for image in shown)
    )
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
        golden_tolerance=TOLERANCE if exact else TOLERANCE_RESIZED,
        labels=tuple(labels),
        input=recipe.input,
        size_bytes=1,
        sha256="0" * 64,
    )
    content = model.SerializeToString()
    served = Served(out, card, open_session(content, out / MODEL), MAX_PIXELS)
    difference = float(np.abs(served.predict(shown) - expected).max())
    if not difference <= card.golden_tolerance:
        raise _refusal(recipe, f"its probabilities differ from torch's by {difference:.3g}")
    return write_model_folder(out, content, card, shown, expected)


def reference(
    module: nn.Module, recipe: Recipe, inputs: Sequence[Input], temperature: float = 1.0
) -> NDArray[np.float32]:
    """What torch makes of pictures `(h, w, channels)` or series `(time, channels)`.

    Calibrated probabilities `(n, k)`: the definition that the graph is held to. Pictures are resized by
    Pillow, and mirrored where the recipe says so.
    """
    rows: list[Tensor] = []
    with torch.inference_mode():
        for each in inputs:
            x = _normal([each], recipe.input)
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
    outputs = (BODY_LOGITS, BODY_FEATURES)
    if spec.kind == "image":
        example = torch.zeros(2, spec.channels, spec.height, spec.width)
        return traced(pair, {BODY_INPUT: example}, outputs, recipe)
    example = torch.zeros(2, TRACED_STEPS, spec.channels)
    time = torch.export.Dim("time", min=LEAST_STEPS)  # a series may have any length
    return traced(pair, {BODY_INPUT: example}, outputs, recipe, {1: time})


def traced(
    module: nn.Module,
    examples: Mapping[str, Tensor],
    outputs: Sequence[str],
    recipe: Recipe,
    dynamic: Mapping[int, Any] | None = None,
) -> onnx.ModelProto:
    """A network as an ONNX graph that takes any number of examples.

    Args:
        module: the network, on the processor and as it is evaluated.
        examples: an input of each name, of two examples: the exporter takes a batch of one for a constant.
        outputs: the names of what it gives.
        recipe: by which it was made, for the error.
        dynamic: further axes that may have any length.

    Raises:
        ModisteError: MOD-1325 when torch cannot trace it.
    """
    axes = {0: torch.export.Dim("b", min=1), **(dynamic or {})}
    try:
        with _hushed(), torch.no_grad():
            program = torch.onnx.export(
                module,
                tuple(examples.values()),
                dynamo=True,
                opset_version=OPSET,
                input_names=list(examples),
                output_names=list(outputs),
                dynamic_shapes=(axes,) * len(examples),
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
    golden: Sequence[Input] | Input,
    temperature: float,
) -> None:
    reason = ""
    if recipe.input.kind == "series" and recipe.input.mirror:
        reason = "a series has no mirror image"
    elif not callable(getattr(network, "features", None)) or not isinstance(
        getattr(network, "head", None), nn.Module
    ):
        reason = f"{type(network).__name__} has no features(x) or no head"
    elif len(labels) < 2 or len(set(labels)) != len(labels):
        reason = f"{len(labels)} labels, {len(set(labels))} of them distinct"
    elif not (math.isfinite(temperature) and temperature > 0):
        reason = f"temperature {temperature} is not a positive number"
    elif not len(golden):
        reason = f"there is no golden {_WORD[recipe.input.kind]} to prove it by"
    else:
        for each in golden:
            if not _is_like(each, recipe.input):
                reason = f"a golden {_WORD[recipe.input.kind]} is {each.dtype} of shape {each.shape}"
    if reason:
        raise _refusal(recipe, reason)


def _is_like(given: Input, spec: InputSpec) -> bool:
    if spec.kind == "series":
        return given.dtype == np.float32 and given.ndim == 2 and given.shape[1] == spec.channels
    shape = given.shape if given.ndim == 3 else (*given.shape, 1)
    return given.dtype == np.uint8 and len(shape) == 3 and shape[2] == spec.channels


def _refusal(recipe: Recipe, reason: str) -> ModisteError:
    return ModisteError("MOD-1325", name=recipe.name, reason=reason)


def _with_channels(image: Input) -> Input:
    return image if image.ndim == 3 else image[..., None]


def _normal(inputs: Sequence[Input], spec: InputSpec) -> Tensor:
    """What the network is given: `(n, time, c)`, or `(n, c, h, w)` resized by Pillow; normalised."""
    if spec.kind == "series":
        return normalise(torch.from_numpy(np.stack(inputs)), spec)
    size = (spec.width, spec.height)
    planes = [
        [np.asarray(Image.fromarray(p).resize(size, Image.Resampling.BILINEAR)) for p in np.moveaxis(i, 2, 0)]
        for i in inputs
    ]
    return normalise(torch.from_numpy(np.array(planes)), spec)
