"""Recipes over HTTP: what can be trained, and a recipe as a form to fill in.

Which fields there are is the workspace's; training is a job.
"""

from typing import Annotated, Literal

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict

from modiste.api.access import ModelReader
from modiste.api.models import REFUSED
from modiste.api.paging import Page
from modiste.api.problems import documented, without_paths
from modiste.api.strict_json import Scalar, StrictRoute
from modiste.workspace import Shop, flows, form_of

RecipeName = Annotated[str, Path(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]


class RecipeShown(BaseModel):
    """One recipe in the list; a damaged one of the shop has an empty `recipe`, and its `title` says why."""

    model_config = ConfigDict(title="Recipe")

    name: str
    recipe: str
    title: str
    network: str
    data: str
    epochs: int
    source: Literal["shop", "shipped"]


class RecipeFieldShown(BaseModel):
    """One thing to set: send it in a job's `settings` under its key, as text.

    A list is text as TOML has it (`[32, 64]`). `low` and `high` bound the value where anything does.
    """

    model_config = ConfigDict(title="RecipeField")

    key: str
    kind: Literal["integer", "number", "boolean", "text", "choice"]
    value: Scalar
    low: float | None
    high: float | None
    choices: list[str]
    help: str


class RecipeFormShown(BaseModel):
    """A recipe with its file's text and its fields."""

    model_config = ConfigDict(title="RecipeForm")

    name: str
    title: str
    toml: str
    fields: list[RecipeFieldShown]


def recipe_routes(shop: Shop) -> APIRouter:
    """The shop's recipes and the shipped ones."""
    router = APIRouter(prefix="/api/v1/recipes", tags=["recipes"], route_class=StrictRoute)

    @router.get("", summary="List recipes", responses=documented(*REFUSED))
    def listing(_: ModelReader) -> Page[RecipeShown]:
        rows = flows.list_recipes(shop)
        return Page(items=[RecipeShown(**{**row, "title": without_paths(row["title"])}) for row in rows])

    @router.get(
        "/{name}", summary="A recipe as a form", responses=documented("MOD-1301", "MOD-1302", *REFUSED)
    )
    def one(_: ModelReader, name: RecipeName) -> RecipeFormShown:
        form = form_of(shop, name)
        fields = [RecipeFieldShown(**{**vars(each), "choices": list(each.choices)}) for each in form.fields]
        return RecipeFormShown(name=form.name, title=form.title, toml=form.toml, fields=fields)

    return router
