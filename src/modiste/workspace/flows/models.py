"""Models by name, with a shop or without one: found, listed and asked about files.

Knows which room answers for a model; the registry's books and the serving are learning's, pictures vision's.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from modiste.garment import ModisteError
from modiste.learning import (
    ModelCard,
    ModelEntry,
    Registry,
    Served,
    folder_entry,
    shipped_models,
)
from modiste.store import Store
from modiste.workspace.plugins import adapters, checks

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

SHIPPED: Final = "shipped"
KEPT_OPEN = 4
LONGEST = 1000
CARD = "card.toml"
_DEFAULT_ROOM = {"image": "vision"}


def shop_registry(store: Store) -> Registry:
    """The models of a shop, with those that came with the software."""
    return Registry(store, checks=checks())


def find_model(shop: "Shop | None", name: str) -> ModelEntry:
    """The model a name stands for: in the shop, among the shipped ones where there is no shop, or a folder.

    Raises:
        ModisteError: MOD-1328 when it stands for nothing.
    """
    if "\0" in name or len(name) > LONGEST:
        raise ModisteError("MOD-1328", name=name[:100].replace("\0", "?"), known="names and folders")
    if shop is not None:
        return shop.registry.resolve(name)
    bare, _, version = name.partition("@")
    shipped = shipped_models()
    if bare in shipped and version in ("", SHIPPED):
        return _shipped(bare, shipped[bare])
    if (Path(name) / CARD).is_file():
        return folder_entry(Path(name))
    raise ModisteError(
        "MOD-1328", name=name, known=", ".join(f"{each}@{SHIPPED}" for each in shipped) or "none"
    )


def open_model(entry: ModelEntry, threads: int = 1) -> Served:
    """A model ready to answer; the few asked last stay open.

    Raises:
        ModisteError: MOD-1320 to 1323 for a folder that is not whole, not unchanged or not runnable.
    """
    card = entry.folder / CARD
    stamp = card.stat().st_mtime_ns if card.is_file() else 0
    return _opened(entry.folder, threads, stamp)


def room_of(recipe: str, kind: str = "image") -> Any:
    """How the data of a recipe's room meet its models: by room and task in its name, or its kind of input.

    Raises:
        ModisteError: MOD-2012 when no room brings such data.
    """
    table = adapters()
    words = recipe.split(".")
    wanted = (".".join(words[1:3]), *words[1:2])
    named = next((word for word in wanted if word in table), _DEFAULT_ROOM.get(kind, ""))
    return table.pick(named or words[1] if len(words) > 1 else named)


def classifies(entry: ModelEntry) -> bool:
    """Whether a model's point is the class of a picture, and not a mask or a vector; a damaged one may be."""
    try:
        card = entry.card
    except ModisteError:
        return True
    return card.input.kind == "image" and hasattr(room_of(card.recipe), "judge")


def predict(
    shop: "Shop | None", model: str, files: Sequence[str | Path | tuple[str, bytes]], top: int = 5
) -> Iterator[dict[str, Any]]:
    """What a model makes of each file, in the order given; a bad file is refused and the rest goes on.

    Raises:
        ModisteError: MOD-1328 for an unknown model, MOD-1320 to 1323 for one that cannot run.
    """
    entry = find_model(shop, model)
    served = open_model(entry, shop.settings.threads if shop else 1)
    room = room_of(served.card.recipe, served.card.input.kind)
    return (outcome.to_json() for outcome in room.classify(served, files, top=top))


def list_models(shop: "Shop | None") -> list[dict[str, Any]]:
    """Every version of every model, or the shipped ones where there is no shop."""
    if shop is not None:
        return [described(entry) for entry in shop.registry.models()]
    return [described(_shipped(name, folder)) for name, folder in shipped_models().items()]


def described(entry: ModelEntry) -> dict[str, Any]:
    """A model as faces show it; one whose card cannot be read is listed with the reason."""
    shown: dict[str, Any] = {
        "name": entry.name,
        "version": entry.version,
        "stage": entry.stage,
        "is_current": entry.is_current,
        "created_at": entry.created_at.isoformat(),
    }
    try:
        card = entry.card
    except ModisteError as error:
        return {**shown, "error": {"code": error.code, "title": error.title, "detail": error.detail}}
    return {**shown, **_of_card(card)}


@lru_cache(maxsize=KEPT_OPEN)
def _opened(folder: Path, threads: int, _stamp: int) -> Served:
    return Served.load(folder, threads=threads)


def _shipped(name: str, folder: Path) -> ModelEntry:
    found = folder_entry(folder)
    return ModelEntry(name, SHIPPED, SHIPPED, folder, True, found.created_at)


def _of_card(card: ModelCard) -> dict[str, Any]:
    return {
        "recipe": card.recipe,
        "labels": list(card.labels),
        "precision": card.precision,
        "parameters": card.parameters,
        "size_bytes": card.size_bytes,
        "input": {"height": card.input.height, "width": card.input.width, "channels": card.input.channels},
        "licence": card.licence,
        "data": card.data,
        "intended_use": card.intended_use,
        "limits": card.limits,
        "metrics": [
            {**metric.model_dump(mode="json", exclude={"date"}), "date": metric.date.isoformat()}
            for metric in card.metrics
        ],
    }
