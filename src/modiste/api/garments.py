"""Garments over HTTP: the grid's pages, filters and facets, one garment with its entity tag, change, delete.

What a garment is says the spine, where it lies knows the store; photos have their own router.
"""

import threading
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Path, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

from modiste.api.access import Principal, allow
from modiste.api.etags import etag_of, not_modified, require_match
from modiste.api.paging import Cursor, Limit, Page, from_cursor, to_cursor
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.garment import Garment
from modiste.workspace import Shop

GarmentId = Annotated[str, Path(pattern=r"^[a-z0-9][a-z0-9-]{0,127}$", description="As `coat-001`.")]
_Value = Annotated[str | None, Query(max_length=200)]
_JSON = "application/json"
_FIXED = frozenset({"id", "created_at", "updated_at"})


class FacetShown(BaseModel):
    """One value of an attribute, and how many garments have it."""

    model_config = ConfigDict(title="Facet", from_attributes=True)

    value: str
    count: int


class Facets(BaseModel):
    """How many garments there are, and the values of each attribute, most frequent first."""

    count: int
    facets: dict[str, list[FacetShown]]


class _Change(BaseModel):
    """The values to change (RFC 7396): what is left out stays, null takes away what may be missing."""

    model_config = ConfigDict(extra="forbid", title="GarmentChange")


def _filters(
    category: _Value = None,
    brand: _Value = None,
    department: _Value = None,
    season: _Value = None,
    source: _Value = None,
) -> dict[str, str]:
    given = {"category": category, "brand": brand, "department": department, "season": season, "source": source}
    return {name: value for name, value in given.items() if value is not None}


GarmentChange: Any = create_model(
    "GarmentChange",
    __base__=_Change,
    **{
        name: (field.annotation | None, Field(default=None, description=field.description))
        for name, field in Garment.model_fields.items()
        if name not in _FIXED
    },
)

