"""What can go wrong with prints and colours, 2720 to 2749; other designs' problems are `design`'s."""

from modiste.garment.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "MOD-2720": Problem(
        "Out of a print's range",
        "The print's {what} cannot be {value}.",
        "The nearest that can is {nearest}.",
    ),
    "MOD-2721": Problem(
        "Not known",
        "There is no {what} {name!r}.",
        "Known: {known}.",
    ),
    "MOD-2722": Problem(
        "A path that cannot be read",
        "The path data cannot be read: {reason}.",
        "Give SVG path data of at most 20,000 pieces, about the origin.",
    ),
    "MOD-2723": Problem(
        "A palette of that size",
        "A palette of {count} colours is none here.",
        "The nearest number of colours is {nearest}.",
    ),
    "MOD-2724": Problem(
        "No colour",
        "{value} is no colour.",
        "Give colours as #rrggbb, such as #21455a.",
    ),
    "MOD-2725": Problem(
        "No sett",
        "{text!r} is no sett: {reason}.",
        "Write letters with numbers of threads, such as K/4 R24 K24 Y/4.",
    ),
    "MOD-2726": Problem(
        "Not that many",
        "{n} is no number of colours or colourways that can be told.",
        "The nearest number that can is {nearest}.",
    ),
    "MOD-2727": Problem(
        "Nothing to take colours from",
        "The mask leaves {count} pixels of the picture.",
        "Give a picture whose garment is larger, or a mask that shows it.",
    ),
    "MOD-2728": Problem(
        "A motif that is not taken",
        "The SVG file cannot be a motif: {reason}.",
        "Save plain filled shapes: text and strokes as outlines, no pictures, no style sheets, no links.",
    ),
    "MOD-2729": Problem(
        "A print that cannot be read",
        "The print's {where} does not fit: {reason}.",
        "`modiste design print --json` tells a whole specification as `spec`; begin with that.",
    ),
    "MOD-2730": Problem(
        "A print that cannot be written",
        "{path} failed: {reason}.",
        "Make room or give the right to write.",
        503,
    ),
    "MOD-2731": Problem(
        "No such role",
        "The palette has no colour {role}.",
        "Roles are counted from 0, the ground; the nearest is {nearest}.",
    ),
    "MOD-2732": Problem(
        "Too small an example",
        "Of an example of {width} x {height} pixels no print can be sewn.",
        "Give a picture of {least} pixels a side at least, at the print's resolution.",
    ),
    "MOD-2733": Problem(
        "No such example",
        "The picture that the print is made after {reason}.",
        "Give the file whose SHA-256 the specification names as `example_sha256`.",
    ),
    "MOD-2734": Problem(
        "No drawing of a picture",
        "A print made after a picture has no lines to draw.",
        "Take it as .png; its plates have one colour each.",
    ),
}
