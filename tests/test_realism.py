"""The study of realism in short: its classes, its intervals, its probes, and a figure from real photos."""

import sys
from importlib import util
from pathlib import Path

import numpy as np
import pytest

from modiste.learning import Served, shipped_models

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def study() -> object:
    pytest.importorskip("torch")
    pytest.importorskip("sklearn")
    for name in ("_record", "realism"):
        spec = util.spec_from_file_location(name, ROOT / "benchmarks" / f"{name}.py")
        assert spec is not None and spec.loader is not None
        module = util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules["realism"]


@pytest.mark.parametrize(
    ("program", "sleeve", "wanted"),
    [
        ("t-shirt", "short", "t-shirt"),
        ("t-shirt", "long", "longsleeve"),
        ("t-shirt", "none", None),
        ("sweatshirt", "long", "longsleeve"),
        ("sweatshirt", "elbow", None),
        ("shirt", "long", "shirt"),
        ("trousers", "", "pants"),
        ("skirt-a-line", "", "skirt"),
        ("dress-shift", "none", "dress"),
        ("hoodie", "long", None),
    ],
)
def test_a_program_has_the_class_people_would_give_it(
    study: object, program: str, sleeve: str, wanted: str | None
) -> None:
    assert study.class_of({"program": program, "sleeve": sleeve}) == wanted  # type: ignore[attr-defined]


def test_an_interval_of_garments_is_wider_than_one_of_pictures(study: object) -> None:
    right = np.repeat(np.arange(20) % 3 > 0, 6)
    by_garment = study.interval(right, np.repeat(np.arange(20), 6))  # type: ignore[attr-defined]
    by_picture = study.interval(right, np.arange(120))  # type: ignore[attr-defined]
    assert by_garment.value == by_picture.value == pytest.approx(65)
    assert by_garment.high - by_garment.low > 1.8 * (by_picture.high - by_picture.low)


def test_a_probe_tells_apart_what_differs_and_nothing_else(study: object) -> None:
    chance = np.random.default_rng(0)
    one, other = (chance.normal(size=(120, 16)).astype(np.float32) for _ in range(2))
    groups = np.repeat(np.arange(30), 4)
    alike = study.told_apart(one, groups, other)  # type: ignore[attr-defined]
    assert alike.low < 50 < alike.high + 6
    assert study.told_apart(one, groups, other + 3).value > 97  # type: ignore[attr-defined]


@pytest.mark.data
def test_the_shipped_classifier_knows_real_photos_better_than_chance(
    study: object, clothing_small: Path
) -> None:
    real = study.photos(clothing_small / "validation", 4)  # type: ignore[attr-defined]
    assert len(real) == 28
    said = study.answers(Served.load(shipped_models()["clothing"]), real)  # type: ignore[attr-defined]
    assert (said == real.labels).mean() > 0.5
    table = study.confusion(real.labels, said)  # type: ignore[attr-defined]
    assert [sum(row) for row in table] == [4] * 7
