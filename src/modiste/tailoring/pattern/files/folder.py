"""All files of a pattern in one folder: JSON, SVG, PDF, DXF with its rules, GarmentCode.

Knows their names; each format is its own module's. Existing files of those names are replaced, each whole.
"""

from pathlib import Path

from modiste.store import write_whole
from modiste.tailoring.pattern.drafting import MADE_TO_MEASURE
from modiste.tailoring.pattern.files.dxf import pattern_dxf
from modiste.tailoring.pattern.files.garmentcode import to_garmentcode
from modiste.tailoring.pattern.files.pdf import pattern_pdf
from modiste.tailoring.pattern.files.plain import pattern_to_json
from modiste.tailoring.pattern.files.svg import pattern_svg
from modiste.tailoring.pattern.grading import Graded
from modiste.tailoring.pattern.panel import Pattern


def write_pattern(pattern: Pattern, folder: Path, graded: Graded | None = None) -> list[Path]:
    """Write a pattern in every format.

    Args:
        pattern: What to write.
        folder: Where; made where it is missing.
        graded: All sizes of it, for the drawing's rules; by default the one size alone.
    """
    one = pattern.size.replace(" ", "-")
    drawing, rules = pattern_dxf(graded or Graded(one, {one: pattern}))
    contents: dict[str, bytes] = {
        "pattern.json": pattern_to_json(pattern).encode(),
        "pattern.svg": pattern_svg([pattern]).encode(),
        "pattern.pdf": pattern_pdf(pattern),
        "pattern.dxf": drawing.encode(),
        "pattern.rul": rules.encode(),
        "specification.json": to_garmentcode(pattern).encode(),
    }
    if graded is not None and pattern.size != MADE_TO_MEASURE:
        contents["nest.svg"] = pattern_svg(list(graded.patterns.values())).encode()
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, content in contents.items():
        write_whole(folder / name, content)
        paths.append(folder / name)
    return paths
