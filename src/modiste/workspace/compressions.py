"""The tables of compressions that a shop keeps: size, speed and metric of models measured side by side.

Knows files below `compressions/`; measuring is learning's, the ways to compress are the flow's.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from modiste.garment import ModisteError
from modiste.store import Store, write_whole

_FILE = re.compile(r"[a-z0-9-]+\.json")
MAX_BYTES = 1024 * 1024


@dataclass(frozen=True)
class Table:
    """One table: `learning.compare`'s rows under the shop's names (`clothing@2`), the original first."""

    made_at: datetime
    by: str
    rows: tuple[Mapping[str, Any], ...]
    notes: Mapping[str, Any]

    def row(self, model: str) -> Mapping[str, Any] | None:
        """The row of a model such as `clothing@2`."""
        return next((row for row in self.rows if row.get("name") == model), None)


class Compressions:
    """The kept tables of one shop, one for each version that a compression made."""

    def __init__(self, store: Store) -> None:
        self._root = store.root / "compressions"

    def keep(
        self, models: Sequence[str], by: str, rows: Sequence[Mapping[str, Any]], notes: Mapping[str, Any]
    ) -> None:
        """Write the table of `models` (`name@version`, the made one last), a row each.

        Raises:
            ModisteError: MOD-1110 when the disk does not take it.
        """
        named = [{**row, "name": model} for model, row in zip(models, rows, strict=True)]
        table = {"made_at": datetime.now(UTC).isoformat(), "by": by, "rows": named, "notes": dict(notes)}
        path = self._root / f"{models[-1].replace('@', '-')}.json"
        try:
            write_whole(path, json.dumps(table, allow_nan=False).encode())
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise ModisteError("MOD-1110", where="Keeping the table", reason=reason) from None

    def of(self, model: str) -> Table:
        """The newest table with `name@version` in it.

        Raises:
            ModisteError: MOD-2022 when there is none.
        """
        found = [table for table in self.all() if table.row(model) is not None]
        if not found:
            raise ModisteError("MOD-2022", model=model)
        return found[0]

    def all(self) -> list[Table]:
        """Every table that can be read, newest first."""
        return sorted(filter(None, map(self._read, self._names())), key=lambda table: table.made_at)[::-1]

    def _names(self) -> list[str]:
        try:
            return [path.name for path in self._root.iterdir() if _FILE.fullmatch(path.name)]
        except OSError:
            return []

    def _read(self, name: str) -> Table | None:
        """A table; None when it is damaged, for it can be made again and must not hide the others."""
        path = self._root / name
        try:
            if path.stat().st_size > MAX_BYTES:
                return None
            read = json.loads(path.read_bytes())
            made_at = datetime.fromisoformat(read["made_at"]).astimezone(UTC)
            rows = tuple(dict(row) for row in read["rows"])
            return Table(made_at, str(read["by"]), rows, dict(read["notes"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None
