"""`modiste design`: concepts that come again from their seed, and generators judged by real pictures."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from tests.cli.conftest import Modiste

from modiste.workspace import open_shop


@pytest.fixture
def desk(empty_shop: Path, plain_generator: Path) -> None:
    """A shop, `s`, whose generator of one kind is here; it is the other's, too, for want of one."""
    with open_shop(Path("s"), create=True) as shop:
        for name in ("design-gan", "design-flow"):
            shop.registry.register(plain_generator, name)
            shop.registry.promote(name, "1")


def test_concepts_are_written_and_come_again(modiste: Modiste, desk: None) -> None:
    asked = ("design", "generate", "--category", "dress", "--palette", "#aa3355,#f0e0d0", "--n", "3")
    flow = (*asked, "--model", "flow")
    made = modiste("--shop", "s", *flow, "--seed", "1", "--out", "a", "--json")
    assert made.code == 0
    assert {key: made.json[key] for key in ("n", "seed", "category", "palette", "width")} == {
        "n": 3,
        "seed": 1,
        "category": "dress",
        "palette": ["#aa3355", "#f0e0d0"],
        "width": 32,
    }
    assert sorted(path.name for path in Path("a").iterdir()) == ["00.png", "01.png", "02.png"]
    assert np.asarray(Image.open("a/00.png")).shape == (32, 32, 3)
    assert modiste("--shop", "s", *asked, "--seed", "1", "--out", "b", "--model", "gan").code == 0
    assert modiste("--shop", "s", *flow, "--seed", "2", "--out", "c").code == 0
    same, other = (Path(folder, "02.png").read_bytes() for folder in ("b", "c"))
    assert Path("a/02.png").read_bytes() == same != other


def test_what_sketches_know_is_sketched_and_of_the_rest_the_flow_draws(modiste: Modiste) -> None:
    asked = ("design", "generate", "--category", "dress", "--palette", "#aa3355,#f0e0d0", "--n", "3")
    made = modiste(*asked, "--attributes", "sleeve:long,length:maxi", "--out", "a", "--json")
    assert made.code == 0
    assert made.json["model"] == "design-flats@shipped"
    assert made.json["width"] == made.json["height"] == 256
    assert sorted(path.name for path in Path("a").iterdir()) == ["00.png", "01.png", "02.png"]
    for item in made.json["items"]:
        assert item["attributes"] | {"sleeve": "long", "length": "maxi"} == item["attributes"]
    colours = np.asarray(Image.open("a/00.png")).reshape(-1, 3).astype(int)
    red = np.abs(colours / np.maximum(colours.sum(1, keepdims=True), 1) - np.array([170, 51, 85]) / 306)
    assert (red.max(1) < 0.02).mean() > 0.1
    assert modiste(*asked, "--attributes", "leg:slim", "--out", "b").refused("MOD-2711")
    assert modiste(*asked, "--attributes", "long", "--out", "b").refused("MOD-2711")
    bag = modiste("design", "generate", "--category", "bag", "--n", "1", "--out", "b", "--json")
    assert bag.json["model"] == "design-flow@shipped"
    way = ("design", "walk", "--category", "dress", "--model", "flats", "--n", "3", "--out", "way", "--json")
    assert modiste(*way).json["model"] == "design-flats@shipped"
    ends = [np.asarray(Image.open(f"way/{name}.png")).astype(int) for name in ("00", "01", "02")]
    assert all(np.abs(one - other).mean() > 0.5 for one, other in pairwise(ends))
    found = modiste("design", "resemble", "a/00.png", "--out", "c", "--json")
    assert found.json["model"] == "design-flats@shipped"
    assert (found.json["category"], found.json["error"] < 0.3) == ("Dress", True)
    assert np.asarray(Image.open("c/00.png")).shape == (256, 256, 3)


def test_a_wish_that_makes_no_sense_is_refused(modiste: Modiste, desk: None) -> None:
    for words, number in (
        (("--category", "gown"), "MOD-2700"),
        (("--palette", ""), "MOD-2701"),
        (("--palette", ",".join(["#aa3355"] * 200)), "MOD-2701"),
        (("--n", "0"), "MOD-2702"),
        (("--model", "nobody"), "MOD-2703"),
    ):
        said = modiste("--shop", "s", "design", "generate", "--out", "a", *words, "--json")
        assert said.code == 1
        assert said.refused(number)
        assert said.json["error"]["code"] == number
    assert not Path("a").exists()
    Path("file").write_text("")
    assert modiste("--shop", "s", "design", "generate", "--out", "file", "--n", "1").refused("MOD-2019")
    assert modiste("design", "generate").code == 2


def test_corrupt_weights_are_told(modiste: Modiste, plain_generator: Path) -> None:
    for path in plain_generator.iterdir():
        Path("g").mkdir(exist_ok=True)
        Path("g", path.name).write_bytes(path.read_bytes())
    assert modiste("design", "generate", "--model", "g", "--out", "a", "--n", "1").code == 0
    Path("g/model.onnx").write_bytes(Path("g/model.onnx").read_bytes()[:-9])
    assert modiste("design", "generate", "--model", "g", "--out", "a", "--n", "1").refused("MOD-1322")


def test_a_generator_is_judged_in_the_shape_of_the_contract(
    modiste: Modiste, desk: None, fashion_mnist: Path
) -> None:
    judge = ("--shop", "s", "evaluate", "design.gan", "--data", "fashion-mnist:test", "--json")
    said = modiste(*judge, "--set", "n=120", "--set", "seeds=2")
    assert said.code == 0
    metrics = said.json["metrics"]
    assert list(metrics) == ["fd", "fd_floor", "fd_blur", "precision", "recall", "density", "coverage"]
    assert 0 < metrics["fd_floor"]["value"] < metrics["fd_blur"]["value"] < metrics["fd"]["value"]
    assert metrics["coverage"]["value"] < 0.2
    assert said.json["n"] == said.json["real"] == 120
    assert len(said.json["seeds"]) == 2
    assert len(said.json["extractor"]["sha256"]) == 64
    for words, number in (
        (("--set", "n=5"), "MOD-2704"),
        (("--set", "pictures=5"), "MOD-2704"),
        (("--set", "inception=none.onnx"), "MOD-2706"),
        (("--data", "photos"), "MOD-2705"),
    ):
        assert modiste(*judge, *words).refused(number)


def test_a_walk_and_what_resembles_a_picture(modiste: Modiste, desk: None, plain_generator: Path) -> None:
    asked = ("--shop", "s", "design", "walk", "--category", "bag", "--seed", "4", "--n", "5", "--to", "3")
    made = modiste(*asked, "--out", "way", "--json")
    assert (made.code, made.json["from"], made.json["to"], made.json["n"]) == (0, 0, 3, 5)
    modiste("--shop", "s", "design", "generate", "--category", "bag", "--seed", "4", "--n", "4", "--out", "a")
    for end, concept in (("00", "00"), ("04", "03")):
        pixels = [
            np.asarray(Image.open(f"{folder}.png")).astype(int) for folder in (f"way/{end}", f"a/{concept}")
        ]
        assert np.abs(pixels[0] - pixels[1]).max() <= 1
    found = modiste("--shop", "s", "design", "resemble", "a/02.png", "--model", "gan", "--out", "b", "--json")
    assert found.code == 0
    assert found.json["error"] < 0.2
    assert np.asarray(Image.open("b/00.png")).shape == (32, 32)
    assert modiste("--shop", "s", "design", "resemble", "nothing.png", "--out", "b").code == 1


def test_what_comes_with_modiste_makes_concepts_on_a_fresh_machine(modiste: Modiste) -> None:
    for kind in ("flow", "gan"):
        made = modiste(
            "design", "generate", "--category", "dress", "--n", "2", "--out", kind, "--model", kind, "--json"
        )
        assert made.code == 0
        assert made.json["model"] == f"design-{kind}@shipped"
        assert made.json["novelty"] == {"among": 0, "too_close": []}
        assert len({Path(kind, name).read_bytes() for name in ("00.png", "01.png")}) == 2
    assert (
        modiste("design", "resemble", "gan/00.png", "--model", "gan", "--out", "found", "--json").json[
            "error"
        ]
        < 0.5
    )
    assert modiste("design", "copies", "gan", "--n", "3").refused("MOD-2704")
