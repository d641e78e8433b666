"""What can go wrong in the fabric lab, 28xx: to 2829 specs, measured tables and footprints."""

from modiste.garment.problems.problem import Problem

PROBLEMS: dict[str, Problem] = {
    "MOD-2800": Problem(
        "Unknown fibre",
        "{word!r} is no fibre that is known.",
        "Nearest is {near!r}. Known by generic name, ISO 2076 code or a label's word: {known}.",
    ),
    "MOD-2801": Problem(
        "A blend that is not whole",
        "The fibres' shares sum to {total} %, and mass that is neither fibre nor missing cannot be.",
        "In the same proportions 100 % are: {near}.",
    ),
    "MOD-2802": Problem(
        "No yarn",
        "{text!r} is no yarn: {reason}.",
        "Write 20 tex, Nm 60/2, 2/40 Ne, 150D/48f or 20 tex x 2 S600.",
    ),
    "MOD-2803": Problem(
        "A yarn of nothing",
        "A count of {count} is no mass in any length, so there is no thread.",
        "Give a positive count, such as {near}.",
    ),
    "MOD-2804": Problem(
        "A yarn that no apparel has",
        "{count} tex lies outside {low} to {high} tex; a wrong unit does this most often.",
        "The nearest that is taken is {near} tex. Finer yarns have more Ne and Nm but less tex.",
    ),
    "MOD-2805": Problem(
        "No weave",
        "{weave!r} is no weave: {reason}.",
        "Write 'plain', '2/1 twill Z', 'satin 5', 'basket 2', or a lift plan such as ['x.', '.x'].",
    ),
    "MOD-2806": Problem(
        "No knit",
        "{stitch!r} is no knit: {reason}.",
        "Give the stitch, the loop length in mm, courses and wales a cm, and a yarn.",
    ),
    "MOD-2807": Problem(
        "A fabric spec that cannot be read",
        "It is no fabric spec: {reason}.",
        "examples/fabric/spec.toml is one; docs/fabric.md lists every field.",
    ),
    "MOD-2808": Problem(
        "A cloth that jams",
        "{what} cannot be made: {reason}.",
        "The nearest that can be is {near}.",
    ),
    "MOD-2810": Problem(
        "A measured cloth that is refused",
        "It is no measured cloth: {reason}.",
        "Give each its doi, method, uncertainty_pct, values by property, and its construction.",
    ),
    "MOD-2811": Problem(
        "A measured table that cannot be read",
        "{name} is no table of measured cloths: {reason}.",
        "docs/fabric.md shows one as TOML and as CSV.",
    ),
    "MOD-2812": Problem(
        "No such country's electricity",
        "{country!r} is no country whose electricity is known.",
        "Known: {known}. Without one, Asia's is taken, between the least and the most of all.",
    ),
    "MOD-2813": Problem(
        "No such language",
        "Labels are not written in {language!r}.",
        "Known: {known}.",
    ),
    "MOD-2814": Problem(
        "No such fabric",
        "The shop has no fabric {id!r}.",
        "`modiste fabric list` shows those it has.",
        404,
    ),
}
