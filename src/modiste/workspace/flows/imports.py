"""`import`: what a word on the command line names, which connector reads it, and into the shop with it.

Knows the ways in; each format is collect's, storing what arrives is `workspace/intake`'s.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modiste.collect import Connector, kind_of, open_source
from modiste.garment import ModisteError
from modiste.learning import Event, Progress, silent
from modiste.workspace.intake import ImportReport, import_source, never
from modiste.workspace.people import bound
from modiste.workspace.plugins import connectors, data_sets

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

PHOTOS = "photos"


def import_from(
    shop: "Shop",
    source: str,
    progress: Progress = silent,
    kind: str = "",
    should_stop: Callable[[], bool] = never,
) -> ImportReport:
    """Import what `source` names: a published data set (`fashion-mnist[:train|:test]`), a file or a folder.

    Args:
        shop: where it goes.
        source: what to import.
        progress: told how far it is, and first which kind was recognised and how surely.
        kind: the format, where it is not to be recognised.
        should_stop: asked between batches.

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

    name, _, part = source.partition(":")
    sets = data_sets()
    if name in sets and name != PHOTOS and not Path(source).exists():
        return sets[name](shop.store, part, tell)  # type: ignore[no-any-return]
    if kind == PHOTOS:
        return sets[PHOTOS](shop.store, source, tell)  # type: ignore[no-any-return]
    opened = open_source(source)
    known = connectors()
    if kind:
        connector = _for_shop(known.pick(kind), shop)
        return import_source(shop.store, connector, opened, progress, should_stop)
    try:
        guess = kind_of(opened, [known[each] for each in known])
    except ModisteError:
        # A folder that holds no data file is one of photos, whatever else lies in it.
        if opened.path is not None and opened.path.is_dir() and not opened.head:
            return sets[PHOTOS](shop.store, source, tell)  # type: ignore[no-any-return]
        raise
    progress(Event("note", message=f"{opened.name} is a {guess.title} ({guess.sureness:.0%} sure)"))
    return import_source(shop.store, _for_shop(known[guess.kind], shop), opened, progress, should_stop)


def _for_shop(connector: Connector, shop: "Shop") -> Connector:
    """The connector with the shop's pseudonyms, and its currency where the format names none."""
    value: Any = bound(connector, shop.people.pseudonym)
    if shop.settings.currency and hasattr(value, "currency"):
        return replace(value, currency=shop.settings.currency)  # type: ignore[no-any-return]
    return value  # type: ignore[no-any-return]
