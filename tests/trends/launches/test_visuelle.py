"""The published layout is read and judged; the folder here is synthetic and tells of no real garment."""

from pathlib import Path

import numpy as np
import pytest

from modiste.garment import ModisteError
from modiste.trends.launches.visuelle import is_visuelle, read_visuelle
from modiste.trends.launches.worth import launch_worth

HEAD = ",".join(
    [
        "external_code,retail,season,category,color,image_path,fabric,release_date,restock",
        *(str(week) for week in range(12)),
        "day,week,month,year,extra",
    ]
)
RATES = {"long sleeve": 0.4, "culottes": 0.1, "doll dress": 0.2}


def made(folder: Path, counts: tuple[int, int] = (150, 24)) -> Path:
    chance = np.random.default_rng(2)
    for name, count, start in (("train.csv", counts[0], 0), ("test.csv", counts[1], 300)):
        rows = [HEAD]
        for number in range(count):
            kind = chance.choice(list(RATES))
            day = np.datetime64("2017-01-02") + start + int(chance.integers(0, 300 if not start else 60))
            volume = RATES[kind] * np.exp(chance.normal(0, 0.3))
            weeks = ",".join(f"{volume * 0.85**week:.5f}" for week in range(12))
            rows.append(
                f"{number},1,AI17,{kind},{chance.choice(['red', 'blue'])},AI17/{number}.png,"
                f"{chance.choice(['acrylic', 'scuba'])},{day},0,{weeks},1,1,1,2017,0"
            )
        (folder / name).write_text("\n".join(rows) + "\n", encoding="utf-8")
    np.save(folder / "normalization_scale.npy", np.array(1065.0))
    return folder


def test_the_layout_is_read(tmp_path: Path) -> None:
    folder = made(tmp_path)
    assert is_visuelle(folder)
    book, pictures = read_visuelle(folder)
    assert len(book) == 174
    assert book.apart is not None
    assert int(book.apart.sum()) == 24
    assert set(book.attributes) == {"category", "colour", "fabric", "season"}
    assert pictures[book.ids[0]] == folder / "images" / "AI17" / "0.png"
    weekly = book.weekly(np.array([0]), 12, book.last + 1)[0]
    assert weekly[1] / weekly[0] == pytest.approx(0.85, abs=1e-3)
    assert weekly[0] > 20


def test_test_garments_are_judged_and_never_learned_from(tmp_path: Path) -> None:
    book, _ = read_visuelle(made(tmp_path))
    worth = launch_worth(book, 12)
    assert worth.n == 24
    assert worth.metrics["wape"].value < worth.metrics["wape_category_median"].value * 1.3
    assert worth.metrics["rest_wape_after_week_2"].value < 0.3
    assert "next_wape_after_week_2" in worth.metrics
    moment = np.datetime64("2019-01-01")
    assert not book.apart[book.past_launches(moment, 2)].any()  # type: ignore[index] # it keeps some apart


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    folder = made(tmp_path, (3, 2))
    (folder / "test.csv").write_text("external_code,season\n1,AI17\n", encoding="utf-8")
    with pytest.raises(ModisteError, match=r"MOD-2475.*test\.csv"):
        read_visuelle(folder)
    assert not is_visuelle(tmp_path / "none")


def test_a_scale_of_another_length_is_refused(tmp_path: Path) -> None:
    folder = made(tmp_path, (3, 2))
    np.save(folder / "normalization_scale.npy", np.ones(5))
    with pytest.raises(ModisteError, match="MOD-2475"):
        read_visuelle(folder)
