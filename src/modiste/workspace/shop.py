"""One shop, opened: its folder, settings, store, models, garments and jobs behind one handle.

Knows what belongs to a shop; what is done with it stands in `flows`, and how it looks is the faces'.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TextIO

from pydantic import SecretStr

from modiste.garment import ModisteError
from modiste.learning import Progress, silent
from modiste.store import Store, exclusive, write_whole
from modiste.workspace import flows
from modiste.workspace.compressions import Compressions
from modiste.workspace.edits import Edits
from modiste.workspace.evaluations import Evaluations
from modiste.workspace.garments import Garments
from modiste.workspace.jobs import Jobs
from modiste.workspace.mappings import Mappings
from modiste.workspace.people import People
from modiste.workspace.settings import FILE, Settings, load_settings
from modiste.workspace.telemetry import log_file, logger
from modiste.workspace.uploads import Uploads

if TYPE_CHECKING:
    import numpy as np
    import structlog
    from numpy.typing import NDArray

    from modiste.foundation import Adaptation
    from modiste.learning import Registry, Result
    from modiste.workspace.flows import (
        Answer,
        Compressed,
        CutOut,
        Described,
        Explained,
        Exported,
        FabricComforts,
        FabricSearches,
        Found,
        MoodBoard,
        Recommendation,
        ShopControl,
        ShopDesigns,
        ShopDevices,
        ShopFabrics,
        ShopInsight,
        ShopPassports,
        ShopPlanning,
        ShopRecommender,
        ShopRecordings,
        ShopScans,
        ShopSearch,
        ShopSupplyEvents,
        ShopSupplyFacts,
        ShopSupplyPlaces,
        ShopTrends,
        SupplyTelling,
        Trained,
        Tuning,
    )
    from modiste.workspace.flows.cutouts import Refused

_FIRST_LINES = """# The settings of this shop. See: modiste config show --origin
# Names and flags of the environment (MODISTE_<NAME>) and the command line go before this file.
"""
StopAsked = Callable[[], bool]


def never() -> bool:
    """Nobody asks for a stop."""
    return False


class Shop:
    """A shop's folder, opened. Threads may share it; processes each open their own.

    Attributes:
        root: the folder.
        settings: what is set, see `modiste config show`.
        store: rows, pictures, events, the job table.
        garments: the garments as one collection.
        edits: what people do to garments, and undo.
        jobs: long work for a worker.
        people: the customers: what may be kept of them, export, erasure.
        evaluations: what its models were worth, kept.
        compressions: the tables of what was compressed, kept.
        mappings: which column says what, of tables that were imported before.
        uploads: files that wait to be imported.
    """

    def __init__(self, root: Path, settings: Settings, store: Store) -> None:
        self.root, self.settings, self.store = root, settings, store
        self.garments = Garments(store, self)
        self.edits = Edits(store)
        self.jobs = Jobs(store)
        self.people = People(store, _secret(settings.pseudonym_salt))
        self.evaluations = Evaluations(store)
        self.compressions = Compressions(store)
        self.mappings = Mappings(root)
        self.uploads = Uploads(root)
        self._lock = RLock()
        self._log_stream: TextIO | None = None

    @cached_property
    def registry(self) -> "Registry":
        """The shop's models; those that came with the software are entered when it is first asked for."""
        with self._lock:
            return flows.shop_registry(self.store)

    @cached_property
    def finding(self) -> "ShopSearch":
        """Search: the shop's indexes of words and pictures."""
        with self._lock:
            return flows.ShopSearch(self)

    @cached_property
    def recommending(self) -> "ShopRecommender":
        """Recommendations: candidates, rules, experiments, what was shown and what was done."""
        with self._lock:
            return flows.ShopRecommender(self)

    @cached_property
    def planning(self) -> "ShopPlanning":
        """Demand, stock and decisions: the newest forecast, what wants a look, what is proposed."""
        with self._lock:
            return flows.ShopPlanning(self)

    @cached_property
    def fabrics(self) -> "ShopFabrics":
        """The cloths of the fabric lab."""
        return flows.ShopFabrics(self.root, self.store)

    @cached_property
    def fabric_comforts(self) -> "FabricComforts":
        """Long scenarios lived through in cloths."""
        return flows.FabricComforts(self.root)

    @cached_property
    def fabric_searches(self) -> "FabricSearches":
        """Searches for cloths that it keeps."""
        return flows.FabricSearches(self.root)

    @cached_property
    def devices(self) -> "ShopDevices":
        """The devices that report: who they are, and what they hand over."""
        with self._lock:
            return flows.ShopDevices(self)

    @cached_property
    def trending(self) -> "ShopTrends":
        """What rises and fades, and what the sales tell."""
        with self._lock:
            return flows.ShopTrends(self)

    @cached_property
    def supplying(self) -> "ShopSupplyEvents":
        """Supply events: captured, asked for, and an item's journey."""
        with self._lock:
            return flows.ShopSupplyEvents(self.store)

    @cached_property
    def places(self) -> "ShopSupplyPlaces":
        """Places of the supply chain, and where they are."""
        with self._lock:
            return flows.ShopSupplyPlaces(self.store)

    @cached_property
    def insight(self) -> "ShopInsight":
        """What readings say: alarms, curves, the newest values."""
        with self._lock:
            return flows.ShopInsight(self)

    @cached_property
    def supply_facts(self) -> "ShopSupplyFacts":
        """What events and readings say of ways, orders and machines."""
        with self._lock:
            return flows.ShopSupplyFacts(self)

    @cached_property
    def telling(self) -> "SupplyTelling":
        """Subscribers to supply events, told what is new."""
        with self._lock:
            return flows.SupplyTelling(self)

    @cached_property
    def control(self) -> "ShopControl":
        """What devices are set to, and what is proposed."""
        with self._lock:
            return flows.ShopControl(self)

    @cached_property
    def passports(self) -> "ShopPassports":
        """Digital product passports, their log and its witnesses."""
        with self._lock:
            return flows.ShopPassports(self)

    @cached_property
    def designs(self) -> "ShopDesigns":
        """Designs: specs kept as a tree."""
        with self._lock:
            return flows.ShopDesigns(self)

    @cached_property
    def mood(self) -> "MoodBoard":
        """Pictures kept beside the designer's work."""
        with self._lock:
            return flows.MoodBoard(self)

    @cached_property
    def scans(self) -> "ShopScans":
        """Scans of labels, codes that are claimed once, and who looks suspicious."""
        with self._lock:
            return flows.ShopScans(self)

    @cached_property
    def recordings(self) -> "ShopRecordings":
        """Sets of what sensors on wearers measured."""
        with self._lock:
            return flows.ShopRecordings(self)

    @cached_property
    def log(self) -> "structlog.stdlib.BoundLogger":
        """The shop's log: JSON lines in `logs/modiste.log`."""
        with self._lock:
            path = log_file(self.root, self.settings.log_bytes)
            self._log_stream = path.open("a", encoding="utf-8", errors="backslashreplace")
            return logger(self._log_stream, self.settings.log_level, pid=os.getpid())

    @property
    def log_path(self) -> Path:
        """Where the log is, once something was logged."""
        return log_file(self.root, self.settings.log_bytes)

    def runs(self, name: str) -> Path:
        """The folder in which a model of that name is made."""
        return self.root / "runs" / name

    def close(self) -> None:
        """Close files and connections; twice is fine."""
        if "recommending" in self.__dict__:
            self.recommending.close()
        if "devices" in self.__dict__:
            self.devices.close()
        if "passports" in self.__dict__:
            self.passports.close()
        self.store.close()
        if self._log_stream is not None:
            self._log_stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def train(
        self,
        recipe: str,
        data: str | Path = "",
        settings: Mapping[str, str] | None = None,
        out: str = "",
        progress: Progress = silent,
        should_stop: StopAsked = never,
    ) -> "Trained":
        """Train, calibrate and judge on held-out data, export, and enter the model as `out`; see `flows`."""
        return flows.train(self, recipe, data, settings or {}, out, progress, should_stop)

    def tune(
        self,
        recipe: str,
        data: str | Path = "",
        budget: str = "12 trials",
        space: Sequence[str] = (),
        settings: Mapping[str, str] | None = None,
        out: str = "",
        progress: Progress = silent,
        should_stop: StopAsked = never,
    ) -> "Tuning":
        """Search for better settings within a budget and keep them as a recipe of the shop."""
        return flows.tune(self, recipe, data, budget, space, settings or {}, out, progress, should_stop)

    def evaluate(
        self,
        model: str,
        data: str | Path,
        protocol: str = "",
        settings: Mapping[str, str] | None = None,
        progress: Progress = silent,
        report: Path | None = None,
    ) -> "Result":
        """What a model, or a recipe fitted inside the protocol, is worth on data."""
        return flows.evaluate(self, model, data, protocol, settings or {}, progress, report)

    def predict(
        self, model: str, files: Sequence[str | Path | tuple[str, bytes]], top: int = 5
    ) -> list[dict[str, Any]]:
        """Per file `file, label, confidence, top` or `file, error`; a file is a path, or a name and bytes."""
        return list(flows.predict(self, model, files, top))

    def cut_out(
        self, files: Sequence[str | Path | tuple[str, bytes]], model: str = "segmenter"
    ) -> "list[CutOut | Refused]":
        """Per file its garment as a PNG with a clear ground, or why there is none."""
        return list(flows.cut_out(self, files, model))

    def describe(self, files: Sequence[str | Path | tuple[str, bytes]]) -> "list[Described | Refused]":
        """Per file what its garment is like, with confidence, or why nothing can be said."""
        return list(flows.describe(files, self))

    def adapt(
        self, *, seed: int = 0, progress: Progress = silent, should_stop: StopAsked = never
    ) -> "Adaptation":
        """Tune the encoder to the shop's titles and photos, where held-out garments gain by it."""
        return flows.adapt(self, seed=seed, progress=progress, should_stop=should_stop)

    def explain(
        self, model: str, files: Sequence[str | Path], methods: Sequence[str] = (), out: Path | None = None
    ) -> "list[Explained | dict[str, Any]]":
        """Why a model says what it says of each file, with pictures in `out`."""
        return flows.explain(self, model, files, methods, out)

    def compress(
        self,
        model: str,
        data: str | Path,
        by: str = "int8",
        out: str = "",
        progress: Progress = silent,
        should_stop: StopAsked = never,
    ) -> "Compressed":
        """A smaller, faster model of the same name plus its way, and a table of what it costs and saves."""
        return flows.compress(self, model, data, by, out, progress, should_stop)

    def export(self, model: str, to: str | Path, form: str = "onnx", data: str = "") -> "Exported":
        """Copy a model's folder out of the shop, checked by its golden vectors, or another form of it."""
        return flows.export_model(self, model, Path(to), form, data)

    def search(
        self,
        text: str = "",
        image: "str | Path | bytes | NDArray[np.uint8] | None" = None,
        filters: Mapping[str, Sequence[str]] | Sequence[str] = (),
        k: int = 10,
    ) -> "Answer":
        """Garments by words, by a picture (a file, its bytes, or uint8 (height, width, 3)), or by both."""
        return flows.search(self, text, image, filters, k)

    def similar(self, garment: str, k: int = 10) -> "tuple[Found, ...]":
        """The garments that look most like one, by its first picture."""
        return self.finding.similar(garment, k)

    def recommend(
        self,
        customer: str = "",
        session: str = "",
        garment: str = "",
        k: int = 10,
        filters: Sequence[str] = (),
        placement: str = "home",
        is_logged: bool = True,
    ) -> "Recommendation":
        """Garments for a customer, a visit, or to go with a garment, each with reasons.

        `is_logged` says whether somebody is shown it: then it is an impression, with experiments and chance.
        """
        wish = flows.Wish(customer, session, garment, placement, k, filters, is_logged)
        return self.recommending.recommend(wish)

    def models(self) -> list[dict[str, Any]]:
        """Every version of every model, with stage, size, labels and figures."""
        return flows.list_models(self)


def _secret(value: SecretStr | None) -> str:
    return value.get_secret_value() if value else ""


def is_shop(path: Path) -> bool:
    """Whether a folder is a shop."""
    return (path / FILE).is_file() or (path / "shop.db").is_file()


def open_shop(path: str | Path | None = None, *, create: bool = True) -> Shop:
    """Open the shop in a folder (`$MODISTE_SHOP`, else `./shop`).

    Args:
        path: the folder.
        create: make a shop where there is none; a folder with other things in it is left alone.

    Raises:
        ModisteError: MOD-2001 when there is no shop and none is to be made, MOD-2002 when the folder cannot
            become one, MOD-2009 for bad settings, MOD-1101 and MOD-1102 when its databases cannot be opened.
    """
    root = Path(path or os.environ.get("MODISTE_SHOP") or "shop")
    try:
        if not is_shop(root):
            if not create:
                raise ModisteError("MOD-2001", path=root)
            _make(root)
        loaded = load_settings(root)
        url = loaded.settings.database_url
        # One process at a time makes or migrates; the others wait for it.
        with exclusive(root / "logs" / "opening.lock"):
            store = Store.open(root, url.get_secret_value() if url else None)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise ModisteError("MOD-2002", path=root, reason=reason) from None
    return Shop(root, loaded.settings, store)


def _make(root: Path) -> None:
    if root.is_dir() and any(root.iterdir()):
        raise ModisteError("MOD-2002", path=root, reason="it holds other things and is no shop")
    root.mkdir(parents=True, exist_ok=True)
    write_whole(root / FILE, _FIRST_LINES.encode())
