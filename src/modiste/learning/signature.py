"""What a builder takes, read off its source: the parameters with defaults of a function that is not imported.

Knows Python's syntax only. Importing a network would import torch, for which a form should not wait.
"""

import ast
from collections.abc import Mapping
from pathlib import Path

_HERE = Path(__file__).parent
_FILES = {"loss": "losses.py", "optimiser": "optimisers.py", "schedule": "schedules.py"}
SHARED: Mapping[str, Mapping[str, object]] = {"optimiser": {"learning_rate": 0.001, "weight_decay": 0.0}}
"""What every builder of a section takes beside its own."""


def parameters_of(section: str, name: str) -> dict[str, object]:
    """The parameters of a built-in network, loss, optimiser or schedule; empty for any other name.

    Example:
        >>> parameters_of("loss", "cross_entropy")
        {'label_smoothing': 0.0}
    """
    path = _HERE / "networks" / f"{name}.py" if section == "network" else _HERE / _FILES.get(section, "-")
    found = defaults_in(path, name) if name.isidentifier() else None
    return {} if found is None else {**SHARED.get(section, {}), **found}


def defaults_in(path: Path, function: str) -> dict[str, object] | None:
    """The defaults of a function's parameters in a source file; None when there is no such function.

    Defaults that are no plain values are left out.
    """
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    except (OSError, SyntaxError, ValueError):
        return None
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == function:
            return _defaults(node.args)
    return None


def _defaults(arguments: ast.arguments) -> dict[str, object]:
    placed = [*arguments.posonlyargs, *arguments.args]
    pairs = [
        *zip(placed[len(placed) - len(arguments.defaults) :], arguments.defaults, strict=True),
        *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True),
    ]
    found: dict[str, object] = {}
    for argument, default in pairs:
        if default is not None:
            try:
                found[argument.arg] = ast.literal_eval(default)
            except ValueError:
                continue
    return found
