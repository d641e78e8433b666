"""Bodies and patterns over HTTP: what can be measured, what can be drafted, and the drafts.

Knows the shapes of answers; geometry is the tailoring room's. Nothing is kept.
"""

import base64
from datetime import UTC, datetime
from typing import Annotated, Literal

import numpy as np
from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from modiste import tailoring
from modiste.api.access import Fitter, GarmentReader, GarmentWriter
from modiste.api.garments import REFUSED, REFUSED_BODY, GarmentId
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.garment import Cut, CutBasis, Garment, Word
from modiste.workspace import Shop, flows

Measures = Annotated[dict[Word, float], Field(max_length=30)]
Options = Annotated[dict[Word, str | float], Field(max_length=40)]
Point = tuple[float, float]


class MeasureShown(BaseModel):
    """A measure of the body: what it is, and between what values it may lie."""

    model_config = ConfigDict(title="Measure")

    id: str
    title: str
    what: str
    unit: str
    low: float
    high: float
    typical: dict[str, float] = Field(description="The average body's, by whose body it is.")


class MeasureList(BaseModel):
    """The measures of a body."""

    items: list[MeasureShown]


class BodyWanted(BaseModel):
    """Some measures of a body, in centimetres (weight: kilograms)."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"chart": "women", "measures": {"height": 168, "bust": 92}}]},
    )

    chart: Literal["women", "men"] = "women"
    pose: Literal["a", "down", "walk"] = "a"
    measures: Measures = Field(default_factory=dict)


class Reading(BaseModel):
    """A measure: what was wanted (null: nothing), and what a tape finds on the body."""

    target: float | None
    achieved: float
    unit: str


class Ring(BaseModel):
    """Where the tape lies: a closed line of (x, y, z), metres."""

    points: list[tuple[float, float, float]]


class BodyShown(BaseModel):
    """A body with these measures; where the tape lies; its surface, little-endian in base64."""

    model_config = ConfigDict(title="Body")

    chart: str
    pose: str
    measures: dict[str, Reading]
    tapes: dict[str, Ring]
    surface: "SurfaceShown"


class SurfaceShown(BaseModel):
    """Triangles: float32 positions (x, y, z) in metres and uint32 corners, little-endian in base64."""

    model_config = ConfigDict(title="Surface")

    positions: str
    indices: str
    vertices: int
    faces: int


class OptionShown(BaseModel):
    """What can be chosen of a program: one of `choices`, or a number from `low` to `high`."""

    model_config = ConfigDict(title="ProgramOption")

    id: str
    what: str
    default: str | float
    choices: list[str] | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None


class ProgramShown(BaseModel):
    """A garment that can be drafted."""

    model_config = ConfigDict(title="Program")

    id: str
    title: str
    chart: str
    options: list[OptionShown]


class ChartShown(BaseModel):
    """A series of bodies; `sizes` in order, each with its measures."""

    model_config = ConfigDict(title="SizeChart")

    id: str
    title: str
    people: str
    source: str
    base: str
    sizes: dict[str, dict[str, float]]


class Programs(BaseModel):
    """Everything that can be drafted, for whom, in what cloth."""

    programs: list[ProgramShown]
    charts: list[ChartShown]
    fabrics: list[str] = Field(description="How cloth hangs.")
    cloths: list[str] = Field(description="Cloths of the house, which a spec names.")


class DraftWanted(BaseModel):
    """A pattern of a program: in a size of a chart, or made to measures."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"program": "t-shirt", "chart": "women", "size": "40"}]},
    )

    program: Word
    options: Options = Field(default_factory=dict)
    chart: Word = ""
    size: Word = ""
    measures: Measures | None = None


class EdgeShown(BaseModel):
    """An edge of a panel as points, centimetres, its end left to the next edge."""

    model_config = ConfigDict(title="PanelEdge")

    name: str
    points: list[Point]
    length: float


class PanelShown(BaseModel):
    """A piece of cloth as its right side is seen, y up, centimetres."""

    model_config = ConfigDict(title="Panel")

    name: str
    layer: str
    edges: list[EdgeShown]
    cut: list[Point] = Field(description="The outline with seam allowance.")
    grain: tuple[Point, Point]
    lines: dict[str, list[Point]]
    levels: dict[str, float]
    notches: list[tuple[Point, Point]]
    mirror_of: str
    cut_on_fold: bool


class SeamShown(BaseModel):
    """Which edges are sewn together, as (panel, edge)."""

    model_config = ConfigDict(title="Seam")

    name: str
    kind: str
    one: list[tuple[str, str]]
    other: list[tuple[str, str]]
    ease: float


class PatternShown(BaseModel):
    """A garment as cloth is cut for it."""

    model_config = ConfigDict(title="Pattern")

    program: str
    options: dict[str, str | float]
    size: str
    chart: str
    body: dict[str, float]
    girths: dict[str, float]
    panels: list[PanelShown]
    seams: list[SeamShown]


class CutWanted(BaseModel):
    """How a garment is cut; `sizes` are each size's finished girths or body measures, in centimetres."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"program": "t-shirt", "options": {"sleeve": "long"}, "chart": "women"}]
        },
    )

    program: Word
    options: Options = Field(default_factory=dict)
    chart: Word
    fabric: Word = ""
    basis: CutBasis = "pattern"
    sizes: dict[Word, Measures] = Field(default_factory=dict, max_length=40)


class CutShown(CutWanted):
    """How a garment is cut; `is_kept` false: no more than its category suggests."""

    model_config = ConfigDict(title="Cut")

    garment_id: str
    size_names: list[str]
    is_kept: bool


_PER_CURVE = 16
"""Points of a curve on a screen."""
FileFormat = Literal["svg", "pdf", "dxf", "rul", "garmentcode", "json"]


def tailoring_routes(shop: Shop) -> APIRouter:
    """Bodies, programs, patterns, and how a garment is cut."""
    router = APIRouter(prefix="/api/v1", tags=["tailoring"], route_class=StrictRoute)

    @router.get("/bodies/measures", summary="List the measures of a body", responses=documented(*REFUSED))
    def measures(_: GarmentReader) -> MeasureList:
        average = {chart: tailoring.average_figure(chart).measures for chart in ("women", "men")}
        return MeasureList(
            items=[
                MeasureShown(
                    id=each.id,
                    title=each.title,
                    what=each.what,
                    unit=each.unit,
                    low=each.low,
                    high=each.high,
                    typical={chart: round(body[each.id], 1) for chart, body in average.items()},
                )
                for each in tailoring.MEASURES.values()
            ]
        )

    @router.post(
        "/bodies",
        summary="A body from measures",
        description="The body is answered and not kept.",
        responses=documented("MOD-1500", "MOD-1501", "MOD-1502", "MOD-1503", "MOD-1504", *REFUSED_BODY),
    )
    def body(_: Fitter, wanted: BodyWanted) -> BodyShown:
        figure = tailoring.solve_body(wanted.measures, wanted.chart, wanted.pose)
        return BodyShown(
            chart=wanted.chart,
            pose=wanted.pose,
            measures={
                word: Reading(target=each.target, achieved=each.achieved, unit=each.unit)
                for word, each in tailoring.readings(figure, wanted.measures).items()
            },
            tapes={
                name: Ring(points=[(x, y, z) for x, y, z in line.round(4).tolist()])
                for name, line in tailoring.tape_lines(figure).items()
            },
            surface=surface_of(figure.vertices, figure.faces),
        )

    @router.get("/patterns/programs", summary="List what can be drafted", responses=documented(*REFUSED))
    def programs(_: GarmentReader) -> Programs:
        return Programs(
            programs=[_program(each) for each in tailoring.programs().values()],
            charts=[
                ChartShown(
                    id=each.name,
                    title=each.title,
                    people=each.people,
                    source=each.source,
                    base=each.base,
                    sizes={size: dict(body) for size, body in each.sizes.items()},
                )
                for each in tailoring.size_charts().values()
            ],
            fabrics=list(tailoring.FABRICS),
            cloths=list(tailoring.HOUSE_FABRICS),
        )

    @router.post(
        "/patterns",
        summary="Draft a pattern",
        description="The pattern is answered and not kept.",
        responses=documented("MOD-1530", "MOD-1531", "MOD-1532", *REFUSED_BODY),
    )
    def draft(_: GarmentReader, wanted: DraftWanted) -> PatternShown:
        return pattern_of(_drafted(wanted))

    @router.post(
        "/patterns/files/{form}",
        summary="Draft a pattern as a file",
        response_class=Response,
        responses=documented("MOD-1530", "MOD-1531", "MOD-1532", *REFUSED_BODY),
    )
    def file(
        _: GarmentReader,
        form: Annotated[FileFormat, Path(description="What CAD or a printer reads.")],
        wanted: DraftWanted,
    ) -> Response:
        name, media_type, _make = tailoring.FORMS[form]
        pattern = _drafted(wanted)
        graded = None
        if form in ("dxf", "rul") and pattern.chart:  # a drawing goes with the rules of all sizes
            graded = tailoring.grade(pattern.program, pattern.chart, pattern.options, base=pattern.size)
        return Response(
            tailoring.pattern_file(pattern, form, graded),
            media_type=media_type,
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    @router.get(
        "/garments/{garment_id}/cut",
        summary="How a garment is cut",
        responses=documented("MOD-1103", "MOD-2030", *REFUSED),
    )
    def cut(_: GarmentReader, garment_id: GarmentId) -> CutShown:
        shop.store.rows.get(Garment, garment_id)
        kept = bool(shop.store.rows.find(Cut, [garment_id]))
        return _shown(flows.cut_named(garment_id, shop), is_kept=kept)

    @router.put(
        "/garments/{garment_id}/cut",
        summary="Set how a garment is cut",
        responses=documented("MOD-1103", "MOD-1530", "MOD-1532", *REFUSED_BODY),
    )
    def keep(_: GarmentWriter, garment_id: GarmentId, wanted: CutWanted) -> CutShown:
        made = Cut(id=garment_id, updated_at=datetime.now(UTC), **wanted.model_dump())
        return _shown(flows.keep_cut(shop, made), is_kept=True)

    @router.delete(
        "/garments/{garment_id}/cut",
        summary="Forget how a garment is cut",
        status_code=204,
        responses=documented(*REFUSED),
    )
    def forget(_: GarmentWriter, garment_id: GarmentId) -> None:
        shop.store.rows.delete(Cut, [garment_id])

    @router.get(
        "/garments/{garment_id}/pattern",
        summary="A garment's pattern in one size",
        responses=documented("MOD-1103", "MOD-2012", "MOD-2030", *REFUSED),
    )
    def pattern(
        _: GarmentReader, garment_id: GarmentId, size: Annotated[str, Query(max_length=40)] = ""
    ) -> PatternShown:
        shop.store.rows.get(Garment, garment_id)
        made = flows.cut_named(garment_id, shop)
        wanted = size or flows.middle_size(made)
        return pattern_of(flows.sizes_of(made, [wanted])[wanted])

    return router


def encoded(values: np.ndarray, kind: str) -> str:
    """An array as little-endian bytes in base64."""
    return base64.b64encode(np.ascontiguousarray(values, np.dtype(kind).newbyteorder("<")).tobytes()).decode()


def surface_of(places: np.ndarray, faces: np.ndarray) -> SurfaceShown:
    """Triangles as the studio takes them."""
    return SurfaceShown(
        positions=encoded(places, "f4"), indices=encoded(faces, "u4"), vertices=len(places), faces=len(faces)
    )


def pattern_of(pattern: tailoring.Pattern) -> PatternShown:
    """A pattern as polylines."""
    darts = tailoring.darts(pattern)
    return PatternShown(
        program=pattern.program,
        options={name: value for name, value in pattern.options.items() if isinstance(value, str | float)},
        size=pattern.size,
        chart=pattern.chart,
        body=dict(pattern.body),
        girths=dict(pattern.girths),
        panels=[_panel(panel, darts) for panel in pattern.panels],
        seams=[
            SeamShown(
                name=seam.name,
                kind=seam.kind,
                one=list(seam.one.edges),
                other=list(seam.other.edges),
                ease=seam.ease,
            )
            for seam in pattern.seams
        ],
    )


def _panel(panel: tailoring.Panel, darts: frozenset[tuple[str, str]]) -> PanelShown:
    return PanelShown(
        name=panel.name,
        layer=panel.layer,
        edges=[
            EdgeShown(
                name=edge.name,
                points=[edge.start] if edge.controls is None else curve.sampled(_PER_CURVE)[:-1],
                length=round(curve.length(), 3),
            )
            for edge, curve in zip(panel.edges, tailoring.curves(panel), strict=True)
        ],
        cut=[vertex.point for vertex in tailoring.cut_line(panel, darts)],
        grain=panel.grain,
        lines={name: list(points) for name, points in panel.lines.items()},
        levels=dict(panel.levels),
        notches=tailoring.notch_lines(panel),
        mirror_of=panel.mirror_of,
        cut_on_fold=panel.cut_on_fold,
    )


def _drafted(wanted: DraftWanted) -> tailoring.Pattern:
    if wanted.measures is not None:
        people = tailoring.size_chart(wanted.chart).people if wanted.chart else None
        return tailoring.draft(wanted.program, wanted.measures, wanted.options, people=people)
    program = tailoring.program_named(wanted.program)
    chart = tailoring.size_chart(wanted.chart or program.people)
    return tailoring.draft_size(wanted.program, chart.name, wanted.size or chart.base, wanted.options)


def _program(program: tailoring.Program) -> ProgramShown:
    shown = []
    for option in program.options:
        about = {"id": option.name, "what": option.meaning, "default": option.default}
        if isinstance(option, tailoring.Choice):
            shown.append(OptionShown(**about, choices=list(option.choices)))
        else:
            shown.append(OptionShown(**about, low=option.low, high=option.high, unit=option.unit))
    return ProgramShown(id=program.name, title=program.title, chart=program.people, options=shown)


def _shown(cut: Cut, *, is_kept: bool) -> CutShown:
    return CutShown(
        garment_id=cut.id,
        size_names=flows.size_names(cut),
        is_kept=is_kept,
        **cut.model_dump(exclude={"id", "updated_at"}),
    )
