"""Augmentation over HTTP: what each operation of a recipe does to a few of its own examples.

Only a recipe's own data are shown: a path on this machine is nothing a caller may name.
"""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict

from modiste.api.access import ModelReader
from modiste.api.problems import documented
from modiste.api.strict_json import StrictRoute
from modiste.workspace import Shop, flows

_REFUSED = ("MOD-2203", "MOD-2209", "MOD-2210")
RecipeName = Annotated[str, Path(pattern=r"^[a-z0-9]+([._-][a-z0-9]+)*$", max_length=120)]
_EXAMPLES = 4
"""The pictures travel in the answer: enough to see a pattern, few enough to send."""


class Thumbnail(BaseModel):
    """A picture as a data URI."""

    uri: str
    width: int
    height: int
    pixelated: bool


class Operation(BaseModel):
    """One operation; `rounds` has a picture an example for every draw."""

    name: str
    text: str
    parameters: dict[str, Any]
    rounds: list[list[Thumbnail]]


class AugmentationShown(BaseModel):
    """A recipe's operations on the same examples; `synthetic` where the examples were made up."""

    model_config = ConfigDict(title="Augmentation")

    recipe: str
    seed: int
    synthetic: bool
    originals: list[Thumbnail]
    operations: list[Operation]


def augmentation_routes(shop: Shop) -> APIRouter:
    """Previews."""
    router = APIRouter(prefix="/api/v1/augmentations", tags=["augmentations"], route_class=StrictRoute)

    @router.get(
        "/{recipe}",
        summary="Preview a recipe's augmentation",
        responses=documented("MOD-1218", "MOD-1219", "MOD-1302", *_REFUSED),
    )
    def preview(
        _: ModelReader,
        recipe: RecipeName,
        seed: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0,
        everything: Annotated[bool, Query(description="Every operation, before the recipe's.")] = False,
    ) -> AugmentationShown:
        made = flows.preview_augment(shop, recipe, seed=seed, examples=_EXAMPLES, everything=everything)
        return AugmentationShown.model_validate(made.to_json())

    return router
