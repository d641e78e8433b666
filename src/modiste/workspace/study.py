"""The Fashion-MNIST study in numbers, read from the benchmarks' dated records that come with the software.

Knows which record holds what; nothing is measured here, and no figure is written down here but the claim and
what others have published.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CLAIM = 98.5
PUBLISHED = (
    ("human, non-expert majority (1,000 pictures)", 83.5, "README of zalandoresearch/fashion-mnist"),
    ("HOG and SVM", 92.6, "README of zalandoresearch/fashion-mnist, not verified there"),
    ("Google AutoML, 24 h", 93.9, "README of zalandoresearch/fashion-mnist, not verified there"),
    ("ResNet18", 94.9, "README of zalandoresearch/fashion-mnist, not verified there"),
    ("DenseNet-BC, 768 K parameters", 95.4, "README of zalandoresearch/fashion-mnist, not verified there"),
    ("WRN-28-10 with random erasing", 96.3, "README of zalandoresearch/fashion-mnist, not verified there"),
    ("WRN-40-4, 8.9 M parameters", 96.7, "README of zalandoresearch/fashion-mnist, not verified there"),
    ("fine-tuned DARTS", 96.91, "2020, abstract; the best credible figure found"),
)
_WHO = {"as it stands": "Keras, as it stands", "with a seed": "Keras, with a seed", "our recipe": "ours"}
_MODEL = re.compile(r"(?P<model>fashion-mnist[a-z0-9-]*): (?P<metric>.+)")
_SPEED = ("training_step_rate", "fashion_mnist_speedrun", "vision_serving")

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Study:
    """The article's claim and what its network does; ours, with intervals; speed; what others published."""

    article: Mapping[str, Any]
    ours: tuple[Row, ...]
    speed: tuple[Row, ...]
    published: tuple[Row, ...]


def records_folder() -> Path:
    """Where the records lie: `benchmarks/records/` of a checkout, or the copy packed into the wheel."""
    packed = Path(__file__).parent.parent / "records"
    return packed if packed.is_dir() else Path(__file__).parents[3] / "benchmarks" / "records"


def read_study(folder: Path | None = None) -> Study:
    """The study, from the newest record of each claim; a part whose record is missing is empty."""
    place = folder or records_folder()
    articles = [
        (who, row)
        for row in _newest(place, "article_keras")
        for end, who in _WHO.items()
        if end in row["claim"]
    ]
    return Study(
        article={
            "claim": CLAIM,
            "runs": [run for who, row in articles for run in _runs(who, row)],
            "means": [
                {"who": who, "value": row["value"], "ci95": row["interval"], **_origin(row)}
                for who, row in articles
            ],
            "curve": next(
                (_curve(row["extra"]["long"]) for _, row in articles if "long" in row["extra"]), []
            ),
        },
        ours=tuple(
            {
                "model": match["model"],
                "metric": match["metric"],
                "value": row["value"],
                "ci95": row["interval"],
                "unit": row["unit"],
                **_origin(row),
            }
            for row in _newest(place, "vision_models")
            if (match := _MODEL.fullmatch(row["claim"]))
        ),
        speed=tuple(
            {
                "claim": row["claim"],
                "value": row["value"],
                "ci95": row["interval"],
                "unit": row["unit"],
                "peer": row["peer"],
                "peer_value": row["peer_value"],
                **_origin(row),
            }
            for name in _SPEED
            for row in _newest(place, name)
            if "photos" not in row["claim"]
        ),
        published=tuple(
            {"model": model, "test": test, "source": source} for model, test, source in PUBLISHED
        ),
    )


def _newest(folder: Path, benchmark: str) -> list[dict[str, Any]]:
    """The newest row of every claim, in the order in which the claims were first made."""
    try:
        rows = json.loads((folder / f"{benchmark}.json").read_text(encoding="utf-8"))
        return list({row["claim"]: row for row in rows}.values())
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _origin(row: Row) -> dict[str, Any]:
    machine = row.get("machine") or {}
    told = [
        f"{machine['cores']} cores" if machine.get("cores") else "",
        machine.get("cpu"),
        machine.get("os"),
    ]
    if machine.get("gpu"):
        told.insert(0, machine["gpu"])
    return {
        "date": row["date"],
        "machine": ", ".join(filter(None, told)),
        "how": row["how"],
        "notes": row["notes"],
    }


def _runs(who: str, row: Row) -> Iterator[dict[str, Any]]:
    for number, run in enumerate(row["extra"].get("runs", ()), 1):
        history, seed = run["history"], run["seed"]
        yield {
            "who": who,
            "run": f"run {number}" if seed is None else f"seed {seed}",
            "training": _percent(history.get("accuracy", [None])[-1]),
            "validation": _percent(history.get("val_accuracy", [None])[-1]),
            "test": _percent(run["test_accuracy"]),
        }


def _curve(long: Row) -> list[dict[str, Any]]:
    history = long["history"]
    columns = (history["accuracy"], history["val_accuracy"], long["test_curve"], history["val_loss"])
    return [
        {
            "epoch": epoch,
            "training": _percent(training),
            "validation": _percent(validation),
            "test": _percent(test),
            "validation_loss": loss,
        }
        for epoch, (training, validation, test, loss) in enumerate(zip(*columns, strict=True), 1)
    ]


def _percent(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 3)
