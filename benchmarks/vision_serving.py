"""Milliseconds a picture of the shipped int8 models, against torch eager on the same network. Two minutes.

Each model of src/modiste/vision/weights that is named here is served as `modiste predict` serves it
(onnxruntime, one thread, the preprocessing inside the graph), one picture at a time and 32 at a time. Beside
it, in turns in the same process, stands the recipe's network in torch: float32, eager, one thread, its own
normalisation and softmax. Pictures are noise of the size the model sees; a photo of 600 x 800, which the
graph must also resize, stands in `extra`. `vision_serving.py FOLDER ...` measures those folders and records
nothing.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

from _record import record
from modiste.learning import Served, build_network, find_recipe, normalise, shipped_models
from modiste.workspace.plugins import networks

MODELS = {"fashion-mnist-int8": "Fashion-MNIST, int8", "clothing": "clothing photos, int8"}
WORDS = {"fashion-mnist-int8": "Fashion-MNIST int8 模型", "clothing": "服装照片 int8 模型"}
TURNS, SECONDS = 15, 0.2
PHOTO = (600, 800)
Side = Callable[[], object]


def torch_eager(served: Served, pictures: np.ndarray) -> Side:
    """The recipe's network in torch; which weights it holds does not change its time."""
    recipe = find_recipe(served.card.recipe)
    if "weights" in recipe.network.params:
        recipe = recipe.with_settings({"network.weights": "none"})
    network = build_network(recipe.network, recipe.input, len(served.labels), networks())
    network = network.eval().to(memory_format=torch.channels_last)

    @torch.inference_mode()
    def answer() -> object:
        x = normalise(torch.from_numpy(pictures).permute(0, 3, 1, 2), recipe.input)
        logits = network(x)
        if recipe.input.mirror:
            logits = (logits + network(x.flip(-1))) / 2
        return logits.softmax(1).numpy()

    return answer


def in_turns(sides: dict[str, Side], batch: int) -> dict[str, dict[str, list[float]]]:
    """Wall and processor milliseconds a picture of each side, a value a turn."""
    calls = {}
    for name, side in sides.items():
        side()
        started = time.perf_counter()
        side()
        calls[name] = max(1, round(SECONDS / max(time.perf_counter() - started, 1e-6)))
    taken: dict[str, dict[str, list[float]]] = {name: {"wall": [], "cpu": []} for name in sides}
    for _ in range(TURNS):
        for name, side in sides.items():
            wall, cpu = time.perf_counter(), time.process_time()
            for _ in range(calls[name]):
                side()
            pictures = calls[name] * batch / 1000
            taken[name]["wall"].append((time.perf_counter() - wall) / pictures)
            taken[name]["cpu"].append((time.process_time() - cpu) / pictures)
    return taken


def measure(folder: Path) -> dict[int, dict[str, dict[str, list[float]]]]:
    """A model folder's times by batch."""
    served = Served.load(folder)
    spec, chance = served.card.input, np.random.default_rng(0)
    made = {}
    for batch in (1, 32):
        pictures = chance.integers(0, 256, (batch, spec.height, spec.width, spec.channels), dtype=np.uint8)
        photos = chance.integers(0, 256, (batch, *PHOTO, spec.channels), dtype=np.uint8)
        sides = {"onnxruntime": _served(served, pictures), "torch": torch_eager(served, pictures)}
        if spec.channels == 3 and batch == 1:
            sides["photo"] = _served(served, photos)
        made[batch] = in_turns(sides, batch)
    return made


def say(name: str, folder: Path, times: dict[int, dict[str, dict[str, list[float]]]], *, keep: bool) -> None:
    """Print a model's times; with `keep` record them."""
    size = (folder / "model.onnx").stat().st_size
    print(f"{name}: {size:,} bytes")
    for batch, sides in times.items():
        middle = {
            side: {clock: statistics.median(values) for clock, values in clocks.items()}
            for side, clocks in sides.items()
        }
        ours, theirs = middle["onnxruntime"], middle["torch"]
        ratio = {clock: round(theirs[clock] / ours[clock], 2) for clock in ("wall", "cpu")}
        print(
            f"  {batch:2d} at a time: {ours['wall']:.4f} ms ({ours['cpu']:.4f} of processor), torch eager "
            f"{theirs['wall']:.4f} ms ({theirs['cpu']:.4f}): {ratio['wall']} x ({ratio['cpu']} x)"
        )
        if not keep:
            continue
        many = "one at a time" if batch == 1 else f"{batch} at a time"
        record(
            "vision_serving",
            f"Milliseconds a picture, {many}: {MODELS[name]}",
            round(ours["wall"], 4),
            "ms",
            _interval(sides["onnxruntime"]["wall"]),
            peer="torch eager, float32, same network",
            peer_value=round(theirs["wall"], 4),
            how=f"onnxruntime, one thread, preprocessing in the graph; median and middle 95 % of {TURNS} "
            "turns in one process",
            extra={
                "claim_zh": f"{WORDS[name]}每张图片毫秒数（{'单张' if batch == 1 else f'每批 {batch} 张'}）",
                "readme": batch == 1,
                "speed_up": ratio["wall"],
                "speed_up_by_processor_time": ratio["cpu"],
                "cpu_ms": {side: round(values["cpu"], 4) for side, values in middle.items()},
                **({"photo_600x800_ms": round(middle["photo"]["wall"], 4)} if "photo" in middle else {}),
            },
        )
    if keep:
        record(
            "vision_serving",
            f"Size of the model: {MODELS[name]}",
            size,
            "bytes",
            how="model.onnx as shipped",
            extra={"claim_zh": f"{WORDS[name]}的大小"},
        )


def _served(served: Served, pictures: np.ndarray) -> Side:
    listed = list(pictures)
    return lambda: served.predict(listed)


def _interval(values: list[float]) -> tuple[float, float]:
    low, high = np.quantile(values, (0.025, 0.975))
    return round(float(low), 4), round(float(high), 4)


def main() -> None:
    """Measure the shipped models and record, or the folders named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, help="model folders to measure without a record")
    folders = parser.parse_args().folders
    torch.set_num_threads(1)
    for folder in folders:
        say(folder.name, folder, measure(folder), keep=False)
    if folders:
        return
    shipped = shipped_models()
    for name in MODELS:
        if name in shipped:
            say(name, shipped[name], measure(shipped[name]), keep=True)
        else:
            print(f"skipped: {name} is not shipped here", file=sys.stderr)


if __name__ == "__main__":
    main()
