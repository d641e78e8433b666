"""An import: a connector's rows into the shop, batch by batch, counted, stoppable, resumed after a kill.

Knows order and counts; reading is collect's, what a row makes of the shop is `settling`'s, and how far an
import came is in the store's ledger.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass

from modiste.collect import (
    SOURCE_LIMITS,
    Arrival,
    Connector,
    MappedTable,
    Rejection,
    Source,
    SourceLimits,
    identity_of,
)
from modiste.garment import ModisteError
from modiste.learning import Event, Progress, silent
from modiste.store import Run, Store, exclusive
from modiste.workspace.people import People
from modiste.workspace.pictures import PictureShelf
from modiste.workspace.settling import settle

BATCH = 2000


@dataclass(frozen=True)
class ImportReport:
    """What an import did; `read = added + updated + unchanged + quarantined`."""

    kind: str
    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    quarantined: int = 0
    seconds: float = 0.0

    def to_json(self) -> dict[str, object]:
        """Plain values."""
        return {**vars(self), "seconds": round(self.seconds, 3)}


def never() -> bool:
    """Nobody asks for a stop."""
    return False


def import_source(
    store: Store,
    connector: Connector,
    source: Source,
    progress: Progress = silent,
    should_stop: Callable[[], bool] = never,
    *,
    limits: SourceLimits = SOURCE_LIMITS,
    origin: str = "",
) -> ImportReport:
    """Read a source to its end and store what is good, from where an earlier attempt was cut off.

    Args:
        store: where it goes.
        connector: how it is read.
        source: what is read.
        progress: told after every batch.
        should_stop: asked after every batch.
        limits: how much the source may ask of this machine.
        origin: what quarantine and ledger call the source; by default its name.

    Raises:
        ModisteError: MOD-1233 when nothing of it can be read, MOD-1234 when it breaks off, MOD-2018 when it
            was stopped; in each case the batches before stay, and the same import goes on behind them.
    """
    name = origin or source.name
    people = People(store)
    with exclusive(store.root / "imports.lock"):
        run = store.imports.begin(connector.kind, _origin(connector.kind, name), _identity(connector, source))
        progress(Event("start", run.counts.read, 0, f"importing {name}"))
        found = connector.read(source, after=run.counts.read, limits=limits)
        with closing(PictureShelf(source, limits)) as shelf:
            for batch in _batches(found, getattr(connector, "batch", BATCH)):
                run = settle(store, run, people.admitted(batch), shelf)
                values = {"added": run.counts.added, "quarantined": run.counts.quarantined}
                progress(Event("step", run.counts.read, 0, f"importing {name}", values))
                if should_stop():
                    raise ModisteError("MOD-2018", what=f"Importing {name}")
        run = store.imports.end(run)
    progress(Event("done", run.counts.read, run.counts.read, f"importing {name}"))
    return report_of(run)


def report_of(run: Run) -> ImportReport:
    """What an import did, by the ledger."""
    counts = run.counts
    return ImportReport(
        run.kind,
        counts.read,
        counts.added,
        counts.updated,
        counts.unchanged,
        counts.quarantined,
        run.seconds,
    )


def _identity(connector: Connector, source: Source) -> str:
    """What is read, and by which mapping: under another one the same file is another import."""
    identity = identity_of(source)
    if isinstance(connector, MappedTable) and connector.mapping:
        columns = sorted(connector.mapping.columns.items())
        return hashlib.sha256(f"{identity} {columns}".encode()).hexdigest()
    return identity


def _origin(kind: str, name: str) -> str:
    """What quarantine and ledger call a source: the kind is needed to admit a mended row again."""
    return f"{kind}:{name}"[:500]


def _batches(found: Iterator[Arrival | Rejection], size: int) -> Iterator[list[Arrival | Rejection]]:
    """Whole batches; when the source breaks off, what was read before it did comes first."""
    batch: list[Arrival | Rejection] = []
    try:
        for each in found:
            batch.append(each)
            if len(batch) == size:
                yield batch
                batch = []
    except ModisteError:
        if batch:
            yield batch
        raise
    if batch:
        yield batch
