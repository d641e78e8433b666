"""A refused row, mended by a person and let in by the connector that refused it.

Knows the way back out of quarantine, where the same holds of customers as on the way in: pseudonyms, and
behaviour kept as theirs only where they agreed. Reading is the connector's, storing is `settling`'s.
"""

import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from modiste.collect import SOURCE_LIMITS, Connector, Rejection, Source, identity_of, open_source
from modiste.garment import ModisteError
from modiste.store import Held, Store, exclusive
from modiste.workspace.intake import ImportReport, report_of
from modiste.workspace.people import People, bound
from modiste.workspace.pictures import PictureShelf
from modiste.workspace.settling import settle


def kind_of_held(held: Held) -> str:
    """The kind of connector that refused a row; nothing for what a folder of photos refused."""
    kind, colon, _ = held.rejection.source.partition(":")
    return kind if colon and "/" not in kind and "\\" not in kind else ""


def readmit(
    store: Store, people: People, choose: Callable[[Source], Connector], held: Held, text: str = ""
) -> ImportReport:
    """Read a held row again, as it was or as it was mended, and let it out of quarantine if it is good.

    Args:
        store: where it goes.
        people: whose pseudonyms stand for customers, and who of them agreed.
        choose: the connector for the row as a source.
        held: the row.
        text: the row as it was mended; empty to take it as it is.

    Raises:
        ModisteError: MOD-1242 when it is refused again; then it stays, with the mended text.
    """
    text = text or held.rejection.excerpt
    origin = held.rejection.source
    with tempfile.TemporaryDirectory() as folder, exclusive(store.root / "imports.lock"):
        path = Path(folder) / "row.txt"
        path.write_text(text, encoding="utf-8", errors="replace")
        try:
            source = open_source(path, origin.partition(":")[2])
            connector = bound(choose(source), people.pseudonym)
            found = list(connector.read(source))
        except ModisteError as error:
            raise _again(store, held, text, error.code, error.detail) from None
        refused = [each for each in found if isinstance(each, Rejection)]
        if refused or not found:
            code, reason = (
                (refused[0].code, refused[0].reason) if refused else ("MOD-1232", "it holds no row.")
            )
            if refused and hasattr(connector, "pseudonym"):  # the connector's own text names nobody
                text = refused[0].excerpt or held.rejection.excerpt
            raise _again(store, held, text, code, reason)
        # A run of its own: what else the same source refused stays held.
        run = store.imports.begin(
            connector.kind, f"{origin} {held.rejection.place}"[:500], identity_of(source)
        )
        run = replace(run, source=f"{origin} {held.rejection.place}"[:500])
        with closing(PictureShelf(source, SOURCE_LIMITS)) as shelf:
            run = settle(store, run, people.admitted(found), shelf)
        run = store.imports.end(run)
    if run.counts.quarantined:
        ids = [each.id for each in store.quarantine.page(source=run.source)]
        reasons = [store.quarantine.get(id_).rejection for id_ in ids]
        store.quarantine.release(ids)
        raise _again(store, held, text, reasons[0].code, reasons[0].reason)
    store.quarantine.release([held.id])
    return report_of(run)


def _again(store: Store, held: Held, text: str, code: str, reason: str) -> ModisteError:
    store.quarantine.mend(held.id, text)
    return ModisteError("MOD-1242", reason=f"{code}: {reason}")
