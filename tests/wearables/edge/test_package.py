"""The C that is written compiles without a warning, is small, and says to the bit what the reference says."""

import ctypes
import subprocess
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from modiste.wearables import c_package
from modiste.wearables.edge.package import integer_network

from .small_motion import CHANNELS, LABELS, STEPS, motions

STRICT = ("-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic")


@pytest.fixture(scope="module")
def written(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("c")
    files, _ = c_package(model)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def compiled(compiler: str, folder: Path, *words: str) -> Path:
    command = [compiler, *STRICT, *words]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder / words[-1]


def pointer(values: NDArray[np.generic]) -> ctypes.c_void_p:
    return values.ctypes.data_as(ctypes.c_void_p)


@pytest.mark.parametrize("level", ["-Os", "-O3"])
@pytest.mark.parametrize("which", ["model", "frames"])
def test_it_says_what_the_reference_says(
    which: str, level: str, compiler: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    folder = request.getfixturevalue(which)
    (tmp_path / "model.c").write_bytes(c_package(folder)[0]["model.c"])
    (tmp_path / "model.h").write_bytes(c_package(folder)[0]["model.h"])
    made, _, _ = integer_network(folder)
    shared = compiled(compiler, tmp_path, level, "-shared", "-fPIC", "model.c", "-o", "model.so")
    device = ctypes.CDLL(str(shared))
    far = np.full((1, STEPS, CHANNELS), 1e9, np.float32)
    samples = np.concatenate([motions(20, seed=4), 1e3 * motions(4, seed=5), far])
    windows = made.quantised(samples)
    found = np.zeros((STEPS, CHANNELS), np.int8)
    for window, given in zip(windows, samples, strict=True):
        device.model_quantise(pointer(given), pointer(found))
        assert (found == window).all()
    noise = np.random.default_rng(0).integers(-128, 128, (40, STEPS, CHANNELS)).astype(np.int8)
    shown = np.concatenate([windows, noise])
    logits = np.zeros(len(LABELS), np.int16)
    for window, expected in zip(shown, made.run(shown), strict=True):
        best = device.model_run(pointer(window), pointer(logits))
        assert logits.tolist() == expected.tolist()
        assert best == expected.argmax()


def test_the_golden_windows_come_out_and_it_is_small(written: Path, compiler: str) -> None:
    program = compiled(compiler, written, "-Os", "model.c", "main.c", "-o", "check")
    shown = subprocess.run([program], capture_output=True, text=True, check=True).stdout
    assert shown == "8 golden windows, largest difference 0\n"
    compiled(compiler, written, "-Os", "-c", "model.c", "-o", "model.o")
    sizes = subprocess.run(["size", written / "model.o"], capture_output=True, text=True, check=True).stdout
    text, data, bss = map(int, sizes.splitlines()[1].split()[:3])
    assert text + data <= 20 * 1024
    assert bss <= 8 * 1024


def test_a_changed_answer_is_told(written: Path, compiler: str, tmp_path: Path) -> None:
    for name in ("model.c", "model.h", "main.c"):
        (tmp_path / name).write_bytes((written / name).read_bytes())
    head, _, tail = (written / "golden.h").read_text(encoding="utf-8").rpartition("{")
    (tmp_path / "golden.h").write_text(f"{head}{{2 + {tail}", encoding="utf-8")
    program = compiled(compiler, tmp_path, "-O1", "model.c", "main.c", "-o", "check")
    assert subprocess.run([program], capture_output=True, check=False).returncode == 1


def test_its_page_tells_what_it_costs(model: Path) -> None:
    files, notes = c_package(model, list(motions(32, seed=6)))
    page = files["README.md"].decode()
    assert f"{notes['macs']:,}" in page
    assert "no chip was run" in page
    assert "32 windows of training data" in page
    assert notes["golden_difference"] < 0.02
