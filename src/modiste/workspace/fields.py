"""A field of a pydantic model as a form shows it: its kind, its bounds, its choices.

Knows annotations; what the field means is its model's affair.
"""

from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt
from pydantic.fields import FieldInfo

Kind = Literal["integer", "number", "boolean", "text", "choice"]


def kind_of(annotation: Any) -> tuple[Kind, tuple[str, ...]]:
    """The kind of what an annotation takes, None aside, and the choices where it lists them.

    Example:
        >>> kind_of(int | None), kind_of(Literal["best", "last"])
        (('integer', ()), ('choice', ('best', 'last')))
    """
    if get_origin(annotation) in (Union, UnionType):
        annotation = next(each for each in get_args(annotation) if each is not NoneType)
    if get_origin(annotation) is Literal:
        return "choice", tuple(map(str, get_args(annotation)))
    kinds: dict[Any, Kind] = {bool: "boolean", int: "integer", float: "number"}
    return kinds.get(annotation, "text"), ()


def kind_of_value(value: object) -> Kind:
    """The kind of a plain value; a list is text."""
    return kind_of(type(value))[0]


def bounds_of(info: FieldInfo) -> tuple[float | None, float | None]:
    """The least and the greatest number that a field takes; a bound that is itself out counts too."""
    low: Any = None
    high: Any = None
    for each in info.metadata:
        match each:
            case Ge(ge=limit) | Gt(gt=limit):
                low = limit
            case Le(le=limit) | Lt(lt=limit):
                high = limit
            case _:
                pass
    return low, high
