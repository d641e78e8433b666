"""The kinds of job a worker can do, each with its parameters: those of the command of that name.

Knows names and limits; the work is the flow's of the same name.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Self
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from modiste.garment import ModisteError
from modiste.learning import Progress
from modiste.workspace.flows.compression import compress
from modiste.workspace.flows.evaluations import evaluate
from modiste.workspace.flows.explanations import explain
from modiste.workspace.flows.life_cycle import train, tune
from modiste.workspace.flows.models import export_model
from modiste.workspace.flows.tagging import tag
from modiste.workspace.jobs import JobKind
from modiste.workspace.plugins import connectors

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

StopAsked = Callable[[], bool]
Words = Annotated[str, StringConstraints(max_length=500, pattern=r"^[^\x00]*$")]
Place = Annotated[str, StringConstraints(max_length=4000, pattern=r"^[^\x00]*$")]
MAX_FILES = 1000
EXPLANATIONS: Final = "explanations"
"""The folder of a shop below which each explaining job has a folder of pictures."""


class _Params(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ImportParams(_Params):
    """`source`: a folder of photos, or `fashion-mnist`, `fashion-mnist:train`, `fashion-mnist:test`."""

    source: Place = Field(min_length=1)


class TrainParams(_Params):
    """As `modiste train`."""

    recipe: Words = Field(min_length=1)
    data: Place = ""
    settings: dict[Words, Words] = Field(default={}, max_length=100)
    out: Words = ""


class TuneParams(TrainParams):
    """As `modiste tune`."""

    budget: Words = "12 trials"
    space: tuple[Words, ...] = Field(default=(), max_length=100)


class EvaluateParams(_Params):
    """As `modiste evaluate`."""

    model: Place = Field(min_length=1)
    data: Place = ""
    protocol: Words = ""
    settings: dict[Words, Words] = Field(default={}, max_length=100)


class ExplainParams(_Params):
    """As `modiste explain`; `photos` are ids of the shop's own."""

    model: Place = Field(min_length=1)
    files: tuple[Place, ...] = Field(default=(), max_length=MAX_FILES)
    photos: tuple[Words, ...] = Field(default=(), max_length=MAX_FILES)
    methods: tuple[Words, ...] = Field(default=(), max_length=10)

    @model_validator(mode="after")
    def _has_something(self) -> Self:
        if not self.files and not self.photos:
            raise ValueError("files or photos are needed")
        return self


class TagParams(_Params):
    """`model`: the shop's own where empty; `again`: photos that were seen, too."""

    model: Words = ""
    again: bool = False


class CompressParams(_Params):
    """As `modiste compress`."""

    model: Place = Field(min_length=1)
    data: Place = ""
    by: Words = "int8"
    out: Words = ""
    student: Words = ""


class ExportParams(_Params):
    """As `modiste export`."""

    model: Place = Field(min_length=1)
    to: Place = Field(min_length=1)


def import_from(shop: "Shop", source: str, progress: Progress) -> Any:
    """Import what `source` names: `CONNECTOR[:PART]`, else a folder of photos.

    Raises:
        ModisteError: MOD-1208 for no source at all, and what the connector raises.
    """
    if not source.strip():  # it would mean the working folder
        raise ModisteError("MOD-1208", path=source)
    name, _, part = source.partition(":")
    table = connectors()
    if name in table and name != "photos" and not Path(source).exists():
        return table[name](shop.store, part, progress)
    return table["photos"](shop.store, source, progress)


def _import(
    shop: "Shop", params: ImportParams, progress: Progress, should_stop: StopAsked
) -> Mapping[str, Any]:
    def tell(event: Any) -> None:
        progress(event)
        if should_stop():  # every batch before this one is whole, so it can end here
            raise ModisteError("MOD-2018", what=f"Importing {params.source}")

    return import_from(shop, params.source, tell).to_json()  # type: ignore[no-any-return]


def _train(
    shop: "Shop", params: TrainParams, progress: Progress, should_stop: StopAsked
) -> Mapping[str, Any]:
    made = train(shop, params.recipe, params.data, params.settings, params.out, progress, should_stop)
    return made.to_json()


def _tune(shop: "Shop", params: TuneParams, progress: Progress, should_stop: StopAsked) -> Mapping[str, Any]:
    return tune(
        shop,
        params.recipe,
        params.data,
        params.budget,
        params.space,
        params.settings,
        params.out,
        progress,
        should_stop,
    ).to_json()


def _evaluate(
    shop: "Shop", params: EvaluateParams, progress: Progress, should_stop: StopAsked
) -> Mapping[str, Any]:
    return evaluate(
        shop, params.model, params.data, params.protocol, params.settings, progress, None, should_stop
    ).to_json()


def _explain(shop: "Shop", params: ExplainParams, _progress: Progress, _stop: StopAsked) -> Mapping[str, Any]:
    # A folder each time: another explanation of a file of that name must not take its pictures' place.
    out = shop.root / EXPLANATIONS / uuid4().hex
    own = [(id_, shop.garments.photo(id_).data) for id_ in params.photos]
    made = explain(shop, params.model, [*params.files, *own], params.methods, out)
    return {"files": [each if isinstance(each, dict) else each.to_json() for each in made]}


def _tag(shop: "Shop", params: TagParams, progress: Progress, should_stop: StopAsked) -> Mapping[str, Any]:
    return tag(shop, params.model, progress, should_stop, again=params.again).to_json()


def _compress(
    shop: "Shop", params: CompressParams, progress: Progress, should_stop: StopAsked
) -> Mapping[str, Any]:
    return compress(
        shop, params.model, params.data, params.by, params.out, progress, should_stop, params.student
    ).to_json()


def _export(shop: "Shop", params: ExportParams, _progress: Progress, _stop: StopAsked) -> Mapping[str, Any]:
    return export_model(shop, params.model, Path(params.to)).to_json()


COMPRESS = JobKind(CompressParams, _compress)
EVALUATE = JobKind(EvaluateParams, _evaluate)
EXPLAIN = JobKind(ExplainParams, _explain)
EXPORT = JobKind(ExportParams, _export)
IMPORT = JobKind(ImportParams, _import)
TAG = JobKind(TagParams, _tag)
TRAIN = JobKind(TrainParams, _train)
TUNE = JobKind(TuneParams, _tune)
