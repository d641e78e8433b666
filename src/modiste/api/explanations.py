"""Why a model says what it says, over HTTP: asked as a job, its pictures read back.

Explaining is the workspace's; here a question becomes a job, and a kept picture an answer.
"""

from typing import Annotated, Literal

from fastapi import APIRouter, Header, Path, Response
from pydantic import BaseModel, ConfigDict, Field

from modiste.api.access import ModelReader, ModelWriter
from modiste.api.etags import IfNoneMatch, etag_of, not_modified
from modiste.api.jobs import JobShown
from modiste.api.models import REFUSED, REFUSED_BODY, ModelName, Version
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.garment import Image, ModisteError
from modiste.workspace import Shop

Method = Literal["grad_cam", "integrated_gradients", "occlusion"]
ExplanationId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$", description="As in the job's result.")]
_REVALIDATE = "private, no-cache"


class Question(BaseModel):
    """The image to explain. `methods` null: all that the version allows."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"image_id": "fashion-mnist-test-00017", "methods": None}]},
    )

    image_id: str = Field(min_length=1, max_length=120)
    methods: list[Method] | None = Field(default=None, min_length=1, max_length=3)


class FaithfulnessShown(BaseModel):
    """Areas under the target's probability as pixels go and come; `gain` above 0 is better than chance."""

    deletion: float
    insertion: float
    random_deletion: float
    random_insertion: float
    gain: float


class MethodShown(BaseModel):
    """What one method shows, and how far to trust it."""

    method: Method
    url: str
    faithfulness: FaithfulnessShown


class NearestShown(BaseModel):
    """A training example like the image; ids are null where the shop does not hold it."""

    image_id: str | None
    garment_id: str | None
    photo_url: str | None
    name: str
    label: str
    distance: float = Field(description="1 - cosine in the model's own space.")


class ExplanationShown(BaseModel):
    """The `result` of a job that explains an image."""

    model_config = ConfigDict(title="Explanation")

    id: str
    image_id: str
    label: str
    confidence: float
    agreement: float | None = Field(description="The share of the nearest that bear the label.")
    explanations: list[MethodShown]
    nearest: list[NearestShown]


def explanation_routes(shop: Shop) -> APIRouter:
    """Ask why, and see."""
    router = APIRouter(prefix="/api/v1", tags=["explanations"], route_class=StrictRoute)

    @router.post(
        "/models/{name}/versions/{version}/explanations",
        summary="Explain what a version says of an image",
        description="The job's `result` is an Explanation.",
        status_code=202,
        responses={
            202: {
                "headers": {"Location": {"schema": {"type": "string"}, "description": "The job's address."}}
            },
            **documented("MOD-1103", "MOD-1328", "MOD-2214", "MOD-2220", *REFUSED_BODY),
        },
    )
    def ask(
        caller: ModelWriter,
        name: ModelName,
        version: Version,
        question: Question,
        response: Response,
        # Described by app.py, as for every POST.
        idempotency_key: Annotated[str | None, Header(include_in_schema=False)] = None,
    ) -> JobShown:
        entry = shop.registry.resolve(f"{name}@{version}", allow_folder=False)
        shop.store.rows.get(Image, question.image_id)
        job = shop.jobs.submit(
            "explain",
            {
                "model": f"{entry.name}@{entry.version}",
                "image_id": question.image_id,
                "methods": question.methods or [],
            },
            f"{caller.name}/{idempotency_key}" if idempotency_key else None,
        )
        response.headers["Location"] = f"/api/v1/jobs/{job.id}"
        return JobShown.model_validate(job)

    @router.get(
        "/explanations/{explanation_id}/{method}.png",
        summary="The picture of one method",
        response_class=Response,
        responses={
            200: {"content": {"image/png": {"schema": {"type": "string", "format": "binary"}}}},
            304: {"description": "The caller has it already"},
            **documented("MOD-1103", *REFUSED),
        },
    )
    def picture(
        _: ModelReader, explanation_id: ExplanationId, method: Method, if_none_match: IfNoneMatch = None
    ) -> Response:
        try:
            data = (shop.root / "explanations" / explanation_id / f"{method}.png").read_bytes()
        except OSError:
            raise ModisteError("MOD-1103", kind="explanation", id=f"{explanation_id}/{method}") from None
        headers = {"ETag": etag_of(data), "Cache-Control": _REVALIDATE}
        known = not_modified(if_none_match, headers["ETag"], headers)
        return known or Response(data, media_type="image/png", headers=headers)

    return router
