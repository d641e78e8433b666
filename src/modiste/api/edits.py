"""Edits of many garments at once over HTTP: set, accept, delete by selection; the journal, and undo.

What an edit does and how it is undone is the workspace's.
"""

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Path, Query
from pydantic import BaseModel, ConfigDict, Field

from modiste.api.access import GarmentReader, GarmentWriter
from modiste.api.garments import REFUSED, REFUSED_BODY, GarmentChange, fitting
from modiste.api.paging import Page
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.garment import Id
from modiste.store import CHOSEN_BY, Change
from modiste.workspace import Edit, Selection, Shop

ChangeId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$", description="As in `Change-Id`.")]
_MOST_IDS = 20_000


class Chosen(BaseModel):
    """Which garments: `ids`, or all that `filters` and `q` choose (as in the list); never those in `leave`.

    An empty object chooses nothing: all garments are chosen by `{"filters": {}}`.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"filters": {"category": ["coat"]}, "leave": ["coat-001"]}]},
    )

    ids: list[Id] | None = Field(default=None, max_length=_MOST_IDS)
    filters: dict[Literal[CHOSEN_BY], list[str]] | None = None  # type: ignore[valid-type] # a tuple of names
    q: str = Field(default="", max_length=200)
    leave: list[Id] = Field(default=[], max_length=_MOST_IDS)

    def selection(self) -> Selection:
        """As the workspace takes it."""
        if self.ids is None and self.filters is None and not self.q:
            return Selection(ids=[])
        return Selection(self.ids, self.filters or {}, self.q, self.leave)


class SetValues(BaseModel):
    """Set fields of the chosen garments; null takes a value away, attributes are merged."""

    model_config = ConfigDict(extra="forbid")

    verb: Literal["set"]
    choose: Chosen
    values: GarmentChange


class Accepting(BaseModel):
    """Take what was predicted as the category of the chosen garments; they are then confirmed."""

    model_config = ConfigDict(extra="forbid")

    verb: Literal["accept"]
    choose: Chosen


class Deleting(BaseModel):
    """Delete the chosen garments with their photos; an undo brings them back whole."""

    model_config = ConfigDict(extra="forbid")

    verb: Literal["delete"]
    choose: Chosen


Wanted = Annotated[SetValues | Accepting | Deleting, Field(discriminator="verb")]


class ChangeShown(BaseModel):
    """An edit in the journal: what was done by whom to how many, and whether it was undone."""

    model_config = ConfigDict(title="Change", from_attributes=True)

    id: str
    at: datetime
    who: str
    verb: Literal["set", "accept", "delete"]
    said: dict[str, Any] = Field(description="The values that were set.")
    number: int = Field(description="Garments changed.")
    undone_at: datetime | None


class Edited(BaseModel):
    """What an edit did. `change` is null when nothing changed; `left` are ids that were left as they are.

    Left are garments without a prediction to accept, and garments to delete that have colourways.
    """

    change: ChangeShown | None
    number: int
    left: list[str]


class UndoneShown(BaseModel):
    """What an undo did: how many garments are as they were, and the ids of those that changed since."""

    model_config = ConfigDict(title="Undone")

    change: ChangeShown
    restored: int
    kept: list[str]


def edit_routes(shop: Shop) -> APIRouter:
    """Edits and their journal."""
    router = APIRouter(prefix="/api/v1/garments", tags=["edits"], route_class=StrictRoute)
    journal = APIRouter(prefix="/api/v1/changes", tags=["edits"], route_class=StrictRoute)

    @router.post(
        "/edits", summary="Edit many garments at once", responses=documented("MOD-1104", *REFUSED_BODY)
    )
    def edit(caller: GarmentWriter, wanted: Annotated[Wanted, Body()]) -> Edited:
        chosen = wanted.choose.selection()
        if isinstance(wanted, SetValues):
            with fitting():
                return _edited(
                    shop.edits.set(chosen, wanted.values.model_dump(exclude_unset=True), caller.name)
                )
        if isinstance(wanted, Accepting):
            return _edited(shop.edits.accept(chosen, caller.name))
        return _edited(shop.edits.delete(chosen, caller.name))

    @journal.get("", summary="List the newest edits", responses=documented(*REFUSED))
    def listing(_: GarmentReader, limit: Annotated[int, Query(ge=1, le=200)] = 50) -> Page[ChangeShown]:
        return Page(items=[_shown(change) for change in shop.edits.page(limit)])

    @journal.get("/{change_id}", summary="Look at an edit", responses=documented("MOD-1103", *REFUSED))
    def one(_: GarmentReader, change_id: ChangeId) -> ChangeShown:
        return _shown(shop.store.changes.get(change_id))

    @journal.post(
        "/{change_id}/undo",
        summary="Put everything back as it was before an edit",
        responses=documented("MOD-1103", "MOD-1115", *REFUSED),
    )
    def undo(_: GarmentWriter, change_id: ChangeId) -> UndoneShown:
        undone = shop.edits.undo(change_id)
        return UndoneShown(change=_shown(undone.change), restored=undone.restored, kept=list(undone.kept))

    both = APIRouter(route_class=StrictRoute)
    both.include_router(router)
    both.include_router(journal)
    return both


def _shown(change: Change) -> ChangeShown:
    return ChangeShown.model_validate(change)


def _edited(edit: Edit) -> Edited:
    return Edited(
        change=_shown(edit.change) if edit.change else None,
        number=edit.change.number if edit.change else 0,
        left=list(edit.left),
    )
