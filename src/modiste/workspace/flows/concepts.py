"""Concepts in a shop: which generators there are, and the pictures that a wish makes of one.

Knows which model stands for which generator and where files go; wishes and generators are design's.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from modiste.design import ConceptWish, read_palette
from modiste.garment import ModisteError
from modiste.workspace.flows.models import find_model

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

GENERATORS = {"gan": "design-gan", "flow": "design-flow"}
"""The model that is meant where a generator is named by its kind."""


def list_generators(shop: "Shop | None") -> list[dict[str, Any]]:
    """What can be generated with: kind, model, and the categories that it knows."""
    rows = []
    for kind, name in GENERATORS.items():
        try:
            entry = find_model(shop, name)
        except ModisteError:
            continue
        rows.append({"kind": kind, "model": entry.name, "categories": list(entry.card.labels)})
    return rows


def generate_concepts(shop: "Shop | None", wish: ConceptWish, kind: str, out: Path) -> dict[str, Any]:
    """Write `00.png`, `01.png`, ... of a wish into `out`.

    Raises:
        ModisteError: MOD-2703 where no such generator is trained, MOD-2700 to 2702 for the wish.
    """
    known = {row["kind"]: row for row in list_generators(shop)}
    if kind not in known:
        raise ModisteError("MOD-2703", model=f"design.{kind}")
    wish.named(known[kind]["categories"], known[kind]["model"])
    return {"out": str(out)}


def concept_wish(category: str, palette: str | None, n: int, seed: int) -> ConceptWish:
    """A wish of words; no palette leaves the colours free.

    Raises:
        ModisteError: MOD-2701 and MOD-2702 for what cannot be wished.
    """
    return ConceptWish(category, read_palette(palette) if palette is not None else (), n, seed)
