"""`import`: what a word on the command line names, which connector reads it, and into the shop with it.

Knows the ways in, a mapping of columns among them; each format is collect's, storing is `workspace/intake`'s.
"""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modiste.collect import (
    Arrival,
    ColumnMapping,
    Connector,
    Guess,
    MappedTable,
    Rejection,
    Source,
    fetch_page,
    guessed_mapping,
    guesses,
    is_address,
    kind_of,
    open_source,
    table_header,
)
from modiste.garment import ModisteError
from modiste.learning import Event, Progress, silent
from modiste.workspace.intake import ImportReport, import_source, never
from modiste.workspace.mappings import Mappings
from modiste.workspace.people import bound
from modiste.workspace.plugins import connectors, data_sets
from modiste.workspace.readmission import kind_of_held, readmit

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

PHOTOS, TABLE, PAGE = "photos", "table", "schema-org"
EXAMPLES = 20
"""So many good and so many refused rows a dry run shows."""


@dataclass(frozen=True)
class DryRun:
    """What an import would do, and nothing of it done.

    `columns` is the mapping it would read by, of a table without a format of its own; `good` and `refused`
    are the first rows of each sort.
    """

    kind: str
    read: int
    accepted: int
    quarantined: int
    columns: dict[str, str]
    header: tuple[str, ...]
    good: tuple[Arrival, ...]
    refused: tuple[Rejection, ...]

    def to_json(self) -> dict[str, Any]:
        """Plain values; of a good row its place and its records."""
        return {
            "kind": self.kind,
            "read": self.read,
            "accepted": self.accepted,
            "quarantined": self.quarantined,
            "columns": self.columns,
            "header": list(self.header),
            "good": [
                {
                    "place": each.place,
                    "records": [
                        {"type": type(record).__name__, **record.model_dump(mode="json")}
                        for record in each.records
                    ],
                    "pictures": [picture.place for picture in each.pictures],
                }
                for each in self.good
            ],
            "refused": [
                {"place": each.place, "code": each.code, "reason": each.reason, "excerpt": each.excerpt}
                for each in self.refused
            ],
        }


def import_from(
    shop: "Shop",
    source: str,
    progress: Progress = silent,
    kind: str = "",
    should_stop: Callable[[], bool] = never,
    *,
    mapping: ColumnMapping | None = None,
    name: str = "",
) -> ImportReport:
    """Import what `source` names: a data set, a file, a folder, or the address of a page.

    A published data set is `fashion-mnist[:train|:test]`; of a page its schema.org data are read.

    Args:
        shop: where it goes.
        source: what to import.
        progress: told how far it is, and first which kind was recognised and how surely.
        kind: the format, where it is not to be recognised.
        should_stop: asked between batches.
        mapping: which column says what, of a table that fits no format.
        name: what people call the source; by default its file's name.

    Raises:
        ModisteError: MOD-1233 for no source at all, MOD-1238 when its kind cannot be told, MOD-2012 for an
            unknown kind, MOD-2018 when it was stopped, and what the connector raises.
    """
    if not source.strip():  # it would mean the working folder
        raise ModisteError("MOD-1233", name="the source", reason="none is named")

    def tell(event: Event) -> None:
        progress(event)
        if should_stop():  # every batch before this one is whole, so it can end here
            raise ModisteError("MOD-2018", what=f"Importing {source}")

    word, _, part = source.partition(":")
    sets = data_sets()
    if word in sets and word != PHOTOS and not Path(source).exists():
        return sets[word](shop.store, part, tell)  # type: ignore[no-any-return]
    if kind == PHOTOS:
        return sets[PHOTOS](shop.store, source, tell)  # type: ignore[no-any-return]
    if is_address(source):
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder) / "page.html"
            fetch_page(source, shop.settings.import_origins, page)
            opened = open_source(page, source)
            return import_source(shop.store, connectors().pick(PAGE), opened, progress, should_stop)
    opened = open_source(source, name)
    try:
        connector, guessed = _connector(shop, opened, kind, mapping)
    except ModisteError:
        # A folder that holds no data file is one of photos, whatever else lies in it.
        if opened.path is not None and opened.path.is_dir() and not opened.head and not kind:
            return sets[PHOTOS](shop.store, source, tell)  # type: ignore[no-any-return]
        raise
    if guessed:
        progress(Event("note", message=f"{opened.name} is a {guessed.title} ({guessed.sureness:.0%} sure)"))
    return import_source(shop.store, connector, opened, progress, should_stop)


def dry_run(
    shop: "Shop",
    source: str,
    kind: str = "",
    *,
    mapping: ColumnMapping | None = None,
    limit: int | None = None,
) -> DryRun:
    """Read a source to its end, or so many rows of it, and store nothing.

    Raises:
        ModisteError: as `import_from`.
    """
    opened = open_source(source)
    connector, _ = _connector(shop, opened, kind, mapping)
    by = connector.mapping if isinstance(connector, MappedTable) else None
    good: list[Arrival] = []
    refused: list[Rejection] = []
    read = bad = 0
    for each in islice(connector.read(opened), limit):
        read += 1
        if isinstance(each, Rejection):
            bad += 1
            refused += [each] if len(refused) < EXAMPLES else []
        else:
            good += [each] if len(good) < EXAMPLES else []
    columns = dict(by.columns) if by else {}
    header = table_header(opened) if by else ()
    return DryRun(connector.kind, read, read - bad, bad, columns, header, tuple(good), tuple(refused))


def guesses_of(source: Source) -> tuple[Guess, ...]:
    """Every kind that a source may be, surest first."""
    known = connectors()
    return guesses(source, [known[each] for each in known])


def admit(shop: "Shop", id: int, text: str = "") -> ImportReport:
    """Let a held row in, as it was or with the text that a person mended.

    Raises:
        ModisteError: MOD-1103 for no such row, MOD-1242 when it is refused again.
    """
    held = shop.store.quarantine.get(id)
    kind = kind_of_held(held)
    if kind not in connectors() or not (text or held.rejection.excerpt):
        raise ModisteError(
            "MOD-1242", reason="it is a file, not a row. Mend it where it lies, and import it."
        )
    return readmit(
        shop.store, shop.people, lambda source: _connector(shop, source, kind, None)[0], held, text
    )


def _connector(
    shop: "Shop", source: Source, kind: str, mapping: ColumnMapping | None
) -> tuple[Connector, Guess | None]:
    """The connector for a source, and the guess it rests on: told, mapped, saved for its columns, guessed."""
    known = connectors()
    if mapping is not None:
        return _for_shop(MappedTable(mapping), shop), None
    if kind and kind != TABLE:
        return _for_shop(known.pick(kind), shop), None
    saved = _saved(shop, source)
    if kind == TABLE or saved is not None:
        from_rows = saved or guessed_mapping(source)
        return _for_shop(MappedTable(from_rows), shop), None
    guess = kind_of(source, [known[each] for each in known])
    return _for_shop(known[guess.kind], shop), guess


def _saved(shop: "Shop", source: Source) -> ColumnMapping | None:
    header = table_header(source)
    return Mappings(shop.root).for_header(header) if header else None


def _for_shop(connector: Connector, shop: "Shop") -> Connector:
    """The connector with the shop's pseudonyms, and its currency where the format names none."""
    value: Any = bound(connector, shop.people.pseudonym)
    if shop.settings.currency and hasattr(value, "currency"):
        return replace(value, currency=shop.settings.currency)  # type: ignore[no-any-return]
    return value  # type: ignore[no-any-return]
