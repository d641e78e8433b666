"""A recipe as a form: what can be set in it, of which kind, within which bounds, and what its comments say.

Knows the recipe's model and its builders' signatures; training by it is the flow's.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from modiste.learning import Part, Recipe, load_recipe, toml_literal
from modiste.workspace import flows
from modiste.workspace.fields import Kind, bounds_of, kind_of, kind_of_value

if TYPE_CHECKING:
    from modiste.workspace.shop import Shop

PARTS = ("network", "loss", "optimiser", "schedule")
SECTIONS = ("train", "data", "optimiser", "schedule", "loss", "network", "input")
"""In the order in which a person would set them."""

_HEADER = re.compile(r"\s*\[+\s*([A-Za-z0-9_.-]+)\s*\]+")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+)\s*=")


@dataclass(frozen=True)
class Field:
    """One thing to set, by the dotted key that `--set` takes. A list is text as TOML has it: `[32, 64]`."""

    key: str
    kind: Kind
    value: int | float | bool | str | None
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    help: str = ""


@dataclass(frozen=True)
class Form:
    """A recipe with its file's text and what can be set in it."""

    name: str
    title: str
    toml: str
    fields: tuple[Field, ...]


def form_of(shop: "Shop | None", name: str) -> Form:
    """The form of a recipe of the shop, or of a shipped one.

    Raises:
        ModisteError: MOD-1302 for an unknown name, MOD-1301 for a file that is no recipe.
    """
    path = flows.recipe_file(shop, name)
    recipe = load_recipe(path)
    toml = path.read_text(encoding="utf-8")
    return Form(name, recipe.title, toml, tuple(_fields(recipe, comments_in(toml))))


def comments_in(toml: str) -> dict[str, str]:
    r"""The comment above each key of a TOML file, by dotted key.

    Example:
        >>> comments_in("[train]\n# How often all is seen.\nepochs = 3\n")
        {'train.epochs': 'How often all is seen.'}
    """
    found: dict[str, str] = {}
    section, above = "", []
    for line in toml.splitlines():
        if line.lstrip().startswith("#"):
            above.append(line.strip().lstrip("#").strip())
            continue
        if header := _HEADER.match(line):
            section = f"{header[1]}."
        elif (key := _KEY.match(line)) and above:
            found[f"{section}{key[1]}"] = " ".join(above)
        above = []
    return found


def _fields(recipe: Recipe, comments: Mapping[str, str]) -> Iterator[Field]:
    for section in SECTIONS:
        part = getattr(recipe, section)
        found = _of_part(section, part) if section in PARTS else _of_model(section, part)
        for field in found:
            yield Field(**{**vars(field), "help": comments.get(field.key) or field.help})


def _of_model(section: str, model: BaseModel) -> Iterator[Field]:
    for name, info in type(model).model_fields.items():
        kind, choices = kind_of(info.annotation)
        value = getattr(model, name)
        yield Field(
            f"{section}.{name}",
            kind,
            _plain(value),
            *bounds_of(info),
            choices,
            info.description or "",
        )


def _of_part(section: str, part: Part) -> Iterator[Field]:
    """A part's own keys, and those that its builder takes beside them."""
    for name, value in {**flows.builder_parameters(section, part.name), **part.params}.items():
        yield Field(f"{section}.{name}", kind_of_value(value), _plain(value))


def _plain(value: Any) -> int | float | bool | str | None:
    return value if value is None or isinstance(value, int | float | str) else toml_literal(value)
