"""Mappings of columns that a shop has saved, found again by name or by the columns of the next file.

Knows a small JSON file in the shop; what a mapping means is collect's.
"""

import json
from collections.abc import Sequence
from pathlib import Path

from modiste.collect import ColumnMapping, signature_of
from modiste.garment import ModisteError
from modiste.store import exclusive, write_whole

FILE = "mappings.json"


class Mappings:
    """The mappings of one shop."""

    def __init__(self, root: Path) -> None:
        self._path = root / FILE

    def save(self, mapping: ColumnMapping, header: Sequence[str]) -> None:
        """Keep a mapping under its name and for tables with this header; a newer one takes its place.

        Raises:
            ModisteError: MOD-1244 when it has no name.
        """
        if not mapping.name.strip():
            raise ModisteError(
                "MOD-1244", text="", reason="it has no name to save it under", known="any name"
            )
        with exclusive(self._path.with_suffix(".lock")):
            kept = {each["name"]: each for each in self._kept()}
            kept[mapping.name] = {
                "name": mapping.name,
                "signature": signature_of(header),
                "columns": dict(mapping.columns),
                "currency": mapping.currency,
            }
            write_whole(self._path, json.dumps([*kept.values()], ensure_ascii=False, indent=1).encode())

    def named(self, name: str) -> ColumnMapping:
        """A mapping by its name.

        Raises:
            ModisteError: MOD-2012 when there is none.
        """
        kept = self._kept()
        for each in kept:
            if each["name"] == name:
                return _mapping(each)
        known = ", ".join(str(each["name"]) for each in kept) or "none"
        raise ModisteError("MOD-2012", kind="Mapping", name=name, known=known)

    def for_header(self, header: Sequence[str]) -> ColumnMapping | None:
        """The mapping saved last for tables with these columns."""
        signature = signature_of(header)
        found = [each for each in self._kept() if each["signature"] == signature]
        return _mapping(found[-1]) if found else None

    def all(self) -> list[ColumnMapping]:
        """Every mapping, by name."""
        return sorted((_mapping(each) for each in self._kept()), key=lambda each: each.name)

    def _kept(self) -> list[dict[str, object]]:
        try:
            found = json.loads(self._path.read_bytes())
        except FileNotFoundError:
            return []
        except (OSError, ValueError) as error:
            raise ModisteError(
                "MOD-2009", origin=FILE, name="the file", reason=str(error).rstrip(".")
            ) from None
        return [each for each in found if isinstance(each, dict)]


def _mapping(kept: dict[str, object]) -> ColumnMapping:
    columns = kept.get("columns")
    named = {str(key): str(value) for key, value in columns.items()} if isinstance(columns, dict) else {}
    return ColumnMapping(named, str(kept.get("name", "")), str(kept.get("currency", "")))
