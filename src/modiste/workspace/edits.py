"""What people do to garments, one or many at once: set, accept, delete; every edit can be undone.

Knows which garments are meant and what becomes of them; the journal that makes an edit whole is the store's.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import RLock
from typing import Any

from modiste.garment import Colourway, Garment, Image
from modiste.store import Change, Store, Undone
from modiste.workspace.garments import Filters, chosen
from modiste.workspace.heat_pictures import forget_heat

BATCH = 500
LABELLED = "category"
"""The attribute that a classifier's label speaks of: a person who sets it has judged the prediction."""


@dataclass(frozen=True)
class Selection:
    """Which garments: these ids, or all that filters and words choose; without the ids in `leave`."""

    ids: Sequence[str] | None = None
    filters: Filters = field(default_factory=dict)
    search: str = ""
    leave: Sequence[str] = ()


@dataclass(frozen=True)
class Edit:
    """An edit: its entry in the journal (None when nothing changed), and the ids that were left alone."""

    change: Change | None
    left: Sequence[str] = ()


class Edits:
    """The edits of one shop.

    Attributes:
        alone: held for the whole of an edit; who looks first and edits then (If-Match) takes it around both.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.alone = RLock()

    def set(self, selection: Selection, values: Mapping[str, Any], who: str) -> Edit:
        """Set fields; attributes are merged, and None takes a value away.

        Raises:
            ValidationError: a garment would be none any more; then nothing is changed.
        """
        at, judged = datetime.now(UTC), LABELLED in values
        before, after = [], []
        with self.alone:
            for garment in self._garments(selection):
                new = merged(garment, values)
                if new != garment or judged:
                    before.append(garment)
                    after.append(new.model_copy(update={"updated_at": at}))
            return self._replaced("set", who, values, before, after, at, reviewed=judged)

    def accept(self, selection: Selection, who: str) -> Edit:
        """Take what the newest prediction says as the category, and note that a person looked.

        Garments without a prediction are left as they are.
        """
        at = datetime.now(UTC)
        before, after, left = [], [], []
        with self.alone:
            for group in _groups(self._ids(selection)):
                for id_, card in sorted(self._store.cards.find(group).items()):
                    if card.label is None:
                        left.append(id_)
                        continue
                    before.append(card.garment)
                    after.append(card.garment.model_copy(update={LABELLED: card.label, "updated_at": at}))
            edit = self._replaced("accept", who, {}, before, after, at, reviewed=True)
        return Edit(edit.change, left)

    def delete(self, selection: Selection, who: str) -> Edit:
        """Remove garments and their images; the bytes stay, so that all can be undone, heat pictures do not.

        Garments that have colourways (and so SKUs, orders) are left as they are.
        """
        rows = self._store.rows
        garments: list[Garment] = []
        images: list[Image] = []
        left: list[str] = []
        with self.alone:
            for group in _groups(self._ids(selection)):
                where = {"garment_id": list(group)}
                held = {colourway.garment_id for colourway in rows.scan(Colourway, where=where)}
                found = rows.find(Garment, group)
                garments += [garment for id_, garment in sorted(found.items()) if id_ not in held]
                images += [image for image in rows.scan(Image, where=where) if image.garment_id not in held]
                left += sorted(held)
            if not garments:
                return Edit(None, left)
            change = self._store.changes.remove(who, {}, garments, images, datetime.now(UTC))
        forget_heat(self._store.root, [image.id for image in images])
        return Edit(change, left)

    def undo(self, change_id: str) -> Undone:
        """Put everything back as it was before an edit, but for garments that changed again since.

        Raises:
            ModisteError: MOD-1103 when there is no such edit, MOD-1115 when it was undone before.
        """
        with self.alone:
            return self._store.changes.undo(change_id, datetime.now(UTC))

    def page(self, limit: int = 50) -> list[Change]:
        """The newest edits, newest first."""
        return self._store.changes.page(limit)

    def _replaced(
        self,
        verb: str,
        who: str,
        said: Mapping[str, Any],
        before: Sequence[Garment],
        after: Sequence[Garment],
        at: datetime,
        *,
        reviewed: bool,
    ) -> Edit:
        if not after:
            return Edit(None)
        return Edit(self._store.changes.replace(verb, who, said, before, after, at, reviewed=reviewed))

    def _ids(self, selection: Selection) -> list[str]:
        leave = set(selection.leave)
        ids = selection.ids
        if ids is None:
            ids = self._store.cards.ids(chosen(selection.filters, selection.search))
        return [id_ for id_ in dict.fromkeys(ids) if id_ not in leave]

    def _garments(self, selection: Selection) -> Iterator[Garment]:
        for group in _groups(self._ids(selection)):
            yield from self._store.rows.find(Garment, group).values()


def merged(garment: Garment, values: Mapping[str, Any]) -> Garment:
    """A garment with values set (RFC 7396): None takes a value away, attributes are merged.

    Raises:
        ValidationError: it would be no garment any more.
    """
    whole = garment.model_dump()
    sent = dict(values)
    if "attributes" in sent:
        new = sent.pop("attributes")
        attributes = {} if new is None else {**whole["attributes"], **new}
        whole["attributes"] = {name: value for name, value in attributes.items() if value is not None}
    whole.update(sent)
    return Garment.model_validate({name: value for name, value in whole.items() if value is not None})


def _groups(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]
