"""docs/learning-from-scratch.md: its blocks run, its gradients hold, its curve is what it prints."""

import re
import sys
from importlib import util
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch.nn import functional as F

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "learning-from-scratch.md").read_text(encoding="utf-8")
PICTURE = ROOT / "docs" / "pictures" / "learning-from-scratch.svg"
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
FORMULAS = "\n".join(BLOCKS[:-1])  # the last block trains, on Fashion-MNIST
ROW = re.compile(r"^ +(\d+) +(\d\.\d+) +(\d+\.\d) +(\d+\.\d)$", re.MULTILINE)


def run(code: str) -> dict[str, Any]:
    torch.set_num_threads(1)
    names: dict[str, Any] = {"__name__": "page"}
    exec(compile(code, "learning-from-scratch.md", "exec"), names)
    return names


@pytest.fixture(scope="module")
def page() -> dict[str, Any]:
    return run(FORMULAS)


def test_every_formula_agrees_with_autograd_as_the_page_says(page: dict[str, Any]) -> None:
    """The page stops at the first gradient that differs by 1e-9; reaching its last name is the proof."""
    assert callable(page["bracket_misplaced"])


# The page's own check must notice each of these slips, or it checks nothing.
SLIPS = {
    "dense, weights": ("a.T @ dz, dz.sum(0)", "a.T @ dz / len(a), dz.sum(0)"),
    "convolution, input": ("dx[:, :, k : k + rows, l : l + columns] +=", "dx[:, :, :rows, :columns] +="),
    "convolution, bias": ("dz.sum((0, 2, 3))", "dz.mean((0, 2, 3))"),
    "pool, loser": ("winner = tiles.argmax(-1)", "winner = tiles.argmin(-1)"),
    "relu, mask": ("return da * (z > 0)", "return da"),
    "sigmoid": ("return da * a * (1 - a)", "return da * a"),
    "softmax": ("a * (da - (da * a).sum(1, keepdims=True))", "a * da"),
    "cross-entropy, sign": ("return -y / a / len(a)", "return y / a / len(a)"),
    "bracket": (
        "np.log(a) + (1 - y) * np.log(1 - a)).mean()",
        "np.log(a)).mean() + ((1 - y) * np.log(1 - a)).sum()",
    ),
    "Z for A": ("dw3, db3 = dense_back(dz3, relu(z2), w3)", "dw3, db3 = dense_back(dz3, z2, w3)"),
    "momentum": ('mu * state.get("v", 0) + g', 'mu * state.get("v", 0) + (1 - mu) * g'),
    "adam, correction": ('state["m"] / (1 - beta1 ** state["t"])', 'state["m"]'),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_the_page_notices_a_slip(slip: str) -> None:
    right, wrong = SLIPS[slip]
    assert right in FORMULAS
    with pytest.raises(AssertionError):
        run(FORMULAS.replace(right, wrong, 1))


@settings(max_examples=15, deadline=None)
@given(
    st.integers(1, 3), st.integers(1, 3), st.integers(1, 4), st.integers(1, 3), st.integers(1, 4), st.data()
)
def test_convolution_and_pool_hold_for_any_shape(
    page: dict[str, Any], m: int, c: int, filters: int, kh: int, kw: int, data: st.DataObject
) -> None:
    h, w = data.draw(st.integers(kh + 1, 9)), data.draw(st.integers(kw + 1, 9))
    rng = np.random.default_rng(data.draw(st.integers(0, 2**32 - 1)))
    shapes = (m, c, h, w), (filters, c, kh, kw), (filters,)
    x, weight, bias = (rng.normal(size=shape) for shape in shapes)
    tx, tw, tb = (torch.tensor(array, requires_grad=True) for array in (x, weight, bias))
    tp = F.max_pool2d(F.conv2d(tx, tw, tb), 2)
    upstream = rng.normal(size=tuple(tp.shape))
    tp.backward(torch.tensor(upstream))
    z = page["convolve"](x, weight, bias)
    pooled, winner = page["pool"](z)
    np.testing.assert_allclose(pooled, tp.detach().numpy(), atol=1e-10)
    gradients = page["convolve_back"](page["pool_back"](upstream, winner, z.shape), x, weight)
    for mine, theirs in zip(gradients, (tx, tw, tb), strict=True):
        np.testing.assert_allclose(mine, theirs.grad.numpy(), atol=1e-10)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_losses_have_the_slope_that_finite_differences_show(page: dict[str, Any], seed: int) -> None:
    rng = np.random.default_rng(seed)
    a = rng.uniform(0.1, 0.9, size=(4, 3))
    y = np.eye(3)[rng.integers(0, 3, 4)]
    direction = rng.normal(size=a.shape)
    for name in ("squared_error", "cross_entropy", "binary_cross_entropy"):
        loss, slope = page[name], (page[f"{name}_back"](a, y) * direction).sum()
        seen = (loss(a + 1e-6 * direction, y) - loss(a - 1e-6 * direction, y)) / 2e-6
        assert seen == pytest.approx(slope, rel=1e-5, abs=1e-7)


def test_softmax_neither_overflows_nor_depends_on_a_shift(page: dict[str, Any]) -> None:
    z = np.array([[1e4, 0.0, -1e4], [3.0, 2.0, 1.0]])
    assert np.isfinite(page["softmax"](z)).all()
    np.testing.assert_allclose(page["softmax"](z - 5), page["softmax"](z))


@pytest.mark.data
@pytest.mark.slow
def test_the_numpy_network_learns_fashion_mnist_as_printed(
    page: dict[str, Any], fashion_mnist: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODISTE_FASHION_MNIST", str(fashion_mnist))
    exec(compile(BLOCKS[-1], "learning-from-scratch.md", "exec"), page)
    printed = [[float(value) for value in row] for row in ROW.findall(PAGE)]
    assert len(page["curve"]) == len(printed) == 6
    for (_, loss, seen, held), row in zip(page["curve"], printed, strict=True):
        assert loss == pytest.approx(row[1], abs=0.03)
        assert 100 * seen == pytest.approx(row[2], abs=1.0)
        assert 100 * held == pytest.approx(row[3], abs=2.5)
    assert page["curve"][-1][3] > 0.8


def test_the_picture_shows_the_printed_table() -> None:
    assert PICTURE.read_text(encoding="utf-8") == drawn()


def drawn() -> str:
    """The curve from the page's table, by the benchmarks' own pen."""
    rows = ROW.findall(PAGE)
    spec = util.spec_from_file_location("_chart", ROOT / "benchmarks" / "_chart.py")
    assert spec is not None and spec.loader is not None
    chart = util.module_from_spec(spec)
    sys.modules["_chart"] = chart
    spec.loader.exec_module(chart)
    lines = {
        "learned from": [float(row[2]) for row in rows],
        "held out": [float(row[3]) for row in rows],
    }
    title = "A numpy network on 3,000 Fashion-MNIST pictures: accuracy, %"
    return str(chart.line_chart(title, "epoch", lines, low=60, high=90, step=5))
