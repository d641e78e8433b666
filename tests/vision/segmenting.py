"""Renders with masks as `modiste shop randomised` writes them, drawn in a moment, and an outlined photo."""

import csv
import hashlib
import json
from pathlib import Path

import numpy as np
from PIL import Image


def renders(folder: Path, count: int = 6) -> Path:
    """A folder with `labels.csv`: a dark box on a pale ground, two in three of them to train on."""
    for name in ("pictures", "masks"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    rows = []
    for number in range(count):
        mask = np.zeros((48, 40), np.uint8)
        mask[10 : 30 + number, 8:30] = 255
        picture = np.where(mask[..., None] > 0, (40, 60, 90 + 10 * number), (230, 225, 215)).astype(np.uint8)
        Image.fromarray(picture).save(folder / "pictures" / f"{number}.png")
        Image.fromarray(mask).save(folder / "masks" / f"{number}.png")
        split = "test" if number % 3 == 2 else "train"
        told = {"picture": f"pictures/{number}.png", "mask": f"masks/{number}.png", "split": split}
        rows.append({**told, "category": "shirt" if number % 2 else "dress"})
    with (folder / "labels.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return folder


def outlined(folder: Path) -> str:
    """Photographs with a file of outlines of them, as `--data` names them."""
    picture = np.full((40, 50, 3), 200, np.uint8)
    picture[10:30, 10:40] = (20, 40, 120)
    folder.mkdir(parents=True, exist_ok=True)
    Image.fromarray(picture).save(folder / "a.png")
    entry = {
        "photo": "a.png",
        "sha256": hashlib.sha256((folder / "a.png").read_bytes()).hexdigest(),
        "width": 50,
        "height": 40,
        "label": "shirt",
        "outer": [[[10, 10], [40, 10], [40, 30], [10, 30]]],
    }
    told = {"format": 1, "name": "n", "source": "s", "choice": "c", "how": "h", "counted": "c"}
    (folder / "outlines.json").write_text(json.dumps({**told, "parts": {"test": [entry]}}))
    return f"{folder}@{folder / 'outlines.json'}"
