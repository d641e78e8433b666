"""FASHN VTON 1.5 from a folder of weights that the user has: read, checked, and made to paint.

Knows the published layout (`model.safetensors`), its pictures and its schedule of steps (a rectified flow
with guidance, github.com/fashn-AI/fashn-vton-1.5, Apache-2.0). Nothing is fetched, no pickle is read and no
code of a folder is run. torch and safetensors are needed while it is open, and imported no sooner.
"""

import math
import re
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from modiste.garment import ModisteError
from modiste.tryon.backends.licence import Licence, licence_of
from modiste.tryon.backends.painter import GROUND, PaintWish, Part, Pixels, Point
from modiste.tryon.backends.pose_picture import pose_picture

if TYPE_CHECKING:
    from torch import Tensor

    from modiste.tryon.backends.fashn_network import FashnNetwork, Shape

NAME = "FASHN VTON 1.5"
WEIGHTS = "model.safetensors"
CANVAS = (864, 576)
"""Height and width that it was taught at, in pixels."""
_KINDS: Mapping[Part, int] = {"top": 1, "bottom": 2, "whole": 3}
_NEEDED = ("torch", "safetensors")
_TYPES = frozenset({"F32", "F16", "BF16"})
_MOST_TENSORS, _MOST_NUMBERS, _MOST_BLOCKS = 4000, 3_000_000_000, 64
_PICKLES = frozenset({".pt", ".pth", ".bin", ".ckpt"})
_SHIFT = 1.5
STEPS, GUIDANCE = 30, 1.5


class Fashn:
    """The network, ready to paint; see `painter.Painter`."""

    name = NAME

    def __init__(
        self,
        network: "FashnNetwork",
        licence: Licence,
        canvas: tuple[int, int] = CANVAS,
        *,
        steps: int = STEPS,
        seed: int = 42,
    ) -> None:
        self._network, self.licence = network, licence
        self._canvas, self._steps, self._seed = canvas, steps, seed

    def paint(self, wish: PaintWish, progress: Callable[[float], bool]) -> Pixels:
        """The person in the garment: noise led there in `steps` steps, in the same size as the photograph.

        Raises:
            ModisteError: MOD-1564 when it was stopped.
        """
        import torch  # noqa: PLC0415 - a heavy package, for this alone

        weight = next(self._network.parameters())
        masked = wish.person.copy()
        masked[wish.silhouette > 0.02] = GROUND

        def laid(picture: Pixels, points: Mapping[str, Point]) -> "Tensor":
            pose = pose_picture(points, picture.shape[1], picture.shape[0])
            both = [
                fitted(picture, self._canvas, Image.Resampling.LANCZOS),
                fitted(pose, self._canvas, Image.Resampling.NEAREST)[..., None],
            ]
            values = torch.from_numpy(np.concatenate(both, -1)).permute(2, 0, 1)[None]
            return (values / 127.5 - 1).to(weight)

        person, garment = laid(masked, wish.points), laid(wish.garment, wish.worn)
        kind = torch.tensor([_KINDS[wish.part]], device=weight.device)
        made = self._flowed(person, garment, kind, progress)
        return unfitted(made, wish.person.shape[:2])

    def _flowed(
        self, person: "Tensor", garment: "Tensor", kind: "Tensor", progress: Callable[[float], bool]
    ) -> Pixels:
        import torch  # noqa: PLC0415 - a heavy package, for this alone

        shape = (1, self._network.shape.channels, *self._canvas)
        chance = torch.Generator().manual_seed(self._seed)
        image = torch.randn(shape, generator=chance).to(person)
        # Beside what is told stands nothing told at all; the way between the two is drawn out.
        told = [torch.cat([each, torch.zeros_like(each)]) for each in (person, garment, kind)]
        times = schedule(self._steps)
        with torch.inference_mode():
            for number, (now, then) in enumerate(pairwise(times)):
                if not progress(number / self._steps):
                    raise ModisteError("MOD-1564")
                time = torch.full((2,), now).to(person)
                with_it, without = self._network(torch.cat([image, image]), time, *told).chunk(2)
                last = number == self._steps - 1  # guidance there would only saturate the colours
                image = image + (then - now) * (with_it if last else without + GUIDANCE * (with_it - without))
        values = ((image[0].float().clamp(-1, 1) + 1) * 127.5).round().to(torch.uint8)
        return np.asarray(values.permute(1, 2, 0).cpu())


def fashn_licence(folder: Path, *, acknowledged: bool = True) -> Licence:
    """By which licence a folder's weights may be used, without reading them.

    Args:
        folder: With `model.safetensors`.
        acknowledged: Whether somebody says that their use is not commercial; by default it is only looked at.

    Raises:
        ModisteError: MOD-3022 and MOD-3023 for the licence, MOD-3024 where the folder holds no such weights,
            MOD-3025 where a package is missing.
    """
    if find_spec("safetensors") is None:
        raise ModisteError("MOD-3025", package="safetensors")
    from safetensors import SafetensorError, safe_open  # noqa: PLC0415 - heavy, for this alone

    path = folder / WEIGHTS
    try:
        if not path.is_file():
            raise OSError(f"{WEIGHTS} is not there")
        with safe_open(str(path), framework="np") as file:
            said = dict(file.metadata() or {})
    except (SafetensorError, OSError) as error:
        raise ModisteError("MOD-3024", name=folder.name, reason=str(error)[:120]) from None
    return licence_of(folder, said, acknowledged=acknowledged)


def open_fashn(
    folder: Path,
    *,
    licence: str = "",
    acknowledged: bool = False,
    steps: int = STEPS,
    seed: int = 42,
    canvas: tuple[int, int] = CANVAS,
) -> Fashn:
    """The back end of a folder with `model.safetensors`, as FASHN publishes it.

    Args:
        folder: With the weights, and with what says their licence.
        licence: What the user says it is, where the folder says nothing.
        acknowledged: Whether the user says that their use is not commercial.
        steps: Of the flow, 1 to 200.
        seed: Of the noise.
        canvas: Height and width to paint at, multiples of a token's side.

    Raises:
        ModisteError: MOD-3022 and MOD-3023 for the licence, MOD-3024 where the folder holds no such weights,
            MOD-3025 where a package is missing.
    """
    for package in _NEEDED:
        if find_spec(package) is None:
            raise ModisteError("MOD-3025", package=package)
    if not 1 <= steps <= 200:
        raise ModisteError("MOD-1501", word="steps", value=str(steps))
    path = folder / WEIGHTS
    if not path.is_file():
        pickles = [each.name for each in sorted(folder.glob("*")) if each.suffix in _PICKLES]
        reason = f"it has {pickles[0]}, which may run code" if pickles else f"{WEIGHTS} is not there"
        raise ModisteError("MOD-3024", name=folder.name, reason=reason)
    network, said = _read(path, folder)
    if any(side % network.shape.patch for side in canvas):
        raise ModisteError("MOD-1501", word="canvas", value=f"{canvas[0]}x{canvas[1]}")
    allowed = licence_of(folder, said, told=licence, acknowledged=acknowledged)
    return Fashn(network, allowed, canvas, steps=steps, seed=seed)


def _read(path: Path, folder: Path) -> tuple["FashnNetwork", Mapping[str, str]]:
    """The network with the file's tensors, each looked at before it is read."""
    import torch  # noqa: PLC0415 - a heavy package, for this alone
    from safetensors import SafetensorError, safe_open  # noqa: PLC0415 - goes with it

    from modiste.tryon.backends.fashn_network import FashnNetwork  # noqa: PLC0415 - imports torch

    def refused(reason: str) -> ModisteError:
        return ModisteError("MOD-3024", name=folder.name, reason=reason)

    try:
        with safe_open(str(path), framework="pt") as file:
            names = list(file.keys())
            if len(names) > _MOST_TENSORS:
                raise refused(f"it holds {len(names)} tensors")
            sizes = {name: tuple(file.get_slice(name).get_shape()) for name in names}
            types = {name: str(file.get_slice(name).get_dtype()) for name in names}
            if sum(math.prod(each) for each in sizes.values()) > _MOST_NUMBERS:
                raise refused("its weights are larger than any published ones")
            if other := next((name for name in names if types[name] not in _TYPES), None):
                raise refused(f"{other} is of type {types[other]}")
            shape = shape_of(sizes, folder)
            with torch.device("meta"):
                network = FashnNetwork(shape)
            wanted = {name: tuple(each.shape) for name, each in network.state_dict().items()}
            _compare(wanted, sizes, folder)
            tensors: dict[str, Any] = {name: _held(file.get_tensor(name)) for name in names}
            said = dict(file.metadata() or {})
    except (SafetensorError, OSError) as error:
        raise refused(f"{path.name} is damaged: {str(error)[:120]}") from None
    network.load_state_dict(tensors, strict=True, assign=True)
    return network.requires_grad_(False).eval().to(_device()), said


def _held(tensor: "Tensor") -> "Tensor":
    """As it is computed with: in half precision on cards that have it, else in single."""
    import torch  # noqa: PLC0415 - a heavy package, for this alone

    has_half = torch.cuda.is_available() and torch.cuda.is_bf16_supported()
    return tensor.to(torch.bfloat16 if has_half else torch.float32)


def _device() -> str:
    import torch  # noqa: PLC0415 - a heavy package, for this alone

    return "cuda" if torch.cuda.is_available() else "cpu"


def shape_of(sizes: Mapping[str, tuple[int, ...]], folder: Path) -> "Shape":
    """The sizes of the network that has tensors of these shapes.

    Raises:
        ModisteError: MOD-3024 where they are of no such network.
    """
    from modiste.tryon.backends.fashn_network import Shape  # noqa: PLC0415 - imports torch

    def blocks(kind: str) -> int:
        found = {int(each[1]) for name in sizes if (each := re.match(rf"{kind}\.(\d{{1,4}})\.", name))}
        if found != set(range(len(found))) or not 0 < len(found) <= _MOST_BLOCKS:
            raise ModisteError("MOD-3024", name=folder.name, reason=f"its {kind} are not numbered throughout")
        return len(found)

    try:
        hidden, inputs, patch, _ = sizes["x_embedder.proj.weight"]
        (width,) = sizes["double_blocks.0.img_attn.norm.query_norm.scale"]
        mlp, _ = sizes["double_blocks.0.img_mlp.0.weight"]
        classes, _ = sizes["y_embedder.weight"]
        if width % 16 or hidden % width or classes <= max(_KINDS.values()) or inputs < 3:
            raise ValueError
    except (KeyError, ValueError, ZeroDivisionError):
        raise ModisteError(
            "MOD-3024", name=folder.name, reason=f"its weights are not those of {NAME}"
        ) from None
    return Shape(
        hidden=hidden,
        heads=hidden // width,
        channels=(inputs - 1) // 2,
        patch=patch,
        mixers=blocks("x_patch_mixer"),
        doubles=blocks("double_blocks"),
        singles=blocks("single_blocks"),
        mlp=mlp,
        classes=classes,
    )


def _compare(
    wanted: Mapping[str, tuple[int, ...]], there: Mapping[str, tuple[int, ...]], folder: Path
) -> None:
    """Whether the file holds each tensor of the network, in its shape, and no other."""
    for name in sorted(wanted.keys() | there.keys()):
        if wanted.get(name) != there.get(name):
            reason = f"{name} is {there.get(name, 'not there')}, not {wanted.get(name, 'known')}"
            raise ModisteError("MOD-3024", name=folder.name, reason=reason)


def schedule(steps: int) -> list[float]:
    """From 0, all noise, to 1, in steps that are small where there is most noise; `steps + 1` of them."""
    moved = math.exp(-_SHIFT)
    return [moved / (moved + steps / number - 1) if number else 0.0 for number in range(steps + 1)]


def fitted(picture: NDArray[np.uint8], canvas: tuple[int, int], how: Image.Resampling) -> NDArray[np.uint8]:
    """A picture as large as it goes in the middle of a black canvas of that height and width."""
    top, left, high, wide = _place(picture.shape[:2], canvas)
    made = np.zeros((*canvas, *picture.shape[2:]), np.uint8)
    inner = Image.fromarray(picture).resize((wide, high), how)
    made[top : top + high, left : left + wide] = np.asarray(inner)
    return made


def unfitted(canvas: Pixels, size: tuple[int, ...]) -> Pixels:
    """What stands on a canvas, at its former height and width again."""
    top, left, high, wide = _place(size, canvas.shape[:2])
    inner = Image.fromarray(canvas[top : top + high, left : left + wide])
    return np.array(inner.resize((size[1], size[0]), Image.Resampling.LANCZOS))


def _place(size: tuple[int, ...], canvas: tuple[int, ...]) -> tuple[int, int, int, int]:
    scale = min(canvas[0] / size[0], canvas[1] / size[1])
    high, wide = max(1, int(scale * size[0])), max(1, int(scale * size[1]))
    return (canvas[0] - high) // 2, (canvas[1] - wide) // 2, high, wide
