"""Briefs, designs and tech packs over HTTP.

Knows addresses and shapes; reading, cutting and drawing are the workspace's.
"""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from modiste.api.access import GarmentReader, GarmentWriter
from modiste.api.garments import REFUSED, REFUSED_BODY, GarmentId
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.api.tailoring import PatternShown, pattern_of
from modiste.garment import Word
from modiste.workspace import Shop, flows

_BRIEF = (
    *("MOD-1530", "MOD-1532", "MOD-1586", "MOD-2723", "MOD-2724"),
    *("MOD-2761", "MOD-2762", "MOD-2770", *REFUSED_BODY),
)
DesignId = Annotated[str, Path(pattern=r"^[0-9a-f]{4,64}$", description="A design's id, or how it begins.")]
Locks = Annotated[list[Word], Field(max_length=30, description="Fields that later edits leave.")]
PackForm = Literal["pdf", "zip", "json", "svg"]
_MEDIA = {
    "pdf": "application/pdf",
    "zip": "application/zip",
    "json": "application/json",
    "svg": "image/svg+xml",
}


class BriefWanted(BaseModel):
    """What is wished for, in English or Chinese, and by hand; with a parent on top of what that says."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"text": "knee-length A-line dress, V neck", "lock": ["neckline"]}]},
    )

    text: Annotated[str, Field(max_length=2000, description="May be empty where there is a parent.")]
    lock: Locks = Field(default_factory=list)
    unlock: Annotated[list[Word], Field(max_length=30, description="The parent's, free again.")] = Field(
        default_factory=list
    )
    edits: Annotated[
        dict[Word, Annotated[str, Field(max_length=200)] | float],
        Field(max_length=30, description="Values set by hand; they go before what the words say."),
    ] = Field(default_factory=dict)
    parent: Annotated[str, Field(pattern=r"^([0-9a-f]{4,64})?$")] = ""


class DesignWanted(BriefWanted):
    """A design to be kept; with a parent it is a branch of it."""


class EvidenceShown(BaseModel):
    """The words of a brief that say something: characters `start` to `end`."""

    start: int
    end: int
    text: str


class OtherValue(BaseModel):
    """What a field may be instead."""

    value: str | float
    confidence: float


class SpecFieldShown(BaseModel):
    """A field of a spec: how sure it is, and where it comes from."""

    value: str | float
    confidence: float
    source: str
    evidence: EvidenceShown | None
    is_locked: bool


class RemarkShown(BaseModel):
    """Something to know, in both languages."""

    en: str
    zh: str


class CutOfSpec(BaseModel):
    """How a spec is cut: what the pattern and the drape are asked for with."""

    program: str
    options: dict[str, str | float]
    chart: str
    size: str
    cloth: str = Field(description="Of the house, or empty.")
    hangs: str = Field(description="How that cloth hangs, as fittings name it.")
    length_cm: float = Field(description="Of the drafted pattern, as people ask for it.")
    remarks: list[RemarkShown]


class SpecShown(BaseModel):
    """A garment as wished for."""

    sha256: str
    fields: dict[str, SpecFieldShown]
    locked: list[str]
    alternatives: dict[str, list[OtherValue]]
    unknown: list[str]
    contradictions: list[RemarkShown]
    cut: CutOfSpec | None = Field(default=None, description="Not in lists, nor where no garment is named.")


class DesignShown(SpecShown):
    """A design: its spec, and the design that it was made from."""

    id: str
    parent: str
    text: str
    kept_at: datetime


class DesignList(BaseModel):
    """All designs, the oldest first."""

    items: list[DesignShown]


def design_brief_routes(shop: Shop) -> APIRouter:
    """Briefs read, designs kept and branched, tech packs."""
    router = APIRouter(prefix="/api/v1", tags=["design"], route_class=StrictRoute)

    @router.post(
        "/design/briefs",
        summary="Read a brief",
        description="What it says is answered and not kept.",
        responses=documented(*_BRIEF),
    )
    def brief(_: GarmentReader, wanted: BriefWanted) -> SpecShown:
        before = shop.designs.get(wanted.parent).spec if wanted.parent else None
        spec = flows.spec_of(wanted.text, wanted.lock, before, edits=wanted.edits, unlock=wanted.unlock)
        return SpecShown.model_validate({**flows.spec_told(spec), "cut": flows.cut_told(spec)})

    @router.get("/design/designs", summary="List the designs", responses=documented(*REFUSED))
    def designs(_: GarmentReader) -> DesignList:
        return DesignList(items=[design_shown(each) for each in shop.designs.listing()])

    @router.post(
        "/design/designs",
        summary="Keep a design, or branch one",
        status_code=201,
        responses=documented(*_BRIEF),
    )
    def keep(_: GarmentWriter, wanted: DesignWanted) -> DesignShown:
        if wanted.parent:
            return whole_design(
                shop.designs.branch(wanted.parent, wanted.text, wanted.lock, wanted.edits, wanted.unlock)
            )
        return whole_design(shop.designs.keep(flows.spec_of(wanted.text, wanted.lock, edits=wanted.edits)))

    @router.get(
        "/design/designs/{design_id}",
        summary="One design",
        responses=documented("MOD-2760", "MOD-2770", *REFUSED),
    )
    def design(_: GarmentReader, design_id: DesignId) -> DesignShown:
        return whole_design(shop.designs.get(design_id))

    @router.get(
        "/design/designs/{design_id}/pattern",
        summary="A design's pattern",
        responses=documented("MOD-1532", "MOD-2763", "MOD-2770", *REFUSED),
    )
    def pattern(_: GarmentReader, design_id: DesignId) -> PatternShown:
        return pattern_of(flows.spec_pattern(shop.designs.get(design_id).spec))

    @router.get(
        "/design/designs/{design_id}/techpack.{form}",
        summary="A design's tech pack",
        description="As a garment's, of a design that is none yet: every size of its chart.",
        response_class=Response,
        responses=documented("MOD-1532", "MOD-2751", "MOD-2763", "MOD-2770", *REFUSED),
    )
    def design_techpack(
        _: GarmentReader,
        design_id: DesignId,
        form: PackForm,
        version: Annotated[int, Query(ge=1, le=10_000)] = 1,
        width: Annotated[float, Query(ge=0, le=400, description="Of the cloth in cm; 0: common.")] = 0.0,
    ) -> Response:
        design = shop.designs.get(design_id)
        made = flows.design_tech_pack(design, version=version, width=width)
        return _packed(flows.tech_pack_bytes(made, form), form, design.id[:8])

    @router.get(
        "/garments/{garment_id}/techpack.{form}",
        summary="A garment's tech pack",
        description="Made on request, in seconds: the PDF, the ZIP of all, its JSON, or the flats alone.",
        response_class=Response,
        responses=documented("MOD-1103", "MOD-2030", "MOD-2751", *REFUSED),
    )
    def techpack(
        _: GarmentReader,
        garment_id: GarmentId,
        form: PackForm,
        version: Annotated[int, Query(ge=1, le=10_000)] = 1,
        width: Annotated[float, Query(ge=0, le=400, description="Of the cloth in cm; 0: common.")] = 0.0,
    ) -> Response:
        made = flows.tech_pack(shop, garment_id, version=version, width=width)
        return _packed(flows.tech_pack_bytes(made, form), form, garment_id)

    return router


def _packed(data: bytes, form: PackForm, name: str) -> Response:
    # The flats are looked at where they are; the rest is taken away.
    how = "inline" if form == "svg" else "attachment"
    return Response(
        data,
        media_type=_MEDIA[form],
        headers={"Content-Disposition": f'{how}; filename="{name}.{form}"'},
    )


def design_shown(design: "flows.Design") -> DesignShown:
    """A design as lists have it."""
    own = {"id": design.id, "parent": design.parent, "text": design.spec.text, "kept_at": design.kept_at}
    return DesignShown.model_validate({**own, **flows.spec_told(design.spec)})


def whole_design(design: "flows.Design") -> DesignShown:
    """A design with how it is cut."""
    cut = flows.cut_told(design.spec)
    return design_shown(design).model_copy(update={"cut": CutOfSpec.model_validate(cut) if cut else None})
