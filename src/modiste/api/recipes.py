"""Recipes over HTTP: what can be trained, and each as the fields of a form.

A training is started as a job of kind `train` with `{recipe, data, settings: {key: text}, out}`.
"""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict

from modiste.api.access import ModelReader
from modiste.api.models import MODEL_NAME, REFUSED
from modiste.api.paging import Page
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.learning import settable
from modiste.workspace import Shop, flows


class RecipeRow(BaseModel):
    """A recipe in the list: the shop's own first, then the shipped ones."""

    name: str
    recipe: str
    title: str
    network: str
    data: str
    epochs: int
    source: Literal["shop", "shipped"]


class FieldShown(BaseModel):
    """One thing to set. `minimum` and `maximum` are allowed themselves, `above` and `below` are not.

    A job takes it as text: a list as `[8, 16]`, true and false in lower case.
    """

    model_config = ConfigDict(title="RecipeField", from_attributes=True)

    key: str
    kind: Literal["text", "integer", "number", "boolean", "choice", "list"]
    value: Any
    choices: list[str]
    minimum: float | None
    maximum: float | None
    above: float | None
    below: float | None
    optional: bool


class RecipeShown(BaseModel):
    """A recipe with its fields, and whole as TOML."""

    model_config = ConfigDict(title="Recipe")

    name: str
    recipe: str
    title: str
    toml: str
    fields: list[FieldShown]


def recipe_routes(shop: Shop) -> APIRouter:
    """What can be trained."""
    router = APIRouter(prefix="/api/v1/recipes", tags=["recipes"], route_class=StrictRoute)

    @router.get("", summary="List recipes", responses=documented(*REFUSED))
    def listing(_: ModelReader) -> Page[RecipeRow]:
        return Page(items=[RecipeRow.model_validate(row) for row in flows.list_recipes(shop)])

    @router.get("/{name}", summary="Look at a recipe", responses=documented("MOD-1302", *REFUSED))
    def one(_: ModelReader, name: Annotated[str, Path(pattern=MODEL_NAME, max_length=80)]) -> RecipeShown:
        recipe = flows.recipe_named(shop, name)
        return RecipeShown(
            name=name,
            recipe=recipe.name,
            title=recipe.title,
            toml=recipe.to_toml(),
            fields=[FieldShown.model_validate(field) for field in settable(recipe)],
        )

    return router
