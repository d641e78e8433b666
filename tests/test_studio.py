"""The studio and the house agree: its types are those of the API, and its bundle travels in the wheel."""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from modiste.api import openapi_text
from modiste.workspace.plugins import CONNECTORS, DATA_SETS

ROOT = Path(__file__).resolve().parent.parent
STUDIO = ROOT / "studio"
TYPES = STUDIO / "src" / "api" / "schema.ts"


def test_the_types_are_those_of_the_api() -> None:
    written = re.search(r"openapi\.json sha256: ([0-9a-f]{64})", TYPES.read_text(encoding="utf-8"))
    assert written
    now = hashlib.sha256(openapi_text().encode()).hexdigest()
    assert written[1] == now, "the API has changed: ./run format makes the studio's types again"


def test_every_importer_has_its_words_in_the_studio() -> None:
    words = json.loads((STUDIO / "src" / "locale" / "en" / "data.json").read_text(encoding="utf-8"))
    assert set(words["data"]["kind"]) == {*CONNECTORS, *DATA_SETS}


def test_a_wheel_brings_the_built_studio_and_no_source(tmp_path: Path) -> None:
    project = tmp_path / "project"
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        project.mkdir(exist_ok=True)
        shutil.copy2(ROOT / name, project / name)
    for name in ("src/modiste/studio", "src/modiste/cli", "recipes", "benchmarks/records"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__", "static"))
    (project / "src" / "modiste" / "__init__.py").write_text('"""One."""\n')
    (project / ".gitignore").write_text("/src/modiste/studio/static/\n")
    bundle = project / "src" / "modiste" / "studio" / "static" / "assets"
    bundle.mkdir(parents=True)
    (bundle / "a-00000000.js").write_text("1")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel"]
    subprocess.run(command, check=True, capture_output=True, cwd=project)
    (wheel,) = (project / "dist").glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "modiste/studio/static/assets/a-00000000.js" in names
    assert not [name for name in names if name.endswith((".ts", ".tsx"))]
