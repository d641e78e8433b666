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
    "MOD-1001": Problem(
        "Not a GTIN",
        "'{value}' is not a GTIN: {reason}.",
        "Copy the digits below the bar code, check digit included.",
    ),
    # 11xx: the store
    "MOD-1101": Problem(
        "Shop cannot be opened",
        "{path} cannot be opened as a shop: {reason}.",
        "Choose another --shop, or check who may read and write that folder.",
        409,
    ),
    "MOD-1102": Problem(
        "Shop of a newer Modiste",
        "{path} was written by a newer Modiste (schema {found}; this one knows up to {known}).",
        "Update Modiste.",
        409,
    ),
    "MOD-1103": Problem(
        "Nothing of that id",
        "There is no {kind} '{id}'.",
        "List what is there, and check the spelling.",
        404,
    ),
    "MOD-1104": Problem(
        "Unknown field",
        "{kind} has no field '{field}'.",
        "Known: {known}.",
    ),
    "MOD-1105": Problem(
        "Refused by the store",
        "{kind} '{id}' was refused: {reason}.",
        "Store what it refers to first.",
        409,
    ),
    "MOD-1106": Problem(
        "Blob is damaged",
        "The stored bytes of {id} no longer have that hash.",
        "Restore the shop's blobs folder from a copy, or import the file again.",
        500,
    ),
    "MOD-1107": Problem(
        "Job cannot do that",
        "Job {id} is {state} and cannot be {verb}.",
        "List the jobs to see their states.",
        409,
    ),
    "MOD-1108": Problem(
        "Name not allowed",
        "'{value}' is not allowed as a {kind} name.",
        "Use up to 120 lower-case letters, digits, dots, hyphens and underscores.",
    ),
    "MOD-1109": Problem(
        "Nothing to roll back to",
        "{name} has no earlier version in production.",
        "Promote a version instead.",
        409,
    ),
    "MOD-1110": Problem(
        "The shop's disk or database failed",
        "{where} failed: {reason}.",
        "What was being written was not kept. Make room, close what else holds it, and try again.",
        503,
    ),
    "MOD-1111": Problem(
        "Value cannot be kept or looked up",
        "{where} cannot take {value}: {reason}.",
        "Give text of ordinary characters, and a value of the field's own kind.",
    ),
    "MOD-1112": Problem(
        "Events do not fit their table",
        "Rows for the event table '{table}' were refused: {reason}.",
        "Give every row the table's columns, with values of their types.",
    ),
    "MOD-1113": Problem(
        "Event file is damaged",
        "{path} is missing or no longer a whole Parquet file.",
        "Restore the shop's events folder from a copy.",
        500,
    ),
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
