"""Models of activities over HTTP: each second they call, why, each form they come in, and one person's own.

Knows JSON and files to take along; telling, explaining and writing out are the workspace's.
"""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from modiste.api.access import ModelReader, ModelWriter
from modiste.api.pictures import bytes_as
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.workspace import Shop, flows

_REFUSED = ("MOD-2203", "MOD-2209", "MOD-2210")
_ASKED = ("MOD-1328", "MOD-2911", "MOD-2923", "MOD-2924", *_REFUSED)
_UNFORMED = ("MOD-1327", "MOD-1328", "MOD-2940", "MOD-2941", "MOD-2942", "MOD-2943", *_REFUSED)
Set = Annotated[str, Path(max_length=80, description="A set of recordings.")]
Name = Annotated[str, Path(max_length=200, description="A recording of it.")]
Model = Annotated[str, Query(min_length=1, max_length=200, description="A model of activities.")]


class WearableCallShown(BaseModel):
    """What a model says of one second, and what the wearer did."""

    model_config = ConfigDict(title="WearableCall")

    at_s: float
    label: str
    confidence: float
    is_unknown: bool = Field(description="Too doubtful to be believed.")
    true_label: str


class WearableCallsShown(BaseModel):
    """What a model says of each second of a recording; `accuracy` of the `n` that have one of its labels."""

    model_config = ConfigDict(title="WearableCalls")

    model: str
    recording: str
    was_learned_from: bool = Field(description="Whether the model learned from this person.")
    n: int
    accuracy: float | None
    seconds: list[WearableCallShown]


class WearableWhyShown(BaseModel):
    """Which channel and when made a call: log odds lost when a piece of a channel is hidden."""

    model_config = ConfigDict(title="WearableWhy")

    model: str
    recording: str
    moment_s: float
    label: str = Field(description="What the network says by itself, before the order of activities.")
    chance: float
    channels: dict[str, float] = Field(description="Each channel's share of all that counts.")
    at_s: list[float] = Field(description="Middle of each piece, seconds from the moment.")
    heat: list[list[float]] = Field(description="A row a channel, a value a piece.")
    faithfulness: float


class WearableAssumptionsShown(BaseModel):
    """What an estimate of time and energy rests on; spans from the least to the greatest."""

    model_config = ConfigDict(title="WearableAssumptions")

    megahertz: float
    cycles_a_mac: tuple[float, float]
    microamperes_a_megahertz: tuple[float, float]
    volts: float
    picojoules_a_mac: tuple[float, float]


class WearableFormatShown(BaseModel):
    """A form of a model: its size, and milliseconds a window from `ms_low` to `ms_high`.

    `how`: `measured` on this machine, one thread, or `estimated` from what `assumed` says.
    """

    model_config = ConfigDict(title="WearableFormat")

    format: str
    precision: str
    how: Literal["measured", "estimated"]
    size_bytes: int | None
    ram_bytes: int | None
    macs: int | None
    ms_low: float | None
    ms_high: float | None
    energy_uj: tuple[float, float] | None
    golden_difference: float | None
    assumed: str
    assumptions: WearableAssumptionsShown | None = Field(description="What `assumed` says, as numbers.")
    refused: str | None = Field(description="Why there is no such form.")


class WearableFormatsShown(BaseModel):
    """The forms of a model."""

    model_config = ConfigDict(title="WearableFormats")

    items: list[WearableFormatShown]


class WearablePersonalGiven(BaseModel):
    """Whose labelled minutes to learn from, and how many of them."""

    model_config = ConfigDict(title="WearablePersonal", extra="forbid")

    model: str = Field(min_length=1, max_length=200)
    set: str = Field(min_length=1, max_length=80)
    subject: str = Field(min_length=1, max_length=200)
    minutes: float = Field(ge=0.05, le=600)


class WearablePersonalKeptGiven(WearablePersonalGiven):
    """The same, and what the person's own model is called."""

    model_config = ConfigDict(title="WearablePersonalKept", extra="forbid")

    name: str = Field(min_length=1, max_length=80)


class WearablePersonalisedShown(BaseModel):
    """Accuracy by frames on a person's other recordings, before and after."""

    model_config = ConfigDict(title="WearablePersonalised")

    model: str
    subject: str
    minutes: float
    was_learned_from: bool
    accuracy_before: float
    accuracy_after: float
    n: int
    learned_frames: int
    kept_as: str | None = Field(description="The model that it was kept as, with its version.")


def wearable_model_routes(shop: Shop) -> APIRouter:
    """Routes below /api/v1/wearables that ask models."""
    router = APIRouter(prefix="/api/v1/wearables", tags=["wearables"], route_class=StrictRoute)

    @router.get(
        "/sets/{name}/recordings/{recording}/calls",
        summary="What a model says of each second of a recording",
        description="Each second knows the whole stretch it lies in, later samples too.",
        responses=documented(*_ASKED),
    )
    def show_calls(_: ModelReader, name: Set, recording: Name, model: Model) -> WearableCallsShown:
        return WearableCallsShown.model_validate(shop.recordings.called(name, recording, model))

    @router.get(
        "/sets/{name}/recordings/{recording}/why",
        summary="Which channel and when made a call",
        responses=documented(*_ASKED),
    )
    def show_why(
        _: ModelReader,
        name: Set,
        recording: Name,
        model: Model,
        at: Annotated[float, Query(ge=0, le=1e9, description="Seconds from the first sample.")],
    ) -> WearableWhyShown:
        return WearableWhyShown.model_validate(shop.recordings.why(name, recording, model, at))

    @router.get(
        "/formats", summary="A model's size and time by format", responses=documented("MOD-1328", *_REFUSED)
    )
    def show_formats(_: ModelReader, model: Model) -> WearableFormatsShown:
        rows = flows.model_formats(shop, model)
        return WearableFormatsShown(items=[WearableFormatShown.model_validate(row) for row in rows])

    @router.get(
        "/export",
        summary="A model written out, as a ZIP",
        response_class=Response,
        responses=bytes_as("application/zip") | documented(*_UNFORMED),
    )
    def take_along(
        _: ModelReader,
        model: Model,
        form: Annotated[
            Literal["onnx", "tflite", "c"],
            Query(description="`onnx`, `tflite` (LiteRT, int8), or `c` for microcontrollers."),
        ],
    ) -> Response:
        entry = shop.registry.resolve(model, allow_folder=False)
        name, content = flows.export_archive(shop, f"{entry.name}@{entry.version}", form)
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
        return Response(content, media_type="application/zip", headers=headers)

    @router.post(
        "/personalise",
        summary="What a person's labelled minutes would make of a model",
        description="Learns from the person's first recordings and judges on the others; nothing is kept.",
        responses=documented("MOD-2920", "MOD-2921", *_ASKED),
    )
    def personalise(_: ModelReader, given: WearablePersonalGiven) -> WearablePersonalisedShown:
        folder = shop.recordings.folder(given.set)
        made = shop.recordings.personalise(given.model, folder, given.subject, given.minutes)
        return WearablePersonalisedShown.model_validate(made)

    @router.post(
        "/personal-models",
        summary="Keep what a person's labelled minutes make of a model",
        description="As `personalise`, and the model that was judged is kept under a name: its last layer is "
        "the person's own. The same name makes a new version.",
        responses=documented("MOD-1326", "MOD-2015", "MOD-2920", "MOD-2921", *_ASKED),
    )
    def keep_personal(_: ModelWriter, given: WearablePersonalKeptGiven) -> WearablePersonalisedShown:
        folder = shop.recordings.folder(given.set)
        made = shop.recordings.personalise(given.model, folder, given.subject, given.minutes, given.name)
        return WearablePersonalisedShown.model_validate(made)

    return router
