"""docs/fashion-mnist.md quotes the records and nothing else."""

import json
import re
import sys
from importlib import util
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "fashion-mnist.md").read_text(encoding="utf-8")
TEXT = " ".join(PAGE.split())
RECORDS = ROOT / "benchmarks" / "records"


def newest(benchmark: str, claim: str) -> dict[str, Any]:
    rows = json.loads((RECORDS / f"{benchmark}.json").read_text(encoding="utf-8"))
    row: dict[str, Any] = [row for row in rows if claim in row["claim"]][-1]
    return row


def benchmark_module(name: str) -> Any:
    folder = str(ROOT / "benchmarks")
    sys.path.insert(0, folder)
    try:
        spec = util.spec_from_file_location(name, ROOT / "benchmarks" / f"{name}.py")
        assert spec is not None and spec.loader is not None
        module = util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(folder)
    return module


STANDS = newest("article_keras", "as it stands")
SEEDED = newest("article_keras", "with a seed")
OURS = newest("article_keras", "our recipe")
LONG = STANDS["extra"]["long"]
ROWS = {"Keras, as it stands": STANDS, "Keras, with a seed": SEEDED, "ours": OURS}


def percent(share: float) -> str:
    return f"{100 * share:.2f}"


@pytest.mark.parametrize("name", ROWS)
def test_every_run_in_the_table_is_a_recorded_one(name: str) -> None:
    cells = rf"^\| {name} \| (?:seed|run) (\d) \| ([\d.]*) ?\| ([\d.]+) \| ([\d.]+) \|$"
    printed = re.findall(cells, PAGE, re.MULTILINE)
    runs = ROWS[name]["extra"]["runs"]
    assert len(printed) == len(runs) == 3
    for turn, ((which, training, held, test), run) in enumerate(zip(printed, runs, strict=True)):
        history = run["history"]
        assert int(which) == (turn + 1 if run["seed"] is None else run["seed"])
        assert training == (percent(history["accuracy"][-1]) if "accuracy" in history else "")
        assert (held, test) == (percent(history["val_accuracy"][-1]), percent(run["test_accuracy"]))
        assert percent(run["fitted_accuracy"]) in TEXT


@pytest.mark.parametrize("name", ROWS)
def test_the_means_are_those_of_the_recorded_runs(name: str) -> None:
    row = ROWS[name]
    benchmark = benchmark_module("article_keras")
    mean, low, high = benchmark.interval([100 * run["test_accuracy"] for run in row["extra"]["runs"]])
    assert (row["value"], row["interval"]) == (mean, [low, high])
    assert f"| {name} | **{mean:.2f} %** | {low:.2f} to {high:.2f} |" in PAGE


def test_the_listing_does_not_reach_what_is_claimed() -> None:
    assert STANDS["peer_value"] == 98.5
    for row in ROWS.values():
        assert max(run["test_accuracy"] for run in row["extra"]["runs"]) < 0.93
    assert max(run["history"]["accuracy"][-1] for run in STANDS["extra"]["runs"]) < 0.985
    assert max(LONG["test_curve"]) < 0.93


def test_a_seed_fixes_the_order_and_none_does_not() -> None:
    orders = STANDS["extra"]["orders"]
    assert orders["seeded"][0] == orders["seeded"][1] == orders["seeded"][2]
    assert orders["unseeded"][0] != orders["unseeded"][1]
    for order in orders["seeded"] + orders["unseeded"]:
        assert " ".join(f"{index:2d}" for index in order) in PAGE


def test_the_evidence_of_the_long_run_is_quoted_as_recorded() -> None:
    training, judged = LONG["history"]["accuracy"], LONG["history"]["val_loss"]
    passed = next(index for index, value in enumerate(training) if value >= 0.985)
    lowest = judged.index(min(judged))
    assert f"passes 98.5 % in epoch {passed + 1} and ends at {percent(training[-1])} %" in TEXT
    test = LONG["test_curve"]
    assert f"{percent(test[passed])} % there, {percent(test[-1])} % at the end" in TEXT
    assert f"never higher than {percent(max(test))} %" in TEXT
    assert f"lowest after epoch {lowest + 1} ({min(judged):.3f}) and rises to {judged[-1]:.3f}" in TEXT


def test_the_picture_is_drawn_from_the_record() -> None:
    picture = ROOT / "docs" / "pictures" / "fashion-mnist-article.svg"
    assert picture.read_text(encoding="utf-8") == benchmark_module("article_keras").chart(LONG)


def test_the_training_rate_is_the_recorded_one() -> None:
    row = newest("training_step_rate", "Training rate")
    assert f"**{row['value']:.2f} times**" in TEXT
    assert f"range from {row['interval'][0]:.2f} to {row['interval'][1]:.2f}" in TEXT
    assert f"in float32 the ratio is {row['extra']['ratio_in_float32']:.2f}" in TEXT


def test_every_linked_page_and_picture_is_there() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", PAGE):
        assert (ROOT / "docs" / target).exists(), target


@pytest.mark.parametrize(
    "claim",
    ["CPU recipe alone: test", "taught by the wide one", "small, in float32", "wide residual network"],
)
def test_our_own_models_are_quoted_from_their_records(claim: str) -> None:
    row = newest("fashion_mnist_study", claim)
    low, high = row["interval"]
    assert f"| **{row['value']:.2f} %** | {low:.2f} to {high:.2f} |" in TEXT


def test_seconds_and_shipped_accuracies_are_quoted_from_their_records() -> None:
    for bar in ("93", "94"):
        for threads in ("1 thread", "2 threads"):
            row = newest("fashion_mnist_speedrun", f"to {bar} % on Fashion-MNIST, CPU, {threads}")
            assert f"{row['value']:.1f} s" in TEXT
    for model in ("fashion-mnist:", "fashion-mnist-int8:"):
        assert f"{newest('vision_models', f'{model} accuracy')['value']:.2f} %" in TEXT
