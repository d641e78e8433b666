"""All files of a pattern: JSON, SVG, PDF, DXF with its rules, GarmentCode; one by one or in one folder.

Knows their names; each format is its own module's. Existing files of those names are replaced, each whole.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from modiste.garment import ModisteError
from modiste.store import write_whole
from modiste.tailoring.pattern.drafting import MADE_TO_MEASURE
from modiste.tailoring.pattern.files.dxf import pattern_dxf
from modiste.tailoring.pattern.files.garmentcode import from_garmentcode, to_garmentcode
from modiste.tailoring.pattern.files.pdf import pattern_pdf
from modiste.tailoring.pattern.files.plain import parsed, pattern_from_json, pattern_to_json
from modiste.tailoring.pattern.files.svg import pattern_svg
from modiste.tailoring.pattern.grading import Graded
from modiste.tailoring.pattern.panel import Pattern


def _alone(pattern: Pattern) -> Graded:
    one = pattern.size.replace(" ", "-")
    return Graded(one, {one: pattern})


FORMS: Mapping[str, tuple[str, str, Callable[[Pattern, Graded], bytes]]] = MappingProxyType(
    {
        "json": ("pattern.json", "application/json", lambda one, _: pattern_to_json(one).encode()),
        "svg": ("pattern.svg", "image/svg+xml", lambda one, _: pattern_svg([one]).encode()),
        "pdf": ("pattern.pdf", "application/pdf", lambda one, _: pattern_pdf(one)),
        "dxf": ("pattern.dxf", "image/vnd.dxf", lambda _, graded: pattern_dxf(graded)[0].encode()),
        "rul": ("pattern.rul", "text/plain", lambda _, graded: pattern_dxf(graded)[1].encode()),
        "garmentcode": (
            "specification.json",
            "application/json",
            lambda one, _: to_garmentcode(one).encode(),
        ),
    }
)
"""Each format: its file's name, its media type, and how it is made."""


def pattern_file(pattern: Pattern, form: str, graded: Graded | None = None) -> bytes:
    """A pattern in one of `FORMS`; `graded` gives a drawing's rules, by default of the one size alone."""
    return FORMS[form][2](pattern, graded or _alone(pattern))


def read_pattern(path: Path) -> Pattern:
    """The pattern in a file of ours or of GarmentCode's.

    Raises:
        ModisteError: MOD-1540 and on, as `pattern_from_json` and `from_garmentcode`.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        raise ModisteError("MOD-1540", where=str(path), reason=reason) from None
    return from_garmentcode(data) if "pattern" in parsed(data) else pattern_from_json(data)


def write_pattern(pattern: Pattern, folder: Path, graded: Graded | None = None) -> list[Path]:
    """Write a pattern in every format.

    Args:
        pattern: What to write.
        folder: Where; made where it is missing.
        graded: All sizes of it, for the drawing's rules; by default the one size alone.
    """
    contents = {name: make(pattern, graded or _alone(pattern)) for name, _, make in FORMS.values()}
    if graded is not None and pattern.size != MADE_TO_MEASURE:
        contents["nest.svg"] = pattern_svg(list(graded.patterns.values())).encode()
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, content in contents.items():
        write_whole(folder / name, content)
        paths.append(folder / name)
    return paths
