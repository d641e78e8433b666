"""What the shipped classifiers are worth on data they never learned from; puts a model into the package.

`./run bench vision_models` judges the shipped models again and records it: Fashion-MNIST's 10,000 test
pictures, and clothing-dataset-small's validation photos where MODISTE_DATA names them. With
`SHOP MODEL NAME DATA` (as in `shop fashion-mnist@1 fashion-mnist fashion-mnist:test`) a model of a shop is
judged first, gets those figures on its card, and becomes the shipped model of that name.
"""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

import modiste
from _record import record
from modiste import learning
from modiste.learning import Measured, Result
from modiste.workspace import flows

WEIGHTS = Path(modiste.__file__).parent / "vision" / "weights"
ZALANDO = "Fashion-MNIST (Xiao, Rasul & Vollgraf, 2017): 55,000 of its 60,000 training pictures"
FACTS = {
    "fashion-mnist": {
        "data": f"{ZALANDO}; distilled from a wide residual network (recipes/fashion-mnist-wide.toml)",
        "data_licence": "MIT",
        "intended_use": "Telling Fashion-MNIST's ten classes apart; a benchmark and a teaching example.",
        "limits": "28 x 28 grey catalogue pictures, centred on black. It is of no use on photographs.",
    },
    "fashion-mnist-int8": {
        "data": f"{ZALANDO}; distilled from a wide residual network (recipes/fashion-mnist-wide.toml)",
        "data_licence": "MIT",
        "intended_use": "As fashion-mnist, where size and speed matter.",
        "limits": "28 x 28 grey catalogue pictures, centred on black. It is of no use on photographs.",
    },
    "clothing": {
        "data": "clothing-dataset-small (Grigorev, 2020): its 3,068 training photos; EfficientNet-Lite0 from "
        "ImageNet weights (Apache-2.0)",
        "data_licence": "CC0",
        "intended_use": "A first guess at which of ten kinds of garment a photo shows.",
        "limits": "One garment a photo, worn or laid flat. Skirts, dresses and outwear are mistaken most.",
    },
}
ON_THE_CARD = ("accuracy", "macro_precision", "macro_recall", "macro_f1", "roc_auc_macro", "ece")
WORDS = {
    "accuracy": ("accuracy", "准确率"),
    "macro_f1": ("macro F1", "宏平均 F1"),
    "ece": ("expected calibration error", "期望校准误差"),
}


def ship(shop_path: str, model: str, name: str, data: str) -> Result:
    """Judge, write the card, put the folder into the package, record."""
    with modiste.open(shop_path, create=False) as shop:
        judged = shop.evaluate(model, data)
        entry = shop.registry.resolve(model)
    content, card = learning.read_model(entry.folder)
    images, probabilities = learning.read_golden(entry.folder, card)
    if name == "clothing":
        # Nobody's photos go into the package: made pictures take their place.
        images = made_pictures()
        probabilities = learning.Served.load(entry.folder).predict(images)
    part = data.rpartition(":")[2] if ":" in data else Path(data).name
    figures = tuple(
        Measured(
            name=figure,
            value=judged.metrics[figure].value,
            ci95=judged.metrics[figure].ci95,
            unit=judged.metrics[figure].unit,
            data=card_data(name),
            split=part,
            protocol=judged.protocol,
            n=judged.n,
            date=datetime.now(UTC).date(),
        )
        for figure in ON_THE_CARD
    )
    facts = {"name": name, "version": "1", "licence": "Apache-2.0", "metrics": figures, **FACTS[name]}
    card = card.model_copy(update=facts)
    learning.write_model_folder(WEIGHTS / name, content, card, images, probabilities)
    learning.Served.load(WEIGHTS / name).check_golden()
    write_down(name, part, judged, len(content))
    return judged


def write_down(name: str, part: str, judged: Result, size: int) -> None:
    """Record the figures that the READMEs show."""
    for figure, (english, chinese) in WORDS.items():
        metric = judged.metrics[figure]
        interval = tuple(100 * end for end in metric.ci95) if metric.ci95 else None
        record(
            "vision_models",
            f"{name}: {english} on {part}",
            100 * metric.value,
            "%",
            interval,
            how=f"{judged.n} pictures of {card_data(name)}, {part} part, {judged.protocol}",
            extra={"claim_zh": f"{name}：{part} 集{chinese}", "model_bytes": size},
        )


def judge_again() -> None:
    """Judge every shipped model whose data are here, and record it."""
    clothing = Path(os.environ.get("MODISTE_DATA", "")) / "clothing-small"
    for name, folder in learning.shipped_models().items():
        data = f"{clothing}:validation" if name == "clothing" else "fashion-mnist:test"
        if name == "clothing" and not clothing.is_dir():
            print("clothing: left out, MODISTE_DATA names no folder with clothing-small")
            continue
        judged = flows.evaluate(None, name, data, "", {}, learning.silent)
        write_down(name, data.rpartition(":")[2], judged, (folder / "model.onnx").stat().st_size)
        print(name, f"{judged.metrics['accuracy'].value:.4f}")


def made_pictures() -> list[NDArray[np.uint8]]:
    """Four smooth fields of colour of different sizes, the same every time."""
    chance = np.random.default_rng(0)
    pictures = []
    for height, width in ((192, 192), (240, 180), (64, 96), (300, 200)):
        coarse = chance.integers(0, 256, (6, 4, 3), dtype=np.uint8)
        pictures.append(np.asarray(Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC)))
    return pictures


def card_data(name: str) -> str:
    """The data set's name alone."""
    return "clothing-dataset-small" if name == "clothing" else "Fashion-MNIST"


if __name__ == "__main__":
    if len(sys.argv) == 5:
        print(ship(*sys.argv[1:5]).to_json()["metrics"])
    else:
        judge_again()
