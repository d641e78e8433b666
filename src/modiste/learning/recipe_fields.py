"""A recipe as the fields of a form: dotted keys, kinds, present values and limits.

Knows what can be set and within what; how a form looks is the faces'. What is set goes back as text through
`Recipe.with_settings`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from modiste.learning.recipe import Part, Recipe

Kind = Literal["text", "integer", "number", "boolean", "choice", "list"]
_PARTS = ("network", "loss", "optimiser", "schedule")
_SECTIONS = ("data", "input", "train")
_LIMITS = {"ge": "minimum", "gt": "above", "le": "maximum", "lt": "below"}


@dataclass(frozen=True)
class RecipeField:
    """One thing that can be set. Limits are inclusive in `minimum` and `maximum`, exclusive in the others."""

    key: str
    kind: Kind
    value: Any
    choices: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    above: float | None = None
    below: float | None = None
    optional: bool = False
    about: str = field(default="", compare=False)


def settable(recipe: Recipe) -> list[RecipeField]:
    """Every field that `--set` takes, in the order of the recipe.

    Example:
        >>> recipe = Recipe(name="modiste.test.v1", network={"name": "cnn", "dense": [64]})
        >>> [(each.key, each.kind, each.value) for each in settable(recipe) if "network" in each.key]
        [('network.dense', 'list', [64])]
    """
    return [*_sections(recipe), *_parts(recipe)]


def _sections(recipe: Recipe) -> Iterator[RecipeField]:
    for section in _SECTIONS:
        held: BaseModel = getattr(recipe, section)
        for name, info in type(held).model_fields.items():
            kind, choices, optional = _kind(info.annotation)
            value = getattr(held, name)
            yield RecipeField(
                f"{section}.{name}",
                kind,
                list(value) if isinstance(value, tuple) else value,
                choices,
                optional=optional,
                **_limits(info),
            )


def _parts(recipe: Recipe) -> Iterator[RecipeField]:
    for section in _PARTS:
        part: Part = getattr(recipe, section)
        for name, value in part.params.items():
            yield RecipeField(f"{section}.{name}", _kind_of(value), value)


def _kind(annotation: Any) -> tuple[Kind, tuple[str, ...], bool]:
    optional = False
    if get_origin(annotation) in (UnionType,):
        kinds = [each for each in get_args(annotation) if each is not NoneType]
        annotation, optional = kinds[0], True
    if get_origin(annotation) is Literal:
        return "choice", tuple(str(each) for each in get_args(annotation)), optional
    if get_origin(annotation) is tuple:
        return "list", (), optional
    plain: dict[Any, Kind] = {bool: "boolean", int: "integer", float: "number"}
    return plain.get(annotation, "text"), (), optional


def _kind_of(value: Any) -> Kind:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer"
    if isinstance(value, float):
        return "number"
    return "list" if isinstance(value, list | tuple | dict) else "text"


def _limits(info: FieldInfo) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for each in info.metadata:
        found |= {ours: getattr(each, theirs) for theirs, ours in _LIMITS.items() if hasattr(each, theirs)}
    return found
