"""Patterns as plain JSON: everything that a pattern is, and a reader that believes nothing.

Knows the file `pattern.json`; other systems' formats are its neighbours'.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from modiste.garment import ModisteError
from modiste.tailoring.pattern.outline import check, girths
from modiste.tailoring.pattern.panel import (
    Edge,
    Layer,
    Notch,
    Panel,
    Pattern,
    Placement,
    Seam,
    SeamKind,
    Side,
    Wrap,
)
from modiste.tailoring.pattern.seams import check_seams

FORMAT = "modiste.pattern.v1"
MOST_BYTES = 2_000_000
MOST_PANELS = 200
MOST_EDGES = 200
_Number = Annotated[float, Field(ge=-1000.0, le=1000.0, allow_inf_nan=False)]
_Name = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[\w .-]+$")]
_Word = Annotated[str, Field(max_length=120)]
_Point = tuple[_Number, _Number]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Edge(_Part):
    name: _Name
    start: _Point
    controls: tuple[_Point, _Point] | None = None
    allowance: Annotated[float, Field(ge=0.0, le=30.0)] = 1.0


class _Placement(_Part):
    wrap: Wrap
    azimuth: Annotated[float, Field(ge=-360.0, le=360.0)]
    anchor: _Name


class _Notch(_Part):
    edge: _Name
    at: Annotated[float, Field(ge=0.0, le=1.0)]


class _Panel(_Part):
    name: _Name
    edges: Annotated[tuple[_Edge, ...], Field(min_length=3, max_length=MOST_EDGES)]
    placement: _Placement
    layer: Layer = "shell"
    grain: tuple[_Point, _Point] = ((0.0, 0.0), (0.0, 10.0))
    levels: dict[_Name, _Number] = {}
    notches: Annotated[tuple[_Notch, ...], Field(max_length=MOST_EDGES)] = ()
    lines: dict[_Name, tuple[_Point, ...]] = {}
    mirror_of: _Word = ""
    cut_on_fold: bool = False


class _Side(_Part):
    edges: Annotated[tuple[tuple[_Name, _Name], ...], Field(min_length=1, max_length=MOST_EDGES)]
    backward: bool = False


class _Seam(_Part):
    name: _Name
    one: _Side
    other: _Side
    ease: _Number = 0.0
    kind: SeamKind = "sewn"


class _File(_Part):
    format: Literal["modiste.pattern.v1"]
    program: _Word
    options: dict[_Name, str | float] = {}
    size: _Word
    chart: _Word
    body: dict[_Name, _Number] = {}
    panels: Annotated[tuple[_Panel, ...], Field(min_length=1, max_length=MOST_PANELS)]
    seams: Annotated[tuple[_Seam, ...], Field(max_length=5 * MOST_PANELS)] = ()
    girths: dict[_Name, _Number] = {}


def pattern_to_json(pattern: Pattern) -> str:
    """The pattern as JSON; the same pattern gives the same text."""
    return json.dumps({"format": FORMAT, **asdict(pattern)}, ensure_ascii=False, indent=1) + "\n"


def pattern_from_json(text: str | bytes) -> Pattern:
    """The pattern in a JSON text, checked: shape, sizes, outlines, seams. Its girths are measured again.

    Raises:
        ModisteError: MOD-1540 for a text that is no such pattern, MOD-1541 for one that is too large,
            MOD-1520 to 1525 for outlines that cannot be cut and seams that cannot be sewn.
    """
    data = parsed(text)
    try:
        file = _File.model_validate(data)
    except ValidationError as error:
        raise refused(error, data) from None
    panels = tuple(_panel(panel) for panel in file.panels)
    distinct([panel.name for panel in panels], "panel")
    for panel in panels:
        distinct([edge.name for edge in panel.edges], f"edge of panel '{panel.name}'")
        check(panel)
        edges = {edge.name for edge in panel.edges}
        for notch in panel.notches:
            if notch.edge not in edges:
                raise ModisteError("MOD-1526", what=f"edge '{notch.edge}' of panel '{panel.name}'")
    seams = tuple(
        Seam(seam.name, _side(seam.one), _side(seam.other), seam.ease, seam.kind) for seam in file.seams
    )
    distinct([seam.name for seam in seams], "seam")
    pattern = Pattern(
        file.program, file.options, file.size, file.chart, file.body, panels, seams, girths(panels)
    )
    check_seams(pattern)
    return pattern


def parsed(text: str | bytes) -> Mapping[str, object]:
    """A JSON object of a bearable size.

    Raises:
        ModisteError: MOD-1540 where it is none, MOD-1541 where it is too large.
    """
    if len(text) > MOST_BYTES:
        raise ModisteError("MOD-1541", what="bytes", count=len(text), limit=MOST_BYTES)
    try:
        data = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        reason = str(error).splitlines()[0][:120] if str(error) else "it is nested too deeply"
        raise ModisteError("MOD-1540", where="the file", reason=reason) from None
    if not isinstance(data, dict):
        raise ModisteError("MOD-1540", where="the file", reason="it holds no JSON object")
    return data


def refused(error: ValidationError, data: Mapping[str, object]) -> ModisteError:
    """The first thing that is wrong with a file, with panel and edge by name where they have one."""
    first = error.errors(include_url=False, include_input=False)[0]
    place = first["loc"]
    if first["type"] == "too_long" and place and place[-1] in ("panels", "edges"):
        limit = MOST_PANELS if place[-1] == "panels" else MOST_EDGES
        return ModisteError("MOD-1541", what=_where(place, data), count=f"more than {limit}", limit=limit)
    return ModisteError("MOD-1540", where=_where(place, data), reason=first["msg"][:120])


def distinct(names: list[str], kind: str) -> None:
    """Refuse a name that is used twice.

    Raises:
        ModisteError: MOD-1540.
    """
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ModisteError("MOD-1540", where=f"{kind} '{name}'", reason="the name is used twice")
        seen.add(name)


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is no number")


def _where(place: tuple[int | str, ...], data: object) -> str:
    words = []
    for step in place:
        name: object = step
        if isinstance(step, int) and isinstance(data, list) and step < len(data):
            data = data[step]
            if isinstance(data, dict) and isinstance(data.get("name"), str):
                name = f"'{data['name'][:80]}'"
        elif isinstance(step, str) and isinstance(data, dict):
            data = data.get(step)
        words.append(str(name))
    return " ".join(words) or "the file"


def _panel(panel: _Panel) -> Panel:
    return Panel(
        panel.name,
        tuple(Edge(edge.name, edge.start, edge.controls, edge.allowance) for edge in panel.edges),
        Placement(panel.placement.wrap, panel.placement.azimuth, panel.placement.anchor),
        panel.layer,
        panel.grain,
        panel.levels,
        tuple(Notch(notch.edge, notch.at) for notch in panel.notches),
        panel.lines,
        panel.mirror_of,
        panel.cut_on_fold,
    )


def _side(side: _Side) -> Side:
    return Side(side.edges, side.backward)
