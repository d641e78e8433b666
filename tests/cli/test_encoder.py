"""The encoder's verbs, as they are typed."""

from pathlib import Path
from typing import Any

from PIL import Image


def test_a_corpus_is_collected_and_judged(modiste: Any, tmp_path: Path) -> None:
    for split in ("train", "validation"):
        for label, colour in (("dress", (200, 32, 42)), ("pants", (35, 47, 75))):
            (tmp_path / "photos" / split / label).mkdir(parents=True)
            picture = Image.new("RGB", (96, 128), (236, 235, 232))
            picture.paste(colour, (25, 15, 70, 118))
            for number in range(2):
                picture.save(tmp_path / "photos" / split / label / f"{number}.png")
    photos = str(tmp_path / "photos")
    made = modiste(
        "encoder", "collect", "--photos", photos, "--lessons", "0", "--out", tmp_path / "c", "--json"
    )
    assert made.json["sources"]["photos"] >= 4
    assert modiste("encoder", "collect", "--out", tmp_path / "d").refused("MOD-1901")
    told = modiste(
        "evaluate", "encoder", "--data", f"{photos}:validation", "--protocol", "retrieval", "--json"
    )
    names = {"recall_at_1", "recall_at_5", "recall_at_10", "mrr", "category_p_at_1"}
    assert set(told.json["metrics"]) == names and told.json["n"] == 4
    assert modiste("evaluate", "clothing", "--data", photos, "--protocol", "retrieval").refused("MOD-2016")


def test_a_shop_without_photos_is_not_adapted_to(modiste: Any, tmp_path: Path) -> None:
    at = ("--shop", tmp_path / "shop")
    modiste("shop", "generate", "--garments", "3", "--no-pictures", *at)
    assert modiste("encoder", "adapt", *at).refused("MOD-1907")
    assert modiste("encoder", "adapt", "--undo", "--json", *at).json == {"undone": False}
    made = modiste("encoder", "histories", "--out", tmp_path / "h.npz", "--json", *at)
    assert made.json["garments"] == 3
