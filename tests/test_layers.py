"""The walls hold: a forbidden import planted in a copy of the house is caught, each in its own way."""

import os
import shutil
import subprocess
import sys
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
    "contracts"
]
LAYERS = [set(layer.split(" | ")) for layer in next(c for c in CONTRACTS if c["type"] == "layers")["layers"]]
DOMAINS = sorted(LAYERS[2])

PLANTS = [
    ("garment", "import modiste.store"),
    ("garment", "import torch"),
    ("store", "import modiste.learning"),
    ("store", "import torch"),
    ("store", "import fastapi"),
    ("collect", "import modiste.learning"),
    ("collect", "import torch"),
    ("learning", "import modiste.collect"),
    ("learning", f"import modiste.{DOMAINS[0]}"),
    ("learning", "import fastapi"),
    (DOMAINS[0], "import modiste.workspace"),
    (DOMAINS[0], "import fastapi"),
    ("workspace", "import modiste.cli"),
    ("workspace", f"import modiste.{DOMAINS[0]}"),
    ("cli", "import modiste.api"),
    ("cli", "import torch"),
    ("api", "import torch"),
    *[("api", f"import modiste.{domain}") for domain in DOMAINS],
    *[(one, f"import modiste.{other}") for one, other in pairwise(DOMAINS)],
]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("house")
    ignored = shutil.ignore_patterns("__pycache__", "static")
    shutil.copytree(ROOT / "src" / "modiste", copy / "src" / "modiste", ignore=ignored)
    shutil.copy2(ROOT / "pyproject.toml", copy)
    return copy


def lint(house: Path) -> subprocess.CompletedProcess[str]:
    program = "import sys; from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", program, "--no-cache"],
        cwd=house,
        env={**os.environ, "PYTHONPATH": str(house / "src"), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_house_as_it_stands_keeps_its_contracts(house: Path) -> None:
    result = lint(house)
    assert result.returncode == 0, result.stdout + result.stderr
    assert f"{len(CONTRACTS)} kept, 0 broken" in result.stdout


@pytest.mark.parametrize(("room", "line"), PLANTS, ids=[f"{room}-{line.split()[1]}" for room, line in PLANTS])
def test_a_forbidden_import_is_caught(house: Path, room: str, line: str) -> None:
    planted = house / "src" / "modiste" / room / "planted.py"
    planted.write_text(f'"""A forbidden import."""\n\n{line}\n')
    try:
        result = lint(house)
    finally:
        planted.unlink()
    assert result.returncode == 1, result.stdout + result.stderr
    assert f"modiste.{room}.planted -> {line.split()[1]}" in result.stdout


def test_a_room_outside_the_layers_is_caught(house: Path) -> None:
    """A new room must be given its place before it can be built."""
    new = house / "src" / "modiste" / "boudoir"
    new.mkdir()
    (new / "__init__.py").write_text('"""A room without a place."""\n')
    try:
        result = lint(house)
    finally:
        shutil.rmtree(new)
    assert result.returncode == 1
    assert "boudoir" in result.stdout


def test_every_room_that_stands_has_a_place_and_every_domain_is_kept_from_the_faces() -> None:
    rooms = {path.parent.name for path in (ROOT / "src" / "modiste").glob("*/__init__.py")}
    assert rooms <= set().union(*LAYERS) | {"studio"}
    meeting = next(c for c in CONTRACTS if c["name"].startswith("Domains meet"))
    assert set(meeting["forbidden_modules"]) == {f"modiste.{domain}" for domain in DOMAINS}
