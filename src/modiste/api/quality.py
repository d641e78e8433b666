"""The quality report over HTTP: the newest one, with its trend.

A new one is a job of the kind `quality`; how it is made is the workspace's.
"""

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from modiste.api.access import GarmentReader
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.garment import ModisteError
from modiste.workspace import Shop, flows

_REFUSED = ("MOD-2203", "MOD-2209", "MOD-2210")


class FixShown(BaseModel):
    """One thing to mend; the first of a report gains most."""

    model_config = ConfigDict(title="Fix")

    kind: str
    subject: str
    count: int
    gain: float = Field(ge=0, description="How much of the shop it would mend, 0 to 1.")
    examples: list[str]


class CompletenessShown(BaseModel):
    """How many garments have a field."""

    model_config = ConfigDict(title="Completeness")

    field: str
    count: int
    filled: int
    share: float
    examples: list[str] = Field(description="Garments without it, by id.")


class OutlierShown(BaseModel):
    """A value that stands out from its group."""

    model_config = ConfigDict(title="Outlier")

    id: str
    group: str
    value: float
    distance: float = Field(description="Robust deviations from the group's median.")
    reason: str


class ValidityShown(BaseModel):
    """Refused rows by the error's number, records with doubts by their type, and prices that stand out."""

    model_config = ConfigDict(title="Validity")

    refused: dict[str, int]
    doubted: dict[str, int]
    outliers: list[OutlierShown]


class SamePhotographShown(BaseModel):
    """Images that show one photograph; `edits` says how they differ from the first."""

    model_config = ConfigDict(title="SamePhotograph")

    images: list[str]
    edits: list[str]
    garments: list[str]


class TwinShown(BaseModel):
    """Two garments that are likely one; each reason with its weight."""

    model_config = ConfigDict(title="Twin")

    one: str
    other: str
    certainty: float
    reasons: list[tuple[str, float]]


class DuplicatesShown(BaseModel):
    """The same file, the same photograph, the same garment."""

    model_config = ConfigDict(title="Duplicates")

    exact: list[SamePhotographShown]
    near: list[SamePhotographShown]
    garments: list[TwinShown]


class ImageQualityShown(BaseModel):
    """Images by flaw, by id."""

    model_config = ConfigDict(title="ImageQuality")

    examined: int
    damaged: list[str]
    flaws: dict[str, list[str]]


class DoubtShown(BaseModel):
    """A label that may be wrong, and what is likelier by how much."""

    model_config = ConfigDict(title="Doubt")

    image: str
    garment: str
    given: str
    likelier: str
    margin: float


class LabelsShown(BaseModel):
    """Labels audited by a second opinion, and whose."""

    model_config = ConfigDict(title="Labels")

    audited: int
    model: str
    doubts: list[DoubtShown]


class DriftRunShown(BaseModel):
    """One import, as drift counts them."""

    model_config = ConfigDict(title="DriftRun")

    at: str
    source: str
    count: int


class DriftColumnShown(BaseModel):
    """How a column of the last import differs from all before it."""

    model_config = ConfigDict(title="DriftColumn")

    column: str
    before: int
    now: int
    psi: float = Field(description="Population stability index; above 0.1 moderate, above 0.25 large.")
    ks: float | None
    p_value: float | None
    verdict: str
    shifts: list[tuple[str, float, float]] = Field(description="Value, share before, share now.")


class DriftShown(BaseModel):
    """The imports, and each column's drift."""

    model_config = ConfigDict(title="Drift")

    runs: list[DriftRunShown]
    compared: str = Field(description="The moment of the import that is compared; empty where none is.")
    columns: list[DriftColumnShown]


class GroupErrorShown(BaseModel):
    """How often the second opinion differs in a group, with the 95 % interval."""

    model_config = ConfigDict(title="GroupError")

    group: str
    cases: int
    errors: int
    interval: tuple[float, float]


class CoverageShown(BaseModel):
    """How the shop divides by a trait; `thin` groups have too few."""

    model_config = ConfigDict(title="Coverage")

    trait: str
    counts: dict[str, int]
    unknown: int
    evenness: float
    thin: list[str]
    errors: list[GroupErrorShown]
    absent: bool


class QualityShown(BaseModel):
    """A quality report. `figures` are shares from 0 to 1; `trend` has every figure over earlier reports."""

    model_config = ConfigDict(title="Quality")

    at: str
    garments: int
    images: int
    figures: dict[str, float]
    fixes: list[FixShown]
    trend: dict[str, list[tuple[str, float]]]
    completeness: list[CompletenessShown]
    validity: ValidityShown
    duplicates: DuplicatesShown
    image_quality: ImageQualityShown
    labels: LabelsShown
    drift: DriftShown
    diversity: list[CoverageShown]


def quality_routes(shop: Shop) -> APIRouter:
    """What the shop's data are worth."""
    router = APIRouter(prefix="/api/v1/quality", tags=["quality"], route_class=StrictRoute)

    @router.get("", summary="Look at the newest quality report", responses=documented("MOD-1103", *_REFUSED))
    def newest(_: GarmentReader) -> QualityShown:
        made = flows.newest_quality(shop)
        try:
            return QualityShown.model_validate(made)
        except ValidationError:
            # An older Modiste made it, in another shape: a new look is what helps.
            raise ModisteError("MOD-1103", kind="quality report", id="newest") from None

    return router
