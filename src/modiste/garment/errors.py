"""Every error Modiste can raise, numbered and worded in one place.

Knows what went wrong, the value and the remedy; how it is shown (exit code, problem+json) is the faces' work.
Numbers: 10xx spine, 11xx store, 12xx collect, 13xx learning, 14xx vision, 20xx workspace, 21xx cli, 22xx api.
"""

from typing import NamedTuple


class Problem(NamedTuple):
    """What one numbered error says: a title, a detail and a remedy with named gaps, an HTTP status."""

    title: str
    detail: str
    remedy: str
    status: int = 422


CATALOGUE: dict[str, Problem] = {
    # 10xx: the spine
    # 11xx: the store
    # 12xx: collect
    # 13xx: learning
    "MOD-1301": Problem(
        "Not a recipe",
        "{path} is not a recipe: {reason}.",
        "Compare it with a file in recipes/; every key is described there.",
    ),
    "MOD-1302": Problem(
        "Unknown name in a recipe",
        "{kind} '{name}' is not known.",
        "Known: {known}.",
    ),
    "MOD-1303": Problem(
        "Unknown setting",
        "'{key}' = {value!r} cannot be set: {reason}.",
        "Use --set section.key=value with a key of the recipe.",
    ),
    "MOD-1304": Problem(
        "Too little data to train on",
        "{count} examples in {classes} classes.",
        "Give at least two classes with two examples each.",
    ),
    "MOD-1305": Problem(
        "Checkpoint of another run",
        "{path} was written by a recipe or data set other than this one ({what} differs).",
        "Choose another --out, or remove that folder to start again.",
        409,
    ),
    "MOD-1306": Problem(
        "Training diverged",
        "The loss became {loss} at step {step}.",
        "Lower the learning rate (--set optimiser.learning_rate=...).",
    ),
    "MOD-1310": Problem(
        "Nothing to evaluate",
        "There is no case to judge.",
        "Give at least two cases of two classes.",
    ),
    "MOD-1311": Problem(
        "Predictions and truth do not fit together",
        "{what}.",
        "Give probabilities (n, k), n whole-number targets and k different labels.",
    ),
    "MOD-1312": Problem(
        "Not probabilities",
        "Row {row} {reason}.",
        "Every row must hold finite values in [0, 1] that sum to 1; apply softmax to logits first.",
    ),
    "MOD-1313": Problem(
        "Target outside the labels",
        "Target {value} in row {row} is not one of the {count} classes.",
        "Targets count from 0; give the model's own labels.",
    ),
    "MOD-1314": Problem(
        "Only one class to judge",
        "All {n} cases are '{label}'.",
        "Give cases of at least two classes.",
    ),
    "MOD-1315": Problem(
        "Picture that cannot be shown",
        "Picture {index}: {reason}.",
        "Give PNG bytes or a uint8 array (height, width), (height, width, 1) or (height, width, 3).",
    ),
    "MOD-1316": Problem(
        "Report not written",
        "{path}: {reason}.",
        "Choose a file name ending in .html in a folder you may write to.",
    ),
    "MOD-1317": Problem(
        "Cannot explain",
        "{what}.",
        "{remedy}",
    ),
    "MOD-1318": Problem(
        "No neighbours to search",
        "{what}.",
        "Embed the training examples again with the model that is asked.",
    ),
    # 14xx: vision
    # 20xx: the workspace
    # 21xx: the command line
    # 22xx: the API
}


class ModisteError(Exception):
    """An error with a number, the value that caused it and a remedy.

    Example:
        >>> str(ModisteError("MOD-1302", kind="Optimiser", name="adm", known="adam, sgd"))
        "MOD-1302: Optimiser 'adm' is not known. Known: adam, sgd."
    """

    def __init__(self, code: str, /, **values: object) -> None:
        problem = CATALOGUE[code]
        self.code = code
        self.title = problem.title
        self.status = problem.status
        self.values = values
        self.detail = problem.detail.format_map(values)
        self.remedy = problem.remedy.format_map(values)
        super().__init__(f"{code}: {self.detail} {self.remedy}")

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (self.code, self.values)


def _rebuild(code: str, values: dict[str, object]) -> ModisteError:
    return ModisteError(code, **values)
