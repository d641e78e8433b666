"""The kinds of job a worker can do, each with its parameters: those of the command of that name.

Knows names and limits; the work is the flow's of the same name.
"""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from modiste.collect import ColumnMapping
from modiste.learning import Progress
from modiste.workspace.cluster import Hands, asked_of, run_cluster_job
from modiste.workspace.flows.ar_shelf import ArWish, prepare_ar
from modiste.workspace.flows.compression import compress
from modiste.workspace.flows.encoding import adapt
from modiste.workspace.flows.evaluations import evaluate
from modiste.workspace.flows.explanations import explain, explain_image
from modiste.workspace.flows.exports import export_model
from modiste.workspace.flows.house import generate
from modiste.workspace.flows.imports import import_from
from modiste.workspace.flows.life_cycle import train, tune
from modiste.workspace.flows.quality import quality_of
from modiste.workspace.flows.recommend_models import retrain
from modiste.workspace.flows.searching import index
from modiste.workspace.flows.shop_forecast import MOST_WEEKS, WEEKS, forecast_demand
from modiste.workspace.flows.tagging import tag
from modiste.workspace.jobs import JobKind

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

StopAsked = Callable[[], bool]
Words = Annotated[str, StringConstraints(max_length=500, pattern=r"^[^\x00]*$")]
Place = Annotated[str, StringConstraints(max_length=4000, pattern=r"^[^\x00]*$")]
MAX_FILES = 1000


class _Params(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ArParams(_Params):
    """As `modiste ar package`, kept in the shop's folder."""

    garment: Words = Field(min_length=1)
    size: Words = ""
    wearer: Words = ""
    cloth: Words = ""
    colour: Words = ""
    body: bool = True


class ImportParams(_Params):
    """As `modiste import`: a file, a folder or `fashion-mnist[:train|:test]`; `kind` is what `--as` says."""

    source: Place = Field(min_length=1)
    kind: Words = ""
    columns: dict[Words, Words] = Field(default={}, max_length=40)
    currency: Words = ""


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
    """As `modiste explain`; `image_id`, in place of files, is an image of the shop."""

    model: Place = Field(min_length=1)
    files: tuple[Place, ...] = Field(default=(), max_length=MAX_FILES)
    image_id: Words = ""
    methods: tuple[Words, ...] = Field(default=(), max_length=10)

    @model_validator(mode="after")
    def _one_or_the_other(self) -> Self:
        if bool(self.files) == bool(self.image_id):
            raise ValueError("either files or an image_id is wanted")
        return self


class CompressParams(_Params):
    """As `modiste compress`."""

    model: Place = Field(min_length=1)
    data: Place = ""
    by: Words = "int8"
    out: Words = ""
    student: Words = ""
    share: float = Field(0.5, gt=0, lt=1)


class ExportParams(_Params):
    """As `modiste export`."""

    model: Place = Field(min_length=1)
    to: Place = Field(min_length=1)
    format: Words = "onnx"
    data: Place = ""


class GenerateParams(_Params):
    """As `modiste shop generate`."""

    garments: int = Field(120, ge=1, le=100_000)
    seed: int = Field(7, ge=0, lt=2**63)
    programs: tuple[Words, ...] = Field(default=(), max_length=40)
    processes: int = Field(0, ge=0, le=256)


class TagParams(_Params):
    """As `modiste tag`."""

    model: str = Field("", max_length=120)
    again: bool = False


class AdaptParams(_Params):
    """As `modiste encoder adapt`."""

    seed: int = Field(default=0, ge=0, le=2**32 - 1)


class IndexParams(_Params):
    """As `modiste index`."""

    again: bool = False


class ClusterParams(_Params):
    """As `modiste cluster run`; the address of a cluster is the worker's to know, by `RAY_ADDRESS`."""

    job: Words = Field(min_length=1)
    data: Place = ""
    executor: Literal["serial", "pool", "ray"] = "serial"
    workers: int = Field(0, ge=0, le=4096)
    partitions: int = Field(0, ge=0, le=100_000)
    settings: dict[Words, Words] = Field(default={}, max_length=100)
    again: bool = False

    @model_validator(mode="after")
    def _is_a_job(self) -> Self:
        asked_of(
            self.job, self.data, self.settings, self.partitions
        )  # an error of ours goes through as it is
        return self


class RecommendParams(_Params):
    """As `modiste recommend --retrain`."""

    kind: Words = "knn"
    settings: dict[Words, Words] = Field(default={}, max_length=100)


class ForecastParams(_Params):
    """As `modiste demand`."""

    weeks: int = Field(WEEKS, ge=1, le=MOST_WEEKS)
    net: bool = False


class FabricSearchParams(_Params):
    """As `modiste fabric search`, of a search that the shop keeps."""

    id: Words = Field(min_length=1)
    evaluations: int = Field(5000, ge=1, le=1_000_000)


class FabricComfortParams(_Params):
    """As `modiste fabric comfort`, of the values of its two files."""

    spec: dict[str, Any]
    scenario: dict[str, Any]
    drape: bool = False


class QualityParams(_Params):
    """As `modiste quality`."""

    models: bool = True


def _ar(shop: "Shop", params: ArParams, progress: Progress, should_stop: StopAsked) -> Mapping[str, Any]:
    return prepare_ar(shop, ArWish(**params.model_dump()), progress, should_stop)


def _import(
    shop: "Shop", params: ImportParams, progress: Progress, should_stop: StopAsked
) -> Mapping[str, Any]:
    mapping = ColumnMapping(params.columns, currency=params.currency) if params.columns else None
    return import_from(shop, params.source, progress, params.kind, should_stop, mapping=mapping).to_json()


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
    if params.image_id:
        return explain_image(shop, params.model, params.image_id, params.methods)
    out = shop.root / "explanations"
    made = explain(shop, params.model, params.files, params.methods, out)
    return {"files": [each if isinstance(each, dict) else each.to_json() for each in made]}


def _tag(shop: "Shop", params: TagParams, progress: Progress, should_stop: StopAsked) -> Mapping[str, Any]:
    return tag(shop, params.model, progress, should_stop, again=params.again).to_json()


def _compress(
    shop: "Shop", params: CompressParams, progress: Progress, should_stop: StopAsked
) -> Mapping[str, Any]:
    asked = (params.model, params.data, params.by, params.out, progress, should_stop)
    return compress(shop, *asked, params.student, params.share).to_json()


def _export(shop: "Shop", params: ExportParams, _progress: Progress, _stop: StopAsked) -> Mapping[str, Any]:
    return export_model(shop, params.model, Path(params.to), params.format, params.data).to_json()


def _generate(
    shop: "Shop", params: GenerateParams, progress: Progress, should_stop: StopAsked
) -> Mapping[str, Any]:
    return generate(
        shop,
        params.garments,
        params.seed,
        programs=params.programs,
        processes=params.processes,
        progress=progress,
        should_stop=should_stop,
    ).to_json()


def _adapt(
    shop: "Shop", params: AdaptParams, progress: Progress, should_stop: StopAsked
) -> Mapping[str, Any]:
    return adapt(shop, seed=params.seed, progress=progress, should_stop=should_stop).to_json()


def _index(
    shop: "Shop", params: IndexParams, progress: Progress, should_stop: StopAsked
) -> Mapping[str, Any]:
    return index(shop, progress, should_stop, again=params.again).to_json()


def _recommend(
    shop: "Shop", params: RecommendParams, progress: Progress, should_stop: StopAsked
) -> Mapping[str, Any]:
    return retrain(shop, params.kind, params.settings, progress, should_stop)


def _cluster(
    shop: "Shop", params: ClusterParams, progress: Progress, should_stop: StopAsked
) -> Mapping[str, Any]:
    asked = asked_of(params.job, params.data, params.settings, params.partitions)
    cores = os.cpu_count() or 1  # of this machine: whoever asks over HTTP does not know how many there are
    workers = min(params.workers, cores) if params.executor == "pool" else params.workers
    made = run_cluster_job(
        asked,
        Hands(params.executor, workers),
        home=shop.root / "cluster",
        again=params.again,
        progress=progress,
        should_stop=should_stop,
    )
    return made.to_json()


def _forecast(
    shop: "Shop", params: ForecastParams, progress: Progress, should_stop: StopAsked
) -> Mapping[str, Any]:
    made = forecast_demand(shop, params.weeks, net=params.net, progress=progress, should_stop=should_stop)
    return made.to_json()


def _search_fabrics(
    shop: "Shop", params: FabricSearchParams, progress: Progress, should_stop: StopAsked
) -> Mapping[str, Any]:
    return shop.fabric_searches.go(params.id, params.evaluations, progress, should_stop)


def _wear_fabric(
    shop: "Shop", params: FabricComfortParams, progress: Progress, should_stop: StopAsked
) -> Mapping[str, Any]:
    return shop.fabric_comforts.go(
        params.spec, params.scenario, progress, should_stop, is_draped=params.drape
    )


def _quality(
    shop: "Shop", params: QualityParams, progress: Progress, should_stop: StopAsked
) -> Mapping[str, Any]:
    return quality_of(shop, progress, should_stop, use_models=params.models).to_json()


ADAPT = JobKind(AdaptParams, _adapt)
AR = JobKind(ArParams, _ar)
CLUSTER = JobKind(ClusterParams, _cluster)
COMPRESS = JobKind(CompressParams, _compress)
EVALUATE = JobKind(EvaluateParams, _evaluate)
EXPLAIN = JobKind(ExplainParams, _explain)
EXPORT = JobKind(ExportParams, _export)
FABRIC_COMFORT = JobKind(FabricComfortParams, _wear_fabric)
FABRIC_SEARCH = JobKind(FabricSearchParams, _search_fabrics)
FORECAST = JobKind(ForecastParams, _forecast)
GENERATE = JobKind(GenerateParams, _generate)
IMPORT = JobKind(ImportParams, _import)
INDEX = JobKind(IndexParams, _index)
QUALITY = JobKind(QualityParams, _quality)
RECOMMEND = JobKind(RecommendParams, _recommend)
TAG = JobKind(TagParams, _tag)
TRAIN = JobKind(TrainParams, _train)
TUNE = JobKind(TuneParams, _tune)
