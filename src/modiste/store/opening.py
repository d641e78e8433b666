"""A shop's store, opened: one folder with its databases, blobs and event log.

Knows where each part lies: SQLite files by default, one PostgreSQL database for the rows where a URL is
given.
"""

from pathlib import Path
from types import TracebackType
from typing import Any, Self

from modiste.garment import ModisteError
from modiste.store.blobs import Blobs
from modiste.store.cards import Cards
from modiste.store.changes import Changes
from modiste.store.database import Database, sqlite_url
from modiste.store.decisions import Decisions
from modiste.store.device_ledger import DeviceLedger
from modiste.store.events import EventLog
from modiste.store.imports import Imports
from modiste.store.jobs import Jobs
from modiste.store.keys import ApiKeys
from modiste.store.lately import Lately
from modiste.store.merchandise import Merchandise
from modiste.store.models import ModelVersions
from modiste.store.passport_facts import EnteredFacts
from modiste.store.passport_scans import PassportScans
from modiste.store.passport_statements import PassportStatements
from modiste.store.passports import Passports
from modiste.store.predictions import Predictions
from modiste.store.quarantine import Quarantine
from modiste.store.replies import Replies
from modiste.store.rows import Rows
from modiste.store.supply_events import SupplyEvents
from modiste.store.supply_insight import SupplyInsight
from modiste.store.supply_limits import SupplyLimits
from modiste.store.supply_places import SupplyPlaces
from modiste.store.supply_settings import SupplySettings
from modiste.store.touched import Touched
from modiste.store.trade import Trade


class Store:
    """Everything one shop keeps.

    Attributes:
        root: the shop's folder.
        rows: the spine's records.
        cards: garments as the grid finds, counts and shows them.
        predictions: what models said of pictures.
        changes: what was done to many at once, and can be undone.
        trade: prices and stock as of a moment.
        touched: which garments changed, in order.
        blobs: bytes by their hash.
        events: the append-only log.
        jobs: long work.
        models: the model registry's books.
        quarantine: what was refused.
        imports: what was read from where, and how far.
        keys: who may call from outside.
        merchandise: rules and experiments.
        decisions: what planners were proposed and decided.
        supply_events: what happened to items, as EPCIS has it.
        supply_settings: what devices are set to.
        supply_insight: what was made of readings.
        passport_scans: scans of labels, and codes that are claimed once.
        passports: what was issued, and the leaves of the log.
        passport_facts: what people and documents say of garments.
        passport_statements: which suppliers may sign what passports say, and what they signed.
        supply_limits: from where to where readings may be.
        supply_places: where on Earth places of the supply chain are.
        devices: their keys, what they handed over, and how far they have come.
        replies: what was answered to requests that may come twice.
    """

    def __init__(self, root: Path, shop: Database, work: Database) -> None:
        self.root = root
        self._databases = (shop, work)
        self._shop = shop
        self.rows = Rows(shop)
        self.cards = Cards(shop)
        self.predictions = Predictions(shop)
        self.changes = Changes(shop)
        self.trade = Trade(shop)
        self.touched = Touched(shop)
        self.quarantine = Quarantine(shop)
        self.imports = Imports(shop)
        self.models = ModelVersions(shop)
        self.keys = ApiKeys(shop)
        self.merchandise = Merchandise(shop)
        self.decisions = Decisions(shop)
        self.supply_events = SupplyEvents(shop)
        self.supply_settings = SupplySettings(shop)
        self.supply_insight = SupplyInsight(shop)
        self.supply_limits = SupplyLimits(shop)
        self.supply_places = SupplyPlaces(shop)
        self.passport_scans = PassportScans(shop)
        self.passports = Passports(shop)
        self.passport_facts = EnteredFacts(shop)
        self.passport_statements = PassportStatements(shop)
        self.devices = DeviceLedger(shop, root)
        self.jobs = Jobs(work)
        self.replies = Replies(work)
        self.blobs = Blobs(root / "blobs")
        self.events = EventLog(root / "events")

    @classmethod
    def open(cls, root: Path, url: str | None = None) -> Self:
        """Open a shop's store, made and brought to the newest schema where needed.

        Args:
            root: the shop's folder.
            url: a SQLAlchemy URL of PostgreSQL for the rows; blobs and events stay in the folder.

        Raises:
            ModisteError: MOD-1101 when it cannot be opened, MOD-1102 when a newer Modiste wrote it.
        """
        try:
            for folder in (root, root / "blobs" / "packs", root / "events"):
                folder.mkdir(parents=True, exist_ok=True)
        except (OSError, ValueError) as error:
            reason = str(getattr(error, "strerror", None) or error).lower()
            raise ModisteError("MOD-1101", path=root, reason=reason) from None
        shop = Database(url or sqlite_url(root / "shop.db"), "shop")
        try:
            work = Database(url or sqlite_url(root / "jobs.db"), "work")
        except ModisteError:
            shop.close()
            raise
        try:
            return cls(root, shop, work)
        except ModisteError:
            shop.close()
            work.close()
            raise

    def lately(self, most: int) -> Lately[Any, Any]:
        """A memory of up to so many values read from the rows, which are forgotten when any row changes."""
        return Lately(self._shop, most)

    def commits(self) -> int | None:
        """A number that is another one after every change of the rows; None where there is none so cheap."""
        return self._shop.commits()

    def close(self) -> None:
        """Close files and connections."""
        self.blobs.close()
        for database in self._databases:
            database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
