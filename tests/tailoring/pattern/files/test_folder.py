"""A folder of files: all formats, whole, the same bytes in another process."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from modiste.tailoring.pattern.drafting import draft
from modiste.tailoring.pattern.files.folder import write_pattern
from modiste.tailoring.pattern.files.plain import pattern_from_json
from modiste.tailoring.pattern.grading import grade

PROGRAM = """
import sys
from pathlib import Path
from modiste.tailoring.pattern.files.folder import write_pattern
from modiste.tailoring.pattern.grading import grade
graded = grade("skirt-a-line", "gbt")
write_pattern(graded.patterns[graded.base], Path(sys.argv[1]), graded)
"""


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def test_two_processes_with_other_hash_seeds_write_the_same_bytes(tmp_path: Path) -> None:
    graded = grade("skirt-a-line", "gbt")
    write_pattern(graded.patterns[graded.base], tmp_path / "here", graded)
    environment = {**os.environ, "PYTHONHASHSEED": "1234"}
    command = [sys.executable, "-c", PROGRAM, str(tmp_path / "there")]
    subprocess.run(command, check=True, env=environment, timeout=60)
    here = hashes(tmp_path / "here")
    assert here == hashes(tmp_path / "there")
    assert set(here) == {
        *("pattern.json", "pattern.svg", "pattern.pdf", "pattern.dxf", "pattern.rul"),
        *("specification.json", "nest.svg"),
    }


def test_made_to_measure_is_one_size(tmp_path: Path) -> None:
    pattern = draft("skirt-a-line", {"height": 168, "bust": 92, "waist": 74, "hip": 99})
    paths = write_pattern(pattern, tmp_path)
    assert "nest.svg" not in {path.name for path in paths}
    assert pattern_from_json((tmp_path / "pattern.json").read_bytes()) == pattern
    assert "SIZE LIST: made-to-measure" in (tmp_path / "pattern.rul").read_text()
