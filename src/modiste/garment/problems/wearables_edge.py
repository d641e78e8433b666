"""What can go wrong between a model of a wearable and its device, 2940 to 2969.

To 2949 exports, to 2959 placement and energy, to 2969 models sent to devices.
"""

from modiste.garment.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "MOD-2940": Problem(
        "No form in whole numbers",
        "{name} cannot be written in whole numbers, for C or LiteRT: {reason}.",
        "Export the float32 model of a network for series made of {known}; --format onnx takes every model.",
    ),
    "MOD-2941": Problem(
        "Too little to learn ranges from",
        "{name} has {found} windows to learn the ranges of its activations from, fewer than {least}.",
        "Name recordings like those it was trained on with --data.",
    ),
    "MOD-2942": Problem(
        "LiteRT is missing",
        "Models for LiteRT are written and checked with ai-edge-litert, which is not installed.",
        "Install it: pip install 'modiste[litert]'.",
        503,
    ),
    "MOD-2943": Problem(
        "LiteRT says something else",
        "{name}, run in LiteRT, differs from the whole-number reference by {found} steps of a logit; {most} "
        "at most are rounding.",
        "Name more recordings like those it was trained on with --data; --format c is exact.",
    ),
    "MOD-2950": Problem(
        "No site for a sensor",
        "{name}, cut as {program}, has no place in the table of sites.",
        "Take a garment cut as one of {known}.",
    ),
    "MOD-2952": Problem(
        "Not a budget",
        "{path} cannot be used as a budget of energy: {reason}.",
        "docs/wearables-placement.md shows a file with all its keys.",
    ),
    "MOD-2960": Problem(
        "Not a model update",
        "The file is no update that a device can take: {reason}.",
        "Make one with `modiste wearables models sign`.",
    ),
    "MOD-2961": Problem(
        "Not the house's update",
        "The device refuses the update: {reason}.",
        "Sign the model in the shop whose key the device knows, and send the file unchanged.",
        403,
    ),
    "MOD-2962": Problem(
        "Not a newer update",
        "The update has number {number}, and the device has taken {highest} already.",
        "Sign the model again: its number grows.",
        409,
    ),
    "MOD-2963": Problem(
        "No model to go back to",
        "{device} keeps no model before its current one.",
        "Install an update on it first.",
        409,
    ),
    "MOD-2964": Problem(
        "Not a device's name",
        "{name!r} cannot name a device.",
        "Use small letters, digits and hyphens, at most 60.",
    ),
    "MOD-2951": Problem(
        "The limits leave no site",
        "No set of {sensors} of the sites of {name} costs at most {cost} EUR and lasts for {washes} washes.",
        "Ask for 1 to {most} sensors, allow for more cost, or for fewer washes.",
    ),
}
