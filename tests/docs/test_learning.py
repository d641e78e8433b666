"""docs/learning.md: its tables are the code's; its commands and code run in their order, on small data."""

import json
import re
import shlex
import sys
import types
from collections.abc import Callable, Iterator, Mapping
from inspect import getdoc, signature
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import numpy as np
import pytest
import torch
from PIL import Image
from pydantic.fields import FieldInfo

from modiste.cli.app import run
from modiste.learning import Recipe
from modiste.learning.augment import OPERATIONS
from modiste.learning.losses import LOSSES
from modiste.learning.objectives import OBJECTIVES
from modiste.learning.optimisers import _SHARED, OPTIMISERS
from modiste.learning.recipe import Part
from modiste.learning.schedules import SCHEDULES
from modiste.workspace.plugins import NETWORKS, networks

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "learning.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
RECIPE = next(text for kind, text in BLOCKS if kind == "toml")
COMMANDS = [line for kind, text in BLOCKS if not kind for line in text.splitlines()]
CODE = [text for kind, text in BLOCKS if kind == "python"]


def toml(value: object) -> str:
    return json.dumps(list(value) if isinstance(value, tuple) else value)


def paragraph(make: Callable[..., object]) -> str:
    return " ".join((getdoc(make) or "").split("\n\n")[0].split())


def module_line(make: Callable[..., object]) -> str:
    return (sys.modules[make.__module__].__doc__ or "").splitlines()[0]


def pieces(table: Mapping[str, Callable[..., object]], about: Callable[..., str] = paragraph) -> list[str]:
    """A row a name: its parameters with their defaults, and what its own docstring says of it."""
    rows = ["| name | parameters | what it is |", "| --- | --- | --- |"]
    for name, make in table.items():
        taken = [
            f"`{p.name} = {toml(p.default)}`" for p in signature(make).parameters.values() if has_default(p)
        ]
        rows.append(f"| `{name}` | {', '.join(taken)} | {about(make)} |".replace("|  |", "| |"))
    return rows


def has_default(parameter: Any) -> bool:
    return parameter.default is not parameter.empty


def keys(model: Any, section: str = "") -> Iterator[tuple[str, str, str]]:
    """Key, default and what it takes, of every key of a recipe."""
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, Part):
            default = "required" if field.is_required() else f"`{field.default.name}`"
            yield f"`[{name}] name`", default, "a name of its table"
        elif get_origin(kind) is tuple and get_args(kind)[0] is Part:
            yield f"`[[{name}]] name`", "none", "names of its table, in order"
        elif hasattr(kind, "model_fields"):
            yield from keys(kind, f"[{name}] ")
        else:
            yield f"`{section}{name}`", shown_default(field), takes(field)


def shown_default(field: FieldInfo) -> str:
    if field.is_required():
        return "required"
    return "none" if field.default in (None, "") else f"`{toml(field.default)}`"


def takes(field: FieldInfo) -> str:
    kind = field.annotation
    if get_origin(kind) is Literal:
        return ", ".join(f"`{each}`" for each in get_args(kind))
    if isinstance(kind, types.UnionType):
        kind = next(each for each in get_args(kind) if each is not types.NoneType)
    if kind is bool:
        return "`true`, `false`"
    if kind is str:
        return "text"
    if get_origin(kind) is tuple:
        return "numbers, one a channel"
    bounds = {
        name: getattr(each, name)
        for each in field.metadata
        for name in ("ge", "le", "lt")
        if hasattr(each, name)
    }
    what = "a whole number" if kind is int else "a number"
    if "ge" in bounds:
        what += f" from {bounds['ge']:g}"
    if "le" in bounds:
        what += f" to {bounds['le']:g}"
    return what + (f" to below {bounds['lt']:g}" if "lt" in bounds else "")


TABLES = {
    "networks": lambda: pieces({name: networks()[name] for name in NETWORKS}, module_line),
    "losses": lambda: pieces({**LOSSES, **OBJECTIVES}),
    "optimisers": lambda: pieces(OPTIMISERS),
    "schedules": lambda: pieces(SCHEDULES),
    "augmentations": lambda: pieces(OPERATIONS),
}


def printed(name: str) -> list[str]:
    found = re.search(rf"<!-- table: {name} -->\n\n(.*?)\n\n<!-- /table -->", PAGE, re.DOTALL)
    assert found, f"docs/learning.md has no table '{name}'"
    return found[1].split("\n")


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_the_page_is_the_codes(name: str) -> None:
    made = TABLES[name]()
    assert printed(name) == made, "the page should say:\n" + "\n".join(made)


def test_the_page_lists_every_key_of_a_recipe_with_its_default_and_what_it_takes() -> None:
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in printed("recipe")[2:]]
    assert [tuple(row[:3]) for row in rows] == list(keys(Recipe))
    assert all(len(row) == 4 and row[3] for row in rows), "every key needs a meaning"


def test_the_page_names_what_every_optimiser_takes() -> None:
    assert all(f"`{name}`" in PAGE for name in _SHARED)


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The recipe of the page, and photos made here: coats are tall and dark, hats are wide and light."""
    folder = tmp_path_factory.mktemp("learning")
    (folder / "garments.toml").write_text(RECIPE, encoding="utf-8")
    chance = np.random.default_rng(0)
    for part, count in (("train", 16), ("test", 6)):
        for label in ("coat", "hat"):
            for number in range(count):
                picture = chance.integers(150, 255, (40, 40, 3), dtype=np.uint8)
                shape = np.s_[4:36, 14:26] if label == "coat" else np.s_[22:32, 4:36]
                picture[shape] = chance.integers(0, 90) if label == "coat" else chance.integers(60, 150)
                path = folder / "photos" / part / label / f"{number:02d}.png"
                path.parent.mkdir(parents=True, exist_ok=True)
                Image.fromarray(picture).save(path)
    return folder


@pytest.fixture
def _here(workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    torch.set_num_threads(1)
    monkeypatch.chdir(workplace)
    monkeypatch.setenv("XDG_CACHE_HOME", str(workplace / "cache"))


@pytest.mark.slow
@pytest.mark.usefixtures("_here")
def test_the_commands_of_the_page_run_in_their_order(capsys: pytest.CaptureFixture[str]) -> None:
    verbs = [shlex.split(line)[1] for line in COMMANDS]
    assert {"train", "tune", "evaluate", "explain", "compress", "export", "models", "predict"} <= set(verbs)
    for line in COMMANDS:
        program, *words = shlex.split(line)
        assert program == "modiste"
        code = run(words)
        heard = capsys.readouterr()
        assert code == 0, f"{line}\n{heard.out}\n{heard.err}"
    assert Path("report.html").is_file()
    assert Path("garments-for-the-till/model.onnx").is_file()
    assert run(["models", "show", "garments", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["version"] == "1", (
        "the roll-back of the page puts back the first"
    )


@pytest.mark.slow
@pytest.mark.usefixtures("_here")
@pytest.mark.parametrize("block", range(len(CODE)))
def test_the_code_of_the_page_runs(block: int) -> None:
    exec(compile(CODE[block], f"learning.md, block {block}", "exec"), {"__name__": "page"})
