"""The whole plug-in surface: tables from a name to the place of its code, and what extends them.

Knows names and places; nothing is imported before it is asked for by name. A plug-in adds names under the
entry point groups below and can replace none of the built-in ones.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Generic, TypeVar, cast

from modiste.garment import ModisteError

T = TypeVar("T")

NETWORKS = {
    "cnn": "modiste.learning:NETWORKS[cnn]",
    "compact": "modiste.learning:NETWORKS[compact]",
    "encoder": "modiste.learning:NETWORKS[encoder]",
    "flow": "modiste.learning:NETWORKS[flow]",
    "frames": "modiste.wearables:build_frame_network",
    "gan": "modiste.learning:NETWORKS[gan]",
    "vae": "modiste.learning:NETWORKS[vae]",
    "lite0": "modiste.foundation:build_lite0",
    "lite0_mask": "modiste.vision:build_lite0_mask",
    "resnet": "modiste.learning:NETWORKS[resnet]",
    "memory": "modiste.foundation:build_memory",
    "minirocket": "modiste.wearables:build_minirocket",
    "rnn": "modiste.learning:NETWORKS[rnn]",
    "series_cnn": "modiste.wearables:build_series_cnn",
    "towers": "modiste.foundation:build_towers",
}
"""Group `modiste.networks`: `build(spec: InputSpec, classes: int, **params) -> torch.nn.Module`."""

ADAPTERS = {
    "design.flats": "modiste.design.sketch.training",
    "design.flow": "modiste.design.generate.training",
    "design.gan": "modiste.design.generate.training",
    "foundation": "modiste.foundation.training",
    "foundation.encoder_behaviour": "modiste.foundation.histories",
    "vision": "modiste.vision.classifier",
    "vision.segmenter": "modiste.vision.segmentation",
    "wearables": "modiste.wearables.activity",
}
"""Group `modiste.adapters`: how a room's data meet its models, by room, or room and task, in a recipe's name.

A module, or any value, with `training_data(recipe, data, ...)`, `judge(model, data, ...)` and
`classify(model, files, ...)` as in `modiste.vision.classifier`. One whose examples are not labelled by class
has `objective(learned, chosen)` too, what its training asks for, and `worth(model, data, ...)` for `judge`;
one whose network is several in one has `companions(module, recipe, learned)`, which are exported beside it;
one whose network is no classifier has `write_model(module, recipe, learned, out, name, data)`, which makes
the folder that `CHECKS` knows to check.
"""

CLUSTER_WORKS = {
    "cooccurrence.count": "modiste.workspace.flows.cluster_jobs.cooccurrence:count",
    "cooccurrence.sum": "modiste.workspace.flows.cluster_jobs.cooccurrence:total",
    "duplicates.describe": "modiste.workspace.flows.cluster_jobs.duplicates:describe",
    "duplicates.pair": "modiste.workspace.flows.cluster_jobs.duplicates:pair",
    "encode": "modiste.workspace.flows.cluster_jobs.encode:encode",
    "forecast": "modiste.workspace.flows.cluster_jobs.forecast:forecast",
    "generate": "modiste.workspace.flows.cluster_jobs.generate:generate",
    "train": "modiste.workspace.flows.cluster_training:train_work",
    "tune": "modiste.workspace.flows.cluster_jobs.tune:tried",
}
"""Group `modiste.cluster_works`: `work(payload, shared) -> bytes`, what is done with one partition."""

CLUSTER_JOBS = {
    "cooccurrence": "modiste.workspace.flows.cluster_jobs.cooccurrence:JOB",
    "duplicates": "modiste.workspace.flows.cluster_jobs.duplicates:JOB",
    "encode": "modiste.workspace.flows.cluster_jobs.encode:JOB",
    "forecast": "modiste.workspace.flows.cluster_jobs.forecast:JOB",
    "generate": "modiste.workspace.flows.cluster_jobs.generate:JOB",
    "tune": "modiste.workspace.flows.cluster_jobs.tune:JOB",
}
"""Group `modiste.cluster_jobs`: a `modiste.workspace.cluster.ClusterJob`, by the word after `cluster run`."""

CONNECTORS = {
    "clips": "modiste.collect:CLIPS",
    "events": "modiste.collect:EVENT_TABLE",
    "ga4": "modiste.collect:GA4",
    "google-merchant-tsv": "modiste.collect:MERCHANT_TABLE",
    "google-merchant-xml": "modiste.collect:MERCHANT_XML",
    "instagram": "modiste.collect:INSTAGRAM",
    "jd": "modiste.collect:JD",
    "magazine": "modiste.collect:MAGAZINE",
    "orders": "modiste.collect:ORDERS",
    "pinterest": "modiste.collect:PINTEREST",
    "schema-org": "modiste.collect:SCHEMA_ORG",
    "segment": "modiste.collect:SEGMENT",
    "shopify": "modiste.collect:SHOPIFY",
    "shopify-json": "modiste.collect:SHOPIFY_JSON",
    "snowplow": "modiste.collect:SNOWPLOW",
    "stock": "modiste.collect:STOCK",
    "table": "modiste.collect:MAPPED_TABLE",
    "taobao": "modiste.collect:TAOBAO",
    "woocommerce": "modiste.collect:WOOCOMMERCE",
}
"""Group `modiste.connectors`: a `modiste.collect.Connector`, its name the word after `--as`."""

DATA_SETS = {
    "fashion-mnist": "modiste.workspace.photo_intake:import_fashion_mnist",
    "photos": "modiste.workspace.photo_intake:import_photos",
}
"""Group `modiste.data_sets`: `import_(store: Store, source: str, progress: Progress) -> ImportReport`."""

JOB_KINDS = {
    "adapt": "modiste.workspace.flows.kinds:ADAPT",
    "ar": "modiste.workspace.flows.kinds:AR",
    "cluster": "modiste.workspace.flows.kinds:CLUSTER",
    "compress": "modiste.workspace.flows.kinds:COMPRESS",
    "evaluate": "modiste.workspace.flows.kinds:EVALUATE",
    "explain": "modiste.workspace.flows.kinds:EXPLAIN",
    "export": "modiste.workspace.flows.kinds:EXPORT",
    "fabric-comfort": "modiste.workspace.flows.kinds:FABRIC_COMFORT",
    "fabric-search": "modiste.workspace.flows.kinds:FABRIC_SEARCH",
    "forecast": "modiste.workspace.flows.kinds:FORECAST",
    "generate": "modiste.workspace.flows.kinds:GENERATE",
    "import": "modiste.workspace.flows.kinds:IMPORT",
    "index": "modiste.workspace.flows.kinds:INDEX",
    "quality": "modiste.workspace.flows.kinds:QUALITY",
    "recommend": "modiste.workspace.flows.kinds:RECOMMEND",
    "tag": "modiste.workspace.flows.kinds:TAG",
    "train": "modiste.workspace.flows.kinds:TRAIN",
    "tune": "modiste.workspace.flows.kinds:TUNE",
}
"""Group `modiste.job_kinds`: a `JobKind`, the model of its parameters and the function that does it."""

EXPORTERS = {
    "c": "modiste.wearables:c_package",
    "tflite": "modiste.wearables:tflite_package",
}
"""Group `modiste.exporters`: a form of a model other than its own folder, by the word after `--format`.

`package(folder, calibration) -> (files, notes)`: bytes by file name, and what to tell of them, their
`golden_difference` among it; `calibration` are inputs as the model is served them, and may be empty.
"""

EMBEDDERS = {"encoder": "modiste.workspace.flows.encoding:encoder_of"}
"""Group `modiste.embedders`: `build(shop: Shop) -> modiste.search.Embedder`; the first one is used."""

FORECASTERS = {
    "adida": "modiste.trends:CLASSICS[adida]",
    "blend": "modiste.trends:LEARNED[blend]",
    "boosted": "modiste.trends:LEARNED[boosted]",
    "ces": "modiste.trends:CLASSICS[ces]",
    "chronos": "modiste.trends:chronos",
    "croston": "modiste.trends:CLASSICS[croston]",
    "drift": "modiste.trends:CLASSICS[drift]",
    "dynamic_theta": "modiste.trends:CLASSICS[dynamic_theta]",
    "ets": "modiste.trends:CLASSICS[ets]",
    "fracast": "modiste.trends:fracast",
    "mstl": "modiste.trends:CLASSICS[mstl]",
    "naive": "modiste.trends:CLASSICS[naive]",
    "profiles": "modiste.trends:LEARNED[profiles]",
    "recurrent": "modiste.trends:LEARNED[recurrent]",
    "sba": "modiste.trends:CLASSICS[sba]",
    "seasonal_naive": "modiste.trends:CLASSICS[seasonal_naive]",
    "theta": "modiste.trends:CLASSICS[theta]",
    "timesfm": "modiste.trends:timesfm",
    "tsb": "modiste.trends:CLASSICS[tsb]",
    "window_mean": "modiste.trends:CLASSICS[window_mean]",
}
"""Group `modiste.forecasters`: `build(season: int | None) -> modiste.trends.Forecaster`."""

CYCLES = {
    "design.flats": "modiste.workspace.flows.sketch_worth:CYCLE",
    "design.flow": "modiste.workspace.flows.concept_worth:CYCLE",
    "design.gan": "modiste.workspace.flows.concept_worth:CYCLE",
    "encoder": "modiste.workspace.flows.encoding:CYCLE",
    "recommend": "modiste.workspace.flows.recommending:CYCLE",
    "recommend.outfits": "modiste.workspace.flows.outfit_models:CYCLE",
    "recommend.size": "modiste.workspace.flows.size_models:CYCLE",
    "trends.forecast": "modiste.workspace.flows.forecasting:CYCLE",
    "trends.launch": "modiste.workspace.flows.launches:CYCLE",
    "tryon.photo": "modiste.workspace.flows.photo_pairs:CYCLE",
    "wearables": "modiste.workspace.flows.wearable_models:CYCLE",
}
"""Group `modiste.cycles`: a `Cycle`, by the name of a model (`encoder`), a room and task, or a room alone.

How models are judged, and trained, that no recipe file describes: by protocols of their own.
"""

CHECKS = {
    "concept": "modiste.design:checked_generator",
    "history": "modiste.recommend:checked",
    "outfit": "modiste.recommend:checked_outfits",
    "wearing": "modiste.recommend:checked_sizes",
}
"""Group `modiste.checks`: `check(folder) -> ModelCard` for models that are no networks, by kind of input.

It opens the folder, compares its answers with the golden ones and raises MOD-1320 to 1323 or MOD-1327.
"""

_PLACE = re.compile(r"(?P<module>[\w.]+)(?::(?P<name>\w+)(?:\[(?P<key>\w+)\])?)?")


class Table(Mapping[str, T], Generic[T]):
    """Names and their code, loaded when one is taken: built-in ones, then those of an entry point group."""

    def __init__(self, kind: str, built_in: Mapping[str, str], group: str) -> None:
        self._kind, self._built_in, self._group = kind, built_in, group

    def __getitem__(self, name: str) -> T:
        if name in self._built_in:
            return cast(T, _at(self._built_in[name]))
        found = _extensions(self._group)
        if name not in found:
            raise KeyError(name)
        try:
            return cast(T, found[name].load())
        except Exception as error:  # a plug-in is a stranger's code
            raise ModisteError("MOD-2013", name=name, reason=f"{type(error).__name__}: {error}") from error

    def __contains__(self, name: object) -> bool:
        return name in self._built_in or name in _extensions(self._group)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted({*self._built_in, *_extensions(self._group)}))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def pick(self, name: str) -> T:
        """The code of a name.

        Raises:
            ModisteError: MOD-2012 when the name is not known, MOD-2013 when a plug-in cannot be loaded.
        """
        try:
            return self[name]
        except KeyError:
            raise ModisteError("MOD-2012", kind=self._kind, name=name, known=", ".join(self)) from None


def networks() -> Table[Any]:
    """Networks by the name a recipe gives."""
    return Table("network", NETWORKS, "modiste.networks")


def adapters() -> Table[Any]:
    """How data meet models, by room."""
    return Table("room", ADAPTERS, "modiste.adapters")


def connectors() -> Table[Any]:
    """The formats that `import` reads."""
    return Table("format", CONNECTORS, "modiste.connectors")


def cluster_works() -> Table[Any]:
    """What an executor does with one partition."""
    return Table("work of a partition", CLUSTER_WORKS, "modiste.cluster_works")


def cluster_jobs() -> Table[Any]:
    """What `cluster run` can be asked for."""
    return Table("job of a cluster", CLUSTER_JOBS, "modiste.cluster_jobs")


def checks() -> Table[Any]:
    """How models that are no networks are checked before they are registered, promoted and copied."""
    return Table("kind of input", CHECKS, "modiste.checks")


def cycles() -> Table[Any]:
    """Life cycles of models that no recipe file describes."""
    return Table("model", CYCLES, "modiste.cycles")


def data_sets() -> Table[Any]:
    """What `import` takes in by a way of its own, all at once: published data sets, and folders of photos."""
    return Table("import source", DATA_SETS, "modiste.data_sets")


def embedders() -> Table[Any]:
    """What can make vectors of pictures and words, one space for both."""
    return Table("embedder", EMBEDDERS, "modiste.embedders")


def exporters() -> Table[Any]:
    """Forms of a model other than its own folder."""
    return Table("format", EXPORTERS, "modiste.exporters")


def forecasters() -> Table[Any]:
    """What can forecast demand, by the name that tables of results give it."""
    return Table("forecaster", FORECASTERS, "modiste.forecasters")


def job_kinds() -> Table[Any]:
    """What a worker can do."""
    return Table("job kind", JOB_KINDS, "modiste.job_kinds")


def _at(place: str) -> object:
    match = _PLACE.fullmatch(place)
    assert match, place
    module = import_module(match["module"])
    found: Any = getattr(module, match["name"]) if match["name"] else module
    return found[match["key"]] if match["key"] else found


@cache
def _extensions(group: str) -> dict[str, EntryPoint]:
    return {entry.name: entry for entry in entry_points(group=group)}
