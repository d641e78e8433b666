"""Designs of a shop: specs as a tree of content-hashed files, read from words, branched under locks, cut.

Knows where they lie and who is whose parent; what a spec says is design's. A design's name is the hash of
what it says, so the same wish from the same parent is the same design.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from modiste import tailoring
from modiste.design import (
    FIELDS,
    GarmentSpec,
    by_hand,
    cut_of,
    fitted,
    length_of,
    read_brief,
    read_spec,
    unlocked,
)
from modiste.garment import ModisteError
from modiste.store import write_whole

if TYPE_CHECKING:
    from modiste.tailoring import Pattern
    from modiste.workspace.shop import Shop

FOLDER = "designs"
FORMAT = "modiste.design.v1"
_MOST = 400_000
_LEAST_LETTERS = 4


@dataclass(frozen=True)
class Design:
    """A spec in the tree.

    Attributes:
        id: The first 24 letters of its content's SHA-256.
        parent: The design that it was made from, or "".
        spec: What is wished for.
        kept_at: When its file was written.
    """

    id: str
    parent: str
    spec: GarmentSpec
    kept_at: datetime = field(compare=False)

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {"id": self.id, "parent": self.parent, "spec": self.spec.model_dump(mode="json")}


class ShopDesigns:
    """The designs of one shop."""

    def __init__(self, shop: "Shop") -> None:
        self._folder = shop.root / FOLDER

    def keep(self, spec: GarmentSpec, parent: str = "") -> Design:
        """Keep a spec; the same again is the same design.

        Raises:
            ModisteError: MOD-2770 where there is no such parent, MOD-2041 where it cannot be written.
        """
        above = self.get(parent).id if parent else ""
        content = {"format": FORMAT, "parent": above, "spec": spec.model_dump(mode="json")}
        data = (json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()
        id = hashlib.sha256(data).hexdigest()[:24]
        path = self._folder / f"{id}.json"
        try:
            if not path.is_file():
                write_whole(path, data)
            return Design(id, above, spec, _written(path))
        except OSError as error:
            raise ModisteError("MOD-2041", path=path, reason=(error.strerror or str(error)).lower()) from None

    def get(self, name: str) -> Design:
        """A design by its id or the first letters of it, four at least.

        Raises:
            ModisteError: MOD-2770 where none or several are called so, MOD-2760 where its file is damaged.
        """
        found = [path for path in self._paths() if path.stem.startswith(name)]
        if len(found) != 1 or len(name) < _LEAST_LETTERS:
            raise ModisteError("MOD-2770", name=name)
        return _read(found[0])

    def listing(self) -> list[Design]:
        """All designs, the oldest first."""
        return [_read(path) for path in self._paths()]

    def branch(
        self,
        name: str,
        text: str,
        lock: Iterable[str] = (),
        edits: Mapping[str, str | float] = {},
        unlock: Iterable[str] = (),
    ) -> Design:
        """A design made from another by a brief or by hand; what is locked there, or now, stays.

        Raises:
            ModisteError: MOD-2770 for an unknown design; as `spec_of`.
        """
        before = self.get(name)
        lock, unlock = list(lock), list(unlock)
        if not (edits or lock or unlock):
            read_brief(text)  # nothing at all is no branch
        return self.keep(spec_of(text, lock, before.spec, edits=edits, unlock=unlock), before.id)

    def _paths(self) -> list[Path]:
        """Files in the order in which they were made."""
        paths = self._folder.glob("*.json") if self._folder.is_dir() else ()
        return sorted(paths, key=lambda path: (path.stat().st_mtime_ns, path.name))


def spec_of(
    text: str,
    lock: Iterable[str] = (),
    before: GarmentSpec | None = None,
    *,
    edits: Mapping[str, str | float] = {},
    unlock: Iterable[str] = (),
) -> GarmentSpec:
    """What a brief asks for, on top of what was asked for before, with what was set by hand.

    Args:
        text: The brief; with a spec before it, or a program set by hand, there may be none.
        lock: Fields that later edits leave; of `before` they are locked before the brief is read.
        before: A spec that the brief edits.
        edits: Values set by hand, by field; they go before what the brief says.
        unlock: Fields of `before` that are free again.

    Raises:
        ModisteError: MOD-2761 for an unknown field, MOD-2762 for no brief; as `by_hand`.
    """
    wanted = list(lock)
    for name in wanted:
        if name not in FIELDS:
            raise ModisteError("MOD-2761", name=name, known=", ".join(FIELDS))
    if before is None:
        made = read_brief(text) if text.strip() or "program" not in edits else GarmentSpec()
        return by_hand(made, edits, wanted).locked(wanted)
    kept = unlocked(before, unlock)
    kept = kept.locked(name for name in wanted if name in kept.fields and name not in edits)
    if text.strip():
        kept = fitted(kept.edited(read_brief(text, str(kept.value("program")))))
    made = by_hand(kept, edits, wanted) if edits else kept
    return made.locked(name for name in wanted if name in made.fields)


def read_spec_file(path: Path) -> GarmentSpec:
    """The spec in a file.

    Raises:
        ModisteError: MOD-2760 for what is none.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(_MOST)
    except OSError as error:
        raise ModisteError(
            "MOD-2760", name=path.name, reason=(error.strerror or str(error)).lower()
        ) from None
    return read_spec(data, path.name)


def spec_pattern(spec: GarmentSpec) -> "Pattern":
    """The pattern of a spec in its base size.

    Raises:
        ModisteError: MOD-2763 where no garment is named, MOD-153x where it cannot be drawn.
    """
    return cut_of(spec).draft()


def write_spec_pattern(spec: GarmentSpec, out: Path) -> dict[str, Any]:
    """Draft and grade a spec, and write its pattern in every format, with the spec beside it.

    Raises:
        ModisteError: MOD-2763 where no garment is named, MOD-153x where it cannot be drawn, MOD-2041 where
            the folder cannot be written.
    """
    cut = cut_of(spec)
    graded = tailoring.grade(cut.program, cut.chart, cut.options, base=cut.size)
    pattern = graded.patterns[graded.base]
    try:
        paths = tailoring.write_pattern(pattern, out, graded)
        write_whole(out / "spec.json", spec.to_json().encode())
    except OSError as error:
        raise ModisteError("MOD-2041", path=out, reason=(error.strerror or str(error)).lower()) from None
    return {
        "program": cut.program,
        "options": cut.options,
        "chart": cut.chart,
        "size": cut.size,
        "sizes": list(graded.sizes),
        "length_cm": length_of(pattern),
        "girths_cm": {name: round(value, 1) for name, value in pattern.girths.items()},
        "confidence": {name: field.confidence for name, field in spec.fields.items()},
        "alternatives": _alternatives(spec),
        "remarks": _remarks([*spec.contradictions, *cut.remarks]),
        "files": [path.name for path in paths] + ["spec.json"],
        "out": str(out),
    }


def cut_told(spec: GarmentSpec) -> dict[str, Any] | None:
    """How a spec is cut, in plain values; None where it names no garment.

    Raises:
        ModisteError: MOD-153x where it cannot be drawn.
    """
    if not spec.value("program"):
        return None
    cut = cut_of(spec)
    return {
        "program": cut.program,
        "options": cut.options,
        "chart": cut.chart,
        "size": cut.size,
        "cloth": cut.cloth,
        "hangs": tailoring.house_fabric(cut.cloth).hangs if cut.cloth else "",
        "length_cm": length_of(cut.draft()),
        "remarks": _remarks(cut.remarks),
    }


def spec_told(spec: GarmentSpec) -> dict[str, Any]:
    """A spec as `modiste design brief --json` prints it."""
    return {
        "sha256": spec.hash,
        "fields": {name: field.model_dump(mode="json") for name, field in spec.fields.items()},
        "locked": [name for name, field in spec.fields.items() if field.is_locked],
        "alternatives": _alternatives(spec),
        "unknown": [each.text for each in spec.unknown],
        "contradictions": _remarks(spec.contradictions),
    }


def _alternatives(spec: GarmentSpec) -> dict[str, list[dict[str, Any]]]:
    return {
        name: [{"value": value, "confidence": share} for value, share in field.alternatives]
        for name, field in spec.fields.items()
        if field.alternatives
    }


def _remarks(remarks: Sequence[Any]) -> list[dict[str, str]]:
    return [{"en": each.en, "zh": each.zh} for each in remarks]


def _read(path: Path) -> Design:
    try:
        data = path.read_bytes()
        content = json.loads(data)
        whole = hashlib.sha256(data).hexdigest()[:24] == path.stem
        parent, spec = content["parent"], json.dumps(content["spec"]).encode()
    except (OSError, ValueError, KeyError, TypeError):
        whole = False
    if not whole:
        raise ModisteError("MOD-2760", name=path.name, reason="it is not what was kept")
    return Design(path.stem, str(parent), read_spec(spec, path.name), _written(path))


def _written(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
