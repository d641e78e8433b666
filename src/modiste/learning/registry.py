"""A shop's models by name: registered versions, the one in production, and those shipped with Modiste.

Knows folders, cards and the meaning of a name; the books (rows, stages, history) are the store's.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

import modiste
from modiste.garment import ModisteError
from modiste.learning.card import NAME, ModelCard, read_card
from modiste.learning.model_folder import CARD, put_folder
from modiste.learning.serving import Served
from modiste.store import ModelVersion, Store, exclusive

SHIPPED: Final = "shipped"
Check = Callable[[Path], ModelCard]
"""Opens a model folder, compares its answers with the golden ones, and gives the card."""


@dataclass(frozen=True)
class ModelEntry:
    """One model that can be served: a registered version, a shipped model, or a folder somebody named.

    `version` is a number as text, `shipped`, or a folder's own. `is_current` says whether the bare name
    stands for it.
    """

    name: str
    version: str
    stage: Literal["candidate", "production", "archived", "shipped", "folder"]
    folder: Path
    is_current: bool
    created_at: datetime

    @property
    def card(self) -> ModelCard:
        """Read from the folder.

        Raises:
            ModisteError: MOD-1320 or MOD-1321 when it is not there or not a card.
        """
        return read_card(self.folder / CARD)


@dataclass(frozen=True)
class StageChange:
    """One line of a model's history: which version came to which stage, when and why."""

    version: str
    stage: str
    at: datetime
    why: str


def shipped_models() -> dict[str, Path]:
    """The model folders packed into Modiste, `<room>/weights/<name>/`, by name."""
    found = Path(modiste.__file__).parent.glob(f"*/weights/*/{CARD}")
    return {path.parent.name: path.parent for path in sorted(found)}


class Registry:
    """The models of one shop: its own, and the shipped ones, which are read where they lie.

    Args:
        store: of the shop.
        shipped: those that came with the software; by default all there are.
        checks: how a folder is checked whose model is no network, by its card's kind of input.
    """

    def __init__(
        self,
        store: Store,
        shipped: Mapping[str, Path] | None = None,
        checks: Mapping[str, Check] | None = None,
    ) -> None:
        self._root, self._books, self._checks = store.root, store.models, checks or {}
        self._shipped = dict(shipped_models() if shipped is None else shipped)

    def register(self, folder: Path, name: str = "") -> ModelEntry:
        """Copy a model folder into the shop as the next version of its name, a candidate.

        It is checked against its golden vectors first. The files are in place and on disk before the books
        mention them: a crash leaves either a whole version or none.

        Args:
            folder: the model folder.
            name: of the model here; its card's where empty.

        Raises:
            ModisteError: MOD-1320 to 1323 and MOD-1327 for a folder that is not sound, MOD-1329 for a name
                that is no name.
        """
        checked = self._checked(folder)
        name = name or checked.name
        if not re.fullmatch(NAME, name):
            reason = "a name has lower-case letters, digits and single hyphens"
            raise ModisteError("MOD-1329", name=name, action="registered", reason=reason)
        models = self._root / "models"
        with exclusive(models / ".lock"):
            number = max((each.version for each in self._books.versions(name)), default=0) + 1
            card = checked.model_copy(update={"name": name, "version": str(number)})
            files = {file: (folder / file).read_bytes() for file in card.files}
            put_folder(models / name / str(number), files | {CARD: card.to_toml().encode()})
            row = self._books.add(
                name,
                f"models/{name}/{{version}}",
                recipe=card.recipe,
                recipe_hash=card.recipe_hash,
                data_hash=card.data_hash,
                metrics={metric.name: metric.model_dump(mode="json") for metric in card.metrics},
            )
        return self._entry(row)

    def models(self) -> list[ModelEntry]:
        """Every version of every model, shipped ones first within a name."""
        names = sorted({*self._shipped, *(each.name for each in self._books.versions())})
        return [entry for name in names for entry in self.versions(name)]

    def versions(self, name: str) -> list[ModelEntry]:
        """Every version of one name, oldest first; empty when it is unknown."""
        rows = self._books.versions(name)
        current = self._current(name, rows)
        entries = [self._entry(row, is_current=row is current) for row in rows]
        if name in self._shipped:
            entries.insert(0, self._shipped_entry(name, is_current=current is None))
        return entries

    def resolve(self, model: str, *, allow_folder: bool = True) -> ModelEntry:
        """What a name stands for.

        `name` is the version in production, else the shipped one, else the newest candidate. `name@3`,
        `name@shipped` are those. Anything else is a folder, unless that is not allowed.

        Raises:
            ModisteError: MOD-1328 when it stands for nothing.
        """
        name, _, version = model.partition("@")
        for entry in self.versions(name) if re.fullmatch(NAME, name) else ():
            if entry.version == version or (not version and entry.is_current):
                return entry
        if allow_folder and (Path(model) / CARD).is_file():
            return folder_entry(Path(model))
        known = ", ".join(f"{e.name}@{e.version}" for e in self.models()) or "none"
        raise ModisteError("MOD-1328", name=model, known=known)

    def promote(self, name: str, version: str) -> ModelEntry:
        """Put a version into production; `shipped` retires the shop's own.

        Raises:
            ModisteError: MOD-1328 when there is no such version; MOD-1320 to 1323 and 1327 when it is not
                sound.
        """
        entry = self.resolve(f"{name}@{version}", allow_folder=False)
        self._checked(entry.folder)
        if entry.stage != SHIPPED:
            return self._entry(self._books.promote(name, int(entry.version)), is_current=True)
        if self._books.production(name) is not None:
            self._books.retire(name, "the shipped model was promoted")
        return self._shipped_entry(name, is_current=True)

    def roll_back(self, name: str) -> ModelEntry:
        """Take the newest promotion back; again, one further back, at last to the shipped model, if any.

        Raises:
            ModisteError: MOD-1328 for an unknown name; MOD-1109 when nothing was there before.
        """
        self.resolve(name, allow_folder=False)
        before = self._books.roll_back(name, to_none=name in self._shipped)
        if before is None:
            return self._shipped_entry(name, is_current=True)
        return self._entry(before, is_current=True)

    def history(self, name: str) -> list[StageChange]:
        """Every promotion and its like, oldest first; versions as text, `shipped` where the shop has none.

        Raises:
            ModisteError: MOD-1328 for an unknown name.
        """
        self.resolve(name, allow_folder=False)
        told = []
        for row in self._books.history(name):
            retired = row["stage"] == "retired"
            if retired and name not in self._shipped:
                continue
            version = SHIPPED if retired else str(row["version"])
            told.append(
                StageChange(version, "production" if retired else row["stage"], row["at"], row["why"])
            )
        return told

    def _checked(self, folder: Path) -> ModelCard:
        """The card of a folder that answers as it did where it was made."""
        return self._checks.get(read_card(folder / CARD).input.kind, _network)(folder)

    def _current(self, name: str, rows: list[ModelVersion]) -> ModelVersion | None:
        """The row a bare name stands for; None for the shipped model."""
        promoted = next((row for row in rows if row.stage == "production"), None)
        if promoted is not None or name in self._shipped:
            return promoted
        candidates = [row for row in rows if row.stage == "candidate"] or rows
        return candidates[-1] if candidates else None

    def _entry(self, row: ModelVersion, *, is_current: bool | None = None) -> ModelEntry:
        if is_current is None:
            current = self._current(row.name, self._books.versions(row.name))
            is_current = current is not None and current.version == row.version
        folder = self._root / row.folder
        return ModelEntry(row.name, str(row.version), row.stage, folder, is_current, row.created_at)

    def _shipped_entry(self, name: str, *, is_current: bool) -> ModelEntry:
        folder = self._shipped[name]
        return ModelEntry(name, SHIPPED, SHIPPED, folder, is_current, _card_date(folder))


def _network(folder: Path) -> ModelCard:
    served = Served.load(folder)
    served.check_golden()
    return served.card


def folder_entry(folder: Path) -> ModelEntry:
    """A model folder that no registry knows, under its card's name.

    Raises:
        ModisteError: MOD-1320 or MOD-1321 when its card is missing or bad.
    """
    card = read_card(folder / CARD)
    return ModelEntry(card.name, card.version, "folder", folder, True, _card_date(folder))


def _card_date(folder: Path) -> datetime:
    return datetime.combine(read_card(folder / CARD).date, datetime.min.time(), UTC)
